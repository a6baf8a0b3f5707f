"""A chart in words: what it shows and every figure in it, for those who do not see it."""

from collections.abc import Iterator

from ksbs.reports.cell import written
from ksbs.reports.chart import ONGOING, Chart, Span, Timeline
from ksbs.reports.numbers import figure
from ksbs.reports.said import Language, say


def description(chart: Chart | Timeline, *, language: Language) -> str:
    """Give the summary of a chart and then its figures."""
    told = (
        _spans(chart, language)
        if isinstance(chart, Timeline)
        else _series(chart, language)
    )
    return " ".join([say(chart.summary, language=language), *told])


def _series(chart: Chart, language: Language) -> Iterator[str]:
    unit = "" if chart.unit is None else f" ({say(chart.unit, language=language)})"
    for series in chart.series:
        figures = (
            f"{written(place, language=language)} "
            + (
                "–"
                if value is None
                else figure(value, language=language, decimals=chart.decimals)
            )
            for place, value in zip(chart.at, series.values, strict=True)
        )
        yield f"{say(series.title, language=language)}{unit}: {'; '.join(figures)}."


def _spans(timeline: Timeline, language: Language) -> Iterator[str]:
    for lane in timeline.lanes:
        told = "; ".join(_span(span, language) for span in lane.spans) or "–"
        yield f"{say(lane.title, language=language)}: {told}."


def _span(span: Span, language: Language) -> str:
    said, state = say(span.text, language=language), say(span.state, language=language)
    if span.first == span.last:
        return f"{said}, {state}, {span.first}"
    last = say(ONGOING, language=language) if span.last is None else span.last
    return f"{said}, {state}, {span.first} – {last}"
