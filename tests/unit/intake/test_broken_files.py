import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ksbs.application.intake import FileRejected, SchoolUnitRecord, read_school_units
from ksbs.application.intake.rejections import MOST_REJECTIONS, Rejection

Read = Callable[[bytes], list[SchoolUnitRecord]]


def _unit(code: object = "01234567", **more: object) -> dict[str, object]:
    return {"code": code, "name": "Exemplet", **more}


def _lines(*documents: object) -> bytes:
    return "".join(f"{json.dumps(each)}\n" for each in documents).encode()


def _faults(read: Read, content: bytes) -> list[tuple[int | None, str]]:
    with pytest.raises(FileRejected) as rejected:
        read(content)
    return [(r.line, r.reason) for r in rejected.value.rejections]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "is empty"),
        (b"\xef\xbb\xbf \n\n", 1, "is empty"),
        (b'[\n {"code": "01234567",\n  "na', 3, "cut off"),
        (b'[\n {"code": "01234567",\n  "name": nul', 3, "cut off"),
        (b'\n{"code": oops, "name": "Exemplet"}', 2, "is not JSON"),
        (b"<!doctype html>\n<html></html>\n", 1, "web page"),
        (b"Skola;Skol-enhetskod\nExemplet;01234567\n", 1, "is not JSON"),
        (b'{"code": "01234567", "name": "A"} {}', 1, "more text follows"),
        (b'[\n{"code": "01234567",\n"code": "02345678"}]', 2, "'code' twice"),
        (b'{"code": NaN, "name": "A"}', 1, "NaN is not JSON"),
        (b"9" * 5000, 1, "digits"),
        (b"[" * 100_000, 1, "recursion"),
        (b'{"body":' * 700 + b"1" + b"}" * 700, 1, "within responses"),
        (b'"01234567"', 1, "a bare value"),
        (b"[null]", 1, "a bare value"),
        (b"{}", 1, "with the keys ''"),
        (b'{"schoolUnit": "01234567", "docLinks": null}', 1, "'schoolUnit, docLinks'"),
        (b'{"_embedded": {"compactSchoolUnits": []}}', 1, "no list"),
        (
            b'{"_embedded": {"listedSchoolUnits": []}}',
            1,
            "`page` is None, an object wanted",
        ),
        (b'{"page": {"size": 0, "number": 1.5}}', 1, "is 1.5, a whole number"),
        (
            b'{"page": {"size": "2", "number": 0, "totalElements": 0, "totalPages": 0}}',
            1,
            "`page.size` is '2', a whole number",
        ),
        ("\ufeff[]".encode("utf-16-le"), 1, "UTF-16"),
        ("[]".encode("utf-16-le"), 1, "NUL"),
        ('{\n"name": "Ådal"}'.encode("cp1252"), 2, "byte 10 of the line (0xc5)"),
    ],
)
def test_a_file_that_is_no_response_is_rejected_by_line_and_reason(
    read: Read, content: bytes, line: int, reason: str
) -> None:
    # given / when
    ((found_on, found),) = _faults(read, content)

    # then
    assert found_on == line
    assert reason in found


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        (_unit(None), "`unit.code` is None, eight digits"),
        (_unit("0123456"), "`unit.code` is '0123456', eight digits"),
        (_unit("012345678"), "`unit.code` is '012345678', eight digits"),
        (_unit("0123456x"), "eight digits"),
        (_unit("01234567\n"), "eight digits"),
        (_unit("٠١٢٣٤٥٦٧"), "eight digits"),
        (_unit(12345678), "`unit.code` is 12345678, eight digits in quotes"),
        ({"name": "Exemplet"}, "`unit.code` is missing, eight digits"),
        ({"code": "01234567"}, "`unit.name` is missing, a line of text"),
        (_unit(name=""), "`unit.name` is '', a line of text"),
        (_unit(name="A\0B"), r"`unit.name` is 'A\x00B', a line of text"),
        (_unit(name="\ud800"), "a line of text"),
        (_unit(name="A" * 201), "a line of text"),
        (_unit(name=["A"]), "`unit.name` is a list, a line of text"),
        (_unit(name="811218-9876"), "personal identity number"),
        (_unit(geographicalAreaCode=180), "is 180, four digits in quotes"),
        (_unit(organisationRegistryNumber="12"), "ten digits"),
        (_unit(typeOfSchooling="gr"), "`unit.typeOfSchooling` is 'gr', a list"),
        (_unit(typeOfSchooling=[{}]), "0.code` is missing, a list of objects"),
        (_unit(typeOfSchooling=["gr"]), "`unit.typeOfSchooling.0` is 'gr', an object"),
    ],
)
def test_a_unit_of_the_wrong_shape_is_rejected_by_line_and_reason(
    read: Read, unit: object, reason: str
) -> None:
    # given the unit between two that are right
    content = _lines(_unit("02345678"), unit, _unit("03456789"))

    # when
    ((line, found),) = _faults(read, content)

    # then
    assert line == 2
    assert reason in found
    assert "811218" not in found


