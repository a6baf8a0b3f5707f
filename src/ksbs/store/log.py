"""The log in SQL: one call, one round trip, rows as they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from psycopg import RawCursor

from ksbs.application.ports import (
    Append,
    Clock,
    EventFilter,
    Head,
    MomentInFuture,
    Receipt,
)
from ksbs.store.mapper import Row, StoredEntry
from ksbs.store.pool import Connection, ConnectionLost, Pool, session
from ksbs.store.queries import QUERIES
from ksbs.store.wire import Answer, call_append, nothing_new

R = TypeVar("R")

_COLUMNS = (
    b"SELECT stream_id, version, position, recorded_at, name, payload FROM ksbs.events"
)


@dataclass(frozen=True, slots=True)
class Log:
    """The log behind a pool of connections.

    With `told`, a demo's clock, that clock stamps what is appended; the database must
    have been initialised as a demo.
    """

    pool: Pool
    told: Clock | None = None

    def append(
        self, new: Sequence[StoredEntry], *, command: Append
    ) -> tuple[Receipt, bool]:
        """Append, and give the receipt and whether it is that of an earlier call.

        A connection lost on the way is tried again once: the receipt makes that
        harmless, whether or not the first call had been committed.

        Raises:
            StoreRefused, StoreUnavailable: as the port says.
        """
        told = None if self.told is None else self.told.now()

        def call(connection: Connection) -> Answer:
            return call_append(connection.pgconn, new, command=command, told=told)

        answer = self._with_session(call)
        receipt = Receipt(
            command_id=command.command_id,
            digest=command.digest,
            position=answer.position,
            count=answer.count,
            recorded_at=answer.recorded_at,
            leaf=answer.leaf,
            size=answer.size,
            root=answer.root,
        )
        return receipt, answer.already

    def stream(
        self,
        stream_id: UUID,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[Row]:
        """Give the events of a stream by version, within the bounds."""
        if gt is None and lte is None and limit is None and not desc:
            rows = self._rows(QUERIES["stream"], [stream_id])
            return [(stream_id, *row) for row in rows]
        where: list[tuple[bytes, Any]] = [(b"stream_id = %s", stream_id)]
        if gt is not None:
            where.append((b"version > %s", gt))
        if lte is not None:
            where.append((b"version <= %s", lte))
        order = b"version DESC" if desc else b"version"
        return self._select(where, order=order, limit=limit)

    def opening(
        self,
        stream_id: UUID,
        *,
        stream_after: int,
        directory_after: int,
        command_id: UUID,
    ) -> tuple[list[Row], list[Row], list[Row]]:
        """Give what is new of a stream and of the persons, and a command's events."""
        parts: tuple[list[Row], list[Row], list[Row]] = ([], [], [])

        def fetch(connection: Connection) -> list[Any]:
            asked = (stream_id, stream_after, directory_after, command_id)
            if nothing_new(connection.pgconn, asked):
                return []
            cursor = RawCursor(connection)
            return cursor.execute(QUERIES["opening"], asked, binary=True).fetchall()

        for part, *row in self._with_session(fetch):
            parts[part].append(tuple(row))
        return parts

    def notifications(
        self,
        *,
        after: int,
        upto: int | None = None,
        names: Sequence[str] = (),
        limit: int,
    ) -> list[Row]:
        """Give events by position: after one, up to another, of these names if any."""
        where: list[tuple[bytes, Any]] = [(b"position > %s", after)]
        if upto is not None:
            where.append((b"position <= %s", upto))
        if names:
            where.append((b"name = ANY(%s)", list(names)))
        return self._select(where, order=b"position", limit=limit)

    def matching(self, which: EventFilter, *, limit: int) -> list[Row]:
        """Give the latest events that fit a filter, backwards."""
        return self._select(_conditions(which), order=b"position DESC", limit=limit)

    def category(self, category: str) -> list[Row]:
        """Give the events of a category by stream and version."""
        return self._rows(QUERIES["streams"], [category])

    def following(
        self, position: int, *, category: str, limit: int | None = None
    ) -> list[Row]:
        """Give the events of a category after a position, `limit` at most."""
        if category == "programme":
            return self._rows(QUERIES["following_programmes"], [position, limit])
        return self._rows(QUERIES["following_others"], [position, category, limit])

    def event(self, event_id: UUID) -> Row | None:
        """Give the event of that id."""
        return next(iter(self._rows(QUERIES["event"], [event_id])), None)

    def range(self, first: int, last: int) -> list[Row]:
        """Give the events from one position to another, both included."""
        return self._rows(QUERIES["range"], [first, last])

    def receipt(self, command_id: UUID) -> tuple[Receipt, list[Row]] | None:
        """Give the receipt of a command and its events."""
        rows = self._rows(QUERIES["receipt"], [command_id])
        if not rows:
            return None
        digest, count, size, root, leaf, _, _, position, recorded_at, _, _ = rows[0]
        receipt = Receipt(
            command_id, digest, position, count, recorded_at, leaf, size, root
        )
        return receipt, [row[5:] for row in rows]

    def head(self) -> Head:
        """Give the last position as committed."""
        (row,) = self._rows(QUERIES["head"], [])
        return Head(*row)

    def origin(self) -> str:
        """Name the log, as the bytes of its entries do."""
        ((origin,),) = self._rows(QUERIES["origin"], [])
        return str(origin)

    def leaf(self, position: int) -> bytes:
        """Give the ledger's leaf of the event at a position."""
        ((leaf,),) = self._rows(QUERIES["leaf"], [position])
        return bytes(leaf)

    def head_of(self, position: int) -> Head:
        """Give the head as it was when that position was the last of its command.

        Raises:
            ValueError: if it is the last of none.
        """
        if position == 0:
            return EMPTY
        for size, recorded_at, root in self._rows(QUERIES["head_of"], [position]):
            if size == position:
                return Head(size, recorded_at, root)
        raise ValueError(f"position {position} is not the last of any command")

    def settled_position_at(self, moment: datetime) -> int:
        """Give the last position at or before a moment, final once given.

        Raises:
            MomentInFuture: if nobody can know yet.
        """
        if self.told is not None and moment > self.told.now():
            raise MomentInFuture("the moment lies in the future")
        ((position,),) = self._rows(QUERIES["settled_position_at"], [moment])
        return int(position)

    def _select(
        self, where: list[tuple[bytes, Any]], *, order: bytes, limit: int | None
    ) -> list[Row]:
        conditions = b" AND ".join(condition for condition, _ in where) or b"true"
        query = b"%b WHERE %b ORDER BY %b" % (_COLUMNS, conditions, order)
        parameters = [value for _, value in where]
        if limit is not None:
            query += b" LIMIT %s"
            parameters.append(limit)
        return self._rows(query, parameters)

    def _rows(self, query: bytes, parameters: Sequence[Any]) -> list[Any]:
        def fetch(connection: Connection) -> list[Any]:
            return connection.execute(query, parameters, binary=True).fetchall()

        return self._with_session(fetch)

    def _with_session(self, work: Callable[[Connection], R]) -> R:
        try:
            with session(self.pool) as connection:
                return work(connection)
        except ConnectionLost:
            # The server may be back: renew what is broken, and try once more.
            self.pool.check()
        with session(self.pool) as connection:
            return work(connection)


