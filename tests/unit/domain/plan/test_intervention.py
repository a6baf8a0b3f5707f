"""Interventions are planned towards goals that stand, and end no earlier than they start."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from ksbs.domain.kinds import InterventionStatus, Supplier
from ksbs.domain.plan.goal import WithdrawGoal
from ksbs.domain.plan.intervention import EndBeforeStart, InterventionAlreadyPlanned
from ksbs.domain.standing import GoalAlreadyWithdrawn, GoalUnknown
from tests.support.cast import DAY, DEPARTMENT
from tests.support.given_plan import (
    GOAL,
    INTERVENTION,
    UNBORN,
    goal_set,
    intervention_planned,
    plan_intervention,
)
from tests.support.telling import refused, then

START = date(2025, 2, 10)


def test_an_intervention_is_planned_towards_a_goal() -> None:
    # given, when
    programme = then(goal_set(), plan_intervention(cost=120_000))
    # then
    (intervention,) = programme.interventions
    assert intervention.status is InterventionStatus.PLANNED
    assert intervention.goal_ids == (GOAL,)
    assert intervention.responsible == DEPARTMENT
    assert intervention.planned_cost == 120_000
    assert intervention.supplier is Supplier.SUPPORT_DEPARTMENT
    assert intervention.planned_start == START


def test_an_intervention_towards_a_goal_that_nobody_set_is_refused() -> None:
    with refused(GoalUnknown, UNBORN, DAY):
        then(goal_set(), plan_intervention(goal_ids=(GOAL, UNBORN)))


def test_an_intervention_towards_a_withdrawn_goal_is_refused() -> None:
    # given
    programme = then(goal_set(), WithdrawGoal(goal_id=GOAL, reason="Dubbelt."))
    # when, then
    with refused(GoalAlreadyWithdrawn, GOAL):
        then(programme, plan_intervention())


def test_an_intervention_may_last_one_day() -> None:
    programme = then(goal_set(), plan_intervention(starts_on=START, ends_on=START))
    assert len(programme.interventions) == 1


def test_an_intervention_does_not_end_before_it_starts() -> None:
    before = START - timedelta(days=1)
    with refused(EndBeforeStart, START, before):
        then(goal_set(), plan_intervention(starts_on=START, ends_on=before))


def test_the_same_intervention_is_not_planned_twice() -> None:
    with refused(InterventionAlreadyPlanned, INTERVENTION):
        then(intervention_planned(), plan_intervention())


def test_an_intervention_may_be_repeated_at_another_time() -> None:
    # given
    again = plan_intervention(starts_on=date(2025, 9, 1), ends_on=date(2025, 12, 1))
    # when
    programme = then(intervention_planned(), again)
    # then
    assert len(programme.interventions) == 2


@pytest.mark.parametrize("goal_ids", [(), (GOAL, GOAL)])
def test_an_intervention_names_at_least_one_goal_and_each_once(
    goal_ids: tuple[object, ...],
) -> None:
    with pytest.raises(ValidationError, match="goal"):
        plan_intervention(goal_ids=goal_ids)


def test_a_cost_is_not_negative() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        plan_intervention(cost=-1)
