"""A concern is shown with what the organizer did about it."""

from datetime import timedelta

from ksbs.domain.followup.concern import ConcernRaised, ConcernResolved, ResolveConcern
from ksbs.domain.programme import Programme
from projections.concerns import rows
from tests.support.cast import DAY, an_id
from tests.support.given import started
from tests.support.telling import given, then

CONCERN = an_id(51)
RAISED = ConcernRaised(
    occurred_on=DAY, concern_id=CONCERN, text="Behöriga lärare saknas."
)
RESOLVING = ResolveConcern(
    concern_id=CONCERN, measures=("Två lärare lånas in.",), resolution="Bemannat."
)


def test_an_open_concern_shows_what_was_raised() -> None:
    # given, when
    (row,) = rows(given(started(), RAISED))
    # then
    assert row == {
        "concern_id": CONCERN,
        "raised_on": DAY,
        "concern": "Behöriga lärare saknas.",
        "resolved_on": None,
        "measures": (),
        "resolution": None,
    }


def test_a_resolved_concern_shows_the_measures() -> None:
    # given
    later = DAY + timedelta(days=30)
    # when
    (row,) = rows(then(given(started(), RAISED), RESOLVING, on=later))
    # then
    assert (row["resolved_on"], row["resolution"]) == (later, "Bemannat.")
    assert row["measures"] == ("Två lärare lånas in.",)


def test_a_resolution_of_what_was_never_raised_shows_nothing() -> None:
    # given a resolution that stands before the concern
    resolved = ConcernResolved(occurred_on=DAY, **RESOLVING.said())
    # when, then
    assert list(rows(resolved.evolve(Programme()))) == []
