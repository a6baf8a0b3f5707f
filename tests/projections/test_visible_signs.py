"""The visible signs of the goals, version by version."""

from datetime import date, timedelta

from ksbs.domain.plan.establishment import ReviseActionPlan
from ksbs.domain.plan.goal import WithdrawGoal
from ksbs.domain.plan.sign_revision import ReviseVisibleSign, VisibleSignRevised
from ksbs.domain.programme import Programme
from projections.visible_signs import rows
from tests.support.cast import DAY
from tests.support.given_plan import (
    GOAL,
    SIGN,
    define_sign,
    plan_established,
    sign_defined,
)
from tests.support.telling import then

LATER = DAY + timedelta(days=60)
REVISE = ReviseVisibleSign(
    sign_id=SIGN, by_whom="Arbetsgruppen", by_when=date(2025, 12, 1), reason="Hinns."
)


def test_a_defined_sign_says_how_and_by_whom_it_is_looked_for() -> None:
    # given
    programme = sign_defined()
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "sign_id": SIGN,
        "sign_version": 1,
        "goal_id": GOAL,
        "sign": define_sign().text,
        "observed_how": "Lektionsbesök.",
        "by_whom": "Förstelärarna",
        "by_when": None,
        "said_on": DAY,
        "reason": None,
        "ended_on": None,
        "first_plan_version": None,
        "last_plan_version": None,
    }


def test_a_revised_sign_keeps_what_it_said_before() -> None:
    # given
    programme = then(plan_established(), REVISE, on=LATER)
    next_plan = ReviseActionPlan(changes="Nytt tecken.", reason="Uppföljningen.")
    # when
    first, second = rows(then(programme, next_plan, on=LATER))
    # then
    assert (first["by_whom"], second["by_whom"]) == ("Förstelärarna", "Arbetsgruppen")
    assert (first["sign"], first["observed_how"]) == (
        second["sign"],
        second["observed_how"],
    )
    assert (first["ended_on"], second["ended_on"]) == (LATER, None)
    assert (first["first_plan_version"], first["last_plan_version"]) == (1, 1)
    assert (second["first_plan_version"], second["last_plan_version"]) == (2, None)
    assert second["reason"] == "Hinns."


def test_a_sign_ends_with_its_goal() -> None:
    # given
    withdraw = WithdrawGoal(goal_id=GOAL, reason="Ryms i ett annat mål.")
    # when
    (row,) = rows(then(plan_established(), withdraw, on=LATER))
    # then
    assert (row["ended_on"], row["last_plan_version"]) == (LATER, 1)


def test_a_sign_that_nobody_defined_shows_nothing() -> None:
    # given
    revised = VisibleSignRevised(**REVISE.said(), occurred_on=DAY)
    # when, then
    assert list(rows(revised.evolve(Programme()))) == []
