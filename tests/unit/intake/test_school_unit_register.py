import dataclasses
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ksbs.application.intake import FileRejected, SchoolUnitRecord, read_school_units

Read = Callable[[bytes], list[SchoolUnitRecord]]


@pytest.fixture
def response(fixtures: Path) -> Any:
    return json.loads((fixtures / "register-v2-unit.json").read_bytes())


def test_a_list_gives_code_name_and_status_and_leaves_the_rest_open(
    fixtures: Path,
) -> None:
    # given / when
    first, second = read_school_units(fixtures / "register-v2-list.json")

    # then
    assert first == SchoolUnitRecord(
        code="01234567",
        name="Ådalsexemplets skola",
        status="AKTIV",
        school_forms=(),
        municipality_code=None,
        organizer_number=None,
        organizer_type=None,
        organizer_name=None,
        source="school-unit-register-v2",
        observed_on=date(2026, 5, 8),
        line=8,
    )
    assert (second.code, second.status, second.line) == ("04567890", "VILANDE", 13)


def test_a_single_response_gives_the_whole_unit(fixtures: Path) -> None:
    # given / when
    (unit,) = read_school_units(fixtures / "register-v2-unit.json")

    # then
    assert unit == SchoolUnitRecord(
        code="01234567",
        name="Ådalsexemplets skola",
        status="AKTIV",
        school_forms=("FKLASS", "FTH", "GR"),
        municipality_code="0999",
        organizer_number="2129990001",
        organizer_type="KOMMUN",
        organizer_name="Exempelstads kommun",
        source="school-unit-register-v2",
        observed_on=date(2026, 5, 8),
        line=12,
    )


@pytest.mark.parametrize("name", ["register-v2-unit.json", "planned-v4-unit.json"])
def test_persons_and_ways_to_reach_them_are_never_read(
    fixtures: Path, name: str
) -> None:
    # given a response that names a head and an e-mail address
    assert "example.org" in (fixtures / name).read_text(encoding="utf-8")

    # when
    told = str([dataclasses.asdict(u) for u in read_school_units(fixtures / name)])

    # then
    for private in ("Efternamn", "@", "example.org", "000-00", "Box 1", "vägen"):
        assert private not in told


def test_a_response_as_of_a_past_day_speaks_for_that_day(
    read: Read, response: Any
) -> None:
    # given the same question asked for a past day, seen in the address of the fetch
    # or in the response's own link
    url = "https://x/v2/school-units/01234567?search_date=2019-08-01"
    fetched = {"fetched_at": "2026-05-09T08:00:00Z", "url": url, "body": response}
    linked = {**response, "links": {"href": url}}

    # when / then
    assert read(json.dumps(fetched).encode())[0].observed_on == date(2019, 8, 1)
    assert read(json.dumps(linked).encode())[0].observed_on == date(2019, 8, 1)


def test_the_register_speaks_for_the_day_of_its_extract_not_of_the_fetch(
    read: Read, response: Any
) -> None:
    # given
    fetched = {"fetched_at": "2026-06-30T08:00:00Z", "body": response}

    # when / then
    assert read(json.dumps(fetched).encode())[0].observed_on == date(2026, 5, 8)


def test_a_unit_without_organizer_or_day_is_read(read: Read, response: Any) -> None:
    # given
    del response["meta"]
    response["included"] = None

    # when
    (unit,) = read(json.dumps(response).encode())

    # then
    assert (unit.observed_on, unit.organizer_number) == (None, None)


@pytest.mark.parametrize(
    ("status", "read_as"),
    [("aktiv", "AKTIV"), ("UPPHORT", "UPPHORT"), ("Okänd", "Okänd"), ("", None)],
)
def test_a_status_is_the_registers_word_or_kept_raw(
    read: Read, response: Any, status: str, read_as: str | None
) -> None:
    # given
    response["data"]["attributes"]["status"] = status

    # when / then
    assert read(json.dumps(response).encode())[0].status == read_as


def test_an_extract_date_that_is_none_is_rejected(read: Read, response: Any) -> None:
    # given
    response["meta"]["extractDate"] = "i går"

    # when / then
    with pytest.raises(FileRejected, match=r"`meta.extractDate` is 'i går'"):
        read(json.dumps(response).encode())


@pytest.mark.parametrize("data", [None, [], {"attributes": None}, {"attributes": {}}])
def test_data_of_another_shape_is_rejected(read: Read, data: object) -> None:
    # given / when / then
    with pytest.raises(FileRejected, match=r"wanted"):
        read(json.dumps({"data": data}).encode())