def test_every_fault_of_a_file_is_named_in_the_order_of_its_lines(read: Read) -> None:
    # given
    content = (
        b'{"code": oops}\n'
        + _lines(_unit(), _unit("123"))
        + b"\xff\n"
        + _lines(_unit("02345678"), 7)
        + b'{"code"'
    )

    # when
    faults = _faults(read, content)

    # then
    assert [line for line, _ in faults] == [1, 3, 4, 6, 7]


def test_a_broken_second_line_does_not_hide_that_others_follow(read: Read) -> None:
    # given
    content = _lines(_unit()) + b"oops\n" + _lines(_unit("02345678")) + b"oops\n"

    # when / then
    assert [line for line, _ in _faults(read, content)] == [2, 4]


def test_a_hopeless_file_is_given_up_after_a_hundred_faults(read: Read) -> None:
    # given
    content = _lines(*[_unit("1")] * 1000)

    # when
    faults = _faults(read, content)

    # then
    assert len(faults) == MOST_REJECTIONS + 1
    assert "reading stopped after 100 faults" in faults[-1][1]


def test_a_unit_that_one_source_describes_in_two_ways_is_rejected(read: Read) -> None:
    # given
    other = _unit(name="Ett annat namn", principalOrganizerType="Kommunal")

    # when
    ((line, reason),) = _faults(read, _lines(_unit(), _unit("02345678"), other))

    # then
    assert line == 3
    assert "unit 01234567 stands on line 1 too, with another name" in reason


def test_a_unit_told_twice_without_contradiction_is_one_unit(read: Read) -> None:
    # given a repetition, more about it, and another name on a later day
    later = {"fetched_at": "2026-05-01", "body": _unit(name="Senare namn")}
    more = _unit(geographicalAreaCode="0999")

    # when
    (unit,) = read(_lines(_unit(), _unit(), more, later))

    # then
    assert (unit.name, unit.municipality_code) == ("Senare namn", "0999")


def test_a_file_that_is_not_there_is_rejected(tmp_path: Path) -> None:
    # given
    file = tmp_path / "saknas.json"

    # when
    with pytest.raises(FileRejected) as rejected:
        read_school_units(file)

    # then
    (rejection,) = rejected.value.rejections
    assert rejection.file == str(file)
    assert "cannot be read (No such file or directory)" in rejection.reason
    assert str(rejection) == f"{file}: {rejection.reason}"


def test_a_directory_is_rejected(tmp_path: Path) -> None:
    # given / when / then
    with pytest.raises(FileRejected, match="cannot be read"):
        read_school_units(tmp_path)


@pytest.mark.parametrize(
    ("first", "size", "reason"),
    [
        (b'[\n{"', 50_000_001, "at most 50 MB wanted of one JSON document; split"),
        (b'{}\n{"', 200_000_001, "at most 200 MB wanted of a file; split it"),
    ],
)
def test_a_file_too_large_to_hold_is_rejected_before_it_is_read(
    tmp_path: Path, first: bytes, size: int, reason: str
) -> None:
    # given a sparse file
    path = tmp_path / "stor.json"
    with path.open("wb") as file:
        file.write(first)
        file.truncate(size)

    # when / then
    with pytest.raises(FileRejected, match=reason):
        read_school_units(path)


def test_a_rejection_reads_as_file_line_reason() -> None:
    # given / when / then
    assert str(Rejection(file="a.json", line=3, reason="is odd")) == "a.json:3: is odd"
