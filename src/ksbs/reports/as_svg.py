"""Charts as SVG: one for a page or a PDF, or all of a report in one picture."""

from xml.sax.saxutils import escape

from ksbs.reports.chart import Chart, Timeline
from ksbs.reports.description import description
from ksbs.reports.drawing.bars import bars
from ksbs.reports.drawing.lanes import timeline_drawn
from ksbs.reports.drawing.paper import (
    LINE,
    SCREEN_FONT,
    SIZE,
    WIDTH,
    lines,
    number,
    tag,
    wrapped,
)
from ksbs.reports.drawing.plot import plot
from ksbs.reports.drawing.slices import Drawing, Slice
from ksbs.reports.model import Report
from ksbs.reports.said import Language, say
from ksbs.reports.statement import statement

_XMLNS = "http://www.w3.org/2000/svg"
_MARGIN = 24


class NothingToDraw(ValueError):
    """The report has no such chart, or none at all."""


def chart_svg(
    chart: Chart | Timeline, *, language: Language, font: str = SCREEN_FONT
) -> str:
    """Draw one chart, to stand in a page under a heading that says its title.

    It takes the colour of the text around it and names itself to screen readers.
    """
    title = escape(say(chart.title, language=language))
    told = escape(description(chart, language=language))
    body, height = drawn(chart, language=language).whole()
    return _picture(
        tag("title", title, id=f"{chart.name}-t"),
        tag("desc", told, id=f"{chart.name}-d"),
        body,
        height=height,
        role="img",
        aria_labelledby=f"{chart.name}-t",
        aria_describedby=f"{chart.name}-d",
        lang=language,
        font_family=font,
        class_="chart",
    )


def slice_svg(part: Slice, *, of: Drawing, font: str) -> str:
    """Draw a slice of a chart as a picture, to stand under or over others of it."""
    return _picture(of.patterns, part.elements, height=part.height, font_family=font)


def _picture(*inside: str, height: float, **attributes: str | float | None) -> str:
    return tag(
        "svg",
        *inside,
        xmlns=_XMLNS,
        viewBox=f"-4 0 {WIDTH + 8} {number(height)}",
        font_size=SIZE,
        **attributes,
    )


def to_svg(report: Report, *, chart: str | None = None) -> bytes:
    """Draw one chart of a report, or all under each other, with what is stated.

    Raises:
        NothingToDraw: the report has no chart, or none of that name.
    """
    found = [d for d in report.drawings() if chart in {None, d.name}]
    if not found:
        named = sorted(d.name for d in report.drawings())
        raise NothingToDraw(f"the report {report.name!r} has these charts: {named}")
    parts, height = _stacked(report, found)
    ground = tag("rect", width=WIDTH + 2 * _MARGIN, height=height, fill="#ffffff")
    picture = tag(
        "svg",
        tag("title", escape(say(report.title, language=report.language))),
        ground,
        *parts,
        xmlns=_XMLNS,
        width=WIDTH + 2 * _MARGIN,
        height=height,
        viewBox=f"0 0 {WIDTH + 2 * _MARGIN} {height:.0f}",
        lang=report.language,
        font_family=SCREEN_FONT,
        font_size=SIZE,
        color="#1a1a1a",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{picture}\n'.encode()


def _stacked(report: Report, found: list[Chart | Timeline]) -> tuple[list[str], float]:
    language = report.language
    parts: list[str] = []
    y = _MARGIN + 12.0
    y = _heading(parts, y, say(report.title, language=language), 20)
    for chart in found:
        y = _heading(parts, y + 8, say(chart.title, language=language), 15)
        body, high = drawn(chart, language=language).whole()
        parts.append(_group(chart, body, y, language))
        y += high + 24
    told = [f"{label}: {text}" for label, text in statement(report)]
    said = [line for text in told for line in wrapped(text, WIDTH)]
    parts.append(lines(_MARGIN, y, said))
    return parts, round(y + len(said) * LINE + _MARGIN - LINE + 6)


def _heading(parts: list[str], y: float, said: str, size: int) -> float:
    for line in wrapped(said, WIDTH, size=size):
        parts.append(lines(_MARGIN, y, [line], font_size=size, font_weight="bold"))
        y += size * 1.3
    return y


def _group(chart: Chart | Timeline, body: str, y: float, language: Language) -> str:
    return tag(
        "g",
        tag("title", escape(say(chart.title, language=language))),
        tag("desc", escape(description(chart, language=language))),
        body,
        transform=f"translate({_MARGIN} {y:.2f})",
        role="img",
    )


def drawn(chart: Chart | Timeline, *, language: Language) -> Drawing:
    """Draw a chart, without the svg around it."""
    if isinstance(chart, Timeline):
        return timeline_drawn(chart, language=language)
    return (bars if chart.form == "bar" else plot)(chart, language=language)
