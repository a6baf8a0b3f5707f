"""Bars beside each other, lying: names of schools are long."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ksbs.reports.cell import written
from ksbs.reports.chart import Chart
from ksbs.reports.drawing.legend import legend, measured, over
from ksbs.reports.drawing.marks import filled, patterns
from ksbs.reports.drawing.paper import LINE, WIDTH, lines, room, tag, text, wrapped
from ksbs.reports.drawing.scale import Scale, ticks
from ksbs.reports.drawing.slices import Drawing, Slice, stacked
from ksbs.reports.numbers import Number, figure
from ksbs.reports.said import Language, say

_BAR = 16
_PITCH = 20
_GAP = 12
_GAP_OF_ONE = 6
"""Between bars that stand alone, without others of the same place."""
_UNDER_KEY = 4
_MOST_LABEL = 230


@dataclass(frozen=True, slots=True)
class _Frame:
    chart: Chart
    language: Language
    left: float
    """Where the names of the places end."""
    across: Scale

    @property
    def gap(self) -> float:
        return _GAP if len(self.chart.series) > 1 else _GAP_OF_ONE

    def said(self, value: Number) -> str:
        return figure(value, language=self.language, decimals=self.chart.decimals)


def bars(chart: Chart, *, language: Language) -> Drawing:
    """Draw a bar chart, a slice for each place."""
    names = [wrapped(written(p, language=language), _MOST_LABEL) for p in chart.at]
    left = max(room(line) for name in names for line in name) + 10
    frame = _Frame(chart, language, left, _scale(chart, left, language))
    return Drawing(
        patterns(chart.name, len(chart.series)),
        _key(frame),
        tuple(_row(frame, place, name) for place, name in enumerate(names)),
    )


def _key(frame: _Frame) -> Slice | None:
    """Draw the key of several series, and say what is measured."""
    chart, language = frame.chart, frame.language
    told = measured(chart, language=language)
    slices = [] if told is None else [over(frame.left, told)]
    if len(chart.series) > 1:
        said = [say(series.title, language=language) for series in chart.series]
        slices.insert(0, Slice(*legend(0, said, sample=partial(_sample, chart.name))))
    return stacked([*slices, Slice("", _UNDER_KEY)]) if slices else None


def _scale(chart: Chart, left: float, language: Language) -> Scale:
    values = [v for s in chart.series for v in s.values if v is not None]
    steps = ticks(values, from_zero=True)
    said = [figure(v, language=language, decimals=chart.decimals) for v in values]
    widest = max(map(room, said), default=0) + 10
    start = left + widest if min(steps) < 0 else left
    return Scale(float(steps[0]), float(steps[-1]), start, WIDTH - widest)


def _row(frame: _Frame, place: int, name: tuple[str, ...]) -> Slice:
    """Draw the bars of a place, with its name beside them and nought as a line."""
    of = len(frame.chart.series) * _PITCH
    high = max(of, len(name) * LINE) + frame.gap
    middle = (high - len(name) * LINE) / 2 + 13
    nought = frame.across.at(0)
    drawn = [
        lines(frame.left - 10, middle, name, text_anchor="end"),
        *_group(frame, place, (high - of) / 2),
        tag("path", d=f"M{nought:.2f} 0V{high:.2f}", stroke="currentColor"),
    ]
    return Slice("".join(drawn), high)


def _group(frame: _Frame, place: int, top: float) -> Iterator[str]:
    for number, series in enumerate(frame.chart.series):
        value, y = series.values[place], top + number * _PITCH
        nought = frame.across.at(0)
        if value is None:
            yield text(nought + 6, y + 13, "–")
            continue
        end = frame.across.at(float(value))
        yield _bar(frame.chart.name, number, min(nought, end), max(nought, end), y)
        away = {"x": end - 6, "text_anchor": "end"} if value < 0 else {"x": end + 6}
        yield text(y=y + 13, said=frame.said(value), **away)


def _sample(name: str, place: int, x: float, y: float) -> str:
    return _bar(name, place, x, x + 32, y - _BAR / 2)


def _bar(name: str, place: int, start: float, end: float, top: float) -> str:
    return tag(
        "rect", x=start, y=top, width=end - start, height=_BAR, **filled(name, place)
    )
