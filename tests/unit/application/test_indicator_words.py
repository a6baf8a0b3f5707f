"""What published indicators are called in reports."""

import pytest

from ksbs.application.indicator_words import Indicator
from ksbs.reports.cell import Column


def test_a_known_indicator_is_called_by_words_and_keeps_its_name() -> None:
    # when
    found = Indicator("averageGradesMeritRating9thGrade")

    # then
    assert found is Indicator.MERIT
    assert (found.en, found.sv) == ("Merit rating, year 9", "Meritvärde, åk 9")


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


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("totalNumberOfPupils", True),
        ("totalNumberOfPupils:EK", True),
        ("totalNumberOfPupils:ak7", True),
        ("totalNumberOfPupils:gy", True),
        ("totalNumberOfPupils:", False),
        ("totalNumberOfPupils:XX", False),
        ("nope:EK", False),
        ("nope", False),
    ],
)
def test_there_are_words_for_an_indicator_with_a_part_that_is_known(
    name: str, *, known: bool
) -> None:
    assert Indicator.says(name) is known
