"""Lines and steps over days or terms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import NamedTuple, Self

from ksbs.domain.words import Bilingual
from ksbs.reports.chart import Chart, Series
from ksbs.reports.drawing.legend import legend, measured, over
from ksbs.reports.drawing.marks import colour, dash, mark
from ksbs.reports.drawing.paper import (
    LINE,
    WIDTH,
    haloed,
    lines,
    room,
    tag,
    text,
    wrapped,
)
from ksbs.reports.drawing.scale import Scale, days_of, ticks
from ksbs.reports.drawing.slices import Drawing, Slice
from ksbs.reports.numbers import Number, figure
from ksbs.reports.said import Language, Said, say

_HEIGHT = 230
_TOP = 28
_WIDEST_WORD, _WIDEST_LABEL = 100, 160
_CROWDED = 4
"""Series, from which a value stands at its usual place or not at all."""

_STARTS_AT = Bilingual(en="the axis begins at", sv="axeln börjar vid")


class _Box(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Self) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class _Frame:
    chart: Chart
    language: Language
    across: Scale
    up: Scale
    marks: tuple[tuple[float, str], ...]
    """What is written on the value axis, and where."""

    def x(self, place: int) -> float:
        at = self.chart.at[place]
        return self.across.at(at.toordinal() if isinstance(at, date) else place)


def plot(chart: Chart, *, language: Language) -> Drawing:
    """Draw a line or step chart, all in one slice under what is measured."""
    frame = _framed(chart, language)
    drawn = list(_grid(frame))
    for place, series in enumerate(chart.series):
        drawn += _series(frame, place, series)
    drawn += _values(frame)
    axis, below = _places(frame)
    key, height = _key(frame, _TOP + _HEIGHT + below)
    whole = Slice("".join([*drawn, axis, key]), _TOP + _HEIGHT + below + height)
    return Drawing("", _unit(frame), (whole,))


def _key(frame: _Frame, top: float) -> tuple[str, float]:
    if len(frame.chart.series) == 1:
        return "", 0
    names = [say(s.title, language=frame.language) for s in frame.chart.series]
    return legend(top, names, sample=_sample)


def _framed(chart: Chart, language: Language) -> _Frame:
    values = [v for s in chart.series for v in s.values if v is not None]
    steps = ticks(values, from_zero=False)
    labels = [figure(step.normalize(), language=language) for step in steps]
    left = max(map(room, labels)) + 10
    up = Scale(float(steps[0]), float(steps[-1]), _TOP + _HEIGHT, _TOP)
    first, last = _ends(chart)
    across = Scale(first, last, left + 24, WIDTH - 44)
    marked = tuple((up.at(float(s)), t) for s, t in zip(steps, labels, strict=True))
    return _Frame(chart, language, across, up, marked)


def _ends(chart: Chart) -> tuple[float, float]:
    """Give the first and last of the places, apart even where there is one only."""
    first, last = chart.at[0], chart.at[-1]
    if isinstance(first, date) and isinstance(last, date):
        low, high = first.toordinal(), last.toordinal()
    else:
        low, high = 0, len(chart.at) - 1
    return (low - 1, high + 1) if low == high else (low, high)


def _unit(frame: _Frame) -> Slice | None:
    language, told = frame.language, measured(frame.chart, language=frame.language)
    said = [] if told is None else [told]
    if frame.up.low > 0:
        said.append(f"{say(_STARTS_AT, language=language)} {frame.marks[0][1]}")
    return over(0, ", ".join(said)) if said else None


def _grid(frame: _Frame) -> Iterator[str]:
    for y, label in frame.marks:
        edge = frame.across.start - 24
        yield tag(
            "path",
            d=f"M{edge:.2f} {y:.2f}H{WIDTH}",
            stroke="currentColor",
            stroke_opacity=0.25,
        )
        yield text(edge - 6, y + 4.5, label, text_anchor="end")


def _series(frame: _Frame, place: int, series: Series) -> Iterator[str]:
    for run in _runs(frame, series):
        yield tag(
            "path",
            d=_path(run, step=frame.chart.form == "step"),
            fill="none",
            stroke=colour(place),
            stroke_width=2.5,
            stroke_dasharray=dash(place),
            class_=f"k{place}",
        )
        yield from (mark(place, x, y) for x, y in run)


def _runs(frame: _Frame, series: Series) -> Iterator[list[tuple[float, float]]]:
    """Yield the points between gaps."""
    run: list[tuple[float, float]] = []
    for place, value in enumerate(series.values):
        if value is not None:
            run.append((frame.x(place), frame.up.at(float(value))))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _path(run: list[tuple[float, float]], *, step: bool) -> str:
    (x, y), *rest = run
    then = (f"H{a:.2f}V{b:.2f}" if step else f"L{a:.2f} {b:.2f}" for a, b in rest)
    return f"M{x:.2f} {y:.2f}{''.join(then)}"


def _values(frame: _Frame) -> Iterator[str]:
    """Write each value at its point, where it would not run into another or a mark."""
    points = list(_points(frame))
    crowded = len(frame.chart.series) >= _CROWDED
    taken = [_Box(p.x - 7, p.x + 7, p.y - 7, p.y + 7) for p in points]
    for x, y, said, falls in points:
        spots = (y + 20, y - 10) if falls else (y - 10, y + 20)
        for base in spots[:1] if crowded else spots:
            half = room(said) / 2
            box = _Box(x - half, x + half, base - 10, base + 1)
            if base <= _TOP + _HEIGHT and not any(map(box.meets, taken)):
                taken.append(box)
                yield haloed(x, base, said, text_anchor="middle")
                break


class _Point(NamedTuple):
    x: float
    y: float
    said: str
    falls: bool
    """Whether the line comes from above, where the value would stand in its way."""


def _points(frame: _Frame) -> Iterator[_Point]:
    language, decimals = frame.language, frame.chart.decimals
    for series in frame.chart.series:
        before: Number | None = None
        for place, value in enumerate(series.values):
            if value is not None:
                said = figure(value, language=language, decimals=decimals)
                falls = before is not None and before > value
                y = frame.up.at(float(value))
                yield _Point(frame.x(place), y, said, falls)
            before = value


def _places(frame: _Frame) -> tuple[str, float]:
    """Write what stands along the axis; give how high that is, the axis' name too.

    Where there is no room for every word, every second or third place is named.
    """
    named = _days(frame) if isinstance(frame.chart.at[0], date) else _words(frame)
    slot = (frame.across.end - frame.across.start) / max(len(named) - 1, 1)
    widest = max((room(w) for _, said in named for w in said.split()), default=0)
    every = ceil((min(widest, _WIDEST_WORD) + 8) / slot)
    width = min(slot * every - 8, _WIDEST_LABEL)
    told = [(x, wrapped(said, width)) for x, said in named[::every]]
    base = _TOP + _HEIGHT
    drawn = [
        tag("path", d=f"M{x:.2f} {base}v5", stroke="currentColor") for x, _ in told
    ]
    drawn += [lines(x, base + 19, said, text_anchor="middle") for x, said in told]
    below = 19 + LINE * max((len(said) for _, said in told), default=0)
    title = say(frame.chart.at_title, language=frame.language)
    drawn.append(
        text(WIDTH, base + below, title, text_anchor="end", font_weight="bold")
    )
    return "".join(drawn), below + LINE


def _days(frame: _Frame) -> list[tuple[float, str]]:
    first, last = (
        date.fromordinal(int(v)) for v in (frame.across.low, frame.across.high)
    )
    told = days_of(first, last, language=frame.language)
    return [(frame.across.at(day.toordinal()), said) for day, said in told]


def _words(frame: _Frame) -> list[tuple[float, str]]:
    at: list[Said] = [p for p in frame.chart.at if not isinstance(p, date)]
    return [(frame.x(n), say(p, language=frame.language)) for n, p in enumerate(at)]


def _sample(place: int, x: float, y: float) -> str:
    line = tag(
        "path",
        d=f"M{x:.2f} {y:.2f}h32",
        stroke=colour(place),
        stroke_width=2.5,
        stroke_dasharray=dash(place),
        class_=f"k{place}",
    )
    return line + mark(place, x + 16, y)
