"""Connections for the event store, and what the database's errors mean to it.

The text of a database error may hold a whole row, so it never goes into a message of
ours nor into a log: the SQLSTATE and the name of the constraint say enough.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from eventsourcing.persistence import IntegrityError, OperationalError
from psycopg import sql
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout, TooManyRequests

from ksbs.application.ports import (
    ClaimHeld,
    CommandReused,
    EntryTooLarge,
    MomentInFuture,
    StoreRefused,
    StoreUnavailable,
    VersionConflict,
)
from ksbs.store.roles import WRITER, may_act_as

Connection = psycopg.Connection
Pool = ConnectionPool[Connection]

CONNECT_SECONDS = 5
WAIT_SECONDS = 5.0
LOCK_MILLISECONDS = 10_000

# The pool logs libpq's words at WARNING; what it has to say reaches the caller anyway.
logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)


class StreamMoved(VersionConflict, IntegrityError):
    """Somebody else has appended to the stream; the library's name for it as well."""


class DatabaseAway(StoreUnavailable, OperationalError):
    """The database cannot be reached; the library's name for it as well."""


class ConnectionLost(DatabaseAway):
    """A connection that stood has broken; what was asked may have been done or not."""


class StoreFault(Exception):
    """The database refused what it should accept; run `ksbs doctor`."""


class NotMigrated(StoreFault):
    """The database is not set up for this version of ksbs: run `ksbs migrate`."""


def open_pool(dsn: str, *, max_size: int, wait_seconds: float = WAIT_SECONDS) -> Pool:
    """Give a pool of sessions that act as the writer where the server lets them.

    Connections are made when they are first needed.
    """
    return ConnectionPool(
        dsn,
        connection_class=Connection,
        kwargs={
            "autocommit": True,
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "ksbs",
        },
        min_size=1,
        max_size=max_size,
        timeout=wait_seconds,
        configure=_prepare,
        open=True,
    )


def _prepare(connection: Connection) -> None:
    # Queries are asked over and over with values that make no difference to their plan.
    connection.execute("set plan_cache_mode = force_generic_plan")
    connection.execute(
        sql.SQL("set lock_timeout = {}").format(sql.Literal(LOCK_MILLISECONDS))
    )
    if may_act_as(connection, WRITER):
        connection.execute(sql.SQL("set role {}").format(sql.Identifier(WRITER)))
    connection.prepare_threshold = 0


@contextmanager
def session(pool: Pool) -> Iterator[Connection]:
    """Lend a connection in autocommit mode, and translate what goes wrong.

    Raises:
        StoreUnavailable: if no connection can be had, or it is lost.
        StoreRefused: its kinds, when append refused.
        StoreFault: for everything else.
    """
    try:
        connection = pool.getconn()
    except (PoolTimeout, TooManyRequests, PoolClosed, psycopg.OperationalError):
        raise DatabaseAway("the database gives no connection; try again") from None
    try:
        yield connection
    except psycopg.Error as error:
        raise translated(error) from None
    finally:
        pool.putconn(connection)


def translated(error: psycopg.Error) -> Exception:
    """Give the exception of ours that a database error stands for."""
    state, constraint = error.sqlstate, error.diag.constraint_name
    if state is None or state.startswith(_BROKEN):
        return ConnectionLost("the connection to the database was lost; try again")
    if state == "23505" and constraint == "events_stream_version_key":
        return StreamMoved("somebody else has appended to the stream")
    if state == "KS002":
        return _claim_held(error)
    if state in _MEANINGS:
        kind, message = _MEANINGS[state]
        return kind(message)
    if isinstance(error, psycopg.OperationalError):
        return DatabaseAway("the database is away or overloaded; try again")
    return StoreFault(f"The database refused with SQLSTATE {state} ({constraint}).")


def _claim_held(error: psycopg.Error) -> ClaimHeld:
    claim, holder = error.diag.message_detail or "", error.diag.message_hint
    return ClaimHeld(claim, UUID(holder) if holder else None)


_NOT_MIGRATED = (
    NotMigrated,
    "The database is not set up for this version: run `ksbs migrate`.",
)

_BROKEN = ("08", "57P01", "57P02", "57P03")
"""SQLSTATEs of a connection that is gone: broken, or ended by the server."""

_MEANINGS: dict[str, tuple[type[Exception], str]] = {
    "KS001": (CommandReused, "the command's id stands for another content"),
    "KS003": (EntryTooLarge, "an entry would reach 65,535 bytes"),
    "KS004": (StoreRefused, "a version leaves a gap in its stream"),
    "KS006": (MomentInFuture, "the moment lies in the future"),
    "3F000": _NOT_MIGRATED,
    "42P01": _NOT_MIGRATED,
    "42883": _NOT_MIGRATED,
    "KS007": (StoreRefused, "the told time lies in the future or behind the log"),
}
