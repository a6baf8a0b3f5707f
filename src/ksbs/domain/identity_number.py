"""Keeps Swedish personal identity numbers out of free text."""

import re
from datetime import date

_CANDIDATE = re.compile(r"(?<!\d)((?:18|19|20)?\d{6})[-+ ]?(\d{4})(?!\d)")
_SIX_DIGITS = re.compile("[0-9]" * 6)
"""Written out it is found in half the time; every text that is read is searched."""
_COORDINATION_DAYS = 60


def refuse_identity_numbers(text: str) -> str:
    """Return `text` unchanged, or raise ValueError if a person can be read off it.

    A personal identity number is a date of birth (or, as a coordination number, that
    date with 60 added to the day), three digits and a Luhn check digit. Organisation
    numbers have a third digit of at least 2 where the month stands and pass.
    """
    if _SIX_DIGITS.search(text) is None:
        return text
    for birth, serial in _CANDIDATE.findall(text):
        if _is_date(birth[-6:]) and _luhn_holds(birth[-6:] + serial):
            message = (
                "holds what looks like a personal identity number; write it without"
            )
            raise ValueError(message)
    return text


def _is_date(digits: str) -> bool:
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if day > _COORDINATION_DAYS:
        day -= _COORDINATION_DAYS
    try:
        date(2000 + year, month, day)
    except ValueError:
        # 29 February falls in a leap year of either century alike, save for 1900.
        return False
    return True


def _luhn_holds(digits: str) -> bool:
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0
