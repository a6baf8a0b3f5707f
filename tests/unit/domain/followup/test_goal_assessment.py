"""Goals are assessed on observations of their visible signs."""

from datetime import timedelta

import pytest

from ksbs.domain.followup.goal_assessment import (
    GoalAlreadyAssessed,
    NothingObserved,
    ObservationUnknown,
)
from ksbs.domain.kinds import GoalAssessment
from ksbs.domain.plan.goal import WithdrawGoal
from ksbs.domain.standing import GoalAlreadyWithdrawn, GoalUnknown
from tests.support.cast import DAY
from tests.support.given_plan import (
    GOAL,
    OBSERVATION,
    UNBORN,
    assess_goal,
    plan_established,
    set_goal,
    sign_observed,
)
from tests.support.telling import refused, then

NEEDS_OBSERVATIONS = [a for a in GoalAssessment if a is not GoalAssessment.TOO_EARLY]


@pytest.mark.parametrize("assessment", GoalAssessment)
def test_a_goal_whose_sign_was_observed_is_assessed(
    assessment: GoalAssessment,
) -> None:
    # given, when
    goal = then(sign_observed(), assess_goal(assessment=assessment)).goals[GOAL]
    # then
    assert (goal.assessment, goal.assessed_on) == (assessment, DAY)


@pytest.mark.parametrize("assessment", NEEDS_OBSERVATIONS)
def test_a_goal_whose_signs_nobody_observed_is_not_assessed(
    assessment: GoalAssessment,
) -> None:
    with refused(NothingObserved, GOAL, DAY):
        then(plan_established(), assess_goal(assessment=assessment))


def test_without_observations_it_may_be_too_early_to_tell() -> None:
    # given
    early = assess_goal(assessment=GoalAssessment.TOO_EARLY)
    # when
    programme = then(plan_established(), early)
    # then
    assert programme.goals[GOAL].assessment is GoalAssessment.TOO_EARLY


def test_observations_of_another_goal_do_not_count() -> None:
    # given
    programme = then(sign_observed(), set_goal(text="Ett annat mål."))
    (other,) = (goal for goal in programme.goals if goal.goal_id != GOAL)
    # when, then
    with refused(NothingObserved, other.goal_id):
        then(programme, assess_goal(goal_id=other.goal_id))


def test_an_assessment_may_name_the_observations_it_rests_on() -> None:
    programme = then(sign_observed(), assess_goal(observation_refs=(OBSERVATION,)))
    assert programme.goals[GOAL].assessed_on == DAY


def test_an_observation_that_nobody_made_is_refused() -> None:
    with refused(ObservationUnknown, UNBORN, DAY):
        then(sign_observed(), assess_goal(observation_refs=(OBSERVATION, UNBORN)))


def test_a_goal_is_not_assessed_the_same_twice_on_one_day() -> None:
    # given
    programme = then(sign_observed(), assess_goal())
    # when, then
    with refused(GoalAlreadyAssessed, GOAL, DAY):
        then(programme, assess_goal(reasons="Andra skäl."))


def test_a_goal_may_be_assessed_the_same_on_a_later_day() -> None:
    # given
    programme = then(sign_observed(), assess_goal())
    tomorrow = DAY + timedelta(days=1)
    # when
    programme = then(programme, assess_goal(), on=tomorrow)
    # then
    assert programme.goals[GOAL].assessed_on == tomorrow


def test_a_goal_that_nobody_set_is_not_assessed() -> None:
    with refused(GoalUnknown, UNBORN, DAY):
        then(sign_observed(), assess_goal(goal_id=UNBORN))


def test_a_withdrawn_goal_is_not_assessed() -> None:
    # given
    programme = then(sign_observed(), WithdrawGoal(goal_id=GOAL, reason="Dubbelt."))
    # when, then
    with refused(GoalAlreadyWithdrawn, GOAL):
        then(programme, assess_goal())
