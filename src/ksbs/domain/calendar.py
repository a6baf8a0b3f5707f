"""School years and terms: autumn July to December, spring January to June."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, StringConstraints

from ksbs.domain.words import Day, Model

TERMS_OF_A_PROGRAMME = 6
"""Three years."""

_FIRST_AUTUMN_MONTH = 7
_DAY = timedelta(days=1)


class Term(Model):
    """One of the six terms of a programme. / En av omgångens sex terminer."""

    number: Annotated[int, Field(ge=1)]
    """Counted from the programme's start. / Räknat från omgångens start."""
    name: Annotated[str, StringConstraints(pattern=r"^(HT|VT)\d\d$")]
    """As schools write it: HT24 for autumn 2024, VT25 for spring 2025. / Som skolor
    skriver: HT24 för hösten 2024, VT25 för våren 2025.
    """
    starts_on: Day
    """The first day of the term. / Terminens första dag."""
    ends_on: Day
    """The last day of the term. / Terminens sista dag."""


def day_before(day: date) -> date:
    """Give the day before; of the calendar's first day, that day itself."""
    return max(day, date.min + _DAY) - _DAY


def term_of(day: date, *, number: int = 1) -> Term:
    """Give the school term that holds `day`."""
    if day.month >= _FIRST_AUTUMN_MONTH:
        first, last, season = date(day.year, 7, 1), date(day.year, 12, 31), "HT"
    else:
        first, last, season = date(day.year, 1, 1), date(day.year, 6, 30), "VT"
    name = f"{season}{day.year % 100:02d}"
    return Term(number=number, name=name, starts_on=first, ends_on=last)


def terms_from(start: date, *, count: int = TERMS_OF_A_PROGRAMME) -> tuple[Term, ...]:
    """Give the `count` terms from the one that holds `start`, which begins on it."""
    terms = [term_of(start).model_copy(update={"starts_on": start})]
    while len(terms) < count:
        following = terms[-1].ends_on + _DAY
        terms.append(term_of(following, number=len(terms) + 1))
    return tuple(terms)
