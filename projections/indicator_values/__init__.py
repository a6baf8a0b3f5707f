"""The figures measured for each indicator and period, every one that was published.

The figure that stands is the one with the highest number.
"""

from collections.abc import Iterable
from decimal import Decimal

from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.followup.indicator import IndicatorMeasured, Measurements
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each figure, numbered from 1 within indicator and period."""
    for figures in programme.facet(Measurements).of_each.values():
        for number, figure in enumerate(figures, start=1):
            yield {
                "indicator": figure.indicator,
                "period": figure.period,
                "figure_number": number,
                "measured_on": figure.occurred_on,
                "raw": figure.raw,
                "kind": figure.kind,
                "value": (
                    None if figure.number is None else Decimal(repr(figure.number))
                ),
            }


PROJECTION = Projection(
    name="indicator_values",
    title="Indicators measured in the programme / Nyckeltal mätta i omgången",
    version=1,
    on=frozenset({IndicatorMeasured}),
    columns=(
        Column("indicator", "text", IndicatorMeasured),
        Column("period", "text", IndicatorMeasured),
        Column(
            "figure_number",
            "integer",
            "Which figure of the indicator and period it is, counted from 1; the last "
            "one stands. / Vilken siffra för nyckeltalet och perioden det är, räknat "
            "från 1; den sista gäller.",
        ),
        Column(
            "measured_on",
            "date",
            "The day that the figure is from. / Dagen som siffran är från.",
        ),
        Column("raw", "text", IndicatorMeasured),
        Column("kind", "text", IndicatorMeasured),
        Column(
            "value",
            "numeric",
            FieldOf(IndicatorMeasured, "number"),
            nullable=True,
        ),
    ),
    rows=rows,
    key=("indicator", "period", "figure_number"),
)
