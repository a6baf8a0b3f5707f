"""The figures that hold are shown as published; a revision takes their place."""

from datetime import date
from decimal import Decimal

from ksbs.domain.kinds import NumberKind
from ksbs.domain.selection.indicators import (
    IndicatorValue,
    Reason,
    Source,
    UnitFigures,
    UnitIndicatorsImported,
)
from projections.unit_indicators import rows

MERIT = "averageGradesMeritRating9thGrade"
SPRING, AUTUMN = date(2026, 4, 21), date(2026, 9, 1)
SUPPRESSED = IndicatorValue(
    indicator="ratioOfPupils9thGradeEligibleForNationalProgramYR",
    period="2024/25",
    raw="..",
    kind=NumberKind.SUPPRESSED,
    reason=Reason.FEW_PUPILS,
)


def merit(raw: str, *, period: str = "2024/25") -> IndicatorValue:
    number = float(raw.replace(",", "."))
    return IndicatorValue(
        indicator=MERIT, period=period, raw=raw, kind=NumberKind.EXACT, number=number
    )


def known(*values: IndicatorValue, on: date, after: UnitFigures) -> UnitFigures:
    event = UnitIndicatorsImported(
        occurred_on=on,
        school_unit_code="01234567",
        source=Source.STATISTICS_GR,
        values=values,
    )
    event.check(after)
    return event.evolve(after)


def test_a_unit_of_which_nothing_is_known_has_no_row() -> None:
    assert list(rows(UnitFigures())) == []


def test_a_figure_is_shown_as_published_and_as_a_number() -> None:
    # given
    figures = known(merit("187,3"), on=SPRING, after=UnitFigures())
    # when
    (row,) = rows(figures)
    # then
    assert row == {
        "indicator": MERIT,
        "period": "2024/25",
        "school_unit_code": "01234567",
        "raw": "187,3",
        "kind": "exact",
        "value": Decimal("187.3"),
        "reason": None,
        "source": "planned-educations-v4-gr",
        "known_on": SPRING,
    }


def test_a_suppressed_figure_has_its_reason_and_no_number() -> None:
    # given
    figures = known(SUPPRESSED, on=SPRING, after=UnitFigures())
    # when
    (row,) = rows(figures)
    # then
    assert (row["raw"], row["value"], row["reason"]) == ("..", None, "few_pupils")


def test_a_revised_figure_takes_the_place_of_the_one_before() -> None:
    # given
    figures = known(
        merit("187,3"),
        merit("190,1", period="2023/24"),
        on=SPRING,
        after=UnitFigures(),
    )
    # when
    figures = known(merit("188,0"), on=AUTUMN, after=figures)
    # then
    assert {row["period"]: (row["raw"], row["known_on"]) for row in rows(figures)} == {
        "2024/25": ("188,0", AUTUMN),
        "2023/24": ("190,1", SPRING),
    }
