"""Stages of change and closing, and bodies of commands that are accepted.

The pause and what precedes it are on DAY, what closes a programme is on END, its planned
last day. Each stage is folded from commands as the application performs them.
"""

from datetime import date
from functools import cache
from typing import Any

from ksbs.domain.closing.completion import CompleteProgramme
from ksbs.domain.closing.extension import ExtendProgramme
from ksbs.domain.closing.final_evaluation import GoalOutcome, RecordFinalEvaluation
from ksbs.domain.closing.pause import PauseProgramme, ResumeProgramme
from ksbs.domain.closing.post_follow_up import RecordPostFollowUp
from ksbs.domain.closing.sustainment import SetSustainmentPlan
from ksbs.domain.closing.termination import TerminateProgramme
from ksbs.domain.joint import JointCommand
from ksbs.domain.kinds import DecisionBasis, GoalAssessment, Matter
from ksbs.domain.programme import Programme
from tests.support.cast import DAY, PRINCIPAL, PROCESS_SUPPORTER
from tests.support.given import stances, started
from tests.support.given_plan import (
    GOAL,
    PLANNED_END,
    assess_goal,
    sign_observed,
)
from tests.support.telling import given, then

END = PLANNED_END
LATER_END = date(2027, 12, 31)
A_YEAR_AFTER = date(2028, 6, 30)

_DECIDING: dict[str, Any] = {
    "content": "Så beslutas.",
    "decisive_circumstances": "Båda står bakom det.",
    "decision_basis": DecisionBasis.DELEGATION,
}


def pause(**other: Any) -> PauseProgramme:
    """The decision to pause."""
    return PauseProgramme(**(_DECIDING | other))


def resume(**other: Any) -> ResumeProgramme:
    """The decision to go on."""
    return ResumeProgramme(**(_DECIDING | other))


def extend(**other: Any) -> ExtendProgramme:
    """The decision to go on until LATER_END."""
    usual: dict[str, Any] = {
        "new_end": LATER_END,
        "reason": "Flytten tog en termin av arbetet.",
    }
    return ExtendProgramme(**(_DECIDING | usual | other))


def terminate(**other: Any) -> TerminateProgramme:
    """The decision to end before time."""
    usual: dict[str, Any] = {"lessons": "Två större projekt ryms inte samtidigt."}
    return TerminateProgramme(**(_DECIDING | usual | other))


def outcome(**other: Any) -> GoalOutcome:
    """GOAL is partly reached."""
    usual: dict[str, Any] = {
        "goal_id": GOAL,
        "outcome": GoalAssessment.PARTLY,
        "comment": "Tecknen syns, resultaten följer efter.",
    }
    return GoalOutcome(**(usual | other))


def evaluate(**other: Any) -> RecordFinalEvaluation:
    """The final evaluation of GOAL and of the whole."""
    usual: dict[str, Any] = {
        "goals": (outcome(),),
        "capacity_before": "Ledningen analyserade ensam.",
        "capacity_after": "Arbetslagen analyserar.",
        "views_of_pupils": "Fler vet vad de ska lära sig.",
        "views_of_staff": "Lärarna vill fortsätta.",
    }
    return RecordFinalEvaluation(**(usual | other))


def set_sustainment(**other: Any) -> SetSustainmentPlan:
    """How the work goes on."""
    usual: dict[str, Any] = {
        "how": "Lektionsbesöken fortsätter varje termin.",
        "responsible": PRINCIPAL,
        "follow_up_on": date(2027, 11, 15),
    }
    return SetSustainmentPlan(**(usual | other))


def follow_up_afterwards(**other: Any) -> RecordPostFollowUp:
    """What was found after the end."""
    usual: dict[str, Any] = {
        "findings": "Resultaten ligger kvar.",
        "what_lasts": "Lektionsbesöken består.",
        "participants": (PROCESS_SUPPORTER,),
    }
    return RecordPostFollowUp(**(usual | other))


DECISIONS: dict[Matter, JointCommand] = {
    Matter.PAUSE: pause(),
    Matter.RESUMPTION: resume(),
    Matter.EXTENSION: extend(),
    Matter.TERMINATION: terminate(),
}
"""The command that decides each joint matter of a programme under way."""


def agreed(programme: Programme, matter: Matter, *, on: date = DAY) -> Programme:
    """Chief and principal have both stood for the matter; it is not decided."""
    return given(programme, *stances(matter, on=on))


def decided_together(
    programme: Programme, command: JointCommand, *, on: date = DAY
) -> Programme:
    """Both have stood for the matter of the command, and it is decided."""
    return then(agreed(programme, command.records.matter, on=on), command, on=on)


@cache
def paused() -> Programme:
    """A started programme is paused."""
    return decided_together(started(), pause())


@cache
def resumed() -> Programme:
    """A started programme was paused and goes on."""
    return decided_together(paused(), resume())


@cache
def terminated() -> Programme:
    """A started programme was ended before its time."""
    return decided_together(started(), terminate())


@cache
def goals_assessed() -> Programme:
    """An established plan in which every goal is assessed; nothing is evaluated."""
    return then(sign_observed(), assess_goal())


@cache
def evaluated() -> Programme:
    """The final evaluation is recorded on END; it is not set how the work goes on."""
    return then(goals_assessed(), evaluate(), on=END)


@cache
def ready_to_complete() -> Programme:
    """Nothing is missing on END."""
    return then(evaluated(), set_sustainment(), on=END)


@cache
def completed() -> Programme:
    """The programme was completed on END."""
    return then(ready_to_complete(), CompleteProgramme(), on=END)
