"""A programme may be ended before its time, with what was learnt."""

from datetime import date

import pytest
from pydantic import ValidationError

from ksbs.domain.closing.termination import ProgrammeTerminated
from ksbs.domain.event import ProgrammeEnded
from ksbs.domain.joint import MatterNotRipe
from ksbs.domain.kinds import Matter, Status
from ksbs.domain.programme import Programme
from tests.support.cast import DAY, DECIDED, OFFERED
from tests.support.given import both_for, decided, offered, started
from tests.support.given_closing import (
    agreed,
    decided_together,
    evaluate,
    paused,
    terminate,
    terminated,
)
from tests.support.given_plan import intervention_started
from tests.support.telling import refused, then, when


@pytest.mark.parametrize(
    "programme", [decided(), started(), paused(), intervention_started()]
)
def test_a_decided_programme_may_be_ended_whatever_it_is_at(
    programme: Programme,
) -> None:
    # given, when
    after = decided_together(programme, terminate())
    # then
    assert after.status is Status.TERMINATED
    assert not after.open
    assert after.ending is not None
    assert after.ending.on == DAY


@pytest.mark.parametrize(
    ("programme", "on"), [(offered(), OFFERED), (both_for(), DECIDED)]
)
def test_what_is_not_decided_is_not_terminated(programme: Programme, on: date) -> None:
    with refused(MatterNotRipe, on):
        then(programme, terminate(), on=on)


def test_a_programme_ends_once() -> None:
    with refused(ProgrammeEnded, DAY):
        then(terminated(), terminate())


def test_the_work_does_not_go_on_after_the_end() -> None:
    with refused(ProgrammeEnded, DAY):
        then(terminated(), evaluate())


def test_the_school_is_free_for_another_programme() -> None:
    assert started().claims()
    assert terminated().claims() == frozenset()


def test_an_end_before_time_says_what_was_learnt() -> None:
    # given
    programme = agreed(started(), Matter.TERMINATION)
    # when
    (event,) = when(programme, terminate(lessons="Ett i taget."))
    # then
    assert isinstance(event, ProgrammeTerminated)
    assert event.lessons == "Ett i taget."
    with pytest.raises(ValidationError, match="lessons"):
        terminate(lessons="")
