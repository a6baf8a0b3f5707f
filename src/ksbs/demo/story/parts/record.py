"""The keeping of the record: cases, documents, reports, amendments, secrecy."""

from datetime import date, datetime, time
from typing import Any

from ksbs.application.days import STOCKHOLM
from ksbs.demo.story.step import DigestOf, Persona, Ref, Said
from ksbs.demo.story.tale import Tale

COMMITTEE = "Utbildningsnämnden"
REPORT = "term-status"
_MADE_AT = time(8)
"""Before the offices open, so that a report counts nothing of the day it is sent."""
SECRECY = "OSL 23 kap. 2 §"


def register_case(tale: Tale, day: date, *, dnr: str, opened_on: date) -> Said:
    """The registrar registers the programme's case in the diary."""
    return tale.tell(
        day,
        tale.cast.registrar(),
        "case-registrations",
        case_number=dnr,
        opened_on=opened_on,
        classification="3.2 Stöd till skolors utveckling",
    )


def agree_on_terms(tale: Tale, day: date) -> Said:
    """School and administration sign what each of them undertakes."""
    return tale.tell(
        day,
        tale.principal(day),
        "agreements",
        parties=("Skolan genom rektor", "Förvaltningen genom chefen"),
        undertakings_school="Skolan frigör arbetsgruppens tid vid varje tillfälle.",
        undertakings_administration="Förvaltningen ger processtöd i tre år.",
        resources="Två timmar i veckan för arbetsgruppens medlemmar.",
    )


def report_decision(tale: Tale, day: date, decision: Said, *, paragraph: str) -> Said:
    """A decision is reported to the committee at its meeting."""
    return tale.tell(
        day,
        tale.cast.registrar(),
        "decision-reports",
        decision_event_id=decision.event,
        paragraph=paragraph,
    )


def submit_report(tale: Tale, day: date, *, title: str) -> Said:
    """The programme office submits the report that it made in the morning."""
    known_at = datetime.combine(day, _MADE_AT, tzinfo=STOCKHOLM)
    return tale.tell(
        day,
        tale.office(),
        "report-submissions",
        recipient=COMMITTEE,
        title=title,
        sha256=DigestOf(REPORT, valid_at=day, known_at=known_at),
        report_name=REPORT,
        valid_at=day,
        known_at=known_at,
    )


def register_document(  # noqa: PLR0913  # Each is one thing that the diary says.
    tale: Tale, day: date, *, direction: str, dnr: str, counterpart: str, brief: str
) -> Said:
    """A document came in or was drawn up."""
    return tale.tell(
        day,
        tale.cast.registrar(),
        "documents",
        direction=direction,
        case_number=dnr,
        counterpart=counterpart,
        brief=brief,
        uri=f"urn:exempelstad:handling:{tale.school.code}-{day:%Y%m%d}",
        dnr=dnr,
    )


def dispatch(tale: Tale, day: date, document: Said, *, to: str) -> Said:
    """A document is sent."""
    return tale.tell(
        day,
        tale.cast.registrar(),
        "document-dispatches",
        document_id=document["documentId"],
        recipient=to,
        how="e-post",
    )


def correct(  # noqa: PLR0913  # Each is one thing that the correction says.
    tale: Tale,
    day: date,
    target: Said,
    *,
    field: str,
    old: object,
    new: object,
    reason: str,
    found_by: Persona | None = None,
) -> Said:
    """The registrar corrects one field of an entry, which somebody found to be wrong."""
    return tale.amend(
        day,
        tale.cast.registrar(),
        "corrections",
        target_event_id=target.event,
        changes=({"field": field, "old": old, "new": new},),
        reason=reason,
        found_by=(found_by or tale.process_supporter).person_id,
    )


def annul(
    tale: Tale, day: date, target: Said, *, reason: str, by: Persona | None = None
) -> Said:
    """An entry is annulled; by the registrar unless somebody else is given."""
    return tale.amend(
        day,
        by or tale.cast.registrar(),
        "annulments",
        target_event_id=target.event,
        reason=reason,
    )


def mark(
    tale: Tale, day: date, target: Said, *, field: str, lift: bool = False
) -> Said:
    """A field of an entry is marked confidential, or the mark is lifted."""
    reason = (
        "En ny prövning visar att ingen enskild kan pekas ut."
        if lift
        else "Gruppen är så liten att enskilda elever kan pekas ut."
    )
    officer = tale.cast.registrar()
    return tale.tell(
        day,
        officer,
        "confidentiality-liftings" if lift else "confidentiality-markings",
        target_event_id=target.event,
        field=field,
        legal_reference=SECRECY,
        decided_by=officer.person_id,
        reason=reason,
    )


def ask_to_see(tale: Tale, day: date, *, scope: str, who: str) -> Said:
    """Somebody asks to see what is recorded."""
    return tale.tell(
        day,
        tale.cast.registrar(),
        "disclosure-requests",
        requested_scope=scope,
        requester_kind=who,
    )


def answer(  # noqa: PLR0913  # Each is one thing that the decision says.
    tale: Tale,
    day: date,
    request: Said,
    *,
    scope: str,
    outcome: str,
    masked: tuple[tuple[Said, str], ...] = (),
) -> Said:
    """It is decided what is handed out, on the same day."""
    fields: tuple[dict[str, Ref | str], ...] = tuple(
        {"eventId": entry.event, "field": name} for entry, name in masked
    )
    more: dict[str, Any] = {} if outcome == "granted" else {"legal_reference": SECRECY}
    if outcome != "refused":
        more["delivered_on"] = day
    return tale.tell(
        day,
        tale.cast.registrar(),
        "disclosure-decisions",
        request_id=request["requestId"],
        scope=scope,
        outcome=outcome,
        masked_fields=fields,
        decided_by=tale.cast.registrar().person_id,
        **more,
    )
