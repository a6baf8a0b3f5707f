"""Every decision gets an id of its own, and is kept as it was taken."""

from ksbs.domain.command import identities
from ksbs.domain.decisions import DecisionEvent, Decisions, stance_of
from ksbs.domain.event import EVENTS
from ksbs.domain.kinds import Capacity, Matter
from ksbs.domain.programme import Programme
from tests.support.cast import CHIEF, DECISION, PRINCIPAL
from tests.support.given import decided, started
from tests.support.given_closing import (
    agreed,
    decided_together,
    extend,
    pause,
    resume,
)
from tests.support.telling import when


def test_every_event_that_is_a_decision_brings_an_id_into_the_world() -> None:
    # given
    decisions = {event for event in EVENTS.values() if event.decision}
    # when, then
    assert decisions
    assert all(issubclass(event, DecisionEvent) for event in decisions)
    assert all("decision_id" in identities(event) for event in decisions)


def test_two_decisions_have_two_ids() -> None:
    # given, when
    programme = decided_together(decided_together(started(), pause()), resume())
    # then
    taken = programme.facet(Decisions).taken
    kinds = [decision.kind for decision in taken.values()]
    assert kinds == ["EnrolmentDecided", "ProgrammePaused", "ProgrammeResumed"]
    assert all(key == decision.decision_id for key, decision in taken.items())


def test_a_decision_keeps_the_stances_that_it_used_up() -> None:
    # given
    programme = decided()
    assert programme.stances == {}
    # when
    decision = programme.facet(Decisions).taken[DECISION]
    # then
    chief = stance_of(decision.stances, capacity=Capacity.CHIEF)
    principal = stance_of(decision.stances, capacity=Capacity.PRINCIPAL)
    assert chief is not None
    assert principal is not None
    assert (chief.person_id, principal.person_id) == (CHIEF, PRINCIPAL)
    assert stance_of((chief,), capacity=Capacity.PRINCIPAL) is None


def test_a_reason_that_is_stated_apart_is_kept() -> None:
    # given, when
    programme = decided_together(started(), extend())
    # then
    enrolment, extension = programme.facet(Decisions).taken.values()
    assert enrolment.reason is None
    assert extension.reason == "Flytten tog en termin av arbetet."


def test_the_command_of_a_decision_names_no_id() -> None:
    # given
    assert "decision_id" not in type(pause()).model_fields
    # when
    (event,) = when(_agreed_to_pause(), pause())
    # then
    assert isinstance(event, DecisionEvent)
    assert event.decision_id != DECISION


def _agreed_to_pause() -> Programme:
    return agreed(started(), Matter.PAUSE)
