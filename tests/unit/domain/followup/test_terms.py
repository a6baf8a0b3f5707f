"""In which term of the programme a day lies."""

from datetime import date, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from ksbs.domain.calendar import TERMS_OF_A_PROGRAMME, terms_from
from ksbs.domain.followup.terms import programme_term
from ksbs.domain.programme import Programme
from tests.support.cast import STARTED
from tests.support.given import decided, started


@pytest.mark.parametrize(
    ("day", "number", "name"),
    [
        (STARTED, 1, "HT24"),
        (date(2024, 12, 31), 1, "HT24"),
        (date(2025, 1, 1), 2, "VT25"),
        (date(2027, 6, 30), 6, "VT27"),
        (date(2027, 7, 1), 7, "HT27"),
    ],
)
def test_terms_are_counted_from_the_start_and_on_past_the_sixth(
    day: date, number: int, name: str
) -> None:
    # given, when
    term = programme_term(started(), day=day)
    # then
    assert term is not None
    assert (term.number, term.name) == (number, name)


def test_a_day_before_the_start_lies_in_no_term() -> None:
    assert programme_term(started(), day=STARTED - timedelta(days=1)) is None


def test_a_programme_that_has_not_started_has_no_terms() -> None:
    assert programme_term(decided(), day=STARTED) is None


@for_all(
    start=st.dates(date(2020, 1, 1), date(2030, 12, 31)), after=st.integers(0, 1000)
)
def test_a_day_lies_within_the_term_it_is_given(start: date, after: int) -> None:
    # given
    day = start + timedelta(days=after)
    # when
    term = programme_term(Programme(started_on=start), day=day)
    # then
    assert term is not None
    assert term.starts_on <= day <= term.ends_on
    assert term.number > TERMS_OF_A_PROGRAMME or term in terms_from(start)
