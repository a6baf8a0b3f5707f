"""A school form has at most one open selection round at a time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ksbs.domain.kinds import SchoolForm
from ksbs.domain.rule import RuleBroken
from ksbs.domain.selection.round import (
    Comparison,
    RoundClosesBeforeItOpens,
    Rounds,
    RoundStillOpen,
    SelectionRoundOpened,
    Threshold,
)
from tests.support.cast import an_id
from tests.support.selecting import CLOSES, OPENS, opened, opening, told
from tests.support.telling import refused

NEXT_DAY = CLOSES + timedelta(days=1)
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 3, 1))


def test_a_round_opens_without_criteria() -> None:
    # given, when
    [found] = opened()
    # then
    assert (found.school_form, found.school_year) == (SchoolForm.COMPULSORY, "2024/25")
    assert (found.opens_on, found.closes_on) == (OPENS, CLOSES)
    assert found.versions == ()


def test_a_round_is_open_from_its_first_day_to_its_last() -> None:
    # given
    [found] = opened()
    # then
    assert found.open_on(OPENS)
    assert found.open_on(CLOSES)
    assert not found.open_on(OPENS - timedelta(days=1))
    assert not found.open_on(NEXT_DAY)


@pytest.mark.parametrize("on", [OPENS, CLOSES])
def test_no_round_opens_while_another_is_open(on: date) -> None:
    # given
    rounds = opened()
    # when, then
    with refused(RoundStillOpen, OPENS, CLOSES):
        told(rounds, opening(closes_on=NEXT_DAY), on=on)


def test_the_next_round_opens_when_the_last_one_has_closed() -> None:
    # given, when
    rounds = opened(opened(), on=NEXT_DAY, closes_on=NEXT_DAY)
    # then
    assert [found.opens_on for found in rounds] == [OPENS, NEXT_DAY]


def test_a_round_does_not_close_before_it_opens() -> None:
    yesterday = OPENS - timedelta(days=1)
    with refused(RoundClosesBeforeItOpens, OPENS, yesterday):
        opened(closes_on=yesterday)


def test_a_round_may_be_open_on_one_day() -> None:
    # given, when
    [found] = opened(closes_on=OPENS)
    # then
    assert found.open_on(OPENS)


@pytest.mark.parametrize(
    "wrong", ["2024/26", "2024/2025", "2024-25", "24/25", "2024/25 "]
)
def test_a_school_year_names_two_years_in_a_row(wrong: str) -> None:
    with pytest.raises(ValidationError, match="school_year"):
        opening(school_year=wrong)


def test_a_school_year_may_end_a_century() -> None:
    assert opening(school_year="2099/00").school_year == "2099/00"


def test_a_round_is_found_by_its_id_and_no_other() -> None:
    # given
    rounds = opened()
    # then
    assert rounds.find(rounds.rounds[0].round_id) == rounds.rounds[0]
    assert rounds.find(an_id(9)) is None
    assert rounds.claims() == frozenset()


def test_a_threshold_is_met_on_its_own_side_only() -> None:
    # given
    low = Threshold(indicator="x", comparison=Comparison.BELOW, value=200)
    high = Threshold(indicator="x", comparison=Comparison.ABOVE, value=200)
    # then
    assert (low.met_by(199.9), low.met_by(200), low.met_by(200.1)) == (
        True,
        False,
        False,
    )
    assert (high.met_by(199.9), high.met_by(200), high.met_by(200.1)) == (
        False,
        False,
        True,
    )


@given(st.lists(st.tuples(DAYS, st.integers(min_value=-3, max_value=40)), max_size=12))
def test_whatever_is_tried_no_day_has_two_open_rounds(
    tried: list[tuple[date, int]],
) -> None:
    # given
    rounds = Rounds()
    # when
    for on, days in sorted(tried):
        try:
            rounds = opened(rounds, on=on, closes_on=on + timedelta(days=days))
        except RuleBroken:
            continue
    # then
    for after in range(110):
        day = date(2024, 1, 1) + timedelta(days=after)
        assert sum(found.open_on(day) for found in rounds) <= 1


def test_a_fold_of_an_illegal_history_is_still_a_state() -> None:
    # given
    event = SelectionRoundOpened(
        occurred_on=OPENS,
        round_id=an_id(1),
        school_form=SchoolForm.COMPULSORY,
        school_year="2024/25",
        criteria="x",
        closes_on=OPENS - timedelta(days=1),
    )
    # when, then
    assert len(event.evolve(opened()).rounds) == 2
