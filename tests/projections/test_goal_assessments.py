"""Every assessment of each goal, over time."""

from datetime import timedelta

from ksbs.domain.followup.goal_assessment import GoalAssessed
from ksbs.domain.kinds import GoalAssessment
from ksbs.domain.programme import Programme
from projections.goal_assessments import rows
from tests.support.cast import DAY
from tests.support.given_plan import GOAL, OBSERVATION, assess_goal, sign_observed
from tests.support.telling import then

LATER = DAY + timedelta(days=60)


def test_a_goal_that_is_not_assessed_has_no_rows() -> None:
    assert list(rows(sign_observed())) == []


def test_an_assessment_says_why_and_what_it_rests_on() -> None:
    # given
    assess = assess_goal(observation_refs=(OBSERVATION,))
    # when
    (row,) = rows(then(sign_observed(), assess))
    # then
    assert row == {
        "goal_id": GOAL,
        "assessment_number": 1,
        "assessed_on": DAY,
        "assessment": "partly",
        "reasons": "Tecknet syns delvis.",
        "observation_ids": (OBSERVATION,),
    }


def test_an_earlier_assessment_stays_beside_the_latest() -> None:
    # given
    early = assess_goal(assessment=GoalAssessment.TOO_EARLY)
    reached = assess_goal(assessment=GoalAssessment.REACHED)
    # when
    found = rows(then(then(sign_observed(), early), reached, on=LATER))
    # then
    assert [(r["assessment_number"], r["assessment"]) for r in found] == [
        (1, "too_early"),
        (2, "reached"),
    ]


def test_an_assessment_of_a_goal_that_nobody_set_shows_nothing() -> None:
    # given
    assessed = GoalAssessed(**assess_goal().said(), occurred_on=DAY)
    # when, then
    assert list(rows(assessed.evolve(Programme()))) == []
