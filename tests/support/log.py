"""Commands to append, and the log's rows as they stand, for tests of the event store."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4, uuid5

import psycopg

from ksbs.application.ports import Append, NewEntry
from ksbs.domain.directory.person import PersonRegistered
from ksbs.domain.enrolment.nomination import ConditionsAssessed
from ksbs.domain.event import Event, Metadata, RecordedBy
from ksbs.domain.words import Role
from ksbs.ledger.merkle import Frontier, entry_bytes, leaf_hash

PERSON = UUID("0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01")


def assessed(text: str = "Skolan har svårt att vända utvecklingen.") -> Event:
    """An event on a programme."""
    return ConditionsAssessed(
        occurred_on=date(2026, 1, 2),
        factors=("Hög personalomsättning",),
        assessment=text,
        assessor=PERSON,
    )


def registered(person: UUID) -> Event:
    """An event on a person."""
    return PersonRegistered(occurred_on=date(2026, 1, 2), person_id=person)


def command(
    stream: UUID,
    *,
    version: int = 1,
    events: tuple[Event, ...] = (),
    command_id: UUID | None = None,
    claim: tuple[str, ...] = (),
    release: tuple[str, ...] = (),
) -> Append:
    """Give a command of one event, or of these, from a version of a stream on."""
    command_id = command_id or uuid4()
    entries = tuple(
        NewEntry(stream, at, metadata_of(command_id), event)
        for at, event in enumerate(events or (assessed(),), start=version)
    )
    digest = sha256(repr((command_id, entries)).encode()).digest()
    return Append(command_id, digest, entries, claim=claim, release=release)


def numbered(number: int) -> Append:
    """Give the command of a number: the same, byte for byte, in every process."""
    command_id = uuid5(PERSON, f"command {number}")
    metadata = metadata_of(command_id).model_copy(
        update={"event_id": uuid5(PERSON, f"event {number}")}
    )
    stream = uuid5(PERSON, f"stream {number}")
    new = NewEntry(stream, 1, metadata, assessed(f"Nummer {number}."))
    return Append(command_id, sha256(str(number).encode()).digest(), (new,))


def metadata_of(command_id: UUID) -> Metadata:
    """Give the metadata of a new event."""
    return Metadata(
        event_id=uuid4(),
        recorded_by=RecordedBy(person_id=PERSON, role=Role.CHIEF),
        command_id=command_id,
        correlation_id=command_id,
        source="api",
    )


def rows(dsn: str) -> list[dict[str, Any]]:
    """Give every row of the events by position."""
    with psycopg.connect(dsn, row_factory=psycopg.rows.dict_row) as connection:
        return connection.execute(
            "select * from ksbs.events order by position"
        ).fetchall()


def recomputed(dsn: str) -> Frontier:
    """Compute the tree from the rows alone, without the database's hashing.

    Every row's own leaf is compared on the way, and positions must have no gap.
    """
    with psycopg.connect(dsn) as connection:
        (origin,) = connection.execute("select origin from ksbs.head").fetchone() or (
            "",
        )
    tree = Frontier()
    for row in rows(dsn):
        assert row["position"] == tree.size + 1, "a gap"
        entry = entry_bytes(
            row["payload"],
            origin=origin,
            position=row["position"],
            stream_id=row["stream_id"],
            version=row["version"],
            name=row["name"],
            recorded_at=row["recorded_at"].astimezone(UTC),
        )
        assert row["leaf"] == leaf_hash(entry), f"leaf of {row['position']}"
        tree = tree.append(row["leaf"])
    return tree


class ToldClock:
    """A clock that stands where it is set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Give the instant it stands at."""
        return self.at
