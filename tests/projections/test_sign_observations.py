"""Every time a visible sign was looked for."""

from datetime import timedelta

from ksbs.domain.followup.observation import VisibleSignObserved
from ksbs.domain.kinds import Seen
from ksbs.domain.programme import Programme
from projections.sign_observations import rows
from tests.support.cast import DAY, PROCESS_SUPPORTER
from tests.support.given_plan import (
    GOAL,
    OBSERVATION,
    SIGN,
    observe_sign,
    plan_established,
    sign_observed,
)
from tests.support.telling import then

LATER = DAY + timedelta(days=60)


def test_a_sign_that_nobody_looked_for_has_no_rows() -> None:
    assert list(rows(plan_established())) == []


def test_an_observation_says_what_was_seen_where_and_by_whom() -> None:
    # given
    programme = sign_observed()
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "observation_id": OBSERVATION,
        "sign_id": SIGN,
        "goal_id": GOAL,
        "observed_on": DAY,
        "seen": "partly",
        "place": "Årskurs 7",
        "by_whom": PROCESS_SUPPORTER,
        "wording": "Vid fem av tolv besök.",
    }


def test_a_later_observation_stands_beside_the_first() -> None:
    # given
    again = observe_sign(seen=Seen.SEEN)
    # when
    found = rows(then(sign_observed(), again, on=LATER))
    # then
    assert [(row["observed_on"], row["seen"]) for row in found] == [
        (DAY, "partly"),
        (LATER, "seen"),
    ]


def test_an_observation_of_a_sign_that_nobody_defined_shows_nothing() -> None:
    # given
    seen = VisibleSignObserved(
        **observe_sign().said(), observation_id=OBSERVATION, occurred_on=DAY
    )
    # when, then
    assert list(rows(seen.evolve(Programme()))) == []
