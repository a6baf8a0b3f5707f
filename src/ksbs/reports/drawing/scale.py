"""Axes: where values and days stand, and which of them are written out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ksbs.reports.numbers import Number
from ksbs.reports.said import Language

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST_TICKS = 6

_MONTHS: dict[Language, str] = {
    "sv": "jan feb mars april maj juni juli aug sep okt nov dec",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_MOST_DAYS = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values to coordinates."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Give the coordinate of a value, kept within the scale."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def ticks(values: Iterable[Number], *, from_zero: bool) -> tuple[Decimal, ...]:
    """Give round values that span the values, evenly; at least two.

    Nought is among them when asked for, when the values lie close to it, and when there
    is nothing else to compare one value with. Between whole values are whole ones.
    """
    given = [Decimal(value) for value in values] or [Decimal(0)]
    low, high = min(given), max(given)
    if from_zero or low == high or low <= high / 2:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + 1
    step = _step(high - low, whole=all(value == int(value) for value in given))
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(step * place for place in range(int(first), int(last) + 1))


def _step(width: Decimal, *, whole: bool) -> Decimal:
    rough = width / (_MOST_TICKS - 1)
    power = Decimal(1).scaleb(max(rough.adjusted(), 0) if whole else rough.adjusted())
    fitting = (power * step for step in _STEPS if power * step >= rough)
    return next(step for step in fitting if not whole or step == int(step))


def days_of(first: date, last: date, *, language: Language) -> list[tuple[date, str]]:
    """Give firsts of months between two days, with their labels, at most eight."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((s for s in _MONTH_STEPS if months / s <= _MOST_DAYS), months)
    start = first.year * 12 + first.month - 1
    names = _MONTHS[language].split()
    found = (
        date(month // 12, month % 12 + 1, 1)
        for month in range(start - start % step, start + months, step)
        if month >= 12  # noqa: PLR2004 - the calendar begins with year 1
    )
    return [(d, f"{names[d.month - 1]} {d.year}") for d in found if first <= d <= last]
