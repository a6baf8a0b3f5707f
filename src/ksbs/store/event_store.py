"""The event store that the application asks for, over PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from uuid import UUID

from ksbs.application.ports import (
    Append,
    Clock,
    EventFilter,
    EventStore,
    Head,
    Opening,
    Receipt,
)
from ksbs.domain.event import Entry
from ksbs.store.application import KsbsApplication
from ksbs.store.mapper import Row, recorded


class LogEventStore:
    """`ksbs.application.ports.EventStore` over the log."""

    def __init__(self, application: KsbsApplication) -> None:
        self.application = application
        self._log = application.events_log

    def stream(self, stream_id: UUID) -> Sequence[Entry]:
        """Give the entries of a stream by version; empty if there is none."""
        return self.application.load(stream_id)

    def opening(
        self,
        stream_id: UUID,
        *,
        stream_after: int,
        directory_after: int,
        command_id: UUID,
    ) -> Opening:
        """Give what is new of a stream and of the directory, and a command's receipt."""
        stream, directory, performed = self._log.opening(
            stream_id,
            stream_after=stream_after,
            directory_after=directory_after,
            command_id=command_id,
        )
        return Opening(
            [recorded(row) for row in stream],
            [recorded(row) for row in directory],
            self.receipt(command_id) if performed else None,
        )

    def streams(self, category: str) -> dict[UUID, list[Entry]]:
        """Give the entries of every stream of a category, by stream and version."""
        rows = self._log.category(category)
        return {
            stream_id: [recorded(row) for row in of_stream]
            for stream_id, of_stream in groupby(rows, key=lambda row: row[0])
        }

    def following(
        self, position: int, *, category: str, limit: int | None = None
    ) -> Sequence[Entry]:
        """Give the entries of a category after `position`, in order, `limit` at most."""
        rows = self._log.following(position, category=category, limit=limit)
        return [recorded(row) for row in rows]

    def entry(self, event_id: UUID) -> Entry | None:
        """Give the entry of that id."""
        row = self._log.event(event_id)
        return None if row is None else recorded(row)

    def entries(self, which: EventFilter, *, limit: int) -> Sequence[Entry]:
        """Give at most `limit` entries that fit, the latest first."""
        return [recorded(row) for row in self._log.matching(which, limit=limit)]

    def receipt(self, command_id: UUID) -> tuple[Receipt, Sequence[Entry]] | None:
        """Give what a command recorded, if it has been performed."""
        found = self._log.receipt(command_id)
        if found is None:
            return None
        receipt, rows = found
        return receipt, [recorded(row) for row in rows]

    def append(self, command: Append) -> tuple[Receipt, Sequence[Entry]]:
        """Append everything or nothing; a command already performed gives its receipt.

        Raises:
            VersionConflict, ClaimHeld, CommandReused, EntryTooLarge: nothing is written.
        """
        return self.application.perform(command)

    def head(self) -> Head:
        """Give the log's last position as committed."""
        return self._log.head()

    def head_at(self, moment: datetime) -> Head:
        """Give the last position recorded at or before `moment`, final once given.

        Raises:
            MomentInFuture: a ValueError, if nobody can know yet.
        """
        return self._log.head_of(self._log.settled_position_at(moment))

    def leaf(self, position: int) -> bytes:
        """Give the ledger's leaf of an entry."""
        return self._log.leaf(position)

    def head_of(self, position: int) -> Head:
        """Give the head as it was when `position` was the last of its command.

        Raises:
            ValueError: if it was the last of none.
        """
        return self._log.head_of(position)

    def origin(self) -> str:
        """Name the log, as the bytes of its entries do."""
        return self._log.origin()

    def stored(self, first: int, last: int) -> list[Row]:
        """Give the entries from one position to another as they are stored."""
        return self._log.range(first, last)


@contextmanager
def open_event_store(
    dsn: str, *, pool_max: int = 10, demo_clock: Clock | None = None
) -> Iterator[EventStore]:
    """Lend an event store on a migrated database.

    At most `pool_max` connections are open at a time; whoever finds none free within
    five seconds is told StoreUnavailable. `demo_clock` stamps what is appended, in a
    database that was initialised as a demo.
    """
    application = KsbsApplication(dsn, pool_max=pool_max, demo_clock=demo_clock)
    try:
        yield LogEventStore(application)
    finally:
        application.close()
