"""Whatever is imported, in whatever order: nothing twice, nothing lost, no rule broken."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksbs.application import streams
from ksbs.application.actor import Actor
from ksbs.application.importing_indicators import import_indicators
from ksbs.application.indicators import unit_indicators
from ksbs.application.services import Services
from ksbs.domain.register import load_domain
from ksbs.domain.replay import broken, facts
from ksbs.domain.selection.indicators import UnitFigures
from ksbs.domain.words import Role
from tests.support.memory_store import MemoryStore, WalkingClock

FIRST = date(2026, 1, 1)
UNITS, NAMES, RAWS = ("01234567", "02345678"), ("a", "b"), ("1", "2", "3")
OFFICE = Actor(UUID(int=0xE1), Role.PROGRAMME_OFFICE)

Said = dict[tuple[str, str], str]
"""The figure of a unit's indicator."""

Write = Callable[[Said, date | None], Path]

figures = st.dictionaries(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(NAMES)),
    st.sampled_from(RAWS),
    min_size=1,
)
days = st.integers(0, 5).map(lambda ahead: FIRST + timedelta(days=ahead))
imports = st.lists(st.tuples(figures, days | st.none()), min_size=1, max_size=6)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(said: Said, on: date | None) -> Path:
        lines = []
        for (unit, name), raw in said.items():
            value = {"value": raw, "valueType": "EXISTS", "timePeriod": "2024/25"}
            line: dict[str, object] = {"body": {"schoolUnit": unit, name: [value]}}
            lines.append(line | ({"fetched_at": str(on)} if on else {}))
        file = tmp_path / "file.jsonl"
        file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
        return file

    return write_file


def services() -> Services:
    load_domain()
    ids = count(1)
    clock = WalkingClock(datetime(2026, 2, 1, 12, tzinfo=UTC))
    return Services(MemoryStore(clock), clock, lambda: UUID(int=next(ids)))


def holding(on: Services, *, valid_at: date) -> Said:
    position = on.store.head().position
    units = unit_indicators(on.store, valid_at=valid_at, position=position)
    return {
        (unit.code, name): held.value.raw
        for unit in units.values()
        for (name, _), held in unit.latest.items()
    }


@given(told=imports)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_recorded_twice_and_no_rule_is_broken(
    told: list[tuple[Said, date | None]], write: Write
) -> None:
    # given
    on = services()
    for said, day in told:
        file = write(said, day)
        # when
        first = import_indicators(on, [file], actor=OFFICE)
        again = import_indicators(on, [file], actor=OFFICE)
        # then
        assert not first.rejected
        assert (again.new, again.unchanged) == (0, len(said))
    for entries in on.store.streams(streams.UNIT_INDICATORS).values():
        assert broken(UnitFigures(), facts(entries)) == []


@given(by_day=st.dictionaries(days, figures, min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_read_as_they_come_out_tell_every_day_as_it_was(
    by_day: dict[date, Said], write: Write
) -> None:
    # given
    on = services()
    held: Said = {}
    for day in (FIRST + timedelta(days=n) for n in range(6)):
        if day in by_day:
            import_indicators(on, [write(by_day[day], day)], actor=OFFICE)
        # when
        held |= by_day.get(day, {})
        # then
        assert holding(on, valid_at=day) == held


@given(by_day=st.dictionaries(days, figures, min_size=1), order=st.randoms())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_read_in_any_order_and_then_again_tell_what_holds_now(
    by_day: dict[date, Said], order: Random, write: Write
) -> None:
    # given
    on = services()
    shuffled = sorted(by_day)
    order.shuffle(shuffled)
    # when
    for day in (*shuffled, *sorted(by_day)):
        import_indicators(on, [write(by_day[day], day)], actor=OFFICE)
    # then
    held: Said = {}
    for day in sorted(by_day):
        held |= by_day[day]
    assert holding(on, valid_at=max(by_day)) == held


@given(told=imports)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_known_at_a_position_stays_as_it_was(
    told: list[tuple[Said, date | None]], write: Write
) -> None:
    # given
    on = services()
    seen = []
    valid_at = date(2026, 2, 1)
    for said, day in told:
        import_indicators(on, [write(said, day)], actor=OFFICE)
        position = on.store.head().position
        then = unit_indicators(on.store, valid_at=valid_at, position=position)
        seen.append((position, then))
    # when / then
    for position, then in seen:
        assert unit_indicators(on.store, valid_at=valid_at, position=position) == then
