"""The goals of the action plan, version by version."""

from datetime import date, timedelta

from ksbs.domain.plan.establishment import EstablishActionPlan, ReviseActionPlan
from ksbs.domain.plan.goal import GoalWithdrawn, ReviseGoal, WithdrawGoal
from ksbs.domain.programme import Programme
from projections.goals import rows
from tests.support.cast import AREA, DAY
from tests.support.given_plan import (
    GOAL,
    goal_set,
    plan_established,
    set_goal,
    whole_plan,
)
from tests.support.telling import then

LATER = DAY + timedelta(days=60)
RAISE = ReviseGoal(goal_id=GOAL, text="Minst 88 procent.", reason="Nås tidigare.")
DELAY = ReviseGoal(goal_id=GOAL, target_date=date(2027, 6, 1), reason="Tar tid.")
WITHDRAW = WithdrawGoal(goal_id=GOAL, reason="Ryms i ett annat mål.")
NEXT_PLAN = ReviseActionPlan(changes="Målet är höjt.", reason="Uppföljningen.")


def plan_span(programme: Programme) -> list[tuple[object, object]]:
    return [
        (row["first_plan_version"], row["last_plan_version"]) for row in rows(programme)
    ]


def test_a_goal_that_is_set_is_its_first_version_and_in_no_plan_yet() -> None:
    # given
    programme = goal_set()
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "goal_id": GOAL,
        "goal_version": 1,
        "area_id": AREA,
        "goal": set_goal().text,
        "target_date": date(2026, 6, 12),
        "level": "pupil",
        "authored_by": "school",
        "said_on": DAY,
        "reason": None,
        "ended_on": None,
        "withdrawn_because": None,
        "first_plan_version": None,
        "last_plan_version": None,
    }


def test_each_version_says_what_changed_since_when_and_why() -> None:
    # given
    programme = then(then(goal_set(), RAISE, on=DAY), DELAY, on=LATER)
    # when
    first, second, third = rows(programme)
    # then
    assert [r["goal"] for r in (first, second, third)] == [
        set_goal().text,
        "Minst 88 procent.",
        "Minst 88 procent.",
    ]
    assert (third["target_date"], third["reason"]) == (date(2027, 6, 1), "Tar tid.")
    assert (second["said_on"], second["ended_on"]) == (DAY, LATER)
    assert (third["said_on"], third["ended_on"]) == (LATER, None)


def test_a_goal_stands_in_the_plan_that_is_established_after_it() -> None:
    # given
    programme = plan_established()
    # when, then
    assert plan_span(programme) == [(1, None)]


def test_a_revision_goes_into_the_next_version_of_the_plan() -> None:
    # given
    programme = then(plan_established(), RAISE)
    assert plan_span(programme) == [(1, 1), (None, None)]
    # when
    programme = then(programme, NEXT_PLAN)
    # then
    assert plan_span(programme) == [(1, 1), (2, None)]


def test_a_version_that_was_replaced_before_the_plan_stood_is_in_no_plan() -> None:
    # given
    programme = then(whole_plan(), RAISE)
    # when
    programme = then(programme, EstablishActionPlan())
    # then
    assert plan_span(programme) == [(None, None), (1, None)]


def test_a_withdrawn_goal_says_when_and_why_it_ended() -> None:
    # given
    programme = then(then(plan_established(), RAISE), NEXT_PLAN)
    # when
    programme = then(programme, WITHDRAW, on=LATER)
    # then
    first, last = rows(programme)
    assert (last["ended_on"], last["last_plan_version"]) == (LATER, 2)
    assert last["withdrawn_because"] == "Ryms i ett annat mål."
    assert (first["ended_on"], first["withdrawn_because"]) == (DAY, None)


def test_a_goal_that_nobody_set_shows_nothing() -> None:
    # given
    withdrawn = GoalWithdrawn(**WITHDRAW.said(), occurred_on=DAY)
    # when, then
    assert list(rows(withdrawn.evolve(Programme()))) == []
