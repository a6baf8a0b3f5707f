"""A toy stream of real entries: one kind of fact that puts a value under a key."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from ksbs.domain.event import (
    Annulment,
    Change,
    Correction,
    Entry,
    Event,
    Metadata,
    RecordedBy,
)
from ksbs.domain.words import Role
from tests.support.naive import Line

START = date(2025, 1, 1)
STREAM = UUID(int=1)
KEYS = ("a", "b")

Values = dict[str, int]


class Said(Event):
    """A fact: `value` stands under `key`."""

    key: str
    value: int

    def evolve(self, state: Values) -> Values:
        return {**state, self.key: self.value}


class Corrected(Correction):
    """The toy's correction."""


class Annulled(Annulment):
    """The toy's annulment."""


def event_id(place: int) -> UUID:
    return UUID(int=1000 + place)


def entries_of(log: Sequence[Line]) -> list[Entry]:
    """Give the log as entries of one stream."""
    return [_entry(line, place) for place, line in enumerate(log, start=1)]


def _entry(line: Line, place: int) -> Entry:
    return Entry(
        stream_id=STREAM,
        version=place,
        position=place,
        recorded_at=datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=place),
        metadata=Metadata(
            event_id=event_id(place),
            recorded_by=RecordedBy(person_id=UUID(int=7), role=Role.REGISTRAR),
            command_id=event_id(place),
            correlation_id=event_id(place),
            source="api",
        ),
        event=_event(line),
    )


def _event(line: Line) -> Event:
    if line.kind == "fact":
        return Said(occurred_on=line.day, **line.fields)
    target = event_id(line.target)
    if line.kind == "annulment":
        return Annulled(occurred_on=line.day, target_event_id=target)
    changes = tuple(
        Change(field="occurredOn", old=None, new=value.isoformat())
        if name == "day"
        else Change(field=name, old=None, new=value)
        for name, value in line.fields.items()
    )
    return Corrected(occurred_on=line.day, target_event_id=target, changes=changes)


def random_log(random: Random, *, length: int, days: int) -> list[Line]:
    """Draw a log with many ties, few keys and every second entry an amendment.

    Amendments name anything, earlier amendments and (rarely) later places included.
    """
    log: list[Line] = []
    for place in range(1, length + 1):
        day = START + timedelta(days=random.randrange(days))
        draw = random.random()
        target = random.randrange(1, place + 1) if random.random() > 0.03 else place + 1
        if place == 1 or draw < 0.5:
            fields = {"key": random.choice(KEYS), "value": place}
            log.append(Line("fact", day, fields))
        elif draw < 0.75:
            log.append(Line("correction", day, _changes(random, days), target))
        else:
            log.append(Line("annulment", day, {}, target))
    return log


def _changes(random: Random, days: int) -> dict[str, object]:
    moved = START + timedelta(days=random.randrange(days))
    options: list[dict[str, object]] = [
        {"day": moved},
        {"value": random.randrange(100, 200)},
        {"key": random.choice(KEYS)},
        {"day": moved, "value": random.randrange(100, 200)},
    ]
    return random.choice(options)
