from datetime import UTC, datetime
from uuid import RFC_4122

from hypothesis import given
from hypothesis import strategies as st

from ksbs.demo import DemoClock
from ksbs.demo.ids import SeededIds

NOON = datetime(2024, 2, 29, 11, 0, 0, 250_000, tzinfo=UTC)

moments = st.datetimes(
    min_value=datetime(2023, 7, 1),  # noqa: DTZ001  # the strategy adds the zone
    max_value=datetime(2026, 6, 30),  # noqa: DTZ001  # the strategy adds the zone
    timezones=st.just(UTC),
)


def ids_at(moment: datetime) -> SeededIds:
    clock = DemoClock()
    clock.turn_to(moment)
    return SeededIds(clock)


@given(moment=moments, step=st.text())
def test_an_id_is_a_uuid_of_version_7_made_at_the_clock_s_moment(
    moment: datetime, step: str
) -> None:
    # given
    ids = ids_at(moment)
    ids.begin(step)

    # when
    made = ids()

    # then
    assert made.version == 7
    assert made.variant == RFC_4122
    assert made.int >> 80 == int(moment.timestamp() * 1000)


def test_a_step_begun_again_gets_the_ids_it_got_before() -> None:
    # given
    ids = ids_at(NOON)
    ids.begin("one")
    first = [ids() for _ in range(5)]
    ids.begin("another")
    other = [ids() for _ in range(5)]

    # when
    ids.begin("one")
    again = [ids() for _ in range(5)]

    # then
    assert again == first
    assert len({*first, *other}) == 10
