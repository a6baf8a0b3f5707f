"""All kinds of reports by name, and making one for those who may have it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from ksbs.application import policy
from ksbs.application.actor import Actor
from ksbs.application.history import History
from ksbs.application.projection import Projection
from ksbs.application.refusals import NotFound, no_other, refuse_turned
from ksbs.application.trail_index import TrailIndex
from ksbs.application.view import AsOf
from ksbs.application.views import RowSource
from ksbs.application.views_seeing import Sees, everything, sees
from ksbs.questions.asking import Asking
from ksbs.reporting.audit_extract import AUDIT_EXTRACT
from ksbs.reporting.composing import composed
from ksbs.reporting.decision_register import DECISION_REGISTER
from ksbs.reporting.diary import DIARY
from ksbs.reporting.interventions import INTERVENTIONS
from ksbs.reporting.kind import ReportKind
from ksbs.reporting.school_comparison import SCHOOL_COMPARISON
from ksbs.reporting.term_status import TERM_STATUS
from ksbs.reports.model import Report
from ksbs.reports.said import Language

REPORTS: Mapping[str, ReportKind] = {
    kind.name: kind
    for kind in (
        TERM_STATUS,
        DECISION_REGISTER,
        DIARY,
        SCHOOL_COMPARISON,
        INTERVENTIONS,
        AUDIT_EXTRACT,
    )
}
"""Every kind of report by its name."""


class WrongParameter(Exception):
    """A report does not take what was said, or lacks what it needs."""

    def __init__(self, kind: ReportKind, name: str) -> None:
        self.report = kind.name
        self.name = name
        self.known = tuple(parameter.name for parameter in kind.parameters)
        self.missing = name in self.known
        how = "needs" if self.missing else "does not take"
        super().__init__(f"the report {kind.name} {how} the parameter {name}")


def report_of(name: str) -> ReportKind:
    """Give the kind of report of a name.

    Raises:
        NotFound: if there is none.
    """
    if name not in REPORTS:
        raise NotFound("report", no_other(name, REPORTS))
    return REPORTS[name]


@dataclass(frozen=True)
class Reports:
    """Makes reports at any pair, for those who may have them.

    `source` is None where no read models are kept: then everything is folded.
    """

    history: History
    projections: Mapping[str, Projection]
    source: RowSource | None = None
    trail_index: TrailIndex | None = None

    def make(
        self,
        kind: ReportKind,
        *,
        as_of: AsOf,
        actor: Actor,
        language: Language,
        said: Mapping[str, Any],
    ) -> Report:
        """Make a report; the same pair, language and parameters give an equal one.

        It is about the programmes that the actor may look at.

        Args:
            kind: Which.
            as_of: The pair of times.
            actor: Who asks.
            language: Of the report.
            said: Values of its parameters by name.

        Raises:
            Forbidden: if the actor may not have it, or not look at the programme.
            WrongParameter: if it does not take one of them, or lacks one.
            ParametersRefused: if what was said of some cannot be asked for.
            NotYetKnown: if the previous report's time lies in the future.
            NotFound: if there was no such programme.
        """
        may_have(actor, kind)
        _refuse_others(kind, said)
        refuse_turned(said, ("from", "to"), ("from_position", "to_position"))
        asking = Asking(
            self.history,
            self.projections,
            self.source,
            as_of,
            {**said, **_named(said)},
            actor.person_id,
            trail_index=self.trail_index,
            sees=self._sees(actor),
        )
        if "programme" in said:
            self._look(asking, actor)
        return composed(kind, asking, language=language)

    def _sees(self, actor: Actor) -> Sees:
        """Give what tells which programmes a report for the actor is about."""

        def units() -> Mapping[UUID, str]:
            now = self.history.resolve().model_copy(update={"valid_at": date.max})
            asking = Asking(
                self.history, self.projections, self.source, now, {}, actor.person_id
            )
            return {key: row["school_unit_code"] for key, row in asking.schools.items()}

        return sees(actor, history=self.history, units=units, index=self.trail_index)

    def _look(self, asking: Asking, actor: Actor) -> None:
        for programme_id in replace(asking, sees=everything).schools:
            self.history.stream(programme_id, actor=actor)


def _named(said: Mapping[str, Any]) -> dict[str, str]:
    """Give the programme as rows of read models name it."""
    return {"programme": str(said["programme"])} if "programme" in said else {}


def _refuse_others(kind: ReportKind, said: Mapping[str, Any]) -> None:
    known = {parameter.name: parameter for parameter in kind.parameters}
    for name in said:
        if name not in known:
            raise WrongParameter(kind, name)
    for name, parameter in known.items():
        if parameter.required and name not in said:
            raise WrongParameter(kind, name)


def may_have(actor: Actor, kind: ReportKind) -> None:
    """Require that the actor may have a report.

    Raises:
        Forbidden: if not.
    """
    verdict = policy.may_read(actor, kind.what, relations=())
    policy.require(verdict, action=kind.what.value, role=actor.role)
