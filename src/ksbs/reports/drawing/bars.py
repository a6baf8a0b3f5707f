"""Bars beside each other, lying: names of schools are long."""

from collections.abc import Iterator

from ksbs.reports.cell import written
from ksbs.reports.chart import Chart
from ksbs.reports.drawing.legend import legend
from ksbs.reports.drawing.marks import filled, patterns
from ksbs.reports.drawing.paper import LINE, WIDTH, lines, room, tag, text, wrapped
from ksbs.reports.drawing.scale import Scale, ticks
from ksbs.reports.numbers import Number, figure
from ksbs.reports.said import Language, say

_BAR = 16
_PITCH = 20
_GAP = 12
_MOST_LABEL = 230
_TOP = 24


def bars(
    chart: Chart, *, language: Language, whole: Chart | None = None
) -> tuple[str, float]:
    """Draw a bar chart, or a part of a whole on the whole's scale.

    Returns:
        the elements and their height.
    """
    names = [wrapped(written(p, language=language), _MOST_LABEL) for p in chart.at]
    left = max(room(line) for name in names for line in name) + 10
    across = _scale(whole or chart, left, language)
    drawn, y = [patterns(chart.name, len(chart.series))], float(_TOP)
    if chart.unit is not None:
        drawn.append(text(left, 13, say(chart.unit, language=language)))
    for place, name in enumerate(names):
        high = max(len(chart.series) * _PITCH, len(name) * LINE)
        middle = y + (high - len(name) * LINE) / 2 + 13
        drawn.append(lines(left - 10, middle, name, text_anchor="end"))
        start = y + (high - len(chart.series) * _PITCH) / 2
        drawn += _group(chart, place, across, start, language)
        y += high + _GAP
    drawn.append(_zero(across, y))
    said = [say(series.title, language=language) for series in chart.series]
    key, height = legend(
        y, said, sample=lambda n, x, at: _bar(chart.name, n, x, x + 32, at - _BAR / 2)
    )
    return "".join([*drawn, key]), y + height


def _scale(chart: Chart, left: float, language: Language) -> Scale:
    values = [v for s in chart.series for v in s.values if v is not None]
    steps = ticks(values, from_zero=True)
    widest = max((room(_said(chart, v, language)) for v in values), default=0) + 10
    start = left + widest if min(steps) < 0 else left
    return Scale(float(steps[0]), float(steps[-1]), start, WIDTH - widest)


def _group(
    chart: Chart, place: int, across: Scale, y: float, language: Language
) -> Iterator[str]:
    for number, series in enumerate(chart.series):
        value, top = series.values[place], y + number * _PITCH
        nought = across.at(0)
        if value is None:
            yield text(nought + 6, top + 13, "–")
            continue
        end = across.at(float(value))
        yield _bar(chart.name, number, min(nought, end), max(nought, end), top)
        away = {"x": end - 6, "text_anchor": "end"} if value < 0 else {"x": end + 6}
        yield text(y=top + 13, said=_said(chart, value, language), **away)


def _said(chart: Chart, value: Number, language: Language) -> str:
    return figure(value, language=language, decimals=chart.decimals)


def _bar(name: str, place: int, start: float, end: float, top: float) -> str:
    return tag(
        "rect", x=start, y=top, width=end - start, height=_BAR, **filled(name, place)
    )


def _zero(across: Scale, bottom: float) -> str:
    line = f"M{across.at(0):.2f} {_TOP - 4}V{bottom - _GAP + 4:.2f}"
    return tag("path", d=line, stroke="currentColor")
