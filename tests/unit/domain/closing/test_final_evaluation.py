"""The final evaluation takes every goal that stands, once, and has versions."""

from datetime import timedelta
from typing import Any

import pytest

from ksbs.domain.closing.final_evaluation import (
    EvaluationUnchanged,
    FigureGivenTwice,
    FinalEvaluations,
    GoalEvaluatedTwice,
    GoalsNotEvaluated,
)
from ksbs.domain.kinds import GoalAssessment, NumberKind
from ksbs.domain.measurement import Measured
from ksbs.domain.plan.goal import GoalSet, WithdrawGoal
from ksbs.domain.programme import Programme
from ksbs.domain.standing import GoalAlreadyWithdrawn, GoalUnknown, ProgrammeNotStarted
from tests.support.cast import DAY, DECIDED, an_id
from tests.support.given import decided, started
from tests.support.given_closing import (
    END,
    decided_together,
    evaluate,
    evaluated,
    goals_assessed,
    outcome,
    pause,
)
from tests.support.given_plan import GOAL, UNBORN, set_goal
from tests.support.telling import given, refused, then

SECOND_GOAL = an_id(38)
WITHDRAW = WithdrawGoal(goal_id=GOAL, reason="Ett annat går före.")


def figure(**other: Any) -> Measured:
    usual: dict[str, Any] = {
        "indicator": "Behörighet",
        "period": "2023/24",
        "raw": "74,2",
        "kind": NumberKind.EXACT,
        "number": 74.2,
    }
    return Measured(**(usual | other))


def two_goals() -> Programme:
    second = GoalSet(
        occurred_on=DAY, goal_id=SECOND_GOAL, **set_goal(text="Ett till.").said()
    )
    return given(goals_assessed(), second)


def versions(programme: Programme) -> int:
    return len(programme.facet(FinalEvaluations).versions)


def test_the_programme_is_evaluated_goal_by_goal() -> None:
    # given, when
    programme = then(goals_assessed(), evaluate(), on=END)
    # then
    latest = programme.facet(FinalEvaluations).latest
    assert latest is not None
    assert (latest.on, latest.goals) == (END, (outcome(),))


def test_nothing_is_evaluated_in_the_end_before_the_start() -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), evaluate(goals=()), on=DECIDED)


def test_a_programme_without_goals_is_evaluated_as_a_whole() -> None:
    assert versions(then(started(), evaluate(goals=()))) == 1


def test_a_goal_that_was_never_set_has_no_outcome() -> None:
    goals = (outcome(), outcome(goal_id=UNBORN))
    with refused(GoalUnknown, UNBORN):
        then(goals_assessed(), evaluate(goals=goals))


def test_a_withdrawn_goal_has_no_outcome() -> None:
    # given
    programme = then(goals_assessed(), WITHDRAW)
    # when, then
    with refused(GoalAlreadyWithdrawn, GOAL):
        then(programme, evaluate())
    assert versions(then(programme, evaluate(goals=()))) == 1


def test_every_goal_that_stands_has_an_outcome() -> None:
    # given
    programme = two_goals()
    # when, then
    with refused(GoalsNotEvaluated, SECOND_GOAL, DAY):
        then(programme, evaluate())
    both = (outcome(goal_id=SECOND_GOAL), outcome())
    assert versions(then(programme, evaluate(goals=both))) == 1


def test_a_goal_has_one_outcome() -> None:
    goals = (outcome(), outcome(outcome=GoalAssessment.REACHED))
    with refused(GoalEvaluatedTwice, GOAL):
        then(goals_assessed(), evaluate(goals=goals))


@pytest.mark.parametrize("which", ["indicators_before", "indicators_after"])
def test_a_figure_stands_once(which: str) -> None:
    twice = (figure(), figure(raw="75,0", number=75.0))
    with refused(FigureGivenTwice, "Behörighet", "2023/24"):
        then(goals_assessed(), evaluate(**{which: twice}))


def test_figures_stand_before_and_after() -> None:
    # given
    after = figure(period="2026/27", raw="..", kind=NumberKind.SUPPRESSED, number=None)
    before = (figure(), figure(period="2022/23"))
    # when
    programme = then(
        goals_assessed(), evaluate(indicators_before=before, indicators_after=(after,))
    )
    # then
    latest = programme.facet(FinalEvaluations).latest
    assert latest is not None
    assert latest.indicators_before == before
    assert latest.indicators_after == (after,)


def test_another_content_is_a_new_version_and_the_first_is_kept() -> None:
    # given
    first = evaluated().facet(FinalEvaluations).latest
    # when
    programme = then(evaluated(), evaluate(views_of_staff="Lärarna är delade."), on=END)
    # then
    kept = programme.facet(FinalEvaluations)
    assert kept.versions[0] == first
    assert kept.latest is not None
    assert kept.latest.views_of_staff == "Lärarna är delade."


def test_the_same_content_is_not_recorded_again() -> None:
    with refused(EvaluationUnchanged, END):
        then(evaluated(), evaluate(), on=END + timedelta(days=1))


def test_a_version_may_go_back_to_what_an_earlier_one_said() -> None:
    # given
    changed = then(evaluated(), evaluate(views_of_staff="Lärarna är delade."), on=END)
    # when, then
    assert versions(then(changed, evaluate(), on=END)) == 3


def test_a_paused_programme_may_be_evaluated() -> None:
    paused = decided_together(goals_assessed(), pause())
    assert versions(then(paused, evaluate())) == 1
