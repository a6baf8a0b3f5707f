"""What is due is shown with the day it was done on, whatever day it is now."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ksbs.domain.analysis.session_plan import CancelSession, SessionScheduled
from ksbs.domain.enrolment.nomination import WithdrawNomination
from ksbs.domain.enrolment.offer import DeclineParticipation, OfferParticipation
from ksbs.domain.followup.annual_review import HoldAnnualReview
from ksbs.domain.followup.meeting import RecordFollowUp, ScheduleFollowUp
from ksbs.domain.interventions.run import CompleteIntervention, StartIntervention
from ksbs.domain.kinds import DeclineReason, GoalAssessment, Matter, OfferedTo
from ksbs.domain.plan.goal import WithdrawGoal
from ksbs.domain.plan.support import DeclineSupport
from ksbs.domain.programme import Programme
from projections.due_steps import rows
from tests.support.cast import (
    CHIEF,
    DAY,
    DECIDED,
    NOMINATED,
    OFFERED,
    PRINCIPAL,
    STARTED,
)
from tests.support.given import (
    analysing,
    both_for,
    decided,
    held,
    nominated,
    offered,
    scheduled,
    session_day,
    stances,
    started,
)
from tests.support.given_closing import (
    END,
    LATER_END,
    completed,
    decided_together,
    extend,
    follow_up_afterwards,
    terminated,
)
from tests.support.given_plan import (
    GOAL,
    INTERVENTION,
    PLANNED_END,
    REQUEST,
    assess_goal,
    define_sign,
    goal_set,
    intervention_planned,
    plan_established,
    plan_started,
    set_goal,
    sign_observed,
    support_requested,
)
from tests.support.telling import given, then

A_YEAR_AFTER = date(2028, 6, 30)


def due(programme: Programme, kind: str) -> list[tuple[Any, ...]]:
    """The steps of a kind: by when, done when, lapsed when."""
    return [
        (row["due_on"], row["done_on"], row["lapsed_on"])
        for row in rows(programme)
        if row["kind"] == kind
    ]


def test_a_nominated_school_has_nothing_to_do() -> None:
    assert list(rows(nominated())) == []


def test_an_offer_is_to_be_answered() -> None:
    assert list(rows(offered())) == [
        {
            "kind": "offer_answer",
            "reference": "principal",
            "number": 1,
            "what": "principal",
            "due_on": DECIDED,
            "done_on": None,
            "lapsed_on": None,
        }
    ]


def test_the_stance_of_whoever_was_asked_answers_the_offer() -> None:
    # given
    chief, principal = stances(Matter.ENROLMENT, on=date(2024, 2, 1))
    # when, then
    assert due(given(offered(), chief), "offer_answer") == [(DECIDED, None, None)]
    answered = given(offered(), principal)
    assert due(answered, "offer_answer") == [(DECIDED, date(2024, 2, 1), None)]


def test_a_stance_taken_before_the_offer_answers_it_when_it_comes() -> None:
    # given
    _, principal = stances(Matter.ENROLMENT, on=NOMINATED)
    offer = OfferParticipation(offered_to=OfferedTo.PRINCIPAL, answer_by=DECIDED)
    # when
    programme = then(given(nominated(), principal), offer, on=OFFERED)
    # then
    assert due(programme, "offer_answer") == [(DECIDED, OFFERED, None)]


def test_declining_answers_the_offer() -> None:
    # given
    decline = DeclineParticipation(reason=DeclineReason.TIME, text="Två projekt.")
    day = date(2024, 2, 5)
    # when, then
    assert due(then(offered(), decline, on=day), "offer_answer") == [
        (DECIDED, day, None)
    ]


def test_an_offer_lapses_when_the_nomination_is_taken_back() -> None:
    # given
    withdrawal, day = WithdrawNomination(reason="Läggs ned."), date(2024, 2, 5)
    # when, then
    withdrawn = then(offered(), withdrawal, on=day)
    assert due(withdrawn, "offer_answer") == [(DECIDED, None, day)]


def test_an_offer_made_again_is_a_step_of_its_own() -> None:
    # given
    day = DECIDED + timedelta(days=7)
    again = OfferParticipation(
        offered_to=OfferedTo.PRINCIPAL, answer_by=day + timedelta(days=14)
    )
    # when
    first, second = rows(then(offered(), again, on=day))
    # then
    assert (first["number"], second["number"]) == (1, 2)


def test_a_decided_programme_is_to_start_on_the_planned_day() -> None:
    assert due(both_for(), "start") == []
    assert due(decided(), "start") == [(STARTED, None, None)]
    assert due(started(), "start") == [(STARTED, STARTED, None)]


def test_a_planned_session_is_due_on_its_day() -> None:
    # given
    programme = given(analysing(), scheduled(1), scheduled(2), held(1))
    # when, then
    assert due(programme, "session") == [
        (session_day(1), session_day(1), None),
        (session_day(2), None, None),
    ]
    # and a cancelled one is not
    cancelled = then(programme, CancelSession(number=2, reason="Sjukdom."))
    assert len(due(cancelled, "session")) == 1


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2024, 9, 10, 23, 30, tzinfo=UTC), date(2024, 9, 11)),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), date(9999, 12, 31)),
    ],
)
def test_the_day_of_a_session_is_that_of_stockholm(at: datetime, day: date) -> None:
    # given
    planned = SessionScheduled(occurred_on=DAY, number=1, at=at, place="Biblioteket")
    # when, then
    assert due(given(analysing(), planned), "session") == [(day, None, None)]


def test_each_of_the_three_years_is_to_be_reviewed_by_its_end() -> None:
    # given
    review = HoldAnnualReview(year=1, participants=(CHIEF, PRINCIPAL), on_track=True)
    # when
    programme = then(started(), review)
    # then
    assert due(programme, "annual_review") == [
        (date(2025, 6, 30), DAY, None),
        (date(2026, 6, 30), None, None),
        (date(2027, 6, 30), None, None),
    ]


def test_the_programme_is_to_be_completed_by_its_planned_end() -> None:
    assert due(started(), "completion") == [(PLANNED_END, None, None)]
    extended = decided_together(started(), extend())
    assert due(extended, "completion") == [(LATER_END, None, None)]
    assert due(completed(), "completion") == [(PLANNED_END, END, None)]


def test_what_is_not_done_lapses_when_the_programme_ends() -> None:
    assert due(terminated(), "annual_review") == [
        (date(2025, 6, 30), None, DAY),
        (date(2026, 6, 30), None, DAY),
        (date(2027, 6, 30), None, DAY),
    ]


def test_a_completed_programme_is_to_be_looked_back_on_a_year_later() -> None:
    # given
    assert due(completed(), "post_follow_up") == [(A_YEAR_AFTER, None, None)]
    later = A_YEAR_AFTER + timedelta(days=3)
    # when
    programme = then(completed(), follow_up_afterwards(), on=later)
    # then
    assert due(programme, "post_follow_up") == [(A_YEAR_AFTER, later, None)]


def test_planned_follow_ups_of_one_name_are_met_in_the_order_of_their_days() -> None:
    # given
    spring, autumn = date(2025, 6, 12), date(2025, 12, 10)
    programme = started()
    for term, day in ((3, autumn), (2, spring)):
        plan = ScheduleFollowUp(occasion="Uppföljning", term=term, planned_on=day)
        programme = then(programme, plan)
    follow_up = RecordFollowUp(
        occasion="Uppföljning",
        analysis="Tecknen syns.",
        decisions="Fortsätt.",
        next_step="Nya besök.",
    )
    # when
    programme = then(programme, follow_up, on=spring + timedelta(days=1))
    # then
    steps = [row for row in rows(programme) if row["kind"] == "follow_up"]
    assert [(row["reference"], row["done_on"]) for row in steps] == [
        ("Uppföljning/2", spring + timedelta(days=1)),
        ("Uppföljning/3", None),
    ]


def test_a_follow_up_that_nobody_planned_is_no_step() -> None:
    # given
    follow_up = RecordFollowUp(
        occasion="Uppföljning", analysis="Ja.", decisions="Ja.", next_step="Ja."
    )
    # when, then
    assert due(then(started(), follow_up), "follow_up") == []


def test_a_goal_is_to_be_assessed_by_its_target_date() -> None:
    # given
    target = date(2026, 6, 12)
    assert due(goal_set(), "goal_assessment") == [(target, None, None)]
    # when, then
    early = then(sign_observed(), assess_goal(assessment=GoalAssessment.TOO_EARLY))
    assert due(early, "goal_assessment") == [(target, None, None)]
    assessed = then(sign_observed(), assess_goal())
    assert due(assessed, "goal_assessment") == [(target, DAY, None)]


def test_a_sign_is_to_be_looked_for_by_its_day_unless_the_goal_is_withdrawn() -> None:
    # given
    by_when = date(2025, 6, 5)
    programme = then(plan_started(), set_goal())
    (goal,) = programme.goals
    sign = define_sign(goal_id=goal.goal_id, by_when=by_when)
    programme = then(programme, sign)
    assert due(programme, "sign_observation") == [(by_when, None, None)]
    # when
    withdrawal = WithdrawGoal(goal_id=goal.goal_id, reason="Uppgår i ett annat.")
    withdrawn = then(programme, withdrawal)
    # then
    assert due(withdrawn, "sign_observation") == [(by_when, None, DAY)]
    assert due(withdrawn, "goal_assessment") == [(goal.target_date, None, DAY)]


def test_a_sign_without_a_day_is_no_step() -> None:
    assert due(sign_observed(), "sign_observation") == []


def test_support_is_to_be_answered_by_the_day_it_is_needed() -> None:
    # given
    needed_by = date(2025, 2, 3)
    assert due(support_requested(), "support_answer") == [(needed_by, None, None)]
    # when
    answer = DeclineSupport(
        request_id=REQUEST, who="Avdelningen", reason="Alla är bokade."
    )
    # then
    answered = then(support_requested(), answer)
    assert due(answered, "support_answer") == [(needed_by, DAY, None)]


def test_an_intervention_is_to_start_and_to_end_on_its_days() -> None:
    # given
    first, last = date(2025, 2, 10), date(2025, 6, 5)
    assert due(intervention_planned(), "intervention_start") == [(first, None, None)]
    running = then(plan_established(), StartIntervention(intervention_id=INTERVENTION))
    assert due(running, "intervention_start") == [(first, DAY, None)]
    assert due(running, "intervention_end") == [(last, None, None)]
    # when
    ending = CompleteIntervention(
        intervention_id=INTERVENTION,
        result="Lärarna planerar gemensamt.",
        participants=9,
    )
    done = then(running, ending, on=last)
    # then
    assert due(done, "intervention_end") == [(last, last, None)]
    assert GOAL in done.goals