def _conditions(which: EventFilter) -> list[tuple[bytes, Any]]:
    where: list[tuple[bytes, Any]] = []
    if which.stream_id is not None:
        where.append((b"stream_id = %s", which.stream_id))
    if which.names:
        where.append((b"name = ANY(%s)", list(which.names)))
    if which.category is not None:
        where.append((b"category = %s", which.category))
        if which.category != "programme":
            # Only so does the planner see that the partial index will do.
            where[-1] = (b"category <> 'programme' AND category = %s", which.category)
    if which.after is not None:
        where.append((b"position < %s", which.after))
    if which.up_to is not None:
        where.append((b"position <= %s", which.up_to))
    if which.recorded_from is not None and which.recorded_from > _LONG_AGO:
        before = which.recorded_from - timedelta(microseconds=1)
        where.append((b"position > ksbs.position_at(%s)", before))
    if which.recorded_to is not None:
        where.append((b"position <= ksbs.position_at(%s)", which.recorded_to))
    return where


_LONG_AGO = datetime(2, 1, 1, tzinfo=UTC)
"""Before every record, and far enough from the calendar's end to step back from."""

EMPTY = Head(position=0, recorded_at=None, root=sha256().digest())
"""The head of a log without events: the hash of an empty tree is that of no bytes."""
