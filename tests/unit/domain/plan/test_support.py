"""Support is asked for, and the request answered once: promised or refused."""

from datetime import timedelta

import pytest

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.plan.support import (
    CommitSupport,
    CommittedUntilBefore,
    DeclineSupport,
    NeededBeforeRequest,
    RequestAlreadyAnswered,
    RequestUnknown,
    SupportAlreadyRequested,
)
from ksbs.domain.standing import InterventionUnknown, PlanNotStarted
from tests.support.cast import DAY
from tests.support.given import established
from tests.support.given_plan import (
    INTERVENTION,
    REQUEST,
    UNBORN,
    intervention_planned,
    plan_started,
    request_support,
    support_requested,
)
from tests.support.telling import refused, then

YESTERDAY = DAY - timedelta(days=1)
COMMIT = CommitSupport(request_id=REQUEST, who="Avdelningen", what="Fyra gånger.")
DECLINE = DeclineSupport(request_id=REQUEST, who="Avdelningen", reason="Fullbokat.")

each_answer = pytest.mark.parametrize("answer", [COMMIT, DECLINE])


def test_support_is_asked_for_an_intervention() -> None:
    # given, when
    programme = then(intervention_planned(), request_support())
    # then
    (request,) = programme.support_requests
    assert (request.intervention_id, request.committed) == (INTERVENTION, None)


def test_support_is_asked_for_without_an_intervention() -> None:
    programme = then(plan_started(), request_support(intervention_id=None))
    assert len(programme.support_requests) == 1


def test_support_is_not_asked_for_before_the_plan_has_started() -> None:
    with refused(PlanNotStarted, DAY):
        then(established(), request_support(intervention_id=None))


def test_support_is_not_asked_for_an_intervention_that_nobody_planned() -> None:
    with refused(InterventionUnknown, UNBORN, DAY):
        then(intervention_planned(), request_support(intervention_id=UNBORN))


def test_support_may_be_needed_the_same_day() -> None:
    programme = then(intervention_planned(), request_support(needed_by=DAY))
    assert [request.needed_by for request in programme.support_requests] == [DAY]


def test_support_is_not_needed_before_it_is_asked_for() -> None:
    with refused(NeededBeforeRequest, YESTERDAY, DAY):
        then(intervention_planned(), request_support(needed_by=YESTERDAY))


def test_the_same_support_is_not_asked_for_twice_while_unanswered() -> None:
    with refused(SupportAlreadyRequested, REQUEST):
        then(support_requested(), request_support())


def test_the_same_support_may_be_asked_for_again_after_a_refusal() -> None:
    # given
    programme = then(support_requested(), DECLINE)
    # when
    programme = then(programme, request_support())
    # then
    assert [r.committed for r in programme.support_requests] == [False, None]


@pytest.mark.parametrize(("answer", "committed"), [(COMMIT, True), (DECLINE, False)])
def test_a_request_is_answered(answer: ProgrammeCommand, committed: bool) -> None:
    # given, when
    programme = then(support_requested(), answer)
    # then
    request = programme.support_requests[REQUEST]
    assert (request.committed, request.answered_on) == (committed, DAY)


@each_answer
@pytest.mark.parametrize("first", [COMMIT, DECLINE])
def test_a_request_is_answered_once(
    first: ProgrammeCommand, answer: ProgrammeCommand
) -> None:
    # given
    programme = then(support_requested(), first)
    # when, then
    with refused(RequestAlreadyAnswered, REQUEST, DAY):
        then(programme, answer)


@each_answer
def test_only_a_request_is_answered(answer: ProgrammeCommand) -> None:
    with refused(RequestUnknown, REQUEST, DAY):
        then(intervention_planned(), answer)


def test_a_promise_may_last_the_day() -> None:
    promise = COMMIT.model_copy(update={"until": DAY})
    assert then(support_requested(), promise).support_requests[REQUEST].committed


def test_a_promise_does_not_end_before_it_is_given() -> None:
    promise = COMMIT.model_copy(update={"until": YESTERDAY})
    with refused(CommittedUntilBefore, YESTERDAY, DAY):
        then(support_requested(), promise)
