"""Goals stand on prioritised areas, within the programme, and are revised in the open."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from ksbs.domain.kinds import GoalLevel
from ksbs.domain.plan.goal import (
    AreaNotPrioritised,
    GoalAlreadySet,
    GoalUnchanged,
    ReviseGoal,
    TargetDateAfterEnd,
    TargetDatePassed,
    WithdrawGoal,
)
from ksbs.domain.standing import GoalAlreadyWithdrawn, GoalUnknown, PlanNotStarted
from tests.support.cast import AREA, DAY, SECOND_AREA
from tests.support.given import established, prioritised
from tests.support.given_plan import (
    GOAL,
    PLANNED_END,
    UNBORN,
    goal_set,
    plan_started,
    set_goal,
)
from tests.support.telling import given, refused, then

YESTERDAY = DAY - timedelta(days=1)
WITHDRAW = WithdrawGoal(goal_id=GOAL, reason="Ryms i ett annat mål.")


def test_a_goal_is_set_on_a_prioritised_area() -> None:
    # given
    programme = plan_started()
    # when
    programme = then(programme, set_goal())
    # then
    (goal,) = programme.goals
    assert (goal.area_id, goal.target_date) == (AREA, date(2026, 6, 12))
    assert (goal.text, goal.level) == (set_goal().text, GoalLevel.PUPIL)
    assert goal.live


def test_a_goal_is_refused_before_the_plan_is_started() -> None:
    # given
    programme = established()
    # when, then
    with refused(PlanNotStarted, DAY):
        then(programme, set_goal())


def test_a_goal_is_refused_on_an_area_that_is_identified_but_not_prioritised() -> None:
    # given
    programme = plan_started()
    # when, then
    with refused(AreaNotPrioritised, SECOND_AREA, DAY):
        then(programme, set_goal(area_id=SECOND_AREA))


def test_a_goal_is_accepted_once_that_area_is_prioritised() -> None:
    # given
    programme = given(plan_started(), prioritised(SECOND_AREA, rank=2, on=DAY))
    # when
    programme = then(programme, set_goal(area_id=SECOND_AREA))
    # then
    assert [goal.area_id for goal in programme.goals] == [SECOND_AREA]


def test_a_goal_is_refused_on_an_area_that_nobody_identified() -> None:
    with refused(AreaNotPrioritised, UNBORN):
        then(plan_started(), set_goal(area_id=UNBORN))


def test_the_same_goal_is_not_set_twice_on_one_area() -> None:
    # given
    programme = goal_set()
    # when, then
    with refused(GoalAlreadySet, GOAL, AREA):
        then(programme, set_goal())


def test_a_withdrawn_goal_may_be_set_anew() -> None:
    # given
    programme = then(goal_set(), WITHDRAW)
    # when
    programme = then(programme, set_goal())
    # then
    assert len(programme.live_goals()) == 1


@pytest.mark.parametrize("target", [DAY, PLANNED_END])
def test_a_target_date_lies_between_the_day_and_the_planned_end(target: date) -> None:
    assert then(plan_started(), set_goal(target_date=target)).live_goals()


def test_a_target_date_before_the_day_is_refused() -> None:
    with refused(TargetDatePassed, YESTERDAY, DAY):
        then(plan_started(), set_goal(target_date=YESTERDAY))


def test_a_target_date_after_the_planned_end_is_refused() -> None:
    late = PLANNED_END + timedelta(days=1)
    with refused(TargetDateAfterEnd, late, PLANNED_END):
        then(plan_started(), set_goal(target_date=late))


def test_a_revision_changes_what_it_names_and_nothing_else() -> None:
    # given
    before = goal_set().goals[GOAL]
    revision = ReviseGoal(
        goal_id=GOAL, level=GoalLevel.TEACHING, reason="Nivån var fel."
    )
    # when
    after = then(goal_set(), revision).goals[GOAL]
    # then
    assert after.level is GoalLevel.TEACHING
    assert (after.text, after.target_date) == (before.text, before.target_date)


def test_a_revision_may_change_all_three() -> None:
    # given
    revision = ReviseGoal(
        goal_id=GOAL,
        text="Minst 90 procent.",
        target_date=PLANNED_END,
        level=GoalLevel.ORGANISATION,
        reason="Vårens resultat.",
    )
    # when
    goal = then(goal_set(), revision).goals[GOAL]
    # then
    assert (goal.text, goal.target_date) == ("Minst 90 procent.", PLANNED_END)
    assert (goal.level, goal.area_id) == (GoalLevel.ORGANISATION, AREA)


def test_a_revision_that_changes_nothing_is_refused() -> None:
    # given
    revision = ReviseGoal(goal_id=GOAL, text=set_goal().text, reason="Ingen ändring.")
    # when, then
    with refused(GoalUnchanged, GOAL):
        then(goal_set(), revision)


@pytest.mark.parametrize(
    ("target", "rule"),
    [(YESTERDAY, TargetDatePassed), (date(2027, 7, 1), TargetDateAfterEnd)],
)
def test_a_revised_target_date_stays_within_the_programme(
    target: date, rule: type[TargetDatePassed | TargetDateAfterEnd]
) -> None:
    revision = ReviseGoal(goal_id=GOAL, target_date=target, reason="Ny dag.")
    with refused(rule, target):
        then(goal_set(), revision)


def test_a_target_date_may_be_revised_to_the_planned_end() -> None:
    # given
    revision = ReviseGoal(goal_id=GOAL, target_date=PLANNED_END, reason="Mer tid.")
    # when
    programme = then(goal_set(), revision)
    # then
    assert programme.goals[GOAL].target_date == PLANNED_END


def test_a_revision_of_nothing_is_not_a_revision() -> None:
    with pytest.raises(ValidationError, match="at least one of"):
        ReviseGoal(goal_id=GOAL, reason="Inget.")


def test_a_goal_that_nobody_set_is_not_revised() -> None:
    with refused(GoalUnknown, UNBORN, DAY):
        then(goal_set(), ReviseGoal(goal_id=UNBORN, text="Nytt.", reason="Nytt."))


def test_a_withdrawn_goal_stands_no_longer() -> None:
    # given, when
    programme = then(goal_set(), WITHDRAW)
    # then
    assert programme.goals[GOAL].withdrawn_on == DAY
    assert programme.live_goals() == []


def test_a_goal_is_withdrawn_once() -> None:
    # given
    programme = then(goal_set(), WITHDRAW)
    # when, then
    with refused(GoalAlreadyWithdrawn, GOAL, DAY):
        then(programme, WITHDRAW)


def test_a_withdrawn_goal_is_not_revised() -> None:
    # given
    programme = then(goal_set(), WITHDRAW)
    # when, then
    with refused(GoalAlreadyWithdrawn, GOAL):
        then(programme, ReviseGoal(goal_id=GOAL, text="Nytt.", reason="Nytt."))


def test_a_goal_that_nobody_set_is_not_withdrawn() -> None:
    with refused(GoalUnknown, GOAL):
        then(plan_started(), WITHDRAW)
