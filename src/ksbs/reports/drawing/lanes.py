"""A timeline: lanes of spans and days, patterns for their states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ksbs.domain.words import Bilingual
from ksbs.reports.chart import ONGOING, Lane, Span, Timeline
from ksbs.reports.drawing.legend import legend
from ksbs.reports.drawing.marks import filled, patterns
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
from ksbs.reports.drawing.scale import Scale, days_of
from ksbs.reports.drawing.slices import Drawing, Slice
from ksbs.reports.said import Language, say

_LABEL = 170
_ROW = 24
_BAR = 14
_GAP = 8
_MOST_SPANS = 5
"""Of a lane in one slice: a page may end after them."""

_MARKED = Bilingual(en="the day of the report,", sv="rapportens dag,")


@dataclass(frozen=True, slots=True)
class _Frame:
    timeline: Timeline
    language: Language
    across: Scale

    def x(self, day: date) -> float:
        return self.across.at(day.toordinal())

    @property
    def marked(self) -> date | None:
        """The day that is marked, where it lies within the timeline."""
        day, line = self.timeline.marked, self.timeline
        return day if day and line.first <= day <= line.last else None

    @property
    def months(self) -> list[tuple[float, str]]:
        """Where months begin that are written out, and how."""
        line = self.timeline
        found = days_of(line.first, line.last, language=self.language)
        return [(self.x(day), said) for day, said in found]


def timeline_drawn(timeline: Timeline, *, language: Language) -> Drawing:
    """Draw a timeline, a slice for each lane; of many spans, one for some of them."""
    first, last = timeline.first.toordinal(), timeline.last.toordinal()
    frame = _Frame(timeline, language, Scale(first, last, _LABEL + 14, WIDTH - 20))
    cut = [
        (lane, lane.spans[start : start + _MOST_SPANS])
        for lane in timeline.lanes
        for start in range(0, max(len(lane.spans), 1), _MOST_SPANS)
    ]
    return Drawing(
        patterns(timeline.name, len(timeline.states)),
        _key(frame),
        tuple(_lane(frame, lane, spans) for lane, spans in cut),
    )


def _key(frame: _Frame) -> Slice:
    """Draw the states, the day that is marked, and the axis."""
    timeline, language = frame.timeline, frame.language
    said = [say(state, language=language) for state in timeline.states]
    if frame.marked:
        said.append(f"{say(_MARKED, language=language)} {timeline.marked}")
    key, height = legend(0, said, sample=lambda n, x, y: _sample(frame, n, x, y))
    return Slice(key + "".join(_axis(frame, height + 20)), height + 20 + 6)


def _axis(frame: _Frame, base: float) -> Iterator[str]:
    free = 0.0
    for x, said in frame.months:
        half = room(said) / 2
        at = min(x, WIDTH - half)
        if at - half >= free:
            yield text(at, base, said, text_anchor="middle")
            free = at + half + 6


def _lane(frame: _Frame, lane: Lane, spans: Sequence[Span]) -> Slice:
    """Draw some spans of a lane beside its title, over the lines of the days."""
    title = wrapped(say(lane.title, language=frame.language), _LABEL)
    drawn = [lines(0, 15, title, font_weight="bold")]
    y = 0.0
    for span in spans:
        element, height = _span(frame, span, y)
        drawn.append(element)
        y += height
    y = max(y, len(title) * LINE + 4) + _GAP
    return Slice("".join([*_days(frame, y), *drawn]), y)


def _days(frame: _Frame, bottom: float) -> Iterator[str]:
    """Draw the lines of months and of the day that is marked, and the lane's end."""
    ends = [f"M{x:.2f} 0V{bottom:.2f}" for x, _ in frame.months]
    for line in (*ends, f"M0 {bottom - _GAP / 2:.2f}H{WIDTH}"):
        yield tag("path", d=line, stroke="currentColor", stroke_opacity=0.25)
    if frame.marked:
        yield _mark(f"M{frame.x(frame.marked):.2f} 0V{bottom:.2f}")


def _mark(line: str) -> str:
    return tag(
        "path", d=line, stroke="currentColor", stroke_width=1.5, stroke_dasharray="6 3"
    )


def _span(frame: _Frame, span: Span, top: float) -> tuple[str, float]:
    """Draw a span with its words after it, before it, or where neither fits below."""
    place = frame.timeline.states.index(span.state)
    start, end = frame.x(span.first), frame.x(span.last or frame.timeline.last)
    if span.first == span.last:
        shape, start, end = _day(frame, place, start, top), start - 8, start + 8
    else:
        shape = _bar(frame, place, (start, end), top, ongoing=span.last is None)
    said = _words(frame, span)
    if end + 6 + room(said) <= WIDTH:
        return shape + haloed(end + 6, top + 15, said), _ROW
    if start - 6 - room(said) >= _LABEL + 14:
        return shape + haloed(start - 6, top + 15, said, text_anchor="end"), _ROW
    told = wrapped(said, WIDTH - _LABEL - 14)
    x = max(_LABEL + 14, min(start, WIDTH - max(map(room, told))))
    below = top + _ROW + 11
    words = (haloed(x, below + LINE * n, line) for n, line in enumerate(told))
    return "".join([shape, *words]), _ROW + len(told) * LINE + 2


def _words(frame: _Frame, span: Span) -> str:
    said = say(span.text, language=frame.language)
    if span.last is None:
        return f"{said} ({say(ONGOING, language=frame.language)})"
    return said


def _bar(
    frame: _Frame, place: int, reach: tuple[float, float], top: float, *, ongoing: bool
) -> str:
    """Draw a bar; what goes on ends in a point."""
    start, end = reach
    wide = max(end - start, 3)
    tip = min(8.0, wide) if ongoing else 0.0
    height = f"l{tip:.2f} {_BAR / 2}l{-tip:.2f} {_BAR / 2}" if ongoing else f"v{_BAR}"
    outline = f"M{start:.2f} {top + 4:.2f}h{wide - tip:.2f}{height}H{start:.2f}z"
    return tag("path", d=outline, **filled(frame.timeline.name, place))


def _day(frame: _Frame, place: int, x: float, top: float) -> str:
    middle = top + 4 + _BAR / 2
    outline = f"M{x:.2f} {middle - 8:.2f}l8 8l-8 8l-8 -8z"
    return tag("path", d=outline, **filled(frame.timeline.name, place))


def _sample(frame: _Frame, place: int, x: float, y: float) -> str:
    if place == len(frame.timeline.states):
        return _mark(f"M{x + 16:.2f} {y - 10:.2f}v20")
    return _bar(frame, place, (x, x + 32), y - 4 - _BAR / 2, ongoing=False)
