"""What a drawing shows: the key to marks and patterns, and what is measured."""

from collections.abc import Callable, Sequence

from ksbs.reports.chart import Chart
from ksbs.reports.drawing.paper import LINE, WIDTH, lines, room, wrapped
from ksbs.reports.drawing.slices import Slice
from ksbs.reports.said import Language, say

_SAMPLE = 40
"""Room for the sample before the words."""
_GAP = 18
_ROW = LINE + 5


def legend(
    top: float, said: Sequence[str], *, sample: Callable[[int, float, float], str]
) -> tuple[str, float]:
    """Draw a key; `sample` draws a place's sample at the left middle of a point.

    Returns:
        the elements, and how high they are.
    """
    drawn: list[str] = []
    x, y = 0.0, top
    for place, words in enumerate(said):
        told = wrapped(words, WIDTH - _SAMPLE)
        wide = _SAMPLE + max(map(room, told))
        if x and x + wide > WIDTH:
            x, y = 0.0, y + _ROW
        drawn.append(sample(place, x, y + _ROW / 2))
        drawn.append(lines(x + _SAMPLE, y + _ROW / 2 + 4.5, told))
        x, y = x + wide + _GAP, y + (len(told) - 1) * LINE
    return "".join(drawn), y + _ROW - top


def measured(chart: Chart, *, language: Language) -> str | None:
    """Say what is measured, and in what; a single series has no key but this."""
    unit = None if chart.unit is None else say(chart.unit, language=language)
    if len(chart.series) > 1:
        return unit
    title = say(chart.series[0].title, language=language)
    return title if unit is None else f"{title} ({unit})"


def over(x: float, said: str) -> Slice:
    """Write what is measured over a drawing, from a place on."""
    told = wrapped(said, WIDTH - x)
    return Slice(lines(x, 13, told), len(told) * LINE)
