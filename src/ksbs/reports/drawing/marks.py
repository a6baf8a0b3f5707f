"""What tells series and states apart: marks, dashes and patterns; colour comes extra."""

from ksbs.reports.drawing.paper import tag

COLOURS = ("#0b5fa5", "#a84300", "#1a7350", "#7a3b8f", "#6b5a00", "#4d4d4d")
"""All at least 4.5:1 against white; the pages may set others through `k0` to `k5`."""

_DASHES = (None, "8 4", "2 3", "12 3 2 3", "5 2", "1 5")
_R = 5
_SHAPES = (
    f"M-{_R} 0a{_R} {_R} 0 1 0 {2 * _R} 0a{_R} {_R} 0 1 0 -{2 * _R} 0z",
    "M-4.5 -4.5h9v9h-9z",
    "M0 -6L6 5H-6z",
    "M0 -6.5L6.5 0L0 6.5L-6.5 0z",
    "M0 6L6 -5H-6z",
    "M-5 -2H-2V-5H2V-2H5V2H2V5H-2V2H-5z",
)
"""Circle, square, triangle, diamond, triangle upside down, cross."""

_STROKES = (
    "",
    "M-2 2L2 -2M0 8L8 0M6 10L10 6",
    "M0 4H8",
    "M0 0L8 8M0 8L8 0",
    "M4 0V8",
    "M3 4H5",
)
"""Drawn over a light ground in a tile of 8 by 8; the first pattern is solid."""


def dash(place: int) -> str | None:
    """Give the dashes of a line."""
    return _DASHES[place]


def colour(place: int) -> str:
    """Give the colour of a series or a state."""
    return COLOURS[place]


def mark(place: int, x: float, y: float) -> str:
    """Draw the mark of a series, filled, with its centre at a point."""
    at = tag("path", d=_SHAPES[place], fill=colour(place), class_=f"k{place}")
    return f'<g transform="translate({x:.2f} {y:.2f})">{at}</g>'


def patterns(name: str, count: int) -> str:
    """Define the patterns of a drawing; `name` keeps their ids apart on a page."""
    made = (_pattern(name, place) for place in range(1, count))
    return tag("defs", *made) if count > 1 else ""


def filled(name: str, place: int) -> dict[str, str | float | None]:
    """Give the attributes of a shape in a pattern, with its outline."""
    fill = f"url(#{name}-p{place})" if place else colour(0)
    return {"fill": fill, "stroke": colour(place), "class_": f"k{place}"}


def _pattern(name: str, place: int) -> str:
    ground = tag("rect", width=8, height=8, fill="#ffffff", class_="ground")
    strokes = tag(
        "path", d=_STROKES[place], stroke=colour(place), stroke_width=2, fill="none"
    )
    return tag(
        "pattern",
        ground,
        strokes,
        id=f"{name}-p{place}",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
    )
