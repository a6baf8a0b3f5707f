"""Times in a query: days, instants, and how long ago.

A day is RFC 3339 `2026-03-01`, an instant RFC 3339 with its zone, and how long ago an
ISO 8601 duration of years, months, weeks and days with a minus sign, before the P or
before each number: `-P1Y6M` or `P-1Y-6M`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ksbs.http.said import Said

MONTHS = 12

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_PARTS = "".join(rf"(?:{{0}}([0-9]{{{{1,4}}}}){unit})?" for unit in "YMWD")
_AGO = re.compile("-P(?=.)" + _PARTS.format(""))
_AGO_EACH = re.compile("P(?=.)" + _PARTS.format("-"))

DAY_PATTERN = "2026-03-01, -P1Y6M, P-1Y"


class Unreadable(ValueError):
    """A value cannot be read; `how` tells how to write it."""

    def __init__(self, how: Said) -> None:
        self.how = how
        super().__init__(how.en)


@dataclass(frozen=True, slots=True)
class Ago:
    """A length of time back from today, in calendar units."""

    months: int
    days: int

    def before(self, day: date) -> date:
        """Give the day that lies this long before `day`.

        A day that its month does not have becomes the month's last.

        Raises:
            OverflowError: if there is no such day in the calendar.
        """
        month = day.year * MONTHS + day.month - 1 - self.months
        year, index = divmod(month, MONTHS)
        if year < date.min.year:
            raise OverflowError
        last = monthrange(year, index + 1)[1]
        moved = day.replace(year=year, month=index + 1, day=min(day.day, last))
        return moved - timedelta(days=self.days)


_HOW_DAY = Said(
    sv="Skriv en dag som 2026-03-01 eller hur länge sedan som -P1Y6M.",
    en="Write a day as 2026-03-01, or how long ago as -P1Y6M.",
)
_HOW_DAY_OR_INSTANT = Said(
    sv="Skriv en dag som 2026-03-01, en tidpunkt med zon som 2026-03-01T12:00:00Z "
    "(ett plustecken som %2B) eller hur länge sedan som -P1Y6M.",
    en="Write a day as 2026-03-01, an instant with its zone as 2026-03-01T12:00:00Z "
    "(a plus sign as %2B), or how long ago as -P1Y6M.",
)


def read_day(text: str) -> date | Ago:
    """Read a day or how long ago.

    Raises:
        Unreadable: if it is neither.
    """
    if _DAY.fullmatch(text):
        return _calendar_day(text, how=_HOW_DAY)
    return _ago(text, how=_HOW_DAY)


def read_moment(text: str) -> date | datetime | Ago:
    """Read a day, an instant (given back in UTC) or how long ago.

    Raises:
        Unreadable: if it is none of them.
    """
    if _DAY.fullmatch(text):
        return _calendar_day(text, how=_HOW_DAY_OR_INSTANT)
    if not _INSTANT.fullmatch(text):
        return _ago(text, how=_HOW_DAY_OR_INSTANT)
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unreadable(_HOW_DAY_OR_INSTANT) from None


def _calendar_day(text: str, *, how: Said) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(how) from None


def _ago(text: str, *, how: Said) -> Ago:
    found = _AGO.fullmatch(text) or _AGO_EACH.fullmatch(text)
    if found is None:
        raise Unreadable(how)
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return Ago(months=years * MONTHS + months, days=weeks * 7 + days)
