"""Visible signs belong to goals that stand."""

from datetime import timedelta

from ksbs.domain.plan.goal import WithdrawGoal
from ksbs.domain.plan.sign import LookBeforeSign, SignAlreadyDefined
from ksbs.domain.standing import GoalAlreadyWithdrawn, GoalUnknown
from tests.support.cast import DAY
from tests.support.given_plan import (
    GOAL,
    SIGN,
    define_sign,
    goal_set,
    plan_started,
    sign_defined,
)
from tests.support.telling import refused, then


def test_a_sign_is_defined_for_a_goal() -> None:
    # given, when
    programme = then(goal_set(), define_sign())
    # then
    (sign,) = programme.signs
    assert (sign.goal_id, sign.baseline, sign.observations) == (GOAL, None, ())


def test_a_sign_without_a_goal_is_refused() -> None:
    with refused(GoalUnknown, GOAL, DAY):
        then(plan_started(), define_sign())


def test_a_sign_on_a_withdrawn_goal_is_refused() -> None:
    # given
    programme = then(goal_set(), WithdrawGoal(goal_id=GOAL, reason="Dubbelt."))
    # when, then
    with refused(GoalAlreadyWithdrawn, GOAL):
        then(programme, define_sign())


def test_the_same_sign_is_not_defined_twice_for_one_goal() -> None:
    with refused(SignAlreadyDefined, GOAL, SIGN):
        then(sign_defined(), define_sign())


def test_a_goal_has_several_signs_that_read_differently() -> None:
    # given, when
    programme = then(sign_defined(), define_sign(text="Lärarna ställer öppna frågor."))
    # then
    assert [sign.goal_id for sign in programme.signs] == [GOAL, GOAL]


def test_a_sign_may_be_looked_for_on_the_day_it_is_defined() -> None:
    programme = then(goal_set(), define_sign(by_when=DAY))
    assert [sign.by_when for sign in programme.signs] == [DAY]


def test_a_sign_is_not_looked_for_before_it_is_defined() -> None:
    yesterday = DAY - timedelta(days=1)
    with refused(LookBeforeSign, yesterday, DAY):
        then(goal_set(), define_sign(by_when=yesterday))
