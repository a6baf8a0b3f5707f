"""Importing indicators into a real event store, on a day that the test chooses."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from ksbs.application import streams
from ksbs.application.actor import Actor
from ksbs.application.importing import import_school_units
from ksbs.application.importing_indicators import (
    IndicatorImportResult,
    import_indicators,
)
from ksbs.application.indicators import UnitIndicators, unit_indicators
from ksbs.application.policy import Forbidden
from ksbs.application.ports import EventFilter
from ksbs.application.services import Services
from ksbs.domain.event import Entry
from ksbs.domain.register import load_domain
from ksbs.domain.selection.indicators import (
    IndicatorsImported,
    Source,
    UnitIndicatorsImported,
)
from ksbs.domain.words import Role
from ksbs.store.event_store import open_event_store

TODAY = date(2026, 6, 1)
OFFICE = Actor(UUID(int=0xE1), Role.PROGRAMME_OFFICE)
FIXTURES = Path(__file__).parents[2] / "fixtures" / "skolverket"
REAL = Path(__file__).parents[4] / "shared" / "data" / "skolverket"
STATISTICS = FIXTURES / "indicators-v4-gr.jsonl"
GRADES = FIXTURES / "indicators-final-grades.csv"
MERIT = "averageGradesMeritRating9thGrade"
SPRING = date(2026, 4, 21)
Write = Callable[..., Path]


class Noon:
    """A clock that stands at noon of a day."""

    day = TODAY

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)


@dataclass
class Log:
    """The services on a database, and what one asks of them here."""

    services: Services
    clock: Noon

    def take(self, *paths: Path, actor: Actor = OFFICE) -> IndicatorImportResult:
        return import_indicators(self.services, paths, actor=actor)

    def entries(self) -> list[Entry]:
        """All of them, in order."""
        latest_first = self.services.store.entries(EventFilter(), limit=10_000)
        return list(reversed(latest_first))

    def length(self) -> int:
        return self.services.store.head().position

    def units(
        self, *, on: date = TODAY, known_at: int | None = None
    ) -> dict[str, UnitIndicators]:
        position = self.length() if known_at is None else known_at
        store = self.services.store
        return dict(unit_indicators(store, valid_at=on, position=position))

    def merit(self, *, on: date = TODAY, known_at: int | None = None) -> str | None:
        """The merit rating of unit 01234567 for 2024/25, as it stood."""
        unit = self.units(on=on, known_at=known_at).get("01234567")
        held = unit.latest.get((MERIT, "2024/25")) if unit else None
        return held.value.raw if held else None


@pytest.fixture
def log(database: str) -> Iterator[Log]:
    load_domain()
    clock = Noon()
    with open_event_store(database) as store:
        yield Log(Services(store, clock, uuid7), clock)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a response with the merit rating of unit 01234567 as of a day, if any."""

    def write_file(raw: str, *, on: date | None = None, name: str = "a.json") -> Path:
        value = {"value": raw, "valueType": "EXISTS", "timePeriod": "2024/25"}
        response: dict[str, object] = {
            "body": {"schoolUnit": "01234567", MERIT: [value]}
        }
        if on is not None:
            response["fetched_at"] = f"{on}T10:00:00Z"
        file = tmp_path / name
        file.write_text(json.dumps(response))
        return file

    return write_file


def counts(result: IndicatorImportResult) -> tuple[int, int, int]:
    assert not result.rejected, [str(each) for each in result.rejected]
    return result.read, result.new, result.unchanged


def test_a_file_and_each_of_its_units_is_recorded_by_one_command(log: Log) -> None:
    # when
    result = log.take(STATISTICS)
    # then
    assert counts(result) == (14, 14, 0)
    assert (result.units, result.unknown_units) == (2, ("01234567", "02345678"))
    header, *units = log.entries()
    assert header.event == IndicatorsImported(
        occurred_on=TODAY,
        sources=(Source.STATISTICS_GR,),
        extracted_on=SPRING,
        file_sha256=hashlib.sha256(STATISTICS.read_bytes()).hexdigest(),
        read=14,
        new=14,
        unchanged=0,
        units=2,
    )
    assert [
        e.event.school_unit_code
        for e in units
        if isinstance(e.event, UnitIndicatorsImported)
    ] == ["01234567", "02345678"]
    assert {entry.event.occurred_on for entry in units} == {SPRING}
    assert {entry.metadata.causation_id for entry in units} == {header.event_id}
    assert {entry.stream_id for entry in units} == {
        streams.unit_indicators_stream(code) for code in ("01234567", "02345678")
    }
    everyone = [header, *units]
    assert len({entry.metadata.command_id for entry in everyone}) == 1
    assert {entry.metadata.source for entry in everyone} == {"import"}


