"""A programme's record in memory: entries made of events, commands decided on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from ksbs.application.deciding import Decided, Stream, decide
from ksbs.domain.command import Command, Occasion
from ksbs.domain.event import Entry, Event, Metadata, RecordedBy
from ksbs.domain.programme import Programme
from ksbs.domain.replay import facts, fold, known, until
from ksbs.domain.roles import Directory, RoleHeld
from ksbs.domain.words import Role

UNIT = "01234567"
PROGRAMME = UUID(int=0xA0)
CHIEF, PRINCIPAL, REGISTRAR = UUID(int=0xC1), UUID(int=0xB1), UUID(int=0xD1)
OFFICE, SUPPORTER, ANALYST = UUID(int=0xE1), UUID(int=0xE2), UUID(int=0xE3)
LONG_AGO = date(2020, 1, 1)

DIRECTORY = Directory.of(
    [
        RoleHeld(CHIEF, Role.CHIEF, UNIT, None, LONG_AGO),
        RoleHeld(PRINCIPAL, Role.PRINCIPAL, UNIT, None, LONG_AGO),
    ]
)

PERSON_OF = {
    Role.CHIEF: CHIEF,
    Role.PRINCIPAL: PRINCIPAL,
    Role.REGISTRAR: REGISTRAR,
    Role.PROGRAMME_OFFICE: OFFICE,
    Role.PROCESS_SUPPORTER: SUPPORTER,
    Role.ANALYST: ANALYST,
}


@dataclass
class Record:
    """The growing record of one programme; positions count from 1."""

    directory: Directory = DIRECTORY
    entries: list[Entry] = field(default_factory=list)
    ids: Iterable[int] = field(default_factory=lambda: count(1))

    def new_id(self) -> UUID:
        return UUID(int=next(iter(self.ids)))

    def enter(self, event: Event, *, person: UUID = OFFICE) -> Entry:
        """Add an event without asking any rule."""
        entry = self._entry(event, person=person, index=0)
        self.entries.append(entry)
        return entry

    def perform(
        self,
        command: Command,
        *,
        role: Role = Role.PROGRAMME_OFFICE,
        on: date,
        today: date | None = None,
    ) -> Entry:
        """Decide a command as the application does, and add what it leads to."""
        decided = self.decide(command, role=role, on=on, today=today)
        self.entries.extend(decided.entries)
        return decided.entries[0]

    def decide(
        self,
        command: Command,
        *,
        role: Role = Role.PROGRAMME_OFFICE,
        on: date,
        today: date | None = None,
    ) -> Decided:
        person = PERSON_OF[role]
        return decide(
            command,
            stream=Stream(self.entries, Programme(directory=self.directory)),
            occasion=Occasion(on, today or on, person, role, self.new_id),
            enter=lambda event, index: self._entry(event, person=person, index=index),
        )

    def at(self, valid_at: date, *, position: int | None = None) -> Programme:
        """Fold the programme on a day as known at a position (now if left out)."""
        seen = known(self.entries, position=position or len(self.entries))
        return fold(Programme(), until(facts(seen), valid_at=valid_at))

    def _entry(self, event: Any, *, person: UUID, index: int) -> Entry:
        place = len(self.entries) + 1 + index
        return Entry(
            stream_id=PROGRAMME,
            version=place,
            position=place,
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=place),
            metadata=Metadata(
                event_id=self.new_id(),
                recorded_by=RecordedBy(person_id=person, role=Role.REGISTRAR),
                command_id=UUID(int=place),
                correlation_id=UUID(int=place),
                source="api",
            ),
            event=event,
        )
