"""A log that tests tell event by event, and what read models make of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg

from ksbs.application.ports import EventStore
from ksbs.application.projection import Projection
from ksbs.domain.analysis.areas import AreaIdentified
from ksbs.domain.enrolment.nomination import SchoolNominated
from ksbs.domain.event import Change, Entry, Event
from ksbs.domain.kinds import Ground, SchoolForm
from ksbs.domain.record.amendment import EntryAnnulled, EntryCorrected
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.segments import FOREVER
from ksbs.store.mapper import recorded
from tests.support.log import PERSON, command

TODAY = date(2026, 11, 2)
AREA, OTHER_AREA = UUID(int=0xA1), UUID(int=0xA2)


@dataclass
class Told:
    """Appends commands to a log; rules are asked by none."""

    store: EventStore
    dsn: str
    versions: Counter[UUID] = field(default_factory=Counter)

    def tell(self, stream: UUID, *events: Event) -> Entry:
        """Append one command of these events; give the last entry."""
        asked = command(stream, version=self.versions[stream] + 1, events=events)
        _, entries = self.store.append(asked)
        self.versions[stream] += len(events)
        return entries[-1]

    def nominate(self, day: date, *, name: str = "Exempelskolan") -> UUID:
        """Nominate a school; give the programme's id."""
        stream = uuid4()
        self.tell(stream, nominated(day, name=name))
        return stream

    def correct(self, entry: Entry, **fields: tuple[Any, Any]) -> Entry:
        """Correct fields of an entry, each from what stands to what is right."""
        changes = [Change(field=k, old=o, new=n) for k, (o, n) in fields.items()]
        return self.tell(
            entry.stream_id,
            EntryCorrected(
                occurred_on=TODAY,
                target_event_id=entry.event_id,
                changes=tuple(changes),
                reason="Fel.",
                found_by=PERSON,
            ),
        )

    def annul(self, entry: Entry) -> Entry:
        """Annul an entry."""
        return self.tell(entry.stream_id, annulling(entry.event_id))

    def keeper(self, projection: Projection) -> Runner:
        """Give a runner of a read model."""
        return Runner(self.dsn, projection, decode=recorded)

    def history(self, projection: Projection, *columns: str) -> list[tuple[Any, ...]]:
        """Give the history by days and positions: both, tombstone or not, columns.

        The end of what is still believed is None.
        """
        names = ", ".join(("valid_from", "sys_from", "sys_to", "gone", *columns))
        query = f"SELECT {names} FROM ksbs_read.{projection.name}_history ORDER BY 2, 1"  # noqa: S608 (a test's own names)
        with psycopg.connect(self.dsn) as connection:
            found = connection.execute(query.encode()).fetchall()
        return [
            (day, since, None if until == FOREVER else until, *rest)
            for day, since, until, *rest in found
        ]

    def current(self, projection: Projection, *columns: str) -> set[tuple[Any, ...]]:
        """Give columns of the current rows."""
        query = f"SELECT {', '.join(columns)} FROM ksbs_read.{projection.name}"  # noqa: S608 (a test's own names)
        with psycopg.connect(self.dsn) as connection:
            return set(connection.execute(query.encode()).fetchall())

    def tables(self) -> set[str]:
        """Give the names of all tables beside the read models' own records."""
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'ksbs_read'"
        with psycopg.connect(self.dsn) as connection:
            names = {str(row[0]) for row in connection.execute(query)}
        return names - {"positions", "quarantine", "dead_letters", "rebuilds"}


def nominated(day: date, *, name: str = "Exempelskolan") -> SchoolNominated:
    """A school is nominated."""
    return SchoolNominated(
        occurred_on=day,
        school_unit_code="01234567",
        school_name=name,
        school_form=SchoolForm.COMPULSORY,
        organizer_number="2120000142",
        grounds=(Ground.LOW_RESULTS,),
        motive="Resultaten har sjunkit tre år i rad.",
    )


def area(day: date, *, title: str, area_id: UUID = AREA) -> AreaIdentified:
    """An area is identified."""
    return AreaIdentified(
        occurred_on=day,
        area_id=area_id,
        title=title,
        description="Vad skolan ska utveckla.",
        cause_refs=(UUID(int=0xC1),),
    )


def annulling(event_id: UUID) -> EntryAnnulled:
    """An entry is annulled."""
    return EntryAnnulled(occurred_on=TODAY, target_event_id=event_id, reason="Fel.")
