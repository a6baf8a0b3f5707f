"""An intervention goes from planned to started to completed or discontinued."""

from datetime import timedelta

import pytest

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.interventions.run import (
    CompleteIntervention,
    DiscontinueIntervention,
    InterventionAlreadyEnded,
    InterventionAlreadyStarted,
    InterventionNotStarted,
    StartAfterProgramme,
    StartIntervention,
)
from ksbs.domain.kinds import InterventionStatus
from ksbs.domain.standing import InterventionUnknown, PlanNotEstablished
from tests.support.cast import DAY
from tests.support.given_plan import (
    INTERVENTION,
    PLANNED_END,
    UNBORN,
    intervention_planned,
    intervention_started,
    plan_established,
)
from tests.support.telling import refused, then

START = StartIntervention(intervention_id=INTERVENTION)
COMPLETE = CompleteIntervention(
    intervention_id=INTERVENTION, result="Alla deltog.", participants=24, cost=98_000
)
DISCONTINUE = DiscontinueIntervention(
    intervention_id=INTERVENTION, reason="Handledaren slutade.", lesson="Två behövs."
)

each_end = pytest.mark.parametrize("end", [COMPLETE, DISCONTINUE])


def test_a_planned_intervention_starts_once_the_plan_is_established() -> None:
    # given, when
    intervention = then(plan_established(), START).interventions[INTERVENTION]
    # then
    assert intervention.status is InterventionStatus.STARTED
    assert intervention.started_on == DAY


def test_an_intervention_does_not_start_before_the_plan_is_established() -> None:
    with refused(PlanNotEstablished, DAY):
        then(intervention_planned(), START)


def test_an_intervention_that_nobody_planned_does_not_start() -> None:
    with refused(InterventionUnknown, UNBORN, DAY):
        then(plan_established(), StartIntervention(intervention_id=UNBORN))


def test_an_intervention_starts_once() -> None:
    with refused(InterventionAlreadyStarted, INTERVENTION, DAY):
        then(intervention_started(), START)


@each_end
def test_an_ended_intervention_does_not_start_again(end: ProgrammeCommand) -> None:
    # given
    programme = then(intervention_started(), end)
    # when, then
    with refused(InterventionAlreadyStarted, INTERVENTION):
        then(programme, START)


def test_an_intervention_may_start_on_the_last_day_of_the_programme() -> None:
    programme = then(plan_established(), START, on=PLANNED_END)
    assert programme.interventions[INTERVENTION].started_on == PLANNED_END


def test_an_intervention_does_not_start_after_the_planned_end() -> None:
    late = PLANNED_END + timedelta(days=1)
    with refused(StartAfterProgramme, late, PLANNED_END):
        then(plan_established(), START, on=late)


def test_a_started_intervention_is_completed_with_its_cost() -> None:
    # given, when
    programme = then(intervention_started(), COMPLETE)
    # then
    intervention = programme.interventions[INTERVENTION]
    assert intervention.status is InterventionStatus.COMPLETED
    assert (intervention.ended_on, intervention.cost) == (DAY, 98_000)
    assert programme.open_interventions() == []


def test_a_started_intervention_is_discontinued() -> None:
    # given, when
    programme = then(intervention_started(), DISCONTINUE)
    # then
    intervention = programme.interventions[INTERVENTION]
    assert intervention.status is InterventionStatus.DISCONTINUED
    assert intervention.ended_on == DAY


@each_end
def test_an_intervention_that_has_not_started_does_not_end(
    end: ProgrammeCommand,
) -> None:
    with refused(InterventionNotStarted, INTERVENTION, DAY):
        then(plan_established(), end)


@each_end
def test_an_intervention_that_nobody_planned_does_not_end(
    end: ProgrammeCommand,
) -> None:
    astray = end.model_copy(update={"intervention_id": UNBORN})
    with refused(InterventionUnknown, UNBORN):
        then(intervention_started(), astray)


@each_end
@pytest.mark.parametrize("first", [COMPLETE, DISCONTINUE])
def test_an_intervention_ends_once(
    first: ProgrammeCommand, end: ProgrammeCommand
) -> None:
    # given
    programme = then(intervention_started(), first)
    # when, then
    with refused(InterventionAlreadyEnded, INTERVENTION, DAY):
        then(programme, end)
