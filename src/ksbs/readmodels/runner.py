"""Keeps a read model: batches of the log, rows and position in one transaction.

The first form: a current table. Programmes that a batch touches are folded anew from
their streams, in valid order and with amendments applied, so that a late entry or a
correction needs no special case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event as Signal
from uuid import UUID

import psycopg

from ksbs.application.ports import EventStore, StoreUnavailable
from ksbs.application.projection import Projection
from ksbs.application.streams import PROGRAMME
from ksbs.domain.event import Entry
from ksbs.domain.programme import Programme
from ksbs.domain.record.amendment import EntryAnnulled, EntryCorrected
from ksbs.domain.replay import facts, fold, known
from ksbs.readmodels.tables import Connection, connected, prepare, replace_rows

BATCH = 500
"""Entries taken in one transaction."""

POLL_SECONDS = 0.5


@dataclass
class Runner:
    """Follows the log for one read model."""

    store: EventStore
    dsn: str
    projection: Projection

    def catch_up(self) -> int:
        """Take every entry there is; give the position reached.

        Another runner of the same read model may work at the same time: the position
        is locked while a batch is taken, so each batch is taken once.
        """
        with connected(self.dsn) as connection:
            with connection.transaction():
                prepare(connection, self.projection)
            while self._batch(connection):
                pass
            return self._position(connection)

    def follow(self, stop: Signal) -> None:
        """Keep up with the log until `stop` is set."""
        while not stop.is_set():
            try:
                self.catch_up()
            except (psycopg.OperationalError, StoreUnavailable):
                # The database is away: what was taken stands, the rest is taken later.
                stop.wait(POLL_SECONDS)
            stop.wait(POLL_SECONDS)

    def _position(self, connection: Connection, *, lock: bool = False) -> int:
        query = "SELECT position FROM ksbs_read.positions WHERE projection = %s"
        row = connection.execute(
            query + (" FOR UPDATE" if lock else ""), [self.projection.name]
        ).fetchone()
        return int(str(row[0])) if row else 0

    def _batch(self, connection: Connection) -> bool:
        """Take the next batch; say whether there was one."""
        with connection.transaction():
            position = self._position(connection, lock=True)
            batch = self.store.following(position, category=PROGRAMME, limit=BATCH)
            if not batch:
                return False
            last = batch[-1].position
            for programme_id in self._touched(batch):
                self._refold(connection, programme_id, position=last)
            connection.execute(
                "UPDATE ksbs_read.positions SET position = %s WHERE projection = %s",
                [last, self.projection.name],
            )
        return True

    def _touched(self, batch: Sequence[Entry]) -> set[UUID]:
        kinds = self.projection.on | {EntryCorrected, EntryAnnulled}
        return {e.stream_id for e in batch if type(e.event) in kinds}

    def _refold(
        self, connection: Connection, programme_id: UUID, *, position: int
    ) -> None:
        entries = known(self.store.stream(programme_id), position=position)
        programme = fold(Programme(), facts(entries))
        replace_rows(
            connection,
            self.projection,
            programme_id=programme_id,
            rows=list(self.projection.rows(programme)),
        )
