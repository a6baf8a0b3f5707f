"""In which term of the programme a day lies."""

from datetime import date

from ksbs.domain.calendar import Term, term_of, terms_from
from ksbs.domain.programme import Programme


def programme_term(programme: Programme, *, day: date) -> Term | None:
    """Give the programme's term that holds `day`, counted on if it is extended.

    None before the start, or while the start is not known.
    """
    start = programme.started_on
    if start is None or day < start:
        return None
    return terms_from(start, count=_half_years(day) - _half_years(start) + 1)[-1]


def _half_years(day: date) -> int:
    return 2 * day.year + term_of(day).name.startswith("HT")
