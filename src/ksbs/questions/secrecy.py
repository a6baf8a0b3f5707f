"""Questions about secrecy and what was handed out."""

from collections.abc import Iterator
from uuid import UUID

from ksbs.application.days import day_of
from ksbs.application.trail_filter import TrailFilter
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.entries import entry_row, narrowed
from ksbs.questions.question import Kind, Question


def _marked(asking: Asking) -> Iterator[Row]:
    for row in asking.rows("confidential_marks"):
        yield {**row, **_about(asking, row["entry_id"])}
    for entry in narrowed(asking, TrailFilter(confidential=True)):
        about = entry_row(asking, entry)
        yield {
            **about,
            "marked_on": day_of(entry.recorded_at).isoformat(),
            "legal_reference": entry.metadata.confidentiality,
            "decided_by": about["recorded_by"],
            "entry_id": about["event_id"],
        }


def _about(asking: Asking, entry_id: str) -> Row:
    entry = asking.history.store.entry(UUID(entry_id))
    if entry is None:
        return {}
    return {"event": entry.name, "occurred_on": entry.occurred_on.isoformat()}


def _handed_out(asking: Asking) -> Iterator[Row]:
    for row in asking.rows("disclosures"):
        if row["delivered_on"] is not None:
            entries, fields = row["masked_entries"] or (), row["masked_fields"] or ()
            yield {
                **row,
                "masked": [
                    f"{_about(asking, entry).get('event', entry)}.{field}"
                    for entry, field in zip(entries, fields, strict=True)
                ],
            }


QUESTIONS = (
    Question(
        9,
        Kind.AUDIT,
        "Entries marked confidential / Sekretessmarkerade anteckningar",
        "Which entries are marked confidential, on what legal ground? / Vilka "
        "anteckningar är sekretessmarkerade, och med vilket lagstöd?",
        "`confidential_marks` that stand, each of a field of an entry; and the log, "
        "entries that were marked as a whole when they were recorded: these have no "
        "field. / `confidential_marks` som gäller, var och en av ett fält i en "
        "anteckning; och loggen, anteckningar som sekretessmarkerades i sin helhet när "
        "de registrerades: de har inget fält.",
        columns(
            *SCHOOL,
            *("event", "occurred_on", "field", "marked_on", "legal_reference"),
            *("decided_by", "entry_id"),
        ),
        _marked,
        (parameters.PROGRAMME,),
    ),
    Question(
        10,
        Kind.AUDIT,
        "What was handed out / Vad som lämnats ut",
        "What did we hand out, to whom, masked how? / Vad lämnade vi ut, till vem, "
        "maskat hur?",
        "`disclosures` with a day of delivery, with the fields that were masked. / "
        "`disclosures` med en dag för utlämnandet, med fälten som maskades.",
        columns(
            *SCHOOL,
            *("requester_kind", "requested_on", "requested_scope", "outcome"),
            *("delivered_on", "scope", "masked", "legal_reference", "decided_by"),
        ),
        _handed_out,
        (parameters.PROGRAMME,),
    ),
)
