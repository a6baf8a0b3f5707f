"""A programme gets more time, and what was bound by its end follows."""

from datetime import date, timedelta

import pytest

from ksbs.domain.closing.completion import CompleteProgramme, CompletionBeforePlannedEnd
from ksbs.domain.closing.extension import ExtensionAlreadyOver, ExtensionNotLater
from ksbs.domain.interventions.run import StartAfterProgramme, StartIntervention
from ksbs.domain.kinds import Matter, Status
from ksbs.domain.plan.goal import TargetDateAfterEnd
from tests.support.given import started
from tests.support.given_closing import (
    END,
    LATER_END,
    agreed,
    decided_together,
    extend,
    paused,
    ready_to_complete,
)
from tests.support.given_plan import (
    INTERVENTION,
    plan_established,
    plan_started,
    set_goal,
)
from tests.support.telling import refused, then

NEXT_DAY = END + timedelta(days=1)


def test_an_extension_moves_the_planned_end() -> None:
    # given
    programme = started()
    assert programme.planned_end == END
    # when
    programme = decided_together(programme, extend())
    # then
    assert programme.planned_end == LATER_END
    assert programme.status is Status.STARTED


def test_the_new_end_may_be_any_later_day() -> None:
    programme = decided_together(started(), extend(new_end=NEXT_DAY))
    assert programme.planned_end == NEXT_DAY


@pytest.mark.parametrize("new_end", [END, END - timedelta(days=1)])
def test_the_new_end_is_later_than_the_planned_one(new_end: date) -> None:
    with refused(ExtensionNotLater, new_end, END):
        decided_together(started(), extend(new_end=new_end))


def test_a_second_extension_goes_on_from_the_first() -> None:
    # given
    programme = decided_together(started(), extend())
    # when, then
    with refused(ExtensionNotLater, LATER_END):
        decided_together(programme, extend())
    twice = decided_together(programme, extend(new_end=date(2028, 6, 30)))
    assert twice.planned_end == date(2028, 6, 30)


def test_the_new_end_is_still_to_come_when_it_is_decided() -> None:
    # given
    programme = agreed(started(), Matter.EXTENSION, on=LATER_END)
    # when, then
    with refused(ExtensionAlreadyOver, NEXT_DAY, LATER_END):
        then(programme, extend(new_end=NEXT_DAY), on=LATER_END)
    assert then(programme, extend(), on=LATER_END).planned_end == LATER_END


def test_a_paused_programme_may_be_extended() -> None:
    programme = decided_together(paused(), extend())
    assert programme.status is Status.PAUSED
    assert programme.planned_end == LATER_END


def test_a_goal_may_reach_into_the_time_that_was_added() -> None:
    # given
    goal = set_goal(target_date=NEXT_DAY)
    with refused(TargetDateAfterEnd):
        then(plan_started(), goal)
    # when
    programme = then(decided_together(plan_started(), extend()), goal)
    # then
    assert [g.target_date for g in programme.goals] == [NEXT_DAY]


def test_an_intervention_may_start_in_the_time_that_was_added() -> None:
    # given
    start = StartIntervention(intervention_id=INTERVENTION)
    with refused(StartAfterProgramme):
        then(plan_established(), start, on=NEXT_DAY)
    # when
    programme = then(decided_together(plan_established(), extend()), start, on=NEXT_DAY)
    # then
    assert programme.interventions[INTERVENTION].started_on == NEXT_DAY


def test_an_extended_programme_is_completed_at_its_new_end() -> None:
    # given
    programme = decided_together(ready_to_complete(), extend(), on=END)
    # when, then
    with refused(CompletionBeforePlannedEnd, LATER_END):
        then(programme, CompleteProgramme(), on=END)
    done = then(programme, CompleteProgramme(), on=LATER_END)
    assert done.status is Status.COMPLETED
