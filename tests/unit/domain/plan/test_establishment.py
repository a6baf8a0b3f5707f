"""The plan is established whole and once, and then revised version by version."""

import pytest
from pydantic import ValidationError

from ksbs.domain.kinds import Status
from ksbs.domain.plan.baseline import RecordBaseline
from ksbs.domain.plan.establishment import (
    ActionPlanEstablished,
    ActionPlanRevised,
    AreaWithoutGoal,
    EstablishActionPlan,
    GoalWithoutSign,
    MissingBaseline,
    PlanAlreadyEstablished,
    PlanWithoutGoal,
    ReviseActionPlan,
    RevisedPlanNotWhole,
    SignWithoutBaseline,
    VersionNotNext,
)
from ksbs.domain.plan.goal import WithdrawGoal
from ksbs.domain.standing import PlanNotEstablished, PlanNotStarted, SignUnknown
from ksbs.domain.state import Baseline
from tests.support.cast import DAY, PROCESS_SUPPORTER, SECOND_AREA
from tests.support.given import established, prioritised
from tests.support.given_plan import (
    GOAL,
    SIGN,
    UNBORN,
    define_sign,
    goal_set,
    plan_established,
    plan_started,
    set_goal,
    sign_defined,
    whole_plan,
)
from tests.support.telling import (
    advice,
    given,
    refused,
    then,
    when,
)

ESTABLISH = EstablishActionPlan()
REVISE = ReviseActionPlan(changes="Ett nytt mål.", reason="Uppföljningen.")
EXCUSE = EstablishActionPlan(
    missing_baselines=(MissingBaseline(sign_id=SIGN, reason="Ingen har tittat."),)
)


def test_a_whole_plan_is_established_in_its_first_version() -> None:
    # given, when
    programme = then(whole_plan(), ESTABLISH)
    # then
    assert (programme.plan_established_on, programme.plan_version) == (DAY, 1)
    assert programme.status is Status.ACTING


def test_the_process_supporters_assigned_are_noted_unless_others_are_named() -> None:
    # given
    named = EstablishActionPlan(process_supporters=(UNBORN,))
    # when
    (by_default,) = when(whole_plan(), ESTABLISH)
    (by_name,) = when(whole_plan(), named)
    # then
    assert isinstance(by_default, ActionPlanEstablished)
    assert by_default.process_supporters == (PROCESS_SUPPORTER,)
    assert isinstance(by_name, ActionPlanEstablished)
    assert by_name.process_supporters == (UNBORN,)


def test_a_plan_that_has_not_started_is_not_established() -> None:
    with refused(PlanNotStarted, DAY):
        then(established(), ESTABLISH)


def test_a_plan_is_established_once() -> None:
    with refused(PlanAlreadyEstablished, DAY):
        then(plan_established(), ESTABLISH)


def test_a_plan_in_which_no_goal_stands_is_not_established() -> None:
    with refused(PlanWithoutGoal, DAY):
        then(plan_started(), ESTABLISH)


def test_every_prioritised_area_needs_a_goal() -> None:
    # given
    programme = given(whole_plan(), prioritised(SECOND_AREA, rank=2, on=DAY))
    # when, then
    with refused(AreaWithoutGoal, SECOND_AREA):
        then(programme, ESTABLISH)


def test_every_goal_needs_a_visible_sign() -> None:
    # given
    programme = then(whole_plan(), set_goal(text="Ännu ett mål."))
    # when, then
    with refused(GoalWithoutSign):
        then(programme, ESTABLISH)


def test_a_withdrawn_goal_needs_no_visible_sign() -> None:
    # given
    programme = then(whole_plan(), set_goal(text="Ännu ett mål."))
    (extra,) = (goal for goal in programme.goals if goal.goal_id != GOAL)
    withdraw = WithdrawGoal(goal_id=extra.goal_id, reason="Dubbelt.")
    # when
    programme = then(then(programme, withdraw), ESTABLISH)
    # then
    assert programme.plan_version == 1


