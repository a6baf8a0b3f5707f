"""How it stood before, for signs and indicators."""

from datetime import timedelta
from decimal import Decimal

from ksbs.domain.plan.baseline import BaselineRecorded
from ksbs.domain.plan.establishment import EstablishActionPlan, MissingBaseline
from ksbs.domain.plan.goal import WithdrawGoal
from ksbs.domain.programme import Programme
from projections.baselines import rows
from tests.support.cast import DAY
from tests.support.given_plan import (
    GOAL,
    SIGN,
    plan_established,
    plan_started,
    record_baseline,
    sign_defined,
    whole_plan,
)
from tests.support.telling import then

LATER = DAY + timedelta(days=60)
EXCUSED = EstablishActionPlan(
    missing_baselines=(MissingBaseline(sign_id=SIGN, reason="Har inte följts."),)
)


def test_a_sign_without_a_baseline_has_no_row() -> None:
    assert list(rows(sign_defined())) == []


def test_the_baseline_of_a_sign_stands_in_words() -> None:
    # given
    programme = whole_plan()
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "of_kind": "sign",
        "of_what": str(SIGN),
        "baseline_version": 1,
        "sign_id": SIGN,
        "value": None,
        "wording": "Vid tre av tolv besök.",
        "reason_missing": None,
        "said_on": DAY,
        "ended_on": None,
        "first_plan_version": None,
        "last_plan_version": None,
    }


def test_the_baseline_of_an_indicator_is_a_number() -> None:
    # given
    command = record_baseline(
        sign_id=None, indicator="Meritvärde", value=203.4, wording=None
    )
    # when
    (row,) = rows(then(plan_started(), command))
    # then
    assert (row["of_kind"], row["of_what"]) == ("indicator", "Meritvärde")
    assert (row["sign_id"], row["value"]) == (None, Decimal("203.4"))


def test_a_baseline_that_was_missing_is_followed_by_the_known_one() -> None:
    # given
    programme = then(sign_defined(), EXCUSED)
    # when
    missing, known = rows(then(programme, record_baseline(), on=LATER))
    # then
    assert (missing["reason_missing"], missing["wording"]) == ("Har inte följts.", None)
    assert (missing["first_plan_version"], missing["last_plan_version"]) == (1, 1)
    assert (missing["ended_on"], known["ended_on"]) == (LATER, None)
    assert known["wording"] == "Vid tre av tolv besök."
    assert known["first_plan_version"] is None


def test_the_baseline_of_a_sign_ends_with_its_goal() -> None:
    # given
    withdraw = WithdrawGoal(goal_id=GOAL, reason="Ryms i ett annat mål.")
    # when
    (row,) = rows(then(plan_established(), withdraw, on=LATER))
    # then
    assert (row["ended_on"], row["last_plan_version"]) == (LATER, 1)


def test_the_baseline_of_a_sign_that_nobody_defined_shows_nothing() -> None:
    # given
    recorded = BaselineRecorded(**record_baseline().said(), occurred_on=DAY)
    # when, then
    assert list(rows(recorded.evolve(Programme()))) == []
