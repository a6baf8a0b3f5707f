"""Reads Skolverket's own files of indicators where they lie beside the project.

What is expected is counted here by other means: a walk through plain JSON and CSV.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ksbs.application.intake import IndicatorFile, read_indicators
from ksbs.domain.kinds import NumberKind

DATA = Path(__file__).parents[4] / "shared" / "data" / "skolverket"
STATISTICS = DATA / "planned-educations-v4-statistics-gr-0180.jsonl"
FINAL_GRADES = DATA / "skolverket-slutbetyg-ak9-2025-skolenhet-0180.csv"
PROGRAMMES = DATA / "gymnasium-programmes-2026-06.csv"
SALSA_AND_SURVEY = DATA / "salsa-and-survey-2026-06-sample.csv"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="Skolverket's files do not lie beside the project"
)


def elements(node: Any) -> Iterator[dict[str, Any]]:
    """Every `{value, valueType, …}` however deep."""
    if isinstance(node, dict):
        if "valueType" in node:
            yield node
        for each in node.values():
            yield from elements(each)
    elif isinstance(node, list):
        for each in node:
            yield from elements(each)


def raws(read: IndicatorFile) -> Counter[str]:
    return Counter(each.value.raw for each in read.records)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_element_of_the_statistics_is_read_as_it_stands() -> None:
    # given
    lines = STATISTICS.read_text("utf-8").splitlines()
    naive = [each for line in lines for each in elements(json.loads(line))]
    # when
    read = read_indicators(STATISTICS)
    # then
    assert len(read.records) == len(naive) == 7_556
    assert raws(read) == Counter(each["value"] or "" for each in naive)
    types = Counter(each["valueType"] for each in naive)
    kinds = Counter(each.value.kind for each in read.records)
    assert kinds[NumberKind.SUPPRESSED] == types["OMITTED_DUE_TO_BASED_ON_FEW_PUPILS"]
    assert kinds[NumberKind.MISSING] == types["MISSING"]
    assert (
        kinds[NumberKind.WITHHELD]
        == types["TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION"]
    )
    about = sum("cirka" in (each["value"] or "") for each in naive)
    rounded = types["ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE"]
    assert kinds[NumberKind.APPROXIMATE] == about + rounded


def test_every_number_of_the_statistics_is_the_one_that_stands_there() -> None:
    # when / then
    for each in read_indicators(STATISTICS).records:
        value = each.value
        if value.number is not None:
            digits = value.raw.removeprefix("cirka ").removeprefix("~")
            assert value.number == float(digits.replace(",", "."))


@pytest.mark.parametrize(
    "path", sorted((DATA / "fixtures").glob("v4-s*.json")), ids=lambda path: path.stem
)
def test_every_element_of_a_single_response_is_read(path: Path) -> None:
    # given
    naive = list(elements(json.loads(path.read_text("utf-8"))))
    # when
    read = read_indicators(path)
    # then
    assert raws(read) == Counter(each["value"] or "" for each in naive)


@pytest.mark.parametrize(
    "path", sorted((DATA / "fixtures").glob("v4-n*.json")), ids=lambda path: path.stem
)
def test_every_answer_that_is_not_null_is_read_of_a_survey(path: Path) -> None:
    # given
    naive = Counter(
        figure
        for group in json.loads(path.read_text("utf-8"))["schoolYearMetrics"]
        for key, said in group.items()
        if key not in {"schoolUnitCode", "semester", "schoolYear"}
        for part, figure in (said if isinstance(said, dict) else {"": said}).items()
        if figure is not None and not part.startswith("question")
    )
    # when / then
    assert raws(read_indicators(path)) == naive


def test_the_final_grades_agree_with_the_service() -> None:
    # given
    service = {
        (each.code, each.value.indicator, each.value.period): each.value
        for each in read_indicators(STATISTICS).records
    }
    table = read_indicators(FINAL_GRADES).records
    # when
    both = [
        (each.value, service[key])
        for each in table
        if (key := (each.code, each.value.indicator, each.value.period)) in service
    ]
    # then
    assert len(table) == 4 * 96
    assert len(both) == 282
    assert all(
        (ours.kind, ours.number, ours.reason)
        == (theirs.kind, theirs.number, theirs.reason)
        for ours, theirs in both
    )


def test_every_filled_cell_of_the_programmes_is_read_once() -> None:
    # given
    naive = set()
    for row in rows(PROGRAMMES):
        unit, programme = row["school_unit_code"], row["program_code"]
        naive |= {
            (unit, "", key, row[key]) for key in ("pupils", "certified_teachers_pct")
        }
        naive |= {
            (unit, programme, key, row[key])
            for key in ("program_pupils", "grade_points_latest")
        }
        years = [year for year in row["exam_within_3y_series"].split(";") if year]
        for period, _, raw in (year.partition("=") for year in years):
            naive.add((unit, programme, period, raw))
    # when
    read = read_indicators(PROGRAMMES)
    # then
    filled = [each for each in naive if each[3]]
    assert len(read.records) == len(filled)
    assert raws(read) == Counter(each[3] for each in filled)


def test_every_filled_cell_of_salsa_and_the_survey_is_read() -> None:
    # given
    describing = {
        "school_unit_code",
        "name",
        "huvudman",
        "salsa_period",
        "survey_semester",
        "survey_pupils_ak",
    }
    naive = Counter(
        cell
        for row in rows(SALSA_AND_SURVEY)
        for column, cell in row.items()
        if cell and column not in describing
    )
    # when / then
    assert raws(read_indicators(SALSA_AND_SURVEY)) == naive
