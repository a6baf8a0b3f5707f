"""Numbers as people read them, in Swedish and English; no locale of the machine."""

from decimal import ROUND_HALF_EVEN, Decimal

from ksbs.reports.said import Language

Number = int | Decimal

MOST_DIGITS = 15
"""Significant digits that survive in JSON readers and workbooks, which use doubles."""
MOST_DECIMALS = 4

_MINUS = "\N{MINUS SIGN}"
_SEPARATORS: dict[Language, tuple[str, str]] = {
    "sv": ("\N{NO-BREAK SPACE}", ","),
    "en": (",", "."),
}
"""Between thousands, and before the decimals."""


def refusal_of(number: Number) -> str | None:
    """Say why a number would not come through every format unchanged; None if it will."""
    value = Decimal(number)
    if not value.is_finite():
        return f"{number} is not a finite number"
    shortest = plain(number)
    digits = shortest.lstrip("-").replace(".", "").lstrip("0")
    if len(digits) > MOST_DIGITS:
        return f"{number} has more than {MOST_DIGITS} digits"
    if len(shortest.partition(".")[2]) > MOST_DECIMALS:
        return f"{number} has more than {MOST_DECIMALS} decimals: round it first"
    return None


def plain(number: Number) -> str:
    """Give a number for machines: digits, a point, no exponent, no idle zeros."""
    text = format(Decimal(number), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def exact(number: Number) -> int | float:
    """Give the number as JSON and workbooks hold it; `refusal_of` says where it fits."""
    text = plain(number)
    return float(text) if "." in text else int(text)


def figure(number: Number, *, language: Language, decimals: int | None = None) -> str:
    """Write a number as the language does: 1 234,5 in Swedish, 1,234.5 in English."""
    thousands, point = _SEPARATORS[language]
    text = plain(number) if decimals is None else _rounded(number, decimals)
    whole, _, rest = text.lstrip("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    sign = _MINUS if text.startswith("-") else ""
    return sign + grouped + (point + rest if rest else "")


def _rounded(number: Number, decimals: int) -> str:
    step = Decimal(1).scaleb(-decimals)
    value = Decimal(number).quantize(step, rounding=ROUND_HALF_EVEN)
    return format(value or abs(value), "f")
