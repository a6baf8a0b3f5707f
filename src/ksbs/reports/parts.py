"""Charts too high for a page, cut between their rows."""

from collections.abc import Iterator
from dataclasses import replace

from ksbs.reports.as_svg import drawn
from ksbs.reports.chart import Chart, Lane, Timeline
from ksbs.reports.said import Language


def parts(
    chart: Chart | Timeline, *, highest: float, language: Language
) -> Iterator[Chart | Timeline]:
    """Yield a chart in parts no higher than that, whole where it fits.

    Only bars and lanes grow with what they show; a single row is not cut.
    """
    rows = _rows(chart)
    fitting = rows
    while fitting > 1 and _height(_cut(chart, 0, fitting), language) > highest:
        fitting -= 1
    yield _cut(chart, 0, fitting)
    if fitting < rows:
        rest = _cut(chart, fitting, rows)
        yield from parts(rest, highest=highest, language=language)


def _height(chart: Chart | Timeline, language: Language) -> float:
    return drawn(chart, language=language)[1]


def _rows(chart: Chart | Timeline) -> int:
    if isinstance(chart, Timeline):
        return sum(max(len(lane.spans), 1) for lane in chart.lanes)
    return len(chart.at) if chart.form == "bar" else 1


def _cut(chart: Chart | Timeline, start: int, end: int) -> Chart | Timeline:
    if (start, end) == (0, _rows(chart)):
        return chart
    if isinstance(chart, Timeline):
        return replace(chart, lanes=tuple(_lanes(chart.lanes, start, end)))
    series = (replace(s, values=s.values[start:end]) for s in chart.series)
    return replace(chart, at=chart.at[start:end], series=tuple(series))


def _lanes(lanes: tuple[Lane, ...], start: int, end: int) -> Iterator[Lane]:
    """Yield the lanes of some rows; a lane that is cut stands in both parts."""
    first = 0
    for lane in lanes:
        rows = max(len(lane.spans), 1)
        kept = lane.spans[max(start - first, 0) : max(end - first, 0)]
        if kept or (not lane.spans and start <= first < end):
            yield replace(lane, spans=kept)
        first += rows
