"""It is set how the work goes on when the programme has ended."""

from datetime import timedelta

from ksbs.domain.closing.sustainment import (
    Sustainment,
    SustainmentFollowedUpBefore,
    SustainmentUnchanged,
)
from ksbs.domain.event import ProgrammeEnded
from ksbs.domain.standing import ProgrammeNotStarted
from tests.support.cast import DAY, DECIDED, PRINCIPAL
from tests.support.given import decided, started
from tests.support.given_closing import completed, set_sustainment
from tests.support.telling import refused, then


def test_it_is_kept_how_the_work_goes_on() -> None:
    # given, when
    programme = then(started(), set_sustainment(follow_up_on=None))
    # then
    stands = programme.facet(Sustainment)
    assert (stands.on, stands.responsible) == (DAY, PRINCIPAL)
    assert stands.follow_up_on is None


def test_nothing_is_planned_for_afterwards_before_the_start() -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), set_sustainment(), on=DECIDED)


def test_a_plan_that_says_something_else_takes_the_place_of_the_first() -> None:
    # given
    programme = then(started(), set_sustainment())
    # when
    programme = then(programme, set_sustainment(how="På ett annat sätt."))
    # then
    assert programme.facet(Sustainment).how == "På ett annat sätt."


def test_the_same_plan_is_not_set_twice() -> None:
    # given
    programme = then(started(), set_sustainment())
    # when, then
    with refused(SustainmentUnchanged, DAY):
        then(programme, set_sustainment(), on=DAY + timedelta(days=1))


def test_the_school_looks_back_on_the_day_of_the_plan_at_the_earliest() -> None:
    programme = then(started(), set_sustainment(follow_up_on=DAY))
    assert programme.facet(Sustainment).follow_up_on == DAY
    before = DAY - timedelta(days=1)
    with refused(SustainmentFollowedUpBefore, before, DAY):
        then(started(), set_sustainment(follow_up_on=before))


def test_the_plan_is_set_before_the_programme_ends() -> None:
    with refused(ProgrammeEnded):
        then(completed(), set_sustainment(how="Nytt."), on=completed().planned_end)
