"""The library's recorder, over a log that only one SQL function writes.

This module is what `PERSISTENCE_MODULE` names: it holds the one factory.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactory,
    InfrastructureFactoryError,
    ListenNotifySubscription,
    Notification,
    NotSupportedError,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    TrackingRecorder,
)
from eventsourcing.utils import Environment, EnvType

from ksbs.application.ports import Append, Receipt
from ksbs.store.log import Log
from ksbs.store.mapper import StoredEntry, StoredRow
from ksbs.store.pool import open_pool, session

DATABASE_URL = "KSBS_DATABASE_URL"
POOL_MAX = "KSBS_POOL_MAX"
FORBIDDEN = "POSTGRES_ENABLE_DB_FUNCTIONS"


@dataclass(slots=True)
class Call:
    """One append on its way through the library; the receipt is there afterwards."""

    command: Append
    receipt: Receipt | None = None
    already: bool = False


class LogRecorder(ApplicationRecorder):
    """Records events by append, and reads them through the view for the library."""

    def __init__(self, log: Log) -> None:
        self.log = log

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        tracking: object = None,
        call: Call | None = None,
        **_: Any,
    ) -> Sequence[int]:
        """Append, and give the positions.

        Without a `call` the events are those of a command nobody will ask for again.

        Raises:
            StreamMoved: (an IntegrityError) if a version is taken.
            NotSupportedError: if tracking is asked for.
        """
        if tracking is not None:
            raise NotSupportedError(
                "the log keeps no tracking; a read model has its own"
            )
        if not stored_events:
            return []
        new = [_new(stored) for stored in stored_events]
        command = _anonymous(stored_events) if call is None else call.command
        receipt, already = self.log.append(new, command=command)
        if call is not None:
            call.receipt, call.already = receipt, already
        return list(range(receipt.position, receipt.position + receipt.count))

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredRow]:
        """Give the events of a stream by version, within the bounds."""
        rows = self.log.stream(
            UUID(str(originator_id)), gt=gt, lte=lte, desc=desc, limit=limit
        )
        return list(map(StoredRow.of, rows))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Give events by position, between the bounds, of these names if any."""
        after = (start or 0) - (1 if inclusive_of_start else 0)
        rows = self.log.notifications(after=after, upto=stop, names=topics, limit=limit)
        return [
            Notification(
                originator_id=stream_id,
                originator_version=version,
                topic=name,
                state=payload,
                id=position,
            )
            for stream_id, version, position, _, name, payload in rows
        ]

    def max_notification_id(self) -> int | None:
        """Give the last position, None in an empty log."""
        return self.log.head().position or None

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Follow the log; woken by append, each new event once and in order."""
        return LogSubscription(self, gt=gt, topics=topics)


class LogSubscription(ListenNotifySubscription[LogRecorder]):
    """Pulls when append has notified; holds one connection of the pool meanwhile."""

    def __init__(
        self, recorder: LogRecorder, gt: int | None = None, topics: Sequence[str] = ()
    ) -> None:
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._listen_thread = Thread(target=self._listen, name="ksbs-listen")
        self._listen_thread.start()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        try:
            super().__exit__(*args, **kwargs)
        finally:
            self._listen_thread.join()

    def _listen(self) -> None:
        try:
            with session(self._recorder.log.pool) as connection:
                connection.execute("listen ksbs_events")
                # What was recorded before this took effect has notified nobody here.
                self._has_been_notified.set()
                while not self._has_been_stopped:
                    for _ in connection.notifies(timeout=0.1, stop_after=1):
                        self._has_been_notified.set()
                connection.execute("unlisten *")
        except Exception as error:  # noqa: BLE001 (handed to whoever iterates)
            self._thread_error = self._thread_error or error
            self.stop()


class LogFactory(InfrastructureFactory[TrackingRecorder]):
    """Makes the recorder of the database that `KSBS_DATABASE_URL` names.

    Raises:
        InfrastructureFactoryError: if the library is told to use functions of its own,
            whose readers miss events.
    """

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        if self.env.get(FORBIDDEN) or os.environ.get(FORBIDDEN):
            raise InfrastructureFactoryError(
                f"Unset {FORBIDDEN}: events are written by ksbs.append alone."
            )
        url = self.env.get(DATABASE_URL)
        if not url:
            raise InfrastructureFactoryError(f"{DATABASE_URL} names no database.")
        self.pool = open_pool(url, max_size=int(self.env.get(POOL_MAX) or 10))

    def application_recorder(self) -> LogRecorder:
        """Give the recorder."""
        return LogRecorder(Log(self.pool))

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """Refuse: snapshots break folds in valid order."""
        raise NotSupportedError(f"the log has no recorder for {purpose}")

    def tracking_recorder(
        self, tracking_recorder_class: type[TrackingRecorder] | None = None
    ) -> TrackingRecorder:
        """Refuse: a read model keeps its own position."""
        raise NotSupportedError(
            f"the log has no {tracking_recorder_class or 'tracking'}"
        )

    def process_recorder(self) -> ProcessRecorder:
        """Refuse: a read model keeps its own position."""
        raise NotSupportedError("the log has no process recorder")

    def close(self) -> None:
        """Close the connections."""
        self.pool.close()


def _new(event: StoredEvent) -> StoredEntry:
    if isinstance(event, StoredEntry):
        return event
    return StoredEntry(
        originator_id=UUID(str(event.originator_id)),
        originator_version=event.originator_version,
        topic=event.topic,
        state=event.state,
        event_id=uuid4(),
        category="other",
    )


def _anonymous(events: Sequence[StoredEvent]) -> Append:
    digest = sha256()
    for event in events:
        digest.update(repr(event).encode())
    return Append(command_id=uuid4(), digest=digest.digest(), entries=())
