"""Entries for tests that need no store."""

from datetime import UTC, datetime
from uuid import UUID

from ksbs.domain.event import Entry, Event, Metadata, RecordedBy
from ksbs.domain.words import Role

STREAM = UUID(int=0x57)


def entry_of(event: Event, *, position: int = 1) -> Entry:
    """Give an event where it stands in a log of one stream."""
    metadata = Metadata(
        event_id=UUID(int=0xE000 + position),
        recorded_by=RecordedBy(person_id=UUID(int=0xF1), role=Role.PROGRAMME_OFFICE),
        command_id=UUID(int=0xC000 + position),
        correlation_id=UUID(int=0xD000 + position),
        source="api",
    )
    recorded_at = datetime(2026, 11, 1, 12, 0, position % 60, tzinfo=UTC)
    return Entry(STREAM, position, position, recorded_at, metadata, event)


def entries_of(*events: Event) -> list[Entry]:
    """Give events in the order in which they were told."""
    return [entry_of(event, position=n) for n, event in enumerate(events, start=1)]
