from datetime import UTC, datetime, timedelta

import pytest

from ksbs.application.ports import Clock
from ksbs.demo import DemoClock

THEN = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)


def test_it_tells_the_moment_it_is_turned_to() -> None:
    # given
    clock = DemoClock()

    # when
    clock.turn_to(THEN)

    # then
    assert isinstance(clock, Clock)
    assert clock.now() == THEN


@pytest.mark.parametrize("back", [timedelta(), timedelta(microseconds=1)])
def test_it_is_never_turned_back(back: timedelta) -> None:
    # given
    clock = DemoClock()
    clock.turn_to(THEN)

    # when
    with pytest.raises(ValueError, match="does not lie after"):
        clock.turn_to(THEN - back)

    # then
    assert clock.now() == THEN


def test_released_it_tells_the_time_of_the_machine() -> None:
    # given
    clock = DemoClock()
    clock.turn_to(THEN)

    # when
    clock.release()

    # then
    assert abs(datetime.now(UTC) - clock.now()) < timedelta(minutes=1)
