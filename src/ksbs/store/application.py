"""The library's application over our log: its repository loads, its event store appends."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from eventsourcing.application import (
    AggregateNotFoundError,
    Application,
    Repository,
)
from eventsourcing.persistence import ApplicationRecorder, JSONTranscoder, Mapper

from ksbs.application.ports import Append, Clock, Receipt
from ksbs.store.log import Log
from ksbs.store.mapper import EntryMapper, Pending, Recorded, recorded
from ksbs.store.recorder import DATABASE_URL, POOL_MAX, Call, LogRecorder


@dataclass(frozen=True, slots=True)
class Stream:
    """The entries of a stream by version, as the library wants an aggregate."""

    id: UUID
    version: int
    entries: tuple[Recorded, ...]


class KsbsApplication(Application[UUID]):
    """Loads streams and appends commands through the library.

    `repository.get(stream_id, projector_func=…)` hands a fold the entries of a stream;
    `save(*pending, call=Call(command))` appends them and leaves the receipt in `call`.
    """

    def __init__(
        self, dsn: str, *, pool_max: int = 10, demo_clock: Clock | None = None
    ) -> None:
        self._demo_clock = demo_clock
        super().__init__(
            {
                "PERSISTENCE_MODULE": "ksbs.store.recorder",
                DATABASE_URL: dsn,
                POOL_MAX: str(pool_max),
            }
        )

    def construct_mapper(self) -> Mapper[UUID]:
        """Give our own mapper, whatever the environment says."""
        return EntryMapper(transcoder=JSONTranscoder())

    def construct_recorder(self) -> ApplicationRecorder:
        """Give the recorder of our persistence module, stamping by the demo's clock."""
        recorder = super().construct_recorder()
        if not isinstance(recorder, LogRecorder):
            raise TypeError("the persistence module is not ksbs.store.recorder")
        self.events_log = Log(recorder.log.pool, told=self._demo_clock)
        return LogRecorder(self.events_log)

    def construct_repository(self) -> Repository[UUID]:
        """Give a repository that keeps nothing: state is always folded anew."""
        return Repository(event_store=self.events)

    def load(self, stream_id: UUID) -> tuple[Recorded, ...]:
        """Give the entries of a stream by version; empty if there is none."""
        try:
            stream: Stream = self.repository.get(stream_id, projector_func=_collect)
        except AggregateNotFoundError:
            return ()
        return stream.entries

    def perform(self, command: Append) -> tuple[Receipt, tuple[Recorded, ...]]:
        """Append what a command records, and give the receipt and the entries.

        Raises:
            ValueError: for a command without an entry.
        """
        call = Call(command)
        pending = [Pending(entry, command.digest) for entry in command.entries]
        # What save does besides this (aggregates, snapshots, notifying) is not for us.
        self.events.put(pending, call=call)
        receipt = call.receipt
        if receipt is None:
            raise ValueError("a command records one event at least")
        if call.already:
            rows = self.events_log.range(receipt.position, receipt.size)
            return receipt, tuple(map(recorded, rows))
        return receipt, _as_recorded(command, receipt)


def _collect(_: Stream | None, events: Iterable[Recorded]) -> Stream | None:
    entries = tuple(events)
    if not entries:
        return None
    return Stream(entries[0].stream_id, entries[-1].version, entries)


def _as_recorded(command: Append, receipt: Receipt) -> tuple[Recorded, ...]:
    return tuple(
        Recorded(
            stream_id=new.stream_id,
            version=new.version,
            position=position,
            recorded_at=receipt.recorded_at,
            metadata=new.metadata,
            event=new.event,
        )
        for position, new in enumerate(command.entries, start=receipt.position)
    )
