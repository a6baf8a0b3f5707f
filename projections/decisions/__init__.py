"""The register of decisions: who decided what, in which capacity, on what grounds.

An exception from a rule is no decision event: it is used when both stand for it, and has
a row here from the day of its use.
"""

from collections.abc import Iterable
from typing import Any

from ksbs.application.numbering import numbered
from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.analysis.establishment import AnalysisEstablished
from ksbs.domain.closing.completion import ProgrammeCompleted
from ksbs.domain.closing.extension import ProgrammeExtended
from ksbs.domain.closing.pause import ProgrammePaused, ProgrammeResumed
from ksbs.domain.closing.termination import ProgrammeTerminated
from ksbs.domain.decisions import Decisions, DecisionTaken, stance_of
from ksbs.domain.enrolment.decision import EnrolmentDecided, EnrolmentRejected
from ksbs.domain.enrolment.reporting import DecisionReported, ReportedDecisions
from ksbs.domain.kinds import Capacity
from ksbs.domain.plan.start import ActionPlanStarted
from ksbs.domain.programme import JointMatter, Programme
from ksbs.domain.record.disclosure_decision import DisclosureDecided
from ksbs.domain.state import StanceHeld

EXCEPTION = "exception"
"""The kind of the rows of exceptions; every other row has the name of its event."""

COLUMNS = (
    Column(
        "reference",
        "text",
        "The decision's id; of an exception its rule, day and number. / Beslutets id; "
        "för ett undantag dess regel, dag och nummer.",
    ),
    Column(
        "kind",
        "text",
        "The event's name in the catalogue, or `exception`. / Händelsens namn i "
        "katalogen, eller `exception` (undantag).",
    ),
    Column(
        "decision_id",
        "uuid",
        "The id of the decision; null for an exception. / Beslutets id; null för ett "
        "undantag.",
        nullable=True,
    ),
    Column(
        "decided_on",
        "date",
        "The day of the decision, or of the use of the exception. / Dagen för "
        "beslutet, eller då undantaget användes.",
    ),
    Column(
        "joint",
        "boolean",
        "True if chief and principal decide it together. / Sant om grundskolechef och "
        "rektor beslutar det tillsammans.",
    ),
    Column(
        "rule",
        "text",
        "The rule that an exception sets aside; null for a decision. / Regeln som ett "
        "undantag åsidosätter; null för ett beslut.",
        nullable=True,
    ),
    Column("content", "text", EnrolmentDecided, nullable=True),
    Column(
        "reason",
        "text",
        "Why, of the decisions that state a reason of their own. / Skälet, för de "
        "beslut som anger ett eget.",
        nullable=True,
    ),
    Column(
        "deciders",
        "uuid[]",
        "Who decided, by person id. / Vilka som beslutade, med person-id.",
    ),
    Column(
        "chief",
        "uuid",
        "The chief whose stance it rests on, by person id. / Chefen vars "
        "ställningstagande det vilar på, med person-id.",
        nullable=True,
    ),
    Column(
        "chief_stance",
        "text",
        "The chief's stance: for or against. / Chefens ställningstagande: för eller "
        "emot.",
        nullable=True,
    ),
    Column(
        "principal",
        "uuid",
        "The principal whose stance it rests on, by person id. / Rektorn vars "
        "ställningstagande det vilar på, med person-id.",
        nullable=True,
    ),
    Column(
        "principal_stance",
        "text",
        "The principal's stance: for or against. / Rektorns ställningstagande: för "
        "eller emot.",
        nullable=True,
    ),
    Column("rapporteur", "uuid", EnrolmentDecided, nullable=True),
    Column("participants", "uuid[]", EnrolmentDecided, nullable=True),
    Column("legal_basis", "text[]", EnrolmentDecided, nullable=True),
    Column("decisive_circumstances", "text", EnrolmentDecided, nullable=True),
    Column("decision_basis", "text", EnrolmentDecided, nullable=True),
    Column(
        "reported_on",
        "date",
        "The day of the committee's meeting that it was reported to; null until it is. "
        "/ Dagen för nämndsammanträdet där det anmäldes; null tills det sker.",
        nullable=True,
    ),
    Column("paragraph", "text", DecisionReported, nullable=True),
)
_NOTHING: Row = dict.fromkeys(column.name for column in COLUMNS)


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each decision, and one for each use of an exception."""
    for decision in programme.facet(Decisions).taken.values():
        report = programme.facet(ReportedDecisions).reports.get(decision.decision_id)
        yield {
            **_decision(decision),
            "reported_on": report.on if report else None,
            "paragraph": report.paragraph if report else None,
        }
    used = programme.exceptions_used
    for number, exception in numbered(used, alike=lambda e: (e.rule, e.on)):
        yield _exception(exception, number=number)


def _decision(decision: DecisionTaken) -> dict[str, Any]:
    return {
        **_NOTHING,
        **_stances(decision.stances),
        "reference": str(decision.decision_id),
        "kind": decision.kind,
        "decision_id": decision.decision_id,
        "decided_on": decision.on,
        "joint": decision.joint,
        "content": decision.content,
        "reason": decision.reason,
        "deciders": decision.deciders,
        "rapporteur": decision.rapporteur,
        "participants": decision.participants,
        "legal_basis": decision.legal_basis,
        "decisive_circumstances": decision.decisive_circumstances,
        "decision_basis": decision.decision_basis,
    }


def _exception(used: JointMatter, *, number: int) -> Row:
    rule = used.rule.value if used.rule else ""
    return {
        **_NOTHING,
        **_stances(used.stances),
        "reference": f"{rule}/{used.on}/{number}",
        "kind": EXCEPTION,
        "decided_on": used.on,
        "joint": True,
        "rule": rule,
        "deciders": tuple(stance.person_id for stance in used.stances),
    }


def _stances(stances: tuple[StanceHeld, ...]) -> Row:
    chief = stance_of(stances, capacity=Capacity.CHIEF)
    principal = stance_of(stances, capacity=Capacity.PRINCIPAL)
    return {
        "chief": chief.person_id if chief else None,
        "chief_stance": chief.stance if chief else None,
        "principal": principal.person_id if principal else None,
        "principal_stance": principal.stance if principal else None,
    }


PROJECTION = Projection(
    name="decisions",
    title="Register of decisions / Beslutsförteckning",
    version=1,
    on=frozenset(
        {
            EnrolmentDecided,
            EnrolmentRejected,
            ProgrammePaused,
            ProgrammeResumed,
            ProgrammeExtended,
            ProgrammeTerminated,
            DisclosureDecided,
            DecisionReported,
            # These use exceptions.
            AnalysisEstablished,
            ActionPlanStarted,
            ProgrammeCompleted,
        }
    ),
    columns=COLUMNS,
    rows=rows,
    key=("reference",),
)