def test_the_same_file_again_records_nothing(log: Log) -> None:
    # given
    log.take(STATISTICS)
    before = log.length()
    # when
    result = log.take(STATISTICS)
    # then
    assert counts(result) == (14, 0, 14)
    assert log.length() == before


def test_a_file_named_twice_counts_once(log: Log) -> None:
    # when
    result = log.take(STATISTICS, STATISTICS)
    # then
    assert counts(result) == (14, 14, 0)


def test_each_file_with_news_has_an_entry_of_its_own(log: Log) -> None:
    # when
    result = log.take(STATISTICS, FIXTURES / "indicators-v4-salsa-absent.json", GRADES)
    # then
    assert counts(result) == (26, 26, 0)
    headers = [
        e.event for e in log.entries() if isinstance(e.event, IndicatorsImported)
    ]
    assert [(each.sources, each.new, each.extracted_on) for each in headers] == [
        ((Source.STATISTICS_GR,), 14, SPRING),
        ((Source.STATISTICS_TABLE,), 12, None),
    ]


def test_every_file_of_every_shape_is_taken_and_then_known(log: Log) -> None:
    # given
    files = sorted(FIXTURES.glob("indicators-*"))
    # when
    first, second = log.take(*files), log.take(*files)
    # then
    assert (second.new, second.unchanged) == (0, first.read)
    # The single response repeats what a line says, without a day of its own.
    assert first.unchanged == 11


def test_a_revised_figure_is_recorded_and_nothing_else(log: Log, write: Write) -> None:
    # given
    log.take(STATISTICS)
    before = log.length()
    # when
    result = log.take(write("301,5", on=date(2026, 5, 2)))
    # then
    assert counts(result) == (1, 1, 0)
    assert log.merit() == "301,5"
    assert log.merit(on=date(2026, 5, 1)) == "302,0"
    assert log.merit(known_at=before) == "302,0"


def test_a_revised_figure_without_a_date_counts_from_today(
    log: Log, write: Write
) -> None:
    # given
    log.take(STATISTICS)
    # when
    log.take(write("301,5"))
    # then
    assert log.merit() == "301,5"
    unit = log.units()["01234567"]
    assert unit.latest[MERIT, "2024/25"].known_on == TODAY


def test_an_old_file_read_late_tells_of_its_day_and_undoes_nothing(
    log: Log, write: Write
) -> None:
    # given
    log.take(write("231", on=date(2026, 5, 2)))
    # when
    result = log.take(write("230", on=date(2026, 3, 2)))
    # then
    assert counts(result) == (1, 1, 0)
    assert log.merit() == "231"
    assert log.merit(on=date(2026, 3, 2)) == "230"


def test_a_figure_that_returns_to_an_earlier_one_is_a_revision(
    log: Log, write: Write
) -> None:
    # given
    for raw, day in (("230", date(2026, 3, 1)), ("231", date(2026, 4, 1))):
        log.take(write(raw, on=day))
    # when
    result = log.take(write("230", on=date(2026, 5, 1)))
    # then
    assert counts(result) == (1, 1, 0)
    assert log.merit() == "230"


def test_the_first_file_after_a_revision_says_nothing_new(
    log: Log, write: Write
) -> None:
    # given
    first = write("230", name="1.json")
    log.take(first)
    log.take(write("231", name="2.json"))
    # when
    log.clock.day = date(2026, 7, 1)
    result = log.take(first)
    # then
    assert counts(result) == (1, 0, 1)
    assert log.merit(on=log.clock.day) == "231"


def test_days_decide_within_an_import_not_the_order_of_files(
    log: Log, write: Write
) -> None:
    # given
    new = write("231", on=date(2026, 5, 2), name="new.json")
    same = write("231", on=date(2026, 4, 2), name="same.json")
    old = write("230", on=date(2026, 3, 2), name="old.json")
    # when
    result = log.take(new, same, old)
    # then: the newest confirms what has held since April
    assert counts(result) == (3, 2, 1)
    assert log.merit(on=date(2026, 4, 2)) == "231"
    assert log.merit(on=date(2026, 3, 2)) == "230"


