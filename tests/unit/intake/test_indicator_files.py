"""Files of indicators of every shape, told apart by their content."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ksbs.application.intake import IndicatorFile, read_indicators
from ksbs.domain.selection.indicators import Reason, Source

Figures = dict[tuple[str, str, str], tuple[str, str, float | None, Reason | None]]
ReadIndicators = Callable[[bytes], IndicatorFile]
YR = "ratioOfPupils9thGradeEligibleForNationalProgramYR"
EXAMS = "ratioOfPupilsWithExamWithin3Years"
FILES = [
    ("indicators-v4-gr.json", Source.STATISTICS_GR, 11),
    ("indicators-v4-gr.jsonl", Source.STATISTICS_GR, 14),
    ("indicators-v4-gy.json", Source.STATISTICS_GY, 7),
    ("indicators-v4-salsa.json", Source.SALSA, 4),
    ("indicators-v4-survey-pupilsgr.json", Source.SURVEY, 12),
    ("indicators-v4-survey-pupilsgy.json", Source.SURVEY, 4),
    ("indicators-v4-survey-custodiansgr.json", Source.SURVEY, 6),
    ("indicators-final-grades.csv", Source.STATISTICS_TABLE, 12),
    ("indicators-programmes.csv", Source.PROGRAMME_TABLE, 10),
    ("indicators-salsa-and-survey.csv", Source.SALSA_AND_SURVEY_TABLE, 22),
]


def figures(read: IndicatorFile) -> Figures:
    return {
        (each.code, each.value.indicator, each.value.period): (
            each.value.raw,
            each.value.kind.value,
            each.value.number,
            each.value.reason,
        )
        for each in read.records
    }


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadIndicators:
    """Read bytes as a file whose name says nothing of its content."""

    def read(content: bytes) -> IndicatorFile:
        file = tmp_path / "anything.bin"
        file.write_bytes(content)
        return read_indicators(file)

    return read


@pytest.mark.parametrize(("name", "source", "count"), FILES)
def test_the_content_tells_what_a_file_is(
    fixtures: Path, read_bytes: ReadIndicators, name: str, source: Source, count: int
) -> None:
    # given
    content = (fixtures / name).read_bytes()
    # when
    found = read_bytes(content)
    # then
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert {each.source for each in found.records} == {source}
    assert len(found.records) == count


def test_a_list_of_every_kind_of_figure_is_read_element_by_element(
    fixtures: Path,
) -> None:
    # when
    found = figures(read_indicators(fixtures / "indicators-v4-gr.jsonl"))
    # then
    unit = "01234567"
    assert found[unit, "studentsPerTeacherQuota", "2024/25"] == (
        "12,5",
        "exact",
        12.5,
        None,
    )
    assert found[unit, "totalNumberOfPupils", "2025/26"] == (
        "cirka 210",
        "approximate",
        210.0,
        None,
    )
    assert found[unit, YR, "2024/25"] == ("~100", "approximate", 100.0, Reason.ROUNDED)
    assert found[unit, YR, "2023/24"] == ("..", "suppressed", None, Reason.FEW_PUPILS)
    assert found[unit, "averageGradesMeritRating9thGrade", "2023/24"] == (
        ".",
        "missing",
        None,
        None,
    )
    assert found["02345678", "certifiedTeachersQuota", "2025/26"] == (
        "*",
        "withheld",
        None,
        Reason.NO_LEGITIMATION_REQUIRED,
    )


def test_a_figure_without_a_period_is_of_an_unknown_one(fixtures: Path) -> None:
    # when
    found = figures(read_indicators(fixtures / "indicators-v4-gr.json"))
    # then
    name = "ratioOfPupilsIn6thGradeWithAllSubjectsPassed"
    assert found["01234567", name, "unknown"] == ("", "missing", None, None)


def test_lines_bear_their_number_and_the_day_they_were_fetched(fixtures: Path) -> None:
    # when
    records = read_indicators(fixtures / "indicators-v4-gr.jsonl").records
    # then
    assert {(each.code, each.line, each.day) for each in records} == {
        ("01234567", 1, date(2026, 4, 21)),
        ("02345678", 2, date(2026, 4, 21)),
    }


def test_programmes_are_told_apart_and_keep_the_periods_of_their_source(
    fixtures: Path,
) -> None:
    # when
    found = figures(read_indicators(fixtures / "indicators-v4-gy.json"))
    # then
    unit = "04567890"
    assert {key[1:]: said[0] for key, said in found.items() if key[0] == unit} == {
        ("totalNumberOfPupils:EK", "2024"): "cirka 190",
        ("gradesPointsForStudents:EK", "VT24"): "13,4",
        (f"{EXAMS}:EK", "2022/23"): "80,6",
        (f"{EXAMS}:EK", "2021/22"): "..",
        (f"{EXAMS}:IMV", "2022/23"): ".",
        ("certifiedTeachersQuota:gy", "HT24"): "94,0",
        ("studentsPerTeacherQuota:gy", "HT24"): "15,2",
    }


def test_a_unit_without_salsa_says_nothing(fixtures: Path) -> None:
    # when / then
    assert read_indicators(fixtures / "indicators-v4-salsa-absent.json").records == ()


def test_salsa_is_of_the_period_of_its_response(fixtures: Path) -> None:
    # when
    found = figures(read_indicators(fixtures / "indicators-v4-salsa.json"))
    # then
    name = "salsaAverageGradesIn9thGradeDeviation"
    assert found["01234567", name, "2024/25"] == ("-15", "exact", -15.0, None)


def test_pupils_answer_year_by_year_and_a_hyphen_hides_few_answers(
    fixtures: Path,
) -> None:
    # when
    found = figures(read_indicators(fixtures / "indicators-v4-survey-pupilsgr.json"))
    # then
    of = "pupilsgr.satisfactionMetrics"
    assert {key[1]: said for key, said in found.items() if key[1].startswith(of)} == {
        f"{of}.average:ak5": ("7,6", "exact", 7.6, None),
        f"{of}.ratioCorrespondsFully:ak5": ("44%", "exact", 44.0, None),
        f"{of}.ratioDoNotKnow:ak5": ("-", "suppressed", None, Reason.FEW_ANSWERS),
        f"{of}.ratioNoAnswer:ak5": ("7%", "exact", 7.0, None),
        f"{of}.average:ak8": ("", "missing", None, None),
        f"{of}.ratioNoAnswer:ak8": ("-", "suppressed", None, Reason.FEW_ANSWERS),
    }
    assert {key[2] for key in found} == {"VT26"}


def test_a_question_that_was_not_put_says_nothing(fixtures: Path) -> None:
    # when
    found = figures(read_indicators(fixtures / "indicators-v4-survey-pupilsgr.json"))
    # then
    assert not [key for key in found if "recommendMetrics" in key[1]]


def test_guardians_are_one_group(fixtures: Path) -> None:
    # when
    found = figures(
        read_indicators(fixtures / "indicators-v4-survey-custodiansgr.json")
    )
    # then
    name = "custodiansgr.securityMetrics.average"
    assert found["01234567", name, "VT26"] == ("8,0", "exact", 8.0, None)


def test_an_address_names_the_survey(
    fixtures: Path, read_bytes: ReadIndicators
) -> None:
    # given
    survey = json.loads(
        (fixtures / "indicators-v4-survey-custodiansgr.json").read_text()
    )
    address = "https://api.example/v4/school-units/01234567/nestedsurveys/custodiansfsk"
    # when
    found = read_bytes(json.dumps({"url": address, "body": survey["body"]}).encode())
    # then
    names = {each.value.indicator.split(".")[0] for each in found.records}
    assert names == {"custodiansfsk"}


def test_final_grades_are_named_as_the_service_names_them(fixtures: Path) -> None:
    # when
    found = figures(read_indicators(fixtures / "indicators-final-grades.csv"))
    # then
    assert found["01234567", "averageGradesMeritRating9thGrade", "2024/25"][2] == 302.0
    assert found["01234567", YR, "2024/25"] == (
        "~100",
        "approximate",
        100.0,
        Reason.ROUNDED,
    )
    assert found["02345678", YR, "2024/25"] == (
        "..",
        "suppressed",
        None,
        Reason.FEW_PUPILS,
    )
    assert (
        found["03456789", "numberOfPupilsWithFinalGrades9thGrade", "2024/25"][2] == 21.0
    )


def test_a_table_saved_again_by_a_spreadsheet_says_the_same(
    fixtures: Path, read_bytes: ReadIndicators
) -> None:
    # given
    text = (fixtures / "indicators-final-grades.csv").read_text("utf-8-sig")
    again = text.replace("\r\n", "\n").replace(";", "\t").replace('"', "")
    # when
    found = read_bytes(again.replace("Exemplet\t södra", "Exemplet södra").encode())
    # then
    kept = figures(read_indicators(fixtures / "indicators-final-grades.csv"))
    assert figures(found) == kept


def test_another_table_of_statistics_keeps_its_own_names(
    fixtures: Path, read_bytes: ReadIndicators
) -> None:
    # given
    text = (fixtures / "indicators-final-grades.csv").read_text("utf-8-sig")
    other = text.replace("Slutbetyg årskurs 9", "Betyg årskurs 6")
    # when
    found = figures(read_bytes(other.encode()))
    # then
    name = "Grundskola - Betyg årskurs 6, samtliga elever: Antal elever"
    assert found["01234567", name, "2024/25"][0] == "65"
    assert not [key for key in found if key[1].startswith("average")]


def test_a_series_of_exams_is_read_year_by_year(fixtures: Path) -> None:
    # when
    found = figures(read_indicators(fixtures / "indicators-programmes.csv"))
    # then
    exams = {key[1:]: said[2] for key, said in found.items() if EXAMS in key[1]}
    assert exams == {
        (f"{EXAMS}:EK25", "2022/23"): 80.6,
        (f"{EXAMS}:EK25", "2021/22"): 76.7,
        (f"{EXAMS}:HV25", "2018/19"): 71.4,
    }
    assert found["04567890", "totalNumberOfPupils:gy", "unknown"][0] == "370"


def test_an_empty_cell_is_missing_only_among_others_of_its_origin(
    fixtures: Path,
) -> None:
    # when
    found = figures(read_indicators(fixtures / "indicators-salsa-and-survey.csv"))
    # then: one question of the unit's survey is empty; its SALSA is empty altogether
    unit = {key[1:]: said[1] for key, said in found.items() if key[0] == "02345678"}
    assert unit["pupilsgr.satisfactionMetrics.average:ak8", "VT25"] == "missing"
    assert not [key for key in unit if key[0].startswith("salsa")]
    assert not [key for key in found if key[0] == "06789012"]


@pytest.mark.parametrize(("name", "source", "count"), FILES[:7])
def test_envelope_body_list_and_line_say_the_same(
    fixtures: Path, read_bytes: ReadIndicators, name: str, source: Source, count: int
) -> None:
    # given
    content = (fixtures / name).read_bytes()
    if name.endswith(".jsonl"):
        content = b"[" + b",".join(content.splitlines()) + b"]"
    document = json.loads(content)
    bodies = [
        each.get("body", each)
        for each in (document if isinstance(document, list) else [document])
    ]
    known = [body for body in bodies if body is not None]
    shapes = [
        known,
        {"body": known},
        [{"status": "OK", "body": body} for body in known],
    ]
    # when
    read = [read_bytes(json.dumps(shape).encode()) for shape in shapes]
    lines = "".join(f"{json.dumps({'body': body})}\n" for body in known)
    read.append(read_bytes(lines.encode()))
    # then
    assert [len(each.records) for each in read] == [count] * 4
    assert all(figures(each) == figures(read[0]) for each in read)
    assert {each.source for each in read[0].records} == {source}