def test_every_sign_needs_a_baseline_or_the_reason_why_not() -> None:
    with refused(SignWithoutBaseline, SIGN):
        then(sign_defined(), ESTABLISH)


def test_the_reason_may_be_given_when_the_plan_is_established() -> None:
    # given, when
    programme = then(sign_defined(), EXCUSE)
    # then
    baseline = programme.signs[SIGN].baseline
    assert baseline == Baseline(None, "Ingen har tittat.")


def test_the_reason_may_have_been_recorded_before() -> None:
    # given
    excuse = RecordBaseline(sign_id=SIGN, reason_missing="Ingen har tittat.")
    programme = then(sign_defined(), excuse)
    # when, then
    assert then(programme, ESTABLISH).plan_version == 1


def test_a_reason_does_not_take_the_place_of_a_baseline_that_stands() -> None:
    # given, when
    programme = then(whole_plan(), EXCUSE)
    # then
    assert programme.signs[SIGN].baseline == Baseline("Vid tre av tolv besök.")


def test_a_reason_names_a_sign_that_is_defined() -> None:
    # given
    astray = MissingBaseline(sign_id=UNBORN, reason="Okänt tecken.")
    # when, then
    with refused(SignUnknown, UNBORN):
        then(whole_plan(), EstablishActionPlan(missing_baselines=(astray,)))


def test_each_revision_is_the_next_version() -> None:
    # given, when
    programme = then(then(plan_established(), REVISE), REVISE)
    # then
    assert programme.plan_version == 3
    assert programme.plan_established_on == DAY


def test_a_plan_that_is_not_established_is_not_revised() -> None:
    with refused(PlanNotEstablished, DAY):
        then(whole_plan(), REVISE)


@pytest.mark.parametrize("version", [1, 3])
def test_a_version_that_does_not_follow_is_refused(version: int) -> None:
    # given
    revised = ActionPlanRevised(
        occurred_on=DAY, changes="Nytt.", reason="Nytt.", version=version
    )
    # when, then
    with refused(VersionNotNext, version):
        given(plan_established(), revised)


def test_the_first_version_is_version_one() -> None:
    with refused(VersionNotNext, 2):
        given(whole_plan(), ActionPlanEstablished(occurred_on=DAY, version=2))


def test_a_revised_plan_that_is_whole_needs_no_second_look() -> None:
    assert advice(plan_established(), REVISE) == []


def test_a_revised_plan_that_is_not_whole_is_worth_a_second_look() -> None:
    # given
    programme = given(plan_established(), prioritised(SECOND_AREA, rank=2, on=DAY))
    programme = then(programme, set_goal(text="Ett nytt mål."))
    programme = then(programme, define_sign(text="Ett nytt tecken."))
    # when
    (advisory,) = advice(programme, REVISE)
    # then
    assert isinstance(advisory, RevisedPlanNotWhole)
    assert advisory.details == {"areas": 1, "goals": 1, "signs": 1}


def test_one_thing_that_lacks_is_enough_for_a_second_look() -> None:
    # given
    programme = given(plan_established(), prioritised(SECOND_AREA, rank=2, on=DAY))
    # when
    (advisory,) = advice(programme, REVISE)
    # then
    assert advisory.details == {"areas": 1, "goals": 0, "signs": 0}


def test_a_goal_without_a_sign_stops_the_first_version_but_not_the_second() -> None:
    # given
    with refused(GoalWithoutSign, GOAL):
        then(goal_set(), ESTABLISH)
    programme = then(plan_established(), set_goal(text="Ett nytt mål."))
    # when, then
    assert then(programme, REVISE).plan_version == 2


def test_a_digest_is_sixty_four_hexadecimal_digits() -> None:
    assert EstablishActionPlan(content_hash="0f" * 32).content_hash == "0f" * 32
    with pytest.raises(ValidationError, match="content"):
        EstablishActionPlan(content_hash="0F" * 32)
