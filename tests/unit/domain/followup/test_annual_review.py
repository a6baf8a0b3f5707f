"""Each year is reviewed once, by chief and principal together."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from ksbs.domain.followup.annual_review import (
    AnnualReview,
    AnnualReviewAlreadyHeld,
    AnnualReviewOutOfOrder,
    AnnualReviews,
    CapacityMissingFromReview,
    HoldAnnualReview,
    ReviewMeasureMissing,
)
from ksbs.domain.standing import ProgrammeNotStarted
from tests.support.cast import (
    ANALYST,
    CHIEF,
    DAY,
    DECIDED,
    NEXT_CHIEF,
    NEXT_PRINCIPAL,
    PRINCIPAL,
    STARTED,
    STRANGER,
    UNIT,
)
from tests.support.given import decided, started
from tests.support.telling import advice, refused, then

TOMORROW = DAY + timedelta(days=1)
BEFORE = DAY - timedelta(days=1)


def review(**other: Any) -> HoldAnnualReview:
    usual: dict[str, Any] = {
        "year": 1,
        "participants": (CHIEF, PRINCIPAL, ANALYST),
        "on_track": True,
    }
    return HoldAnnualReview(**(usual | other))


def test_a_year_is_reviewed() -> None:
    # given, when
    programme = then(started(), review())
    # then
    held = AnnualReview(DAY, 1, on_track=True, participants=(CHIEF, PRINCIPAL, ANALYST))
    assert programme.facet(AnnualReviews).held == (held,)


def test_a_year_is_reviewed_once() -> None:
    # given
    programme = then(started(), review())
    # when, then
    with refused(AnnualReviewAlreadyHeld, 1, DAY):
        then(programme, review(on_track=False, measures=("Mer tid.",)), on=TOMORROW)


def test_each_of_the_three_years_is_reviewed() -> None:
    # given
    programme = started()
    # when
    for year in (1, 2, 3):
        programme = then(programme, review(year=year))
    # then
    assert [r.year for r in programme.facet(AnnualReviews).held] == [1, 2, 3]


@pytest.mark.parametrize("year", [0, 4])
def test_a_programme_has_three_years(year: int) -> None:
    with pytest.raises(ValidationError, match="year"):
        review(year=year)


def test_a_review_is_not_held_before_the_programme_has_started() -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), review(), on=DECIDED)


def test_a_review_may_be_held_on_the_first_day_of_the_programme() -> None:
    programme = then(started(), review(), on=STARTED)
    assert programme.facet(AnnualReviews).held[0].on == STARTED


@pytest.mark.parametrize(
    "participants",
    [(CHIEF,), (PRINCIPAL,), (CHIEF, ANALYST), (PRINCIPAL, STRANGER), (STRANGER,)],
)
def test_a_review_without_chief_or_without_principal_is_refused(
    participants: tuple[UUID, ...],
) -> None:
    with refused(CapacityMissingFromReview, UNIT, DAY):
        then(started(), review(participants=participants))


@pytest.mark.parametrize(
    ("present", "english", "swedish"),
    [
        (PRINCIPAL, "the role chief", "rollen grundskolechef/områdeschef"),
        (CHIEF, "the role principal", "rollen rektor"),
    ],
)
def test_the_refusal_says_who_is_missing(
    present: UUID, english: str, swedish: str
) -> None:
    with pytest.raises(CapacityMissingFromReview) as caught:
        then(started(), review(participants=(present,)))
    assert english in caught.value.en
    assert swedish in caught.value.message_sv


def test_chief_and_principal_are_those_whom_the_directory_knows_on_the_day() -> None:
    # given two who hold their roles from DAY on
    both = review(participants=(NEXT_CHIEF, NEXT_PRINCIPAL))
    # when, then
    assert then(started(), both, on=DAY).facet(AnnualReviews).held
    with refused(CapacityMissingFromReview, BEFORE):
        then(started(), both, on=BEFORE)


def test_a_year_that_is_not_on_track_needs_a_measure() -> None:
    with refused(ReviewMeasureMissing, 1):
        then(started(), review(on_track=False))


def test_a_year_that_is_not_on_track_is_reviewed_with_its_measures() -> None:
    # given, when
    programme = then(started(), review(on_track=False, measures=("Mer tid.",)))
    # then
    (held,) = programme.facet(AnnualReviews).held
    assert (held.on_track, held.measures) == (False, ("Mer tid.",))


def test_a_year_on_track_may_have_measures_too() -> None:
    programme = then(started(), review(measures=("Fortsätt så.",)))
    assert programme.facet(AnnualReviews).held[0].measures == ("Fortsätt så.",)


def test_the_year_that_is_next_needs_no_second_look() -> None:
    # given
    programme = then(started(), review())
    # when, then
    assert advice(started(), review()) == []
    assert advice(programme, review(year=2)) == []


@pytest.mark.parametrize(("year", "expected"), [(2, 1), (3, 1)])
def test_a_year_that_skips_one_is_worth_a_second_look(year: int, expected: int) -> None:
    # given, when
    (advisory,) = advice(started(), review(year=year))
    # then
    assert isinstance(advisory, AnnualReviewOutOfOrder)
    assert advisory.details == {"year": year, "expected": expected}


def test_a_year_reviewed_after_a_later_one_is_worth_a_second_look() -> None:
    # given
    programme = then(started(), review(year=2))
    # when
    (advisory,) = advice(programme, review(year=1))
    # then
    assert isinstance(advisory, AnnualReviewOutOfOrder)
    assert advisory.details == {"year": 1, "expected": 3}
