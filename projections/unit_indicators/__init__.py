"""The figures that hold for each school unit, as they were published and known.

A figure that is revised is another row in the history, so what was known when a school
was chosen stays as it was.
"""

from collections.abc import Iterable
from decimal import Decimal

from ksbs.application.projection import Column, FieldOf, Projection, Row, Subject
from ksbs.application.selection_view import FigureView
from ksbs.application.streams import UNIT_INDICATORS
from ksbs.domain.selection.indicators import (
    IndicatorValue,
    UnitFigures,
    UnitIndicatorsImported,
)


def rows(figures: UnitFigures) -> Iterable[Row]:
    """Give a row for each indicator and period of a unit."""
    for known in figures.latest.values():
        value = known.value
        yield {
            "indicator": value.indicator,
            "period": value.period,
            "school_unit_code": figures.code,
            "raw": value.raw,
            "kind": value.kind,
            "value": _exactly(value.number),
            "reason": value.reason,
            "source": known.source,
            "known_on": known.known_on,
        }


def _exactly(number: float | None) -> Decimal | None:
    """Give the decimal number as it is written, not as a float holds it."""
    return None if number is None else Decimal(repr(number))


PROJECTION = Projection(
    name="unit_indicators",
    title="Published indicators of school units / Publicerade nyckeltal för skolenheter",
    version=1,
    on=frozenset({UnitIndicatorsImported}),
    columns=(
        Column("indicator", "text", IndicatorValue),
        Column("period", "text", IndicatorValue),
        Column("school_unit_code", "text", UnitIndicatorsImported),
        Column("raw", "text", IndicatorValue),
        Column("kind", "text", IndicatorValue),
        Column("value", "numeric", FieldOf(IndicatorValue, "number"), nullable=True),
        Column("reason", "text", IndicatorValue, nullable=True),
        Column("source", "text", UnitIndicatorsImported),
        Column("known_on", "date", FigureView),
    ),
    rows=rows,
    key=("indicator", "period"),
    about=Subject(UNIT_INDICATORS, "unit_indicators_id", UnitFigures),
)
