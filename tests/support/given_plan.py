"""Stages from the started action plan on, and bodies of commands that are accepted.

Each stage is folded from commands as the application performs them, all on DAY.
"""

from datetime import date
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.followup.goal_assessment import AssessGoal
from ksbs.domain.followup.observation import ObserveSign, VisibleSignObserved
from ksbs.domain.interventions.run import StartIntervention
from ksbs.domain.kinds import AuthoredBy, GoalAssessment, GoalLevel, Seen, Supplier
from ksbs.domain.plan.baseline import RecordBaseline
from ksbs.domain.plan.establishment import EstablishActionPlan
from ksbs.domain.plan.goal import GoalSet, SetGoal
from ksbs.domain.plan.intervention import InterventionPlanned, PlanIntervention
from ksbs.domain.plan.sign import DefineVisibleSign, VisibleSignDefined
from ksbs.domain.plan.start import StartActionPlan
from ksbs.domain.plan.support import RequestSupport, SupportRequested
from ksbs.domain.programme import Programme
from tests.support.cast import (
    AREA,
    DAY,
    DEPARTMENT,
    PROCESS_SUPPORTER,
    an_id,
)
from tests.support.given import established
from tests.support.telling import given, then

GOAL, SIGN, INTERVENTION, REQUEST, OBSERVATION = map(an_id, range(31, 36))
UNBORN = an_id(39)
"""An id that nothing has."""

PLANNED_END = date(2027, 6, 30)
"""The planned end of every stage: three years from the autumn of 2024."""

C = TypeVar("C", bound=ProgrammeCommand)


def _say(command: type[C], usual: dict[str, Any], other: dict[str, Any]) -> C:
    return command(**(usual | other))


def _as(event: type[ProgrammeEvent], command: ProgrammeCommand, **ids: UUID) -> Any:
    return event(**(command.said() | ids), occurred_on=DAY)


def set_goal(**other: Any) -> SetGoal:
    """A goal on AREA, with `other` fields than the usual ones."""
    usual = {
        "area_id": AREA,
        "text": "Minst 85 procent når kunskapskraven i matematik.",
        "target_date": date(2026, 6, 12),
        "level": GoalLevel.PUPIL,
        "authored_by": AuthoredBy.SCHOOL,
    }
    return _say(SetGoal, usual, other)


def define_sign(**other: Any) -> DefineVisibleSign:
    """A visible sign of GOAL."""
    usual = {
        "goal_id": GOAL,
        "text": "Eleverna förklarar sina lösningar för varandra.",
        "observed_how": "Lektionsbesök.",
        "by_whom": "Förstelärarna",
    }
    return _say(DefineVisibleSign, usual, other)


def record_baseline(**other: Any) -> RecordBaseline:
    """The baseline of SIGN in words."""
    usual = {"sign_id": SIGN, "wording": "Vid tre av tolv besök."}
    return _say(RecordBaseline, usual, other)


def plan_intervention(**other: Any) -> PlanIntervention:
    """An intervention for GOAL through the spring of 2025."""
    usual = {
        "goal_ids": (GOAL,),
        "title": "Handledning i matematik",
        "kind": "handledning",
        "target_group": "Matematiklärare",
        "responsible": DEPARTMENT,
        "starts_on": date(2025, 2, 10),
        "ends_on": date(2025, 6, 5),
        "supplier": Supplier.SUPPORT_DEPARTMENT,
    }
    return _say(PlanIntervention, usual, other)


def request_support(**other: Any) -> RequestSupport:
    """Support asked of a department for INTERVENTION."""
    usual = {
        "intervention_id": INTERVENTION,
        "of_whom": "Avdelningen för undervisningsstöd",
        "what": "Sex tillfällen.",
        "needed_by": date(2025, 2, 3),
    }
    return _say(RequestSupport, usual, other)


def observe_sign(**other: Any) -> ObserveSign:
    """SIGN is partly seen."""
    usual = {
        "sign_id": SIGN,
        "seen": Seen.PARTLY,
        "where": "Årskurs 7",
        "by_whom": PROCESS_SUPPORTER,
        "wording": "Vid fem av tolv besök.",
    }
    return _say(ObserveSign, usual, other)


def assess_goal(**other: Any) -> AssessGoal:
    """GOAL is partly reached."""
    usual = {
        "goal_id": GOAL,
        "assessment": GoalAssessment.PARTLY,
        "reasons": "Tecknet syns delvis.",
    }
    return _say(AssessGoal, usual, other)


@cache
def plan_started() -> Programme:
    """Work on the action plan has started; nothing is in it."""
    return then(established(), StartActionPlan())


@cache
def goal_set() -> Programme:
    """GOAL stands on AREA."""
    return given(plan_started(), _as(GoalSet, set_goal(), goal_id=GOAL))


@cache
def sign_defined() -> Programme:
    """SIGN is defined for GOAL and has no baseline."""
    return given(goal_set(), _as(VisibleSignDefined, define_sign(), sign_id=SIGN))


@cache
def whole_plan() -> Programme:
    """GOAL, SIGN and its baseline: nothing is missing."""
    return then(sign_defined(), record_baseline())


@cache
def intervention_planned() -> Programme:
    """INTERVENTION is planned for GOAL; the plan is whole and not established."""
    event = _as(InterventionPlanned, plan_intervention(), intervention_id=INTERVENTION)
    return given(whole_plan(), event)


@cache
def support_requested() -> Programme:
    """REQUEST asks for support for INTERVENTION."""
    event = _as(SupportRequested, request_support(), request_id=REQUEST)
    return given(intervention_planned(), event)


@cache
def plan_established() -> Programme:
    """The plan is established in its first version, with INTERVENTION planned."""
    return then(intervention_planned(), EstablishActionPlan())


@cache
def intervention_started() -> Programme:
    """INTERVENTION has started."""
    return then(plan_established(), StartIntervention(intervention_id=INTERVENTION))


@cache
def sign_observed() -> Programme:
    """OBSERVATION of SIGN has been made under an established plan."""
    event = _as(VisibleSignObserved, observe_sign(), observation_id=OBSERVATION)
    return given(plan_established(), event)
