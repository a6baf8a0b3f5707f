"""A department or a partner tells how its own interventions go, and of no others."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from ksbs.application.actor import Actor
from ksbs.application.outcome import Outcome
from ksbs.application.policy import Forbidden
from ksbs.application.ports import Append, NewEntry
from ksbs.application.request import Request
from ksbs.application.services import Services
from ksbs.domain.enrolment.nomination import SchoolNominated
from ksbs.domain.event import Event, Metadata, RecordedBy
from ksbs.domain.interventions.course import (
    InterventionProgressNoted,
    NoteInterventionProgress,
    PauseIntervention,
    ResumeIntervention,
)
from ksbs.domain.interventions.run import InterventionStarted
from ksbs.domain.kinds import Ground, SchoolForm, Supplier
from ksbs.domain.plan.intervention import InterventionPlanned
from ksbs.domain.timing import WouldBreakRule
from ksbs.domain.words import Role
from tests.support.memory_store import MemoryStore, WalkingClock

PROGRAMME = UUID("0197a3c2-5b1e-7c44-9d21-0000000000b1")
DEPARTMENT, SOMEBODY_ELSE = UUID(int=0xD1), UUID(int=0xD2)
OWN, OTHER = UUID(int=0xA1), UUID(int=0xA2)
TODAY = date(2026, 10, 1)
START = TODAY - timedelta(days=10)
STEPS = (NoteInterventionProgress, PauseIntervention, ResumeIntervention)
Step = NoteInterventionProgress | PauseIntervention | ResumeIntervention


def beginnings() -> list[Event]:
    """A nominated school with two running interventions, one of them DEPARTMENT's."""
    events: list[Event] = [
        SchoolNominated(
            occurred_on=START,
            school_unit_code="01234567",
            school_name="Exempelskolan",
            school_form=SchoolForm.COMPULSORY,
            organizer_number="2120000142",
            grounds=(Ground.LOW_RESULTS,),
            motive="Resultaten har sjunkit tre år i rad.",
        )
    ]
    for intervention_id, responsible in ((OWN, DEPARTMENT), (OTHER, SOMEBODY_ELSE)):
        planned = InterventionPlanned(
            occurred_on=START,
            intervention_id=intervention_id,
            goal_ids=(UUID(int=1),),
            title="Handledning",
            kind="handledning",
            target_group="lärare",
            responsible=responsible,
            starts_on=START,
            ends_on=TODAY,
            supplier=Supplier.SUPPORT_DEPARTMENT,
        )
        started = InterventionStarted(
            occurred_on=START, intervention_id=intervention_id
        )
        events += [planned, started]
    return events


@pytest.fixture
def services() -> Services:
    clock = WalkingClock(datetime(2026, 10, 1, 8, tzinfo=UTC))
    store = MemoryStore(clock)
    for version, event in enumerate(beginnings(), start=1):
        metadata = Metadata(
            event_id=uuid7(),
            recorded_by=RecordedBy(person_id=SOMEBODY_ELSE, role=Role.PRINCIPAL),
            command_id=uuid7(),
            correlation_id=uuid7(),
            source="api",
        )
        entry = NewEntry(PROGRAMME, version, metadata, event)
        store.append(Append(metadata.command_id, bytes(32), (entry,)))
    return Services(store, clock=clock, new_id=uuid7)


def step(of: type[Step], *, about: UUID, on: date = TODAY) -> Step:
    said = {"intervention_id": about, "occurred_on": on}
    if of is NoteInterventionProgress:
        said |= {"occasions": 2, "staff_reached": 12, "hours": 3.0, "note": "Så."}
    if of is PauseIntervention:
        said |= {"reason": "Handledaren är sjuk."}
    return of.model_validate(said)


def perform(services: Services, command: Step, role: Role) -> Outcome:
    actor = Actor(DEPARTMENT, role)
    key = str(uuid7())
    return services.performer.perform(
        Request(command, actor, key, programme_id=PROGRAMME)
    )


@pytest.mark.parametrize("role", [Role.SUPPORT_DEPARTMENT, Role.EXTERNAL_PARTNER])
def test_whoever_is_responsible_tells_of_an_intervention(
    services: Services, role: Role
) -> None:
    for of in STEPS:
        # when
        outcome = perform(services, step(of, about=OWN), role)
        # then
        assert outcome.main.name == of.records.__name__


@pytest.mark.parametrize("of", STEPS)
@pytest.mark.parametrize("role", [Role.SUPPORT_DEPARTMENT, Role.EXTERNAL_PARTNER])
def test_nobody_tells_of_an_intervention_that_is_anothers(
    services: Services, role: Role, of: type[Step]
) -> None:
    # when
    with pytest.raises(Forbidden) as refusal:
        perform(services, step(of, about=OTHER), role)
    # then
    assert refusal.value.rule == f"{of.noun}:{role.value}:assigned-intervention"


def test_a_pause_recorded_late_does_not_cover_progress_that_was_noted(
    services: Services,
) -> None:
    # given
    role = Role.SUPPORT_DEPARTMENT
    perform(services, step(NoteInterventionProgress, about=OWN), role)
    before = step(PauseIntervention, about=OWN, on=TODAY - timedelta(days=1))
    # when
    with pytest.raises(WouldBreakRule) as refusal:
        perform(services, before, role)
    # then
    assert refusal.value.details["rule"] == "intervention-is-paused"
    assert refusal.value.details["name"] == InterventionProgressNoted.__name__


def test_a_pause_recorded_late_may_follow_progress_that_was_noted(
    services: Services,
) -> None:
    # given
    role, noted_on = Role.SUPPORT_DEPARTMENT, START + timedelta(days=1)
    perform(services, step(NoteInterventionProgress, about=OWN, on=noted_on), role)
    after = step(PauseIntervention, about=OWN, on=TODAY - timedelta(days=1))
    # when
    outcome = perform(services, after, role)
    # then
    assert outcome.main.name == "InterventionPaused"
