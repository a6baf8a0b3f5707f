"""A timeline: lanes of spans and days, patterns for their states."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ksbs.reports.chart import ONGOING, Span, Timeline
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
from ksbs.reports.said import Language, say

_LABEL = 170
_ROW = 24
_BAR = 14
_TOP = 26
_GAP = 8


@dataclass(frozen=True, slots=True)
class _Frame:
    timeline: Timeline
    language: Language
    across: Scale

    def x(self, day: date) -> float:
        return self.across.at(day.toordinal())


def timeline_drawn(timeline: Timeline, *, language: Language) -> tuple[str, float]:
    """Draw a timeline; give the elements and their height."""
    first, last = timeline.first.toordinal(), timeline.last.toordinal()
    frame = _Frame(timeline, language, Scale(first, last, _LABEL + 14, WIDTH - 20))
    body, bottom = _lanes(frame)
    key_top = bottom + (4 if timeline.marked is None else LINE + 4)
    said = [say(state, language=language) for state in timeline.states]
    key, height = legend(key_top, said, sample=lambda n, x, y: _sample(frame, n, x, y))
    drawn = [
        patterns(timeline.name, len(timeline.states)),
        *_axis(frame, bottom),
        _marked(frame, bottom),
        body,
        key,
    ]
    return "".join(drawn), key_top + height


def _axis(frame: _Frame, bottom: float) -> Iterator[str]:
    line = frame.timeline
    free = 0.0
    for day, said in days_of(line.first, line.last, language=frame.language):
        x, half = frame.x(day), room(said) / 2
        yield tag(
            "path",
            d=f"M{x:.2f} {_TOP - 6}V{bottom:.2f}",
            stroke="currentColor",
            stroke_opacity=0.25,
        )
        at = min(x, WIDTH - half)
        if at - half >= free:
            yield text(at, _TOP - 12, said, text_anchor="middle")
            free = at + half + 6


def _lanes(frame: _Frame) -> tuple[str, float]:
    drawn: list[str] = []
    y = float(_TOP)
    for lane in frame.timeline.lanes:
        title = wrapped(say(lane.title, language=frame.language), _LABEL)
        drawn.append(lines(0, y + 15, title, font_weight="bold"))
        under = y
        for span in lane.spans:
            element, height = _span(frame, span, under)
            drawn.append(element)
            under += height
        y = max(under, y + len(title) * LINE + 4) + _GAP
        drawn.append(
            tag(
                "path",
                d=f"M0 {y - _GAP / 2:.2f}H{WIDTH}",
                stroke="currentColor",
                stroke_opacity=0.25,
            )
        )
    return "".join(drawn), y


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


def _marked(frame: _Frame, bottom: float) -> str:
    day = frame.timeline.marked
    if day is None or not frame.timeline.first <= day <= frame.timeline.last:
        return ""
    x, said = frame.x(day), day.isoformat()
    at = min(x, WIDTH - room(said) / 2)
    return tag(
        "path",
        d=f"M{x:.2f} {_TOP - 6}V{bottom:.2f}",
        stroke="currentColor",
        stroke_width=1.5,
        stroke_dasharray="6 3",
    ) + haloed(at, bottom + 14, said, text_anchor="middle", font_weight="bold")


def _sample(frame: _Frame, place: int, x: float, y: float) -> str:
    return _bar(frame, place, (x, x + 32), y - 4 - _BAR / 2, ongoing=False)
