"""A completed programme is followed up a year later."""

from datetime import date, timedelta

import pytest

from ksbs.domain.closing.post_follow_up import (
    PostFollowUpAlreadyRecorded,
    PostFollowUps,
    ProgrammeNotCompleted,
    SoonerThanAYear,
    twelve_months_after,
)
from tests.support.cast import DAY
from tests.support.given import started
from tests.support.given_closing import (
    A_YEAR_AFTER,
    END,
    completed,
    follow_up_afterwards,
    terminated,
)
from tests.support.telling import advice, refused, then


def test_a_completed_programme_is_followed_up_after_its_end() -> None:
    # given, when
    programme = then(completed(), follow_up_afterwards(), on=A_YEAR_AFTER)
    # then
    (found,) = programme.facet(PostFollowUps).recorded
    assert (found.on, found.what_lasts) == (A_YEAR_AFTER, "Lektionsbesöken består.")


def test_a_programme_under_way_has_nothing_to_be_followed_up_afterwards() -> None:
    with refused(ProgrammeNotCompleted, DAY):
        then(started(), follow_up_afterwards())


def test_a_terminated_programme_is_not_followed_up_afterwards() -> None:
    with refused(ProgrammeNotCompleted, A_YEAR_AFTER):
        then(terminated(), follow_up_afterwards(), on=A_YEAR_AFTER)


def test_less_than_a_year_after_the_end_is_worth_a_second_look() -> None:
    # given
    day_before = A_YEAR_AFTER - timedelta(days=1)
    # when
    (advisory,) = advice(completed(), follow_up_afterwards(), on=day_before)
    # then
    assert isinstance(advisory, SoonerThanAYear)
    assert str(END) in advisory.en
    assert str(A_YEAR_AFTER) in advisory.message_sv


def test_a_year_after_the_end_is_as_it_should_be() -> None:
    assert advice(completed(), follow_up_afterwards(), on=A_YEAR_AFTER) == []


def test_the_same_follow_up_is_not_recorded_twice() -> None:
    # given
    programme = then(completed(), follow_up_afterwards(), on=A_YEAR_AFTER)
    # when, then
    with refused(PostFollowUpAlreadyRecorded, A_YEAR_AFTER):
        then(programme, follow_up_afterwards(), on=A_YEAR_AFTER)


def test_another_finding_of_the_same_day_is_added() -> None:
    # given
    programme = then(completed(), follow_up_afterwards(), on=A_YEAR_AFTER)
    other = follow_up_afterwards(findings="Även läsningen håller.")
    # when
    programme = then(programme, other, on=A_YEAR_AFTER)
    # then
    assert len(programme.facet(PostFollowUps).recorded) == 2


@pytest.mark.parametrize(
    ("day", "year_after"),
    [
        (date(2027, 6, 30), date(2028, 6, 30)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_twelve_months_later_is_the_same_day_of_the_next_year(
    day: date, year_after: date
) -> None:
    assert twelve_months_after(day) == year_after
