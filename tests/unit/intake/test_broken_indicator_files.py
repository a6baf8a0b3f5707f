"""A file of indicators is read whole or not at all; each fault has line and reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksbs.application.intake import FileRejected, read_indicators, read_school_units

FaultsOf = Callable[[bytes], list[tuple[int | None, str]]]
UNIT = "01234567"
MERIT = "averageGradesMeritRating9thGrade"
PROGRAMMES = (
    b"school_unit_code,program_code,pupils,exam_within_3y_pct_latest,"
    b"exam_within_3y_series\n"
)


def value(
    raw: object = "230,0", of: object = "EXISTS", period: object = "2024/25"
) -> Any:
    return {"value": raw, "valueType": of, "timePeriod": period}


def response(*values: object, unit: object = UNIT) -> bytes:
    return json.dumps({"schoolUnit": unit, MERIT: values}).encode()


@pytest.fixture
def faults(tmp_path: Path) -> FaultsOf:
    file = tmp_path / "anything"

    def found(content: bytes) -> list[tuple[int | None, str]]:
        file.write_bytes(content)
        with pytest.raises(FileRejected) as rejected:
            read_indicators(file)
        assert {each.file for each in rejected.value.rejections} == {str(file)}
        return [(each.line, each.reason) for each in rejected.value.rejections]

    return found


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "is empty"),
        (b'{"schoolUnit": "01234567", "averageGr', 1, "cut off"),
        (b"<html></html>", 1, "web page"),
        (b"school_unit_code\rprogram_code\n", 1, "is not JSON"),
        (b"Skola;Kommun\nExemplet;Stad\n", 1, "is not JSON"),
        (b'{"values": [], "count": 0}', 1, "stands where indicators should"),
        (b'"01234567"', 1, "a bare value"),
        (b'{"body":' * 700 + b"1" + b"}" * 700, 1, "within responses"),
        (b'{"status": "429 Too Many", "body": null}', 1, "sent nothing"),
        (response(unit="1234"), 1, "code is '1234', eight digits"),
        (response(unit=12345678), 1, "code is 12345678, eight digits"),
        (response(value("n/a")), 1, f"`{MERIT}` of unit {UNIT} is 'n/a', a number"),
        (response(value("..")), 1, "'..' with the value type EXISTS"),
        (response(value(of="NEW")), 1, "has the value type 'NEW'"),
        (response(value(230)), 1, "the texts value and valueType wanted"),
        (response({"valueType": "EXISTS"}), 1, "the texts value and valueType"),
        (response("230"), 1, "the texts value and valueType"),
        (response(value("9" * 30)), 1, "number"),
        (response(value(period="9" * 300)), 1, "period: String should have at most"),
        (response(value(), value("231,0")), 1, "'231,0' here and '230,0' on line 1"),
        (b'{"programMetrics": 1}', 1, "`programMetrics` is no list"),
        (
            b'{"schoolUnit": "01234567", "programMetrics": [{}]}',
            1,
            "an entry without `programCode`",
        ),
        (b'{"programMetrics": [{"programCode": "EK"}]}', 1, "code is None"),
        (b'{"compulsorySchoolUnitSalsaMetricList": null}', 1, "is no list"),
        (b'{"compulsorySchoolUnitSalsaMetricList": [7]}', 1, "holds 7, an object"),
        (b'{"schoolYearMetrics": 1}', 1, "is no list"),
        (b'{"schoolYearMetrics": [1]}', 1, "is no object"),
        (
            b'{"schoolYearMetrics": [{"schoolUnitCode": "01234567", "schoolYear": "9"}]}',
            1,
            "a year like ak8 or ar2",
        ),
        (
            b'{"schoolUnitCode": "01234567", "noOfAnswers": 45, "semester": "VT26"}',
            1,
            "is no text",
        ),
        (
            b'{"schoolUnitCode": "01234567", "noOfAnswers": "many", "semester": "VT26"}',
            1,
            "is 'many', a number",
        ),
        (PROGRAMMES + b"01234567,EK25,190\n", 2, "3 cells where the header has 5"),
        (PROGRAMMES + b"1234,EK25,190,,\n", 2, "code is '1234'"),
        (PROGRAMMES + b"01234567,,190,,\n", 2, "`program_code` of unit 01234567"),
        (PROGRAMMES + b"01234567,EK25,many,,\n", 2, "is 'many', a number"),
        (
            PROGRAMMES + b"01234567,EK25,190,80.6,2022/23=80.5\n",
            2,
            "is '80.6', but the series begins with '80.5'",
        ),
        (PROGRAMMES + b'01234567,"EK25,190,,\n', 2, "is no row of a table"),
        (PROGRAMMES + "01234567,EK25,Å,,\n".encode("cp1252"), 2, "is not UTF-8"),
    ],
)
def test_a_fault_is_named_by_line_and_reason(
    faults: FaultsOf, content: bytes, line: int, reason: str
) -> None:
    # when
    ((found_on, found),) = faults(content)
    # then
    assert found_on == line
    assert reason in found


def test_every_fault_of_a_file_is_named_in_the_order_of_its_lines(
    faults: FaultsOf,
) -> None:
    # given
    lines = [response(value("x")), response(value()), b"{]", response(value("y"))]
    # when
    found = faults(b"\n".join(lines))
    # then
    assert [line for line, _ in found] == [1, 3, 4]


def test_statistics_of_another_school_form_are_refused(faults: FaultsOf) -> None:
    # given
    body = json.loads(response(value()))
    address = f"https://api.example/v4/school-units/{UNIT}/statistics/gran"
    # when
    ((_, reason),) = faults(json.dumps({"url": address, "body": body}).encode())
    # then
    assert "statistics of gr or gy" in reason


@pytest.mark.parametrize(
    "name",
    [
        "planned-v4-details.jsonl",
        "planned-v4-list-of-two-pages.json",
        "planned-v4-unit.json",
        "register-v2-list.json",
        "register-v2-unit.json",
    ],
)
def test_a_file_of_school_units_is_sent_to_its_own_command(
    fixtures: Path, name: str
) -> None:
    # when
    with pytest.raises(FileRejected) as rejected:
        read_indicators(fixtures / name)
    # then
    (rejection,) = rejected.value.rejections
    assert "import the file with “ksbs import school-units”" in rejection.reason


@pytest.mark.parametrize(
    "name",
    [
        "indicators-v4-gr.json",
        "indicators-v4-gr.jsonl",
        "indicators-v4-gy.json",
        "indicators-v4-salsa.json",
        "indicators-v4-salsa-absent.json",
        "indicators-v4-survey-pupilsgr.json",
        "indicators-v4-survey-custodiansgr.json",
        "indicators-final-grades.csv",
        "indicators-programmes.csv",
        "indicators-salsa-and-survey.csv",
    ],
)
def test_a_file_of_indicators_is_sent_to_its_own_command(
    fixtures: Path, name: str
) -> None:
    # when
    with pytest.raises(FileRejected) as rejected:
        read_school_units(fixtures / name)
    # then
    (rejection,) = rejected.value.rejections
    assert "import the file with “ksbs import indicators”" in rejection.reason


@pytest.mark.parametrize(
    "name",
    ["indicators-v4-gr.json", "indicators-v4-salsa.json", "indicators-v4-gy.json"],
)
def test_a_file_cut_off_anywhere_is_refused(
    fixtures: Path, faults: FaultsOf, name: str
) -> None:
    # given
    content = (fixtures / name).read_bytes().rstrip()
    # when / then
    for end in range(0, len(content), 61):
        assert faults(content[:end])


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_refused_or_read_and_never_breaks_the_reader(
    fixtures: Path, tmp_path: Path, data: st.DataObject
) -> None:
    # given
    names = sorted(path.name for path in fixtures.glob("indicators-*"))
    content = bytearray((fixtures / data.draw(st.sampled_from(names))).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + 1] = data.draw(st.binary(max_size=2))
    file = tmp_path / "damaged"
    file.write_bytes(content)
    # when
    said = outcome(file)
    # then
    assert all(said), "every fault has a reason, every figure a unit"


def outcome(file: Path) -> list[str]:
    """The reasons for which a file is refused, or the units whose figures it holds."""
    try:
        return [each.code for each in read_indicators(file).records]
    except FileRejected as refused:
        return [each.reason for each in refused.rejections]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    # when
    with pytest.raises(FileRejected) as rejected:
        read_indicators(tmp_path / "none.json")
    # then
    (rejection,) = rejected.value.rejections
    assert "cannot be read (No such file" in rejection.reason
