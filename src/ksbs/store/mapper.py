"""Entries as the library's stored events and back, validated both ways.

The library's own mapper builds half-made objects of whatever stands in the database;
this one reads every event through its model, and what it writes it has read back.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, Self
from uuid import UUID

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent
from pydantic import ValidationError

from ksbs.application.ports import NewEntry
from ksbs.application.streams import category_of
from ksbs.domain.event import Entry, Metadata
from ksbs.store.payload import UnknownName, encode, event_of, reader_of


class UnreadableEvent(Exception):
    """A stored event cannot be read; nothing is skipped, so its stream cannot either."""

    def __init__(self, row: "Row", reason: str) -> None:
        self.stream_id, self.version, self.position = row[:3]
        super().__init__(
            f"The event at position {self.position} (stream {self.stream_id}, version "
            f"{self.version}, {row[4]}) cannot be read: {reason}"
        )


class UnknownEvent(UnreadableEvent):
    """A stored name that this version of ksbs does not know; a later one may."""


class NotStorable(ValueError):
    """An event does not read back from its bytes as what it is."""


Row = tuple[UUID, int, int, datetime, str, bytes]
"""One event as selected: stream, version, position, recorded_at, name, payload."""


@dataclass(frozen=True, kw_only=True)
class StoredEntry(StoredEvent):
    """A stored event with the columns that the library has no name for."""

    originator_id: UUID
    event_id: UUID
    category: str


@dataclass(frozen=True, kw_only=True)
class StoredRow(StoredEvent):
    """A stored event as selected, with the row it came from."""

    row: Row

    @classmethod
    def of(cls, row: Row) -> Self:
        """Give the stored event of a row.

        A frozen class's own __init__ sets field by field; this takes a third of it, and
        every event that is ever loaded comes through here.
        """
        stored: Self = object.__new__(cls)
        stored.__dict__.update(
            originator_id=row[0],
            originator_version=row[1],
            topic=row[4],
            state=row[5],
            row=row,
        )
        return stored


@dataclass(frozen=True, slots=True)
class Pending:
    """A new entry as the library wants a domain event, with its command's digest."""

    entry: NewEntry
    digest: bytes

    @property
    def originator_id(self) -> UUID:
        """The stream."""
        return self.entry.stream_id

    @property
    def originator_version(self) -> int:
        """The version in the stream, from 1."""
        return self.entry.version


@dataclass(frozen=True)
class Recorded(Entry):
    """An entry as the library wants a domain event.

    Its metadata is read, and validated, when it is first asked for: a fold asks for
    none, and reading it takes as long as reading the event.
    """

    def __getattr__(self, name: str) -> Metadata:
        if name != "metadata" or "row" not in self.__dict__:
            raise AttributeError(name)
        row: Row = self.__dict__["row"]
        try:
            metadata, _ = reader_of(row[4])(row[5])
        except (UnknownName, ValueError, TypeError, KeyError) as error:
            _cannot_read(row, error)
        self.__dict__["metadata"] = metadata
        return metadata

    @property
    def originator_id(self) -> UUID:
        """The stream."""
        return self.stream_id

    @property
    def originator_version(self) -> int:
        """The version in the stream, from 1."""
        return self.version


class EntryMapper(Mapper[UUID]):
    """Maps `Pending` to `StoredEntry`, and `StoredRow` to `Recorded`."""

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEntry:
        """Give the bytes to store, after reading them back.

        Raises:
            NotStorable: if they do not read back as the same metadata and event.
        """
        if not isinstance(domain_event, Pending):
            raise TypeError(f"{type(domain_event).__name__} is not a pending entry")
        return stored(domain_event.entry, digest=domain_event.digest)

    def to_domain_event(self, stored_event: StoredEvent) -> Recorded:
        """Give the entry.

        Raises:
            UnknownEvent, UnreadableEvent: naming position, stream and version.
        """
        if not isinstance(stored_event, StoredRow):
            raise TypeError(f"{type(stored_event).__name__} is not a row of the log")
        return recorded(stored_event.row)


def stored(entry: NewEntry, *, digest: bytes) -> StoredEntry:
    """Give what is to be stored of an entry, after reading its bytes back.

    Raises:
        NotStorable: if they do not read back as the same metadata and event.
    """
    name = entry.event.stored_as
    payload = encode(entry.metadata, entry.event, digest=digest)
    try:
        same = reader_of(name)(payload) == (entry.metadata, entry.event)
    except (UnknownName, ValidationError):
        same = False
    if not same:
        raise NotStorable(f"{name} does not read back from its bytes as what it is")
    return StoredEntry(
        originator_id=entry.stream_id,
        originator_version=entry.version,
        topic=name,
        state=payload,
        event_id=entry.metadata.event_id,
        category=category_of(name),
    )


def recorded(row: Row) -> Recorded:
    """Give the entry of one row of the log.

    Raises:
        UnknownEvent, UnreadableEvent: naming position, stream and version.
    """
    stream_id, version, position, recorded_at, name, payload = row
    try:
        event = event_of(name, payload)
    except (UnknownName, ValueError, TypeError, KeyError) as error:
        _cannot_read(row, error)
    entry: Recorded = object.__new__(Recorded)
    # As in StoredRow.of.
    object.__setattr__(
        entry,
        "__dict__",
        {
            "stream_id": stream_id,
            "version": version,
            "position": position,
            "recorded_at": recorded_at,
            "event": event,
            "row": row,
        },
    )
    return entry


def _cannot_read(row: Row, error: Exception) -> NoReturn:
    if isinstance(error, UnknownName):
        raise UnknownEvent(row, "its name is unknown to this version of ksbs") from None
    if isinstance(error, ValidationError):
        # Where and what kind of fault, never the value: it may be personal.
        faults = error.errors(include_url=False, include_input=False)
        reason = "; ".join(f"{_path(f['loc'])}: {f['type']}" for f in faults)
    else:
        reason = type(error).__name__
    raise UnreadableEvent(row, reason) from None


def _path(location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, location)) or "the whole"
