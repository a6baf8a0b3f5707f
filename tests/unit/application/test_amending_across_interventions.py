"""A department amends what was said of its own interventions, not of others'."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bench.ours import Ours, services
from ksbs.application.actor import Actor
from ksbs.application.policy import Forbidden
from ksbs.application.ports import Append, NewEntry
from ksbs.application.request import Request
from ksbs.domain.event import Change, Event, Metadata, RecordedBy
from ksbs.domain.interventions.run import InterventionCompleted
from ksbs.domain.kinds import Supplier
from ksbs.domain.plan.intervention import InterventionPlanned
from ksbs.domain.record.amendment import CorrectEntry
from ksbs.domain.words import Role
from tests.support.memory_store import MemoryStore

DEPARTMENT, SOMEBODY_ELSE = UUID(int=0xD1), UUID(int=0xD2)
OWN, OTHER = UUID(int=0xA1), UUID(int=0xA2)
TODAY = datetime.now(UTC).date()


def planned(intervention_id: UUID, *, responsible: UUID) -> InterventionPlanned:
    return InterventionPlanned(
        occurred_on=TODAY,
        intervention_id=intervention_id,
        goal_ids=(UUID(int=1),),
        title="Handledning",
        kind="handledning",
        target_group="lärare",
        responsible=responsible,
        starts_on=TODAY,
        ends_on=date(2100, 1, 1),
        supplier=Supplier.SUPPORT_DEPARTMENT,
    )


def completed(intervention_id: UUID) -> InterventionCompleted:
    return InterventionCompleted(
        occurred_on=TODAY,
        intervention_id=intervention_id,
        result="Genomfört.",
        cost=1000,
    )


def record(store: MemoryStore, stream_id: UUID, event: Event) -> UUID:
    """Append an event as it is."""
    metadata = Metadata(
        event_id=uuid7(),
        recorded_by=RecordedBy(person_id=SOMEBODY_ELSE, role=Role.PRINCIPAL),
        command_id=uuid7(),
        correlation_id=uuid7(),
        source="api",
    )
    version = len(store.stream(stream_id)) + 1
    entry = NewEntry(stream_id, version, metadata, event)
    store.append(Append(metadata.command_id, bytes(32), (entry,)))
    return metadata.event_id


@pytest.mark.parametrize(("about", "allowed"), [(OWN, True), (OTHER, False)])
def test_a_cost_is_corrected_by_the_department_that_is_responsible(
    about: UUID, allowed: bool
) -> None:
    # given
    store = MemoryStore()
    ours = Ours(services(store), "amending")
    programme_id = ours.programme("01234567")
    record(store, programme_id, planned(OWN, responsible=DEPARTMENT))
    record(store, programme_id, planned(OTHER, responsible=SOMEBODY_ELSE))
    target = record(store, programme_id, completed(about))
    correction = CorrectEntry(
        target_event_id=target,
        changes=(Change(field="cost", old=1000, new=2000),),
        reason="Fel belopp.",
        found_by=DEPARTMENT,
    )
    actor = Actor(DEPARTMENT, Role.SUPPORT_DEPARTMENT)
    request = Request(correction, actor, "once", programme_id=programme_id)

    # when / then
    if allowed:
        assert ours.services.performer.perform(request).main.name == "EntryCorrected"
        return
    with pytest.raises(Forbidden) as refusal:
        ours.services.performer.perform(request)
    assert refusal.value.rule == "corrections:support-department:assigned-intervention"
