"""What the application needs from the outside: a clock, ids, and an event store.

The store's contract, in the words of `ksbs.application.perform`: everything one command
records is appended in one transaction, gets consecutive positions and one
`recorded_at`, and becomes known together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from ksbs.domain.event import Entry, Event, Metadata


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An event that is to be appended to a stream at a version (counted from 1)."""

    stream_id: UUID
    version: int
    metadata: Metadata
    event: Event


@dataclass(frozen=True, slots=True)
class Append:
    """All that one command appends.

    `digest` is the SHA-256 of what was asked; with `command_id` it makes the command
    idempotent. `claims` are names that one stream at most may hold at a time.
    """

    command_id: UUID
    digest: bytes
    entries: tuple[NewEntry, ...]
    claim: tuple[str, ...] = ()
    release: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of what a command recorded.

    `position` and `leaf` are those of the first (main) event; `size` and `root` are
    the ledger's tree as the command left it.
    """

    command_id: UUID
    digest: bytes
    position: int
    count: int
    recorded_at: datetime
    leaf: bytes
    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log reaches: its last position, that stamp, and the ledger's root."""

    position: int
    recorded_at: datetime | None
    root: bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """What a command is decided on, read at once.

    `performed` is the receipt and the entries of the command, if it has been performed
    before; `entries` those of the stream after the version asked for; `directory` the
    entries of persons after the position asked for, in order.
    """

    entries: Sequence[Entry]
    directory: Sequence[Entry]
    performed: tuple[Receipt, Sequence[Entry]] | None = None


class StoreRefused(Exception):
    """The event store did not append; nothing was written."""


class VersionConflict(StoreRefused):
    """Somebody else has appended to the stream since it was read."""


class ClaimHeld(StoreRefused):
    """Another stream holds a name that only one may hold."""

    def __init__(self, claim: str, holder: UUID | None = None) -> None:
        self.claim = claim
        self.holder = holder
        super().__init__(f"{claim} is held by another stream")


class CommandReused(StoreRefused):
    """The command's id stands for another content."""


class EntryTooLarge(StoreRefused):
    """An entry would exceed the ledger's limit of 65,535 bytes."""


class StoreUnavailable(Exception):
    """The database cannot be reached, or has no connection to spare; try again."""


class MomentInFuture(ValueError):
    """What will be known at a moment yet to come cannot be told."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which entries an audit asks for; None where it does not matter."""

    stream_id: UUID | None = None
    names: tuple[str, ...] = ()
    """Stored names."""
    category: str | None = None
    after: int | None = None
    """Entries with a position below this one (the list goes backwards)."""
    up_to: int | None = None
    """Entries with a position up to and including this one."""
    recorded_from: datetime | None = None
    recorded_to: datetime | None = None


@runtime_checkable
class Clock(Protocol):
    """Tells the time; the demo's walks through past days."""

    def now(self) -> datetime:
        """Give the present instant in UTC."""


@runtime_checkable
class EventStore(Protocol):
    """Where events are appended and read. Every method may raise StoreUnavailable."""

    def stream(self, stream_id: UUID) -> Sequence[Entry]:
        """Give the entries of a stream by version; empty if there is none."""

    def opening(
        self,
        stream_id: UUID,
        *,
        stream_after: int,
        directory_after: int,
        command_id: UUID,
    ) -> Opening:
        """Give what is new of a stream and of the directory, and a command's receipt.

        `stream_after` is a version, `directory_after` a position; 0 for everything.
        """

    def streams(self, category: str) -> dict[UUID, list[Entry]]:
        """Give the entries of every stream of a category, by stream and version."""

    def following(
        self, position: int, *, category: str, limit: int | None = None
    ) -> Sequence[Entry]:
        """Give the entries of a category after `position`, in order, `limit` at most."""

    def entry(self, event_id: UUID) -> Entry | None:
        """Give the entry of that id."""

    def entries(self, which: EventFilter, *, limit: int) -> Sequence[Entry]:
        """Give at most `limit` entries that fit, the latest first."""

    def receipt(self, command_id: UUID) -> tuple[Receipt, Sequence[Entry]] | None:
        """Give what a command recorded, if it has been performed."""

    def append(self, command: Append) -> tuple[Receipt, Sequence[Entry]]:
        """Append everything or nothing.

        A command already performed with the same digest gives its first receipt.

        Raises:
            VersionConflict, ClaimHeld, CommandReused, EntryTooLarge: nothing is written.
        """

    def head(self) -> Head:
        """Give the log's last position as committed."""

    def head_at(self, moment: datetime) -> Head:
        """Give the last position recorded at or before `moment`, final once given.

        Raises:
            MomentInFuture: by the database's clock, which may differ from ours.
        """

    def leaf(self, position: int) -> bytes:
        """Give the ledger's leaf of an entry."""

    def head_of(self, position: int) -> Head:
        """Give the head as it was when `position` was the last of its command."""
