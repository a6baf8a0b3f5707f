"""A programme is paused, shows it, and goes on."""

from datetime import timedelta

from ksbs.domain.closing.pause import ProgrammePaused, ProgrammeResumed
from ksbs.domain.kinds import Matter, Status
from ksbs.domain.programme import Programme
from ksbs.domain.standing import ProgrammeIsPaused, ProgrammeNotPaused
from tests.support.cast import DAY
from tests.support.given import analysing, started
from tests.support.given_closing import (
    agreed,
    decided_together,
    pause,
    paused,
    resume,
    resumed,
)
from tests.support.telling import refused, then, when

NEXT_DAY = DAY + timedelta(days=1)


def test_a_paused_programme_shows_it_whatever_it_was_at() -> None:
    # given
    programme = analysing()
    assert programme.status is Status.ANALYSING
    # when
    programme = decided_together(programme, pause())
    # then
    assert programme.status is Status.PAUSED
    assert programme.open
    assert programme.paused_on == DAY


def test_a_resumed_programme_is_at_what_it_was_at() -> None:
    # given
    programme = decided_together(analysing(), pause())
    # when
    programme = decided_together(programme, resume(), on=NEXT_DAY)
    # then
    assert programme.status is Status.ANALYSING
    assert programme.paused_on is None


def test_a_paused_programme_is_not_paused_again() -> None:
    with refused(ProgrammeIsPaused, DAY):
        then(paused(), pause(), on=NEXT_DAY)


def test_a_resumed_programme_may_be_paused_again() -> None:
    programme = decided_together(resumed(), pause(), on=NEXT_DAY)
    assert programme.paused_on == NEXT_DAY


def test_what_is_not_paused_is_not_resumed() -> None:
    with refused(ProgrammeNotPaused, DAY):
        then(started(), resume())
    with refused(ProgrammeNotPaused, NEXT_DAY):
        then(resumed(), resume(), on=NEXT_DAY)


def test_a_pause_leaves_the_planned_end_where_it_was() -> None:
    assert resumed().planned_end == started().planned_end


def test_a_pause_and_a_resumption_are_each_recorded_as_their_event() -> None:
    (first,) = when(agreed(started(), Matter.PAUSE), pause())
    (second,) = when(agreed(paused(), Matter.RESUMPTION), resume())
    assert isinstance(first, ProgrammePaused)
    assert isinstance(second, ProgrammeResumed)


def test_a_resumption_without_a_pause_is_folded_without_harm() -> None:
    # given
    (resumption,) = when(agreed(paused(), Matter.RESUMPTION), resume())
    # when, then
    assert resumption.evolve(Programme()).paused_on is None
