"""SVG elements as text, and how much room a text takes."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

WIDTH = 720
"""Of every drawing, in its own units; text of size 13 is then 9 points on A4."""
SIZE = 13
LINE = 17
"""From one line of text to the next."""

SCREEN_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"

_SPACES = re.compile(r"[ \t\n]+")
"""Where a line may break; not at a no-break space, as within a number."""
_NARROW = frozenset("iljtfrI.,:;'|!()[]-–/ \N{NO-BREAK SPACE}")
_WIDE = frozenset("mwMWÅÄÖ@%—…")


def tag(name: str, *inside: str, **attributes: str | float | None) -> str:
    """Write an element; `_` in a name stands for `-`, None leaves an attribute out."""
    told = "".join(
        f" {key.strip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def number(value: float) -> str:
    """Write a coordinate: at most two decimals, never an exponent or minus nought."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def text(x: float, y: float, said: str, **attributes: str | float | None) -> str:
    """Write one line of text with its baseline at y."""
    return tag("text", escape(said), x=x, y=y, fill="currentColor", **attributes)


def haloed(x: float, y: float, said: str, **attributes: str | float | None) -> str:
    """Write one line of text that other lines may cross, on a ground of its own."""
    return text(
        x,
        y,
        said,
        stroke="#ffffff",
        stroke_width=4,
        stroke_linejoin="round",
        paint_order="stroke",
        class_="halo",
        **attributes,
    )


def lines(
    x: float, y: float, said: Sequence[str], **attributes: str | float | None
) -> str:
    """Write lines of text under each other, the first with its baseline at y."""
    return "".join(
        text(x, y + place * LINE, line, **attributes) for place, line in enumerate(said)
    )


def room(said: str, *, size: float = SIZE) -> float:
    """Estimate the width of a text, rather too wide: the reader's font is unknown."""
    return size * sum(map(_ems, said))


def wrapped(said: str, width: float, *, size: float = SIZE) -> tuple[str, ...]:
    """Break a text into lines that fit a width; a word that is too long is broken."""
    done: list[str] = []
    line = ""
    for word in _SPACES.split(said.strip()):
        longer = f"{line} {word}".strip()
        if room(longer, size=size) <= width:
            line = longer
            continue
        *full, last = _broken(word, width, size)
        done += [line, *full] if line else full
        line = last
    return (*done, line)


def _broken(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and room(pieces[-1] + character, size=size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _ems(character: str) -> float:
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.95
    return 0.7 if character.isupper() else 0.58


def _value(value: str | float | None) -> str:
    return value if isinstance(value, str) else number(value or 0)
