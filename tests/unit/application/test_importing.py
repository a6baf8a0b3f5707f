"""Importing school units into a real event store, on a day that the test chooses."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from ksbs.application import streams
from ksbs.application.actor import Actor
from ksbs.application.importing import ImportResult, import_school_units
from ksbs.application.policy import Forbidden
from ksbs.application.ports import EventFilter
from ksbs.application.reading import school_unit
from ksbs.application.services import Services
from ksbs.domain.register import load_domain
from ksbs.domain.selection.school_unit import SchoolUnitDescribed
from ksbs.domain.words import Role
from ksbs.store.event_store import open_event_store

TODAY = date(2026, 6, 1)
OFFICE = Actor(UUID(int=0xE1), Role.PROGRAMME_OFFICE)
FIXTURES = Path(__file__).parents[2] / "fixtures" / "skolverket"
LIST, DETAILS, REGISTER = (
    FIXTURES / name
    for name in (
        "planned-v4-list-of-two-pages.json",
        "planned-v4-details.jsonl",
        "register-v2-list.json",
    )
)
Write = Callable[..., Path]


class Noon:
    """A clock that stands at noon of TODAY."""

    def now(self) -> datetime:
        return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


@dataclass
class Register:
    """The services on a database, and what one asks of them here."""

    services: Services

    def take(self, *paths: Path, actor: Actor = OFFICE) -> ImportResult:
        return import_school_units(self.services, paths, actor=actor)

    def name(self, code: str) -> str | None:
        unit = school_unit(self.services.store, code)
        return None if unit is None else unit.name

    def described(self, code: str) -> list[SchoolUnitDescribed]:
        entries = self.services.store.stream(streams.school_unit_stream(code))
        return [e.event for e in entries if isinstance(e.event, SchoolUnitDescribed)]

    def length(self) -> int:
        return self.services.store.head().position


@pytest.fixture
def register(database: str) -> Iterator[Register]:
    load_domain()
    with open_event_store(database) as store:
        yield Register(Services(store, Noon(), uuid7))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write units as an answer of Skolenhetsregistret, of a day if one is given."""

    def write_file(
        units: dict[str, str], *, on: date | None = None, name: str = "units.json"
    ) -> Path:
        attributes = [
            {"schoolUnitCode": code, "name": unit, "status": "AKTIV"}
            for code, unit in units.items()
        ]
        answer: dict[str, object] = {
            "data": {"type": "schoolunit", "attributes": attributes}
        }
        if on is not None:
            answer["meta"] = {"extractDate": f"{on}T12:00:00+01:00"}
        file = tmp_path / name
        file.write_text(json.dumps(answer), encoding="utf-8")
        return file

    return write_file


def counts(result: ImportResult) -> tuple[int, int, int]:
    assert not result.rejected, [str(each) for each in result.rejected]
    return result.read, result.new, result.unchanged


def test_every_unit_of_a_file_is_recorded_by_one_command(register: Register) -> None:
    # when
    result = register.take(LIST)
    # then
    assert counts(result) == (3, 3, 0)
    entries = register.services.store.entries(EventFilter(), limit=10)
    assert len({entry.metadata.command_id for entry in entries}) == 1
    assert {entry.metadata.source for entry in entries} == {"import"}
    assert {entry.metadata.recorded_by.person_id for entry in entries} == {
        OFFICE.person_id
    }


def test_the_same_file_again_records_nothing(register: Register) -> None:
    # given
    register.take(LIST)
    before = register.length()
    # when
    result = register.take(LIST)
    # then
    assert counts(result) == (3, 0, 3)
    assert register.length() == before


def test_a_file_named_twice_counts_once(register: Register) -> None:
    # when
    result = register.take(LIST, LIST)
    # then
    assert counts(result) == (3, 3, 0)
    assert register.length() == 3


def test_another_source_adds_what_the_first_left_open(register: Register) -> None:
    # given
    register.take(LIST)
    # when
    result = register.take(DETAILS, REGISTER)
    # then
    assert result.new == 3, "two known units and one that only the register tells of"
    unit = school_unit(register.services.store, "01234567")
    assert unit is not None
    assert (unit.status, unit.organizer_number) == ("AKTIV", "2129990001")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_after_any_order_every_file_is_known(
    register: Register, order: Sequence[int]
) -> None:
    # given
    files = (LIST, DETAILS, REGISTER)
    for index in order:
        register.take(files[index])
    # when
    again = [register.take(file).new for file in files]
    # then
    assert again == [0, 0, 0]


def test_a_unit_is_described_as_of_the_day_of_its_source(
    register: Register, write: Write
) -> None:
    # given
    file = write({"01234567": "Exempelskolan"}, on=date(2024, 3, 1))
    # when
    register.take(file)
    # then
    (event,) = register.described("01234567")
    assert (event.occurred_on, event.observed_on) == (
        date(2024, 3, 1),
        date(2024, 3, 1),
    )
    assert (
        register.services.store.stream(streams.school_unit_stream("01234567"))[
            0
        ].metadata.late_reason
        is None
    )


