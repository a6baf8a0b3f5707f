"""Keeps `ksbs_read.trail`: what the audit trail is searched by, a row an entry.

The trail is the log itself, so a row never changes: corrections and annulments are rows
of their own. The table is derived; a new `VERSION` of what stands in it is filled anew.
An entry that cannot be read gets the row that its columns tell of, and a dead letter.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event as Signal
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from ksbs.application import streams
from ksbs.readmodels.follower import CHANNEL, POLL_SECONDS
from ksbs.readmodels.log import Decode, Row, head
from ksbs.readmodels.queries import QUERIES
from ksbs.readmodels.tables import READER, Connection, connected
from ksbs.readmodels.trail_rows import TOLD, told_of
from ksbs.readmodels.trail_sql import CREATE, FOLLOWING, INSERT, TABLE, UNITS

NAME = "trail"
VERSION = 3
BATCH = 1_000
"""Entries taken in one transaction."""

_LOCK = (1263746644, NAME)
"""The class of the locks of those who keep read models, and its name."""

_log = logging.getLogger("ksbs.readmodels")


@dataclass
class TrailRunner:
    """Follows the log for the audit trail's index."""

    dsn: str
    decode: Decode
    _units: dict[UUID, str | None] = field(default_factory=dict)

    def catch_up(self) -> int:
        """Take everything there is; give the position reached."""
        with connected(self.dsn) as connection:
            self.tend(connection)
            return position_of(connection) or 0

    def follow(self, stop: Signal) -> None:
        """Keep up with the log until `stop` is set, whatever becomes of the database."""
        while not stop.is_set():
            try:
                with connected(self.dsn) as connection:
                    self._follow(connection, stop)
            except psycopg.OperationalError:
                # It is away: what was taken stands, the rest is taken later.
                stop.wait(POLL_SECONDS)
            except Exception as error:  # noqa: BLE001 (whatever it is, it may pass)
                kind = type(error).__name__
                _log.error("the audit trail's index is not followed: %s", kind)
                stop.wait(POLL_SECONDS)

    def _follow(self, connection: Connection, stop: Signal) -> None:
        connection.execute(f"LISTEN {CHANNEL}".encode())
        while not stop.is_set():
            with _keeping(connection) as mine:
                if mine:
                    self._tend(connection)
            for _ in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                pass

    def _tend(self, connection: Connection) -> None:
        try:
            self.tend(connection)
        except psycopg.OperationalError:
            raise
        except Exception as error:
            if connection.closed:
                raise
            # Its name alone: the text of a database error may hold a row.
            kind = type(error).__name__
            _log.error("the audit trail's index has come no further: %s", kind)
            connection.execute(
                "UPDATE ksbs_read.positions SET error = %s WHERE projection = %s",
                [kind, NAME],
            )

    def tend(self, connection: Connection) -> None:
        """Take everything there is, batch by batch, each in one transaction."""
        fresh = _prepare(connection)
        while self._batch(connection):
            pass
        if fresh:
            # Tell the planner what is in it: it is filled, and changes little from now.
            connection.execute("ANALYZE ksbs_read.trail")

    def _batch(self, connection: Connection) -> bool:
        """Take the next batch; say whether there may be more."""
        with connection.transaction():
            after = position_of(connection, lock=True)
            upto = head(connection)
            if after is None or after >= upto:
                return False
            last = min(after + BATCH, upto)
            rows = connection.execute(FOLLOWING, [after, last]).fetchall()
            taken = [self._take(connection, row) for row in rows]
            with connection.cursor() as cursor:
                cursor.executemany(INSERT, taken)
            connection.execute(
                "UPDATE ksbs_read.positions SET position = %s, error = NULL"
                " WHERE projection = %s",
                [last, NAME],
            )
        return last < upto

    def _take(self, connection: Connection, row: tuple[Any, ...]) -> dict[str, Any]:
        *columns, category = row
        event: Row = tuple(columns)
        stream_id, version, position, recorded_at, name, _ = event
        found = dict.fromkeys(TOLD)
        try:
            found |= told_of(event, self.decode)
        except Exception as error:  # noqa: BLE001 (whatever it is, the others go on)
            _bury(connection, event, error)
        if category == streams.PROGRAMME:
            found["unit"] = self._unit(connection, stream_id, version, found["unit"])
        return found | {
            "position": position,
            "recorded_at": recorded_at,
            "stream_id": stream_id,
            "version": version,
            "category": category,
            "name": name,
        }

    def _unit(
        self, connection: Connection, stream_id: UUID, version: int, own: str | None
    ) -> str | None:
        """Give the school unit of a programme: the one that its first entry names."""
        if version == 1:
            self._units[stream_id] = own
        elif stream_id not in self._units:
            row = connection.execute(UNITS, [stream_id]).fetchone()
            self._units[stream_id] = str(row[0]) if row and row[0] else None
        return self._units[stream_id]


def _bury(connection: Connection, row: Row, error: Exception) -> None:
    """Say that an entry cannot be found by what it says, for it cannot be read."""
    text = str(error) if type(error).__name__ in _SAFE else type(error).__name__
    stream_id, position = row[0], row[2]
    letter = [NAME, stream_id, position, "poison", text]
    connection.execute(QUERIES["put_dead_letter"], letter)
    connection.execute(QUERIES["put_quarantine"], [NAME, stream_id, position, text])


_SAFE = frozenset({"UnreadableEvent", "UnknownEvent"})
"""Errors whose texts hold nothing of any payload."""


def _prepare(connection: Connection) -> bool:
    """Make the table where there is none, or one of another version; say if it did."""
    if _is_built(connection):
        return False
    with connection.transaction():
        lock = "SELECT pg_advisory_xact_lock(1263746646, hashtext(%s))"
        connection.execute(lock, [NAME])
        if _is_built(connection):
            return False
        connection.execute(CREATE)
        if connection.execute(QUERIES["may_act_as"], [READER]).rowcount:
            grant = sql.SQL("GRANT SELECT ON {} TO {}")
            connection.execute(grant.format(TABLE, sql.Identifier(READER)))
        for table in ("quarantine", "dead_letters"):
            connection.execute(
                f"DELETE FROM ksbs_read.{table} WHERE projection = %s".encode(),  # noqa: S608 (names of our own tables)
                [NAME],
            )
        connection.execute(QUERIES["set_place"], [NAME, VERSION, str(VERSION), 0])
    return True


def _is_built(connection: Connection) -> bool:
    """Tell whether the table is there, of this version or a newer one."""
    query = (
        "SELECT version >= %s AND to_regclass('ksbs_read.trail') IS NOT NULL"
        " FROM ksbs_read.positions WHERE projection = %s"
    )
    row = connection.execute(query, [VERSION, NAME]).fetchone()
    return row is not None and bool(row[0])


def position_of(connection: Connection, *, lock: bool = False) -> int | None:
    """Give how far the index has come, None if there is none of this version."""
    query = "SELECT position FROM ksbs_read.positions WHERE projection = %s AND version = %s"
    found = connection.execute(
        (query + (" FOR UPDATE" if lock else "")).encode(), [NAME, VERSION]
    ).fetchone()
    return None if found is None else int(str(found[0]))


@contextmanager
def _keeping(connection: Connection) -> Iterator[bool]:
    """Be the only session that keeps the index while the body runs, if possible."""
    query = "SELECT pg_try_advisory_lock(%s, hashtext(%s))"
    row = connection.execute(query, _LOCK).fetchone()
    mine = row is not None and bool(row[0])
    try:
        yield mine
    finally:
        if mine and not connection.closed:
            connection.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", _LOCK)
