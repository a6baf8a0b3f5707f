"""Which schools were nominated, in which round, on what grounds, and what came of it."""

from collections.abc import Iterable
from datetime import date

from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.closing.completion import ProgrammeCompleted
from ksbs.domain.closing.termination import ProgrammeTerminated
from ksbs.domain.enrolment.decision import (
    EnrolmentDecided,
    EnrolmentRejected,
    Rejection,
)
from ksbs.domain.enrolment.nomination import (
    ConditionsAssessed,
    Motive,
    NominationWithdrawn,
    SchoolNominated,
    Withdrawal,
)
from ksbs.domain.enrolment.offer import (
    Decline,
    ParticipationDeclined,
    ParticipationOffered,
)
from ksbs.domain.kinds import DeclineReason, Status
from ksbs.domain.programme import Programme

PENDING = "pending"
"""The outcome while nothing is decided; the others are those of `Status`."""

_ENDED_BEFORE_IT_BEGAN = (Status.WITHDRAWN, Status.DECLINED, Status.REJECTED)


def rows(programme: Programme) -> Iterable[Row]:
    """Give the one row of a nominated programme."""
    nomination = programme.nomination
    if nomination is None:
        return
    motive = programme.facet(Motive)
    outcome, day = _outcome(programme)
    kind, reason = _reason(programme, outcome=outcome)
    yield {
        "school_unit_code": nomination.school_unit_code,
        "school_name": nomination.school_name,
        "school_form": nomination.school_form,
        "organizer_number": nomination.organizer_number,
        "round_id": nomination.selection_round_id,
        "nominated_on": nomination.on,
        "grounds": nomination.grounds,
        "motive": motive.text,
        "evidence_refs": motive.evidence_refs,
        "conditions_assessed_on": programme.conditions_assessed_on,
        "offered_on": programme.offers[0].on if programme.offers else None,
        "outcome": outcome,
        "outcome_on": day,
        "reason_kind": kind,
        "reason": reason,
    }


def _outcome(programme: Programme) -> tuple[str, date | None]:
    if programme.decision is not None:
        return Status.DECIDED.value, programme.decision.on
    ending = programme.ending
    if ending is not None and ending.status in _ENDED_BEFORE_IT_BEGAN:
        return ending.status.value, ending.on
    return PENDING, None


def _reason(
    programme: Programme, *, outcome: str
) -> tuple[DeclineReason | None, str | None]:
    """Give why it came to nothing: the kind of reason where there is one, and words."""
    if outcome == Status.DECLINED.value:
        declined = programme.facet(Decline)
        return declined.reason, declined.text
    if outcome == Status.WITHDRAWN.value:
        return None, programme.facet(Withdrawal).reason
    if outcome == Status.REJECTED.value:
        return None, programme.facet(Rejection).reason
    return None, None


PROJECTION = Projection(
    name="nominations",
    title="Nominations and what came of them / Nomineringar och vad det blev av dem",
    version=1,
    on=frozenset(
        {
            SchoolNominated,
            ConditionsAssessed,
            NominationWithdrawn,
            ParticipationOffered,
            ParticipationDeclined,
            EnrolmentDecided,
            EnrolmentRejected,
            # Only where facts stand in an order that no rule allows.
            ProgrammeCompleted,
            ProgrammeTerminated,
        }
    ),
    columns=(
        Column("school_unit_code", "text", SchoolNominated),
        Column("school_name", "text", SchoolNominated),
        Column("school_form", "text", SchoolNominated),
        Column("organizer_number", "text", SchoolNominated),
        Column(
            "round_id",
            "uuid",
            FieldOf(SchoolNominated, "selection_round_id"),
            nullable=True,
        ),
        Column(
            "nominated_on",
            "date",
            "The day of the nomination. / Dagen för nomineringen.",
        ),
        Column("grounds", "text[]", SchoolNominated),
        Column("motive", "text", SchoolNominated),
        Column("evidence_refs", "text[]", SchoolNominated),
        Column(
            "conditions_assessed_on",
            "date",
            "The day its conditions were judged difficult, if they were. / Dagen då "
            "dess förutsättningar bedömdes som svåra, om de gjorde det.",
            nullable=True,
        ),
        Column(
            "offered_on",
            "date",
            "The day of the first offer, if there was one. / Dagen för det första "
            "erbjudandet, om det fanns ett.",
            nullable=True,
        ),
        Column(
            "outcome",
            "text",
            "What came of it: `pending`, `decided`, `rejected`, `declined` or "
            "`withdrawn`. / Vad det blev av den: `pending` (inget ännu), `decided` "
            "(beslutad), `rejected` (beslut att inte delta), `declined` (avböjd) eller "
            "`withdrawn` (återtagen).",
        ),
        Column(
            "outcome_on",
            "date",
            "The day of the outcome; null while nothing is decided. / Dagen för "
            "utfallet; null medan inget är avgjort.",
            nullable=True,
        ),
        Column(
            "reason_kind",
            "text",
            FieldOf(ParticipationDeclined, "reason"),
            nullable=True,
        ),
        Column(
            "reason",
            "text",
            "Why it came to nothing, in words; null unless it did. / Varför det inte "
            "blev något, i ord; null om det blev det.",
            nullable=True,
        ),
    ),
    rows=rows,
)
