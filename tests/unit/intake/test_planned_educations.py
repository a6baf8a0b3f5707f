import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ksbs.application.intake import FileRejected, SchoolUnitRecord, read_school_units

Read = Callable[[bytes], list[SchoolUnitRecord]]


def _page(number: int, codes: list[str], *, total: int, size: int = 2) -> Any:
    pages = -(-total // size)
    return {
        "status": "OK",
        "message": "Success",
        "body": {
            "_embedded": {
                "listedSchoolUnits": [{"code": c, "name": f"Skola {c}"} for c in codes]
            },
            "_links": {"self": {"href": f"https://x/units?page={number}&size={size}"}},
            "page": {
                "size": size,
                "totalElements": total,
                "totalPages": pages,
                "number": number,
            },
        },
    }


def _bytes(document: object) -> bytes:
    return json.dumps(document).encode()


def test_a_list_of_pages_gives_every_unit_with_the_line_it_begins_on(
    fixtures: Path,
) -> None:
    # given
    file = fixtures / "planned-v4-list-of-two-pages.json"

    # when
    units = read_school_units(file)

    # then
    assert units[0] == SchoolUnitRecord(
        code="01234567",
        name="Ådalsexemplets skola",
        status=None,
        school_forms=("FKLASS", "GR"),
        municipality_code="0999",
        organizer_number=None,
        organizer_type="KOMMUN",
        organizer_name=None,
        source="planned-educations-v4",
        observed_on=None,
        line=8,
    )
    assert [u.code for u in units] == ["01234567", "02345678", "03456789"]
    assert [u.organizer_type for u in units] == ["KOMMUN", "ENSKILD", "REGION"]
    lines = file.read_text(encoding="utf-8").splitlines()
    for unit in units:
        assert unit.line is not None
        assert lines[unit.line - 1].strip() == "{"
        assert unit.code in lines[unit.line]


def test_details_by_line_give_the_organizer_and_the_swedish_day_of_the_fetch(
    fixtures: Path,
) -> None:
    # given a file of which the second line was fetched at half past midnight in Sweden
    file = fixtures / "planned-v4-details.jsonl"

    # when
    first, second = read_school_units(file)

    # then
    assert (first.organizer_number, first.organizer_name, first.line) == (
        "2129990001",
        "EXEMPELSTADS KOMMUN",
        1,
    )
    assert first.observed_on == date(2026, 4, 21)
    assert second.observed_on == date(2026, 4, 22)
    assert second.organizer_number == "5599990001"
    assert second.school_forms == ("GR", "GRAN")


def test_a_unit_the_service_did_not_find_is_no_unit_and_no_fault(
    fixtures: Path,
) -> None:
    # given / when / then
    assert read_school_units(fixtures / "planned-v4-not-found.json") == []


@pytest.mark.parametrize("status", ["OK", "500 INTERNAL_SERVER_ERROR", "429"])
def test_any_other_answer_without_a_body_is_rejected(read: Read, status: str) -> None:
    # given
    envelope = {"status": status, "message": "", "body": None}

    # when / then
    with pytest.raises(FileRejected, match="sent nothing; fetch it again"):
        read(_bytes(envelope))


def test_one_unit_reads_alike_bare_in_an_envelope_and_as_fetched(
    read: Read, fixtures: Path
) -> None:
    # given
    envelope = json.loads((fixtures / "planned-v4-unit.json").read_bytes())
    fetched = {"url": "https://x", "body": envelope}

    # when
    readings = [
        read(_bytes(d)) for d in (envelope["body"], envelope, fetched, [fetched])
    ]

    # then
    assert all(reading == readings[0] for reading in readings)
    assert readings[0][0].code == "01234567"


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_change_nothing(
    read: Read, fixtures: Path
) -> None:
    # given
    plain = (fixtures / "planned-v4-details.jsonl").read_bytes()
    odd = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n") + b"\r\n"

    # when / then
    assert read(odd) == read(plain)


def test_unknown_words_are_kept_as_they_stood(read: Read) -> None:
    # given
    unit = {
        "code": "01234567",
        "name": "Exemplet",
        "principalOrganizerType": "Ny sorts huvudman",
        "typeOfSchooling": [{"code": "nyform"}, {"code": "gr"}, {"code": "GR"}],
    }

    # when
    (record,) = read(_bytes(unit))

    # then
    assert record.organizer_type == "Ny sorts huvudman"
    assert record.school_forms == ("GR", "nyform")


def test_an_organizer_who_is_a_private_person_is_left_out(read: Read) -> None:
    # given a sole trader, whose organisation number is an identity number
    unit = {
        "code": "01234567",
        "name": "Exemplet",
        "principalOrganizerType": "Fristående",
        "organisationRegistryNumber": "811218-9876",
        "corporationName": "Förnamn Efternamn",
    }

    # when
    (record,) = read(_bytes(unit))

    # then
    assert (record.organizer_number, record.organizer_name) == (None, None)
    assert record.organizer_type == "ENSKILD"


def test_a_list_without_hits_gives_no_units(read: Read) -> None:
    # given
    page = _page(0, [], total=0)
    del page["body"]["_embedded"]

    # when / then
    assert read(_bytes(page)) == []


def test_a_single_page_stands_for_itself(read: Read) -> None:
    # given / when
    units = read(_bytes(_page(1, ["03456789"], total=3)))

    # then
    assert [u.code for u in units] == ["03456789"]


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        ([_page(0, ["01111111", "02222222"], total=3)], "lacks 1;"),
        ([_page(1, ["03333333"], total=3)], "lacks 0;"),
        ([_page(0, ["01111111"], total=3)], "holds 1 units where .* promises 2"),
        (
            [
                _page(0, ["01111111", "02222222"], total=3),
                _page(1, ["03333333", "04444444"], total=4),
            ],
            "disagree on how many units",
        ),
        (
            [
                _page(0, ["01111111", "02222222"], total=3),
                _page(1, ["02222222"], total=3),
            ],
            "hold 2 different units where 3 are promised",
        ),
    ],
)
def test_a_list_of_pages_that_is_not_whole_is_rejected(
    read: Read, pages: list[Any], reason: str
) -> None:
    # given pages as one list, and as one page a line
    by_line = b"\n".join(_bytes(page) for page in [*pages, {"body": None}])

    # when / then
    with pytest.raises(FileRejected, match=reason):
        read(_bytes(pages))
    with pytest.raises(FileRejected, match=reason):
        read(by_line)


def test_pages_of_two_lists_are_counted_apart(read: Read) -> None:
    # given
    other = _page(0, ["03333333"], total=1)
    other["body"]["_links"]["self"]["href"] = "https://x/other?page=0&size=2"

    # when
    units = read(_bytes([_page(0, ["01111111"], total=1), other]))

    # then
    assert [u.code for u in units] == ["01111111", "03333333"]
