"""Support asked for, promised or refused, and delivered."""

from datetime import date, timedelta

from ksbs.application.projection import Row
from ksbs.domain.interventions.run import CompleteIntervention, StartIntervention
from ksbs.domain.plan.establishment import EstablishActionPlan
from ksbs.domain.plan.support import (
    CommitSupport,
    DeclineSupport,
    SupportCommitted,
    SupportRequested,
)
from ksbs.domain.programme import Programme
from projections.support import rows
from tests.support.cast import DAY
from tests.support.given_plan import (
    INTERVENTION,
    REQUEST,
    plan_started,
    request_support,
    support_requested,
)
from tests.support.telling import given, then

LATER = DAY + timedelta(days=60)
WHO = "Avdelningen för undervisningsstöd"
COMMIT = CommitSupport(
    request_id=REQUEST, who=WHO, what="Fyra tillfällen.", until=date(2025, 6, 5)
)
DECLINE = DeclineSupport(request_id=REQUEST, who=WHO, reason="Alla är bokade.")


def row_of(programme: Programme) -> Row:
    (row,) = rows(programme)
    return row


def test_support_that_is_asked_for_is_not_answered_yet() -> None:
    # given
    programme = support_requested()
    # when
    row = row_of(programme)
    # then
    assert {column: value for column, value in row.items() if value is not None} == {
        "request_id": REQUEST,
        "intervention_id": INTERVENTION,
        "of_whom": WHO,
        "asked_for": "Sex tillfällen.",
        "requested_on": DAY,
        "needed_by": date(2025, 2, 3),
        "delivery": "planned",
    }


def test_a_promise_says_what_and_until_when() -> None:
    # given
    programme = then(support_requested(), COMMIT, on=LATER)
    # when
    row = row_of(programme)
    # then
    assert (row["answered_on"], row["answered_by"]) == (LATER, WHO)
    assert (row["promised"], row["promised_what"]) == (True, "Fyra tillfällen.")
    assert row["promised_until"] == date(2025, 6, 5)
    assert row["declined_because"] is None


def test_a_refusal_says_why() -> None:
    # given
    programme = then(support_requested(), DECLINE)
    # when
    row = row_of(programme)
    # then
    assert (row["promised"], row["declined_because"]) == (False, "Alla är bokade.")
    assert (row["promised_what"], row["promised_until"]) == (None, None)


def test_what_is_delivered_is_the_intervention_and_its_cost() -> None:
    # given
    complete = CompleteIntervention(
        intervention_id=INTERVENTION, result="Fem tillfällen hölls.", cost=98_000
    )
    programme = then(then(support_requested(), COMMIT), EstablishActionPlan())
    programme = then(programme, StartIntervention(intervention_id=INTERVENTION))
    # when
    row = row_of(then(programme, complete, on=LATER))
    # then
    assert (row["delivery"], row["delivery_ended_on"]) == ("completed", LATER)
    assert row["delivery_cost"] == 98_000


def test_support_for_no_intervention_has_no_delivery_to_show() -> None:
    # given
    said = request_support(intervention_id=None).said()
    asked = SupportRequested(**said, request_id=REQUEST, occurred_on=DAY)
    # when
    row = row_of(given(plan_started(), asked))
    # then
    assert (row["intervention_id"], row["delivery"]) == (None, None)


def test_an_answer_to_what_nobody_asked_shows_nothing() -> None:
    # given
    answered = SupportCommitted(**COMMIT.said(), occurred_on=DAY)
    # when, then
    assert list(rows(answered.evolve(Programme()))) == []
