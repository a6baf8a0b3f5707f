"""The files of figures, read as any file of Skolverket's open data is."""

from collections import Counter
from pathlib import Path

import pytest

from ksbs.application.intake import read_indicators
from ksbs.demo.story import figures
from ksbs.demo.story.schools import HAG
from ksbs.domain.kinds import NumberKind

YEARS = range(figures.FIRST_YEAR, figures.LAST_YEAR + 1)


@pytest.mark.parametrize("year", YEARS)
def test_the_file_of_a_year_is_whole_and_of_its_day(tmp_path: Path, year: int) -> None:
    # given
    path = tmp_path / "figures.jsonl"
    figures.write_figures(path, year=year)

    # when
    records = read_indicators(path).records

    # then
    assert len({record.code for record in records}) == 39
    assert {record.day for record in records} == {figures.published_on(year)}
    assert figures.school_year(year) in {record.value.period for record in records}


def test_figures_are_exact_rounded_hidden_and_missing(tmp_path: Path) -> None:
    # given
    kinds: Counter[NumberKind] = Counter()

    # when
    for year in YEARS:
        path = tmp_path / f"{year}.jsonl"
        figures.write_figures(path, year=year)
        kinds.update(record.value.kind for record in read_indicators(path).records)

    # then
    assert kinds.keys() == {
        NumberKind.EXACT,
        NumberKind.APPROXIMATE,
        NumberKind.SUPPRESSED,
        NumberKind.MISSING,
    }


def test_a_revised_share_stands_in_the_later_file_beside_that_year_s(
    tmp_path: Path,
) -> None:
    # given
    path = tmp_path / "figures.jsonl"
    figures.write_figures(path, year=2021)

    # when
    shares = {
        record.value.period: record.value.raw
        for record in read_indicators(path).records
        if record.code == HAG.code and record.value.indicator == figures.ELIGIBLE_NAME
    }

    # then
    assert shares == {"2020/21": "64,2", "2018/19": "67,4"}
