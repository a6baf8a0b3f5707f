"""Schools stand side by side: every figure with its period and source, none selected."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from ksbs.application.candidates import School, candidate, in_order, year_of
from ksbs.application.selection_view import CandidateView
from ksbs.domain.kinds import Ground, NumberKind, SchoolForm
from ksbs.domain.selection.indicators import IndicatorValue, KnownValue, Source
from ksbs.domain.selection.national_programme import (
    NationalProgramme,
    Noted,
    Participation,
)
from ksbs.domain.selection.round import Comparison, CriteriaVersion, Threshold
from ksbs.domain.state import Nomination
from ksbs.domain.units import SchoolUnit

CODE = "00000001"
MERIT, SALSA = "averageGradesMeritRating9thGrade", "salsaRequirementsReachedDeviation"
EXAM = "ratioOfPupilsWithExamWithin3Years:EK25"
PUBLISHED = date(2026, 4, 21)
SUPPRESSED = NumberKind.SUPPRESSED
GR, GY = SchoolForm.COMPULSORY, SchoolForm.UPPER_SECONDARY

Figure = tuple[str, str, str, float | None]


def figures(*said: Figure, **kinds: NumberKind) -> Any:
    """Give figures by indicator, period, raw text and number; suppressed without one.

    `kinds` gives the kind of a figure by its period, in letters (`y2024`).
    """
    found = {}
    for indicator, period, raw, number in said:
        usual = SUPPRESSED if number is None else NumberKind.EXACT
        kind = kinds.get(f"y{period[:4]}", usual)
        value = IndicatorValue(
            indicator=indicator, period=period, raw=raw, kind=kind, number=number
        )
        found[indicator, period] = KnownValue(value, Source.STATISTICS_GR, PUBLISHED)
    return found


def merits(*numbers: float | None, first: int = 2020) -> Iterable[Figure]:
    """Give merit ratings of school years in a row; None is a suppressed one."""
    for year, number in enumerate(numbers, start=first):
        raw = ".." if number is None else f"{number:g}".replace(".", ",")
        yield MERIT, f"{year}/{(year + 1) % 100:02}", raw, number


def criteria(
    *thresholds: Threshold, period: str = "2024/25", indicators: Any = (MERIT,)
) -> CriteriaVersion:
    return CriteriaVersion(1, PUBLISHED, indicators, thresholds, period, "Därför.")


def shown(*said: Figure, by: CriteriaVersion | None = None, **kinds: Any) -> Any:
    """Show a school of which only these figures are known."""
    school = School(CODE, figures=figures(*said, **kinds))
    return candidate(school, criteria=by or criteria())


def merit_of(view: CandidateView) -> Any:
    [found] = view.indicators
    return found


def test_the_level_is_the_figure_of_the_criterias_period_with_its_source() -> None:
    # given, when
    level = merit_of(shown(*merits(210, 205, 200, 195), by=criteria(period="2021/22")))
    # then
    assert level.level.wire() == {
        "period": "2021/22",
        "raw": "205",
        "kind": "exact",
        "number": 205.0,
        "source": "planned-educations-v4-gr",
        "knownOn": "2026-04-21",
    }


def test_without_a_figure_of_that_period_the_level_is_the_latest() -> None:
    # given, when
    level = merit_of(shown(*merits(210, 205), by=criteria(period="2030/31"))).level
    # then
    assert (level.period, level.number) == ("2021/22", 205)


def test_a_suppressed_figure_is_the_level_and_is_not_passed_over() -> None:
    # given, when
    level = merit_of(shown(*merits(210, None), by=criteria(period="2030/31"))).level
    # then
    assert (level.period, level.raw, level.number) == ("2021/22", "..", None)


def test_an_indicator_of_which_nothing_is_known_has_no_level_and_no_trend() -> None:
    # given, when
    found = merit_of(shown())
    # then
    assert (found.indicator, found.level) == (MERIT, None)
    assert found.trend.change_per_year is None
    assert found.trend.figures == ()


def test_the_trend_is_the_change_per_year_over_the_periods_known() -> None:
    # given, when
    trend = merit_of(shown(*merits(210, 205, 200, 195))).trend
    # then
    assert trend.change_per_year == -5.0
    assert [f.period for f in trend.figures] == [
        "2020/21",
        "2021/22",
        "2022/23",
        "2023/24",
    ]
    assert (trend.left_out_figures, trend.approximate) == ((), False)


def test_a_trend_says_which_figures_it_passes_over() -> None:
    # given, when
    trend = merit_of(shown(*merits(210, None, 200))).trend
    # then
    assert trend.change_per_year == -5.0
    assert [f.raw for f in trend.figures] == ["210", "200"]
    assert [f.raw for f in trend.left_out_figures] == [".."]


def test_a_trend_says_that_it_rests_on_an_approximate_figure() -> None:
    # given, when
    said = merits(210, 200)
    trend = merit_of(shown(*said, y2021=NumberKind.APPROXIMATE)).trend
    # then
    assert (trend.change_per_year, trend.approximate) == (-10.0, True)


def test_one_figure_makes_no_trend() -> None:
    # given, when
    trend = merit_of(shown(*merits(210, None))).trend
    # then
    assert trend.change_per_year is None
    assert [f.raw for f in trend.figures] == ["210"]


def test_a_figure_without_a_place_in_time_is_left_out_of_the_trend() -> None:
    # given, when
    found = merit_of(shown(*merits(210, 205), (MERIT, "unknown", "1", 1.0)))
    # then
    assert found.trend.change_per_year == -5.0
    assert [f.period for f in found.trend.left_out_figures] == ["unknown"]
    assert found.level.period == "2021/22"


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2024/25", 2024.0),
        ("2024", 2024.0),
        ("HT25", 2025.0),
        ("VT26", 2025.5),
        ("unknown", None),
        ("2024/2025", None),
    ],
)
def test_a_period_is_placed_in_time(period: str, year: float | None) -> None:
    assert year_of(period) == year


@pytest.mark.parametrize(
    ("comparison", "value", "meets"),
    [
        (Comparison.BELOW, 200.0, True),
        (Comparison.BELOW, 195.0, False),
        (Comparison.ABOVE, 190.0, True),
        (Comparison.ABOVE, 195.0, False),
    ],
)
def test_a_figure_is_compared_with_a_threshold(
    comparison: Comparison, value: float, meets: bool
) -> None:
    # given
    threshold = Threshold(indicator=MERIT, comparison=comparison, value=value)
    # when
    [found] = shown(*merits(195), by=criteria(threshold)).criteria
    # then
    assert found.meets_threshold is meets
    assert found.figure.raw == "195"


@pytest.mark.parametrize("said", [(), tuple(merits(None)), tuple(merits(195, None))])
def test_what_is_no_number_neither_meets_a_threshold_nor_misses_it(
    said: tuple[Figure, ...],
) -> None:
    # given
    threshold = Threshold(indicator=MERIT, comparison=Comparison.BELOW, value=200)
    # when
    [found] = shown(*said, by=criteria(threshold)).criteria
    # then
    assert found.meets_threshold is None


def test_salsa_and_completion_are_shown_whatever_the_criteria_name() -> None:
    # given
    said = (
        (SALSA, "2024/25", "-11", -11.0),
        ("salsaParentsEducation", "2024/25", "2,1", 2.1),
        (EXAM, "2022/23", "80,6", 80.6),
    )
    # when
    view = candidate(School(CODE, figures=figures(*said)), criteria=None)
    # then
    assert (view.indicators, view.criteria) == ((), ())
    assert [i.indicator for i in view.salsa_deviations] == [SALSA]
    assert [i.level.number for i in view.salsa_deviations if i.level] == [-11.0]
    assert [i.indicator for i in view.completions] == [EXAM]


def test_suppressed_figures_are_counted_with_what_stands_in_their_place() -> None:
    # given, when
    view = shown(
        *merits(None, None, 200), (SALSA, "2024/25", ".", None), (EXAM, "x", "70", 70.0)
    )
    # then
    assert (view.suppression.count, view.suppression.of) == (3, 5)
    assert [(t.raw, t.count) for t in view.suppression.texts] == [("..", 2), (".", 1)]


def test_what_is_missing_is_not_counted_as_suppressed() -> None:
    # given, when
    view = shown(*merits(None), y2020=NumberKind.MISSING)
    # then
    assert (view.suppression.count, view.suppression.of) == (0, 1)


def test_what_is_known_of_the_unit_stands_beside_its_figures() -> None:
    # given
    unit = SchoolUnit(CODE, "Exempelskolan", "AKTIV", ("GR",), organizer_type="KOMMUN")
    noted = Noted(PUBLISHED, "2022–2025", Participation.TOOK_PART, "Skolverket")
    school = School(
        CODE,
        described=unit,
        nominated_in_round=True,
        open_programme=True,
        national_programme=NationalProgramme((noted,)),
    )
    # when
    view = candidate(school, criteria=None)
    # then
    assert (view.school_name, view.status) == ("Exempelskolan", "AKTIV")
    assert (view.organizer_type, view.school_forms) == ("KOMMUN", ("GR",))
    assert view.nominated_in_round
    assert view.open_programme
    assert [p.period for p in view.national_programmes] == ["2022–2025"]


def described(code: str, name: str, *forms: str) -> School:
    return School(code, described=SchoolUnit(code, name, school_forms=forms))


def test_schools_stand_by_name_in_swedish_order_and_never_by_figures() -> None:
    # given
    low = School(
        "00000009", SchoolUnit("00000009", "Åsö", school_forms=("GR",)),
        figures=figures(*merits(100)),
    )  # fmt: skip
    schools = [
        School("00000008", figures=figures(*merits(90))),
        described("00000003", "Ängby", "GR"),
        low,
        described("00000001", "Zinken", "GR"),
        described("00000002", "Zinken", "GR"),
    ]
    # when
    found = [school.code for school in in_order(schools, form=GR)]
    # then
    assert found == ["00000001", "00000002", "00000009", "00000003", "00000008"]


def test_only_schools_of_the_rounds_form_are_shown() -> None:
    # given
    schools = [
        described("00000001", "A", "GR"),
        described("00000002", "B", "GY"),
        described("00000003", "C", "GR", "GY"),
    ]
    # then
    assert [s.code for s in in_order(schools, form=GR)] == ["00000001", "00000003"]
    assert [s.code for s in in_order(schools, form=GY)] == ["00000002", "00000003"]


def test_a_unit_missing_from_the_register_is_of_the_form_its_figures_tell() -> None:
    # given
    school = School(CODE, figures=figures(*merits(200)))
    # then
    assert school.forms == ("GR",)
    assert in_order([school], form=GY) == []


def test_a_nominated_school_that_nothing_else_tells_of_has_its_nominations_name() -> (
    None
):
    # given
    nomination = Nomination(
        PUBLISHED, CODE, "Exempelskolan", GY, "2120000142", (Ground.LOW_RESULTS,)
    )
    school = School(CODE, nominated=nomination)
    # then
    assert (school.best_name, school.forms) == ("Exempelskolan", ("GY",))


def test_a_school_of_which_no_source_tells_the_form_is_left_out_of_no_round() -> None:
    # given
    school = described(CODE, "Exempelskolan")
    # then
    assert in_order([school], form=GR) == in_order([school], form=GY) == [school]
