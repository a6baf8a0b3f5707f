"""What schools are compared with in each selection round, version by version.

A threshold selects no school; `indicator` without one is only looked at.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ksbs.application import column_words
from ksbs.application.numbering import numbered
from ksbs.application.projection import Column, FieldOf, Projection, Row, Subject
from ksbs.application.selection_view import CriteriaView
from ksbs.application.streams import SELECTION_ROUNDS
from ksbs.domain.selection.criteria import SelectionCriteriaSet
from ksbs.domain.selection.round import (
    CriteriaVersion,
    Round,
    Rounds,
    Threshold,
)

_Line = tuple[Round, CriteriaVersion, str, Threshold | None]


def rows(rounds: Rounds) -> Iterable[Row]:
    """Give a row for each threshold, and one for each indicator without any."""
    for number, line in numbered(_lines(rounds), alike=_alike):
        opened, version, indicator, threshold = line
        yield {
            "round_id": opened.round_id,
            "version": version.version,
            "indicator": indicator,
            "number": number,
            "set_on": version.on,
            "indicator_period": version.period,
            "rationale": version.rationale,
            "comparison": threshold.comparison if threshold else None,
            "threshold": Decimal(repr(threshold.value)) if threshold else None,
        }


def _lines(rounds: Rounds) -> Iterator[_Line]:
    for opened in rounds:
        for version in opened.versions:
            for indicator in version.indicators:
                named = [t for t in version.thresholds if t.indicator == indicator]
                if not named:
                    yield opened, version, indicator, None
                for threshold in named:
                    yield opened, version, indicator, threshold


def _alike(line: _Line) -> tuple[object, ...]:
    opened, version, indicator, _ = line
    return opened.round_id, version.version, indicator


PROJECTION = Projection(
    name="selection_criteria",
    title="Selection criteria / Urvalskriterier",
    version=1,
    on=frozenset({SelectionCriteriaSet}),
    columns=(
        Column("round_id", "uuid", SelectionCriteriaSet),
        Column("version", "integer", CriteriaView),
        Column("indicator", "text", Threshold),
        Column("number", "integer", column_words.NUMBER),
        Column(
            "set_on",
            "date",
            "The day the version was set. / Dagen då versionen fastställdes.",
        ),
        Column("indicator_period", "text", FieldOf(SelectionCriteriaSet, "period")),
        Column("rationale", "text", SelectionCriteriaSet),
        Column("comparison", "text", Threshold, nullable=True),
        Column(
            "threshold",
            "numeric",
            "What the indicator is compared with; null where it is only looked at. / "
            "Vad nyckeltalet jämförs med; null där man bara ser på det.",
            nullable=True,
        ),
    ),
    rows=rows,
    key=("round_id", "version", "indicator", "number"),
    about=Subject(SELECTION_ROUNDS, "selection_rounds_id", Rounds),
)
