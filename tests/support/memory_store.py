"""An event store in memory: the port's contract without a database.

For fast tests of the domain, the application and the API. It is held to the same
contract as the real one: see `tests/support/store_contract.py`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import RLock
from uuid import UUID

from ksbs.application import streams
from ksbs.application.ports import (
    Append,
    ClaimHeld,
    Clock,
    CommandReused,
    EntryTooLarge,
    EventFilter,
    Head,
    NewEntry,
    Opening,
    Receipt,
    StoreRefused,
    StoreUnavailable,
    VersionConflict,
)
from ksbs.domain.event import Entry

LARGEST_ENTRY = 65_535
ORIGIN = "memory.invalid/ksbs"
EMPTY_ROOT = hashlib.sha256(b"").digest()
_TICK = timedelta(microseconds=1)


@dataclass
class WalkingClock:
    """A clock that stands still until it is set or moved."""

    instant: datetime = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def move(self, **ahead: int) -> None:
        """Move on by so many days, hours, …, as `timedelta` takes them."""
        self.instant += timedelta(**ahead)


@dataclass
class Ledger:
    """A Merkle tree (RFC 6962) that only grows; keeps the root of every size."""

    leaves: list[bytes] = field(default_factory=list)
    roots: list[bytes] = field(default_factory=lambda: [EMPTY_ROOT])
    _frontier: list[tuple[int, bytes]] = field(default_factory=list)

    def add(self, entry: bytes) -> bytes:
        """Add a leaf and give its hash."""
        leaf = hashlib.sha256(b"\x00" + entry).digest()
        self.leaves.append(leaf)
        height, node = 0, leaf
        while self._frontier and self._frontier[-1][0] == height:
            node = _join(self._frontier.pop()[1], node)
            height += 1
        self._frontier.append((height, node))
        self.roots.append(self._root())
        return leaf

    def _root(self) -> bytes:
        *others, (_, root) = self._frontier
        for _, left in reversed(others):
            root = _join(left, root)
        return root


def _join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class MemoryStore:
    """Everything in lists; safe to use from several threads.

    `away` makes every call fail as an unreachable database does.
    """

    clock: Clock = field(default_factory=WalkingClock)
    log: list[Entry] = field(default_factory=list)
    away: bool = False
    _ledger: Ledger = field(default_factory=Ledger)
    _commands: dict[UUID, Receipt] = field(default_factory=dict)
    _claims: dict[str, UUID] = field(default_factory=dict)
    _promised: datetime = datetime(1, 1, 1, tzinfo=UTC)
    _lock: RLock = field(default_factory=RLock)

    def stream(self, stream_id: UUID) -> Sequence[Entry]:
        return [e for e in self._read() if e.stream_id == stream_id]

    def opening(
        self,
        stream_id: UUID,
        *,
        stream_after: int,
        directory_after: int,
        command_id: UUID,
    ) -> Opening:
        return Opening(
            [e for e in self.stream(stream_id) if e.version > stream_after],
            self.following(directory_after, category="person"),
            self.receipt(command_id),
        )

    def streams(self, category: str) -> dict[UUID, list[Entry]]:
        found: dict[UUID, list[Entry]] = {}
        for entry in self.following(0, category=category):
            found.setdefault(entry.stream_id, []).append(entry)
        return found

    def following(
        self, position: int, *, category: str, limit: int | None = None
    ) -> Sequence[Entry]:
        after = self._read()[position:]
        return [e for e in after if _category(e) == category][:limit]

    def entry(self, event_id: UUID) -> Entry | None:
        return next((e for e in self._read() if e.event_id == event_id), None)

    def entries(self, which: EventFilter, *, limit: int) -> Sequence[Entry]:
        fitting = [e for e in reversed(self._read()) if _fits(which, e)]
        return fitting[:limit]

    def receipt(self, command_id: UUID) -> tuple[Receipt, Sequence[Entry]] | None:
        log, receipt = self._read(), self._commands.get(command_id)
        if receipt is None:
            return None
        first = receipt.position - 1
        return receipt, log[first : first + receipt.count]

    def append(self, command: Append) -> tuple[Receipt, Sequence[Entry]]:
        with self._lock:
            known = self.receipt(command.command_id)
            if known is not None:
                if known[0].digest != command.digest:
                    raise CommandReused
                return known
            self._refuse(command)
            return self._append(command)

    def head(self) -> Head:
        return self.head_of(len(self._read()))

    def head_at(self, moment: datetime) -> Head:
        with self._lock:
            log = self._read()
            # What is recorded from now on is recorded later than what was asked about.
            self._promised = max(self._promised, moment)
            return self.head_of(sum(e.recorded_at <= moment for e in log))

    def leaf(self, position: int) -> bytes:
        return self._ledger.leaves[position - 1]

    def head_of(self, position: int) -> Head:
        log = self._read()
        recorded_at = log[position - 1].recorded_at if position else None
        return Head(position, recorded_at, self._ledger.roots[position])

    def _read(self) -> list[Entry]:
        if self.away:
            raise StoreUnavailable
        return self.log

    def _refuse(self, command: Append) -> None:
        versions = {e.stream_id: len(self.stream(e.stream_id)) for e in command.entries}
        for entry in command.entries:
            versions[entry.stream_id] += 1
            if entry.version < versions[entry.stream_id]:
                raise VersionConflict
            if entry.version > versions[entry.stream_id]:
                raise StoreRefused
        stream_id = command.entries[0].stream_id
        for claim in command.claim:
            holder = self._claims.get(claim, stream_id)
            if holder != stream_id:
                raise ClaimHeld(claim, holder)
        if any(len(_payload(entry)) > LARGEST_ENTRY for entry in command.entries):
            raise EntryTooLarge

    def _append(self, command: Append) -> tuple[Receipt, Sequence[Entry]]:
        last = self.log[-1].recorded_at if self.log else self._promised
        at = max(last + _TICK, self._promised + _TICK, self.clock.now())
        first = len(self.log) + 1
        leaves = [self._enter(entry, at) for entry in command.entries]
        for claim in command.release:
            if self._claims.get(claim) == command.entries[0].stream_id:
                del self._claims[claim]
        for claim in command.claim:
            self._claims[claim] = command.entries[0].stream_id
        receipt = Receipt(
            command_id=command.command_id,
            digest=command.digest,
            position=first,
            count=len(command.entries),
            recorded_at=at,
            leaf=leaves[0],
            size=len(self.log),
            root=self._ledger.roots[-1],
        )
        self._commands[command.command_id] = receipt
        return receipt, self.log[first - 1 :]

    def _enter(self, new: NewEntry, at: datetime) -> bytes:
        position = len(self.log) + 1
        self.log.append(
            Entry(new.stream_id, new.version, position, at, new.metadata, new.event)
        )
        header = (
            f"ksbs-entry/v1\n{ORIGIN}\n{position}\n{new.stream_id}\n{new.version}\n"
            f"{new.event.stored_as}\n{at.isoformat()}\n\n"
        )
        return self._ledger.add(header.encode() + _payload(new))


def _payload(entry: NewEntry) -> bytes:
    metadata = entry.metadata.model_dump_json(by_alias=True)
    return f"{metadata}\n{entry.event.model_dump_json(by_alias=True)}".encode()


def _category(entry: Entry) -> str:
    return streams.category_of(entry.event.stored_as)


def _fits(which: EventFilter, entry: Entry) -> bool:
    at = entry.recorded_at
    return all(
        (
            which.stream_id in (None, entry.stream_id),
            not which.names or entry.event.stored_as in which.names,
            which.category in (None, _category(entry)),
            which.after is None or entry.position < which.after,
            which.up_to is None or entry.position <= which.up_to,
            which.recorded_from is None or which.recorded_from <= at,
            which.recorded_to is None or at <= which.recorded_to,
        )
    )