def test_two_sources_stand_side_by_side(log: Log) -> None:
    # when
    log.take(STATISTICS, GRADES)
    # then: the table is imported today, later than the service's day
    held = log.units()["01234567"].latest[MERIT, "2024/25"]
    assert (held.value.raw, held.source) == ("302", Source.STATISTICS_TABLE)
    assert log.merit(on=SPRING) == "302,0"


def test_one_bad_file_keeps_all_files_from_being_recorded(
    log: Log, tmp_path: Path
) -> None:
    # given
    cut = tmp_path / "cut.json"
    cut.write_bytes(STATISTICS.read_bytes()[:300])
    # when
    result = log.take(STATISTICS, cut, FIXTURES / "planned-v4-unit.json")
    # then
    assert [each.file for each in result.rejected] == [
        str(cut),
        str(FIXTURES / "planned-v4-unit.json"),
    ]
    assert (result.read, result.new, log.length()) == (14, 0, 0)


def test_a_day_in_the_future_is_rejected_with_its_line(log: Log, write: Write) -> None:
    # when
    result = log.take(write("230", on=date(2026, 6, 2)))
    # then
    (rejection,) = result.rejected
    assert rejection.line == 1
    assert "is of 2026-06-02, which lies in the future" in rejection.reason
    assert log.length() == 0


def test_units_of_the_register_are_known_by_name_and_others_listed(log: Log) -> None:
    # given
    register = FIXTURES / "planned-v4-list-of-two-pages.json"
    import_school_units(log.services, [register], actor=OFFICE)
    # when
    result = log.take(STATISTICS, FIXTURES / "indicators-v4-gy.json")
    # then
    units = log.units()
    assert list(units) == ["01234567", "02345678", "04567890"]
    assert units["01234567"].name == "Ådalsexemplets skola"
    assert units["01234567"].school_form == "FKLASS, GR"
    assert result.unknown_units == tuple(
        code for code, unit in units.items() if unit.name is None
    )
    assert "04567890" in result.unknown_units


def test_who_may_not_import_reads_no_file(log: Log) -> None:
    # when / then
    with pytest.raises(Forbidden):
        log.take(Path("no such file"), actor=Actor(UUID(int=1), Role.PRINCIPAL))


def test_another_import_in_between_is_seen(log: Log) -> None:
    # given
    store = log.services.store

    class Overtaken:
        """The same store, where another import is quicker once."""

        overtaken = False

        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        def append(self, command: object) -> object:
            if not self.overtaken:
                self.overtaken = True
                log.take(STATISTICS)
            return store.append(command)  # type: ignore[arg-type]  # passed on as it is

    slow = Services(Overtaken(), Noon(), uuid7)  # type: ignore[arg-type]  # by delegation
    # when
    result = import_indicators(slow, [STATISTICS, GRADES], actor=OFFICE)
    # then
    assert counts(result) == (26, 12, 14)
    assert sum(len(u.latest) for u in log.units().values()) == 14 + 12 - 3


def test_a_unit_with_more_figures_than_an_entry_holds_is_divided(
    log: Log, tmp_path: Path
) -> None:
    # given
    value = {"value": "1", "valueType": "EXISTS", "timePeriod": "2024/25"}
    series = {f"{'å' * 150}{number}": [value] for number in range(500)}
    file = tmp_path / "wide.json"
    file.write_text(json.dumps({"schoolUnit": "01234567", **series}))
    # when
    first, second = log.take(file), log.take(file)
    # then
    assert (counts(first), counts(second)) == ((500, 500, 0), (500, 0, 500))
    assert len(log.entries()) > 3
    assert len(log.units()["01234567"].latest) == 500


@pytest.mark.skipif(not REAL.is_dir(), reason="Skolverket's files are not here")
def test_a_citys_statistics_are_imported_in_seconds_and_once(log: Log) -> None:
    # given
    file = REAL / "planned-educations-v4-statistics-gr-0180.jsonl"
    # when
    started = time.monotonic()
    first = log.take(file)
    took = time.monotonic() - started
    # then
    assert counts(first) == (7_556, 7_556, 0)
    assert (first.units, log.length()) == (98, 99)
    assert counts(log.take(file)) == (7_556, 0, 7_556)
    assert took < 30, "a few seconds on a machine with nothing else to do"
