"""What published indicators are called in reports."""

import pytest

from ksbs.domain.words import Bilingual
from ksbs.reporting.indicator_words import Indicator
from ksbs.reporting.levels import by_period, titled
from ksbs.reports.cell import Column


def test_a_known_indicator_is_called_by_words_and_keeps_its_name() -> None:
    # when
    found = Indicator("averageGradesMeritRating9thGrade")

    # then
    assert found is Indicator.MERIT
    assert titled(found) == Bilingual(
        en="Merit rating, year 9 (points)", sv="Meritvärde, åk 9 (poäng)"
    )


@pytest.mark.parametrize(
    ("name", "sv", "en"),
    [
        (
            "ratioOfPupilsWithExamWithin3Years:EK",
            "Examen inom tre år, ekonomi",
            "Diploma within three years, Business Management and Economics",
        ),
        (
            "totalNumberOfPupils:gy",
            "Elever, gymnasieskolan",
            "Pupils, upper secondary school",
        ),
        (
            "pupilsgr.securityMetrics.average:ak8",
            "Skolenkäten: trygghet, åk 8",
            "School survey: safety, year 8",
        ),
        ("totalNumberOfPupils:XX", "Elever, XX", "Pupils, XX"),
    ],
)
def test_the_part_of_a_unit_after_the_colon_is_called_by_words(
    name: str, sv: str, en: str
) -> None:
    # when
    found = Indicator(name)

    # then
    assert (found.value, found.sv, found.en) == (name, sv, en)
    assert found == Indicator(name)
    assert found.unit == Indicator(name.partition(":")[0]).unit


def test_an_unknown_indicator_is_called_by_its_name() -> None:
    # when
    found = Indicator("Grundskola - Lärare: Antal")

    # then
    assert found.sv == found.en == found.value == "Grundskola - Lärare: Antal"
    assert found.unit is None


def test_every_known_indicator_is_named_in_both_languages() -> None:
    assert all(each.sv and each.en and each.sv != each.value for each in Indicator)


def test_an_indicator_is_a_cell_that_a_column_of_words_takes() -> None:
    # given
    column = Column("indicator", "Nyckeltal", "word")

    # then
    assert column.refusal(Indicator("anything:EK")) is None


def test_levels_stand_by_school_and_period_as_they_were_published() -> None:
    # given eight periods, one level hidden and one missing
    rows = [
        {
            "school_unit_code": code,
            "school": school,
            "period": f"20{year}/{year + 1}",
            "raw": raw,
        }
        for code, school in (("01000001", "Ängby skola"), ("01000002", "Åsö skola"))
        for year, raw in zip(
            range(15, 23), ("70,0", *["72,5"] * 5, "..", ""), strict=True
        )
    ]

    # when
    table = by_period("by_period_1", Indicator.ELIGIBLE, rows[:-1])

    # then the last seven are shown
    assert [column.title for column in table.columns[1:]] == [
        f"20{year}/{year + 1}" for year in range(16, 23)
    ]
    assert table.rows == (
        ("Ängby skola", *["72,5"] * 5, "..", None),
        ("Åsö skola", *["72,5"] * 5, "..", None),
    )