def test_a_unit_without_a_date_is_described_as_of_today(register: Register) -> None:
    # when
    register.take(LIST)
    # then
    (event,) = register.described("01234567")
    assert (event.occurred_on, event.observed_on) == (TODAY, None)


def test_what_a_dated_source_says_replaces_what_had_no_date(
    register: Register, write: Write
) -> None:
    # given
    register.take(LIST)
    newer = write({"01234567": "Nya namnet"}, on=date(2026, 5, 2))
    # when
    register.take(newer)
    # then
    assert register.name("01234567") == "Nya namnet"
    assert counts(register.take(newer)) == (1, 0, 1)


def test_an_older_file_does_not_undo_a_newer_one(
    register: Register, write: Write
) -> None:
    # given
    new = write({"01234567": "Nytt"}, on=date(2026, 5, 2), name="new.json")
    old = write({"01234567": "Gammalt"}, on=date(2025, 5, 2), name="old.json")
    register.take(new)
    # when
    result = register.take(old)
    # then
    assert counts(result) == (1, 0, 1)
    assert register.name("01234567") == "Nytt"


def test_one_bad_file_keeps_all_files_from_being_recorded(
    register: Register, tmp_path: Path
) -> None:
    # given
    cut = tmp_path / "cut.json"
    cut.write_bytes(LIST.read_bytes()[:300])
    page = tmp_path / "page.html"
    page.write_text("<html>")
    # when
    result = register.take(LIST, cut, page)
    # then
    assert [each.file for each in result.rejected] == [str(cut), str(page)]
    assert (result.new, register.length()) == (0, 0)


def test_a_day_in_the_future_is_rejected_with_its_line(
    register: Register, write: Write
) -> None:
    # given
    file = write({"01234567": "Exempelskolan"}, on=date(2026, 6, 2))
    # when
    result = register.take(file)
    # then
    (rejection,) = result.rejected
    assert rejection.line == 1
    assert "2026-06-02, which lies in the future; today is 2026-06-01" in str(rejection)
    assert register.length() == 0


def test_what_no_event_may_hold_is_rejected(register: Register, write: Write) -> None:
    # given
    file = write({"01234567": "S" * 201}, on=TODAY)
    # when
    result = register.take(file)
    # then
    (rejection,) = result.rejected
    assert "unit.name" in rejection.reason
    assert register.length() == 0


def test_who_may_not_import_reads_no_file(register: Register) -> None:
    # when
    with pytest.raises(Forbidden) as refused:
        register.take(Path("no such file"), actor=Actor(UUID(int=1), Role.PRINCIPAL))
    # then
    assert refused.value.rule == "import:not-principal"


def test_every_school_unit_of_a_country_fits_in_one_import(
    register: Register, write: Write
) -> None:
    # given
    units = {f"{code:08}": f"Skola {code}" for code in range(1_000_000, 1_007_000)}
    file = write(units, on=TODAY)
    # when
    first, second = register.take(file), register.take(file)
    # then
    assert counts(first) == (7_000, 7_000, 0)
    assert counts(second) == (7_000, 0, 7_000)


def test_another_import_in_between_is_seen(register: Register, write: Write) -> None:
    # given
    first = write({"01234567": "Ett", "02345678": "Två"}, on=TODAY, name="1.json")
    second = write({"01234567": "Ett", "03456789": "Tre"}, on=TODAY, name="2.json")
    store = register.services.store

    class Overtaken:
        """The same store, where another import is quicker once."""

        overtaken = False

        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        def append(self, command: object) -> object:
            if not self.overtaken:
                self.overtaken = True
                register.take(second)
            return store.append(command)  # type: ignore[arg-type]  # passed on as it is

    slow = Services(Overtaken(), Noon(), uuid7)  # type: ignore[arg-type]  # by delegation
    # when
    result = import_school_units(slow, [first], actor=OFFICE)
    # then
    assert counts(result) == (2, 1, 1)
    assert len(register.described("01234567")) == 1


units_and_days = st.lists(
    st.tuples(
        st.dictionaries(
            st.sampled_from(["01234567", "02345678"]),
            st.sampled_from(["Ett", "Två", "Tre"]),
            min_size=1,
        ),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4)),
    ),
    min_size=1,
    max_size=4,
)


@given(files=units_and_days)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_imported_importing_it_again_at_once_changes_nothing(
    files: list[tuple[dict[str, str], date | None]], database: str, write: Write
) -> None:
    load_domain()
    with open_event_store(database) as store:
        register = Register(Services(store, Noon(), uuid7))
        for units, day in files:
            # when
            file = write(units, on=day)
            register.take(file)
            # then
            assert register.take(file).new == 0
