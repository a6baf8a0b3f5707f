"""How far each read model has come, who keeps it, and what stands in its way."""

import hashlib
import inspect
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ksbs.application.projection import Projection
from ksbs.readmodels.queries import QUERIES
from ksbs.readmodels.tables import READER, Connection, Tables, connected
from ksbs.readmodels.taking import DeadLetter

_KEEPER, _REBUILDER, _BUILDER = 1263746644, 1263746645, 1263746646
"""Classes of advisory locks: one of each kind for every read model."""

_WAIT_SECONDS = 0.01
_LONGEST_WAIT_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Place:
    """How far the tables of a read model have come, and by what they were built."""

    position: int
    version: int
    digest: str
    built_at: datetime
    error: str | None


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something that stands in a read model's way: health is red while there is any.

    `kind` is `quarantine` (a stream is followed no further, its rows are stale from the
    position on), `misdirected` (an amendment names nothing), or `stopped` (the whole
    read model has come no further).
    """

    projection: str
    stream_id: UUID | None
    position: int
    kind: str
    error: str
    since: datetime


def health(dsn: str, projections: Iterable[str]) -> list[Ailment]:
    """Give what stands in the way of read models of these names; nothing if all is well."""
    with connected(dsn, role=READER) as connection:
        return ailments(connection, list(projections))


def ailments(connection: Connection, names: Sequence[str]) -> list[Ailment]:
    """Give what stands in the way of read models of these names."""
    found = connection.execute(QUERIES["ailments"], {"names": list(names)})
    return [Ailment(*row) for row in found]  # type: ignore[arg-type]  # as selected


def digest_of(projection: Projection) -> str:
    """Give a digest of what a read model is made by: its module, version and columns.

    What its rows say also depends on the domain, which this does not see; nor does it
    see the words that a column has from there, which change no row.
    """
    module = inspect.getmodule(projection.rows)
    code = inspect.getsource(module) if module else repr(projection.rows)
    columns = [(each.name, each.kind, each.nullable) for each in projection.columns]
    shape = (projection.name, projection.version, columns, projection.key)
    text = f"{shape}\n{sorted(event.stored_as for event in projection.on)}\n{code}"
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def place_of(
    connection: Connection, tables: Tables, *, lock: bool = False
) -> Place | None:
    """Give how far tables have come, None if they have not been built.

    With `lock`, nobody else changes them until the transaction ends.
    """
    return places_of(connection, [tables.name], lock=lock).get(tables.name)


def places_of(
    connection: Connection, names: Sequence[str], *, lock: bool = False
) -> dict[str, Place]:
    """Give how far tables of these names have come, those that have been built."""
    query = QUERIES["places"].as_string() + (" FOR UPDATE" if lock else "")
    found = connection.execute(query.encode(), [list(names)])
    return {str(name): Place(*rest) for name, *rest in found}  # type: ignore[arg-type]  # as selected


def set_place(connection: Connection, tables: Tables, *, position: int) -> None:
    """Say how far tables have come that have just been built by this code."""
    projection = tables.projection
    connection.execute(
        QUERIES["set_place"],
        [tables.name, projection.version, digest_of(projection), position],
    )


def advance(connection: Connection, names: Sequence[str], *, position: int) -> None:
    """Say how far tables of these names have come."""
    connection.execute(
        "UPDATE ksbs_read.positions SET position = %s, error = NULL"
        " WHERE projection = ANY (%s)",
        [position, list(names)],
    )


def stopped(connection: Connection, tables: Tables, *, error: str) -> None:
    """Say why a read model has come no further."""
    connection.execute(
        "UPDATE ksbs_read.positions SET error = %s WHERE projection = %s",
        [error, tables.name],
    )


def forget(connection: Connection, tables: Tables) -> None:
    """Forget everything kept about tables beside their rows."""
    for table in ("positions", "quarantine", "dead_letters"):
        connection.execute(
            f"DELETE FROM ksbs_read.{table} WHERE projection = %s".encode(),  # noqa: S608 (names of our own tables)
            [tables.name],
        )


def quarantined(connection: Connection, tables: Tables) -> set[UUID]:
    """Give the streams that the read model does not follow."""
    query = "SELECT stream_id FROM ksbs_read.quarantine WHERE projection = %s"
    return {UUID(str(row[0])) for row in connection.execute(query, [tables.name])}


def bury(connection: Connection, tables: Tables, letters: Sequence[DeadLetter]) -> None:
    """Write dead letters, and quarantine the streams of those that are poison."""
    for letter in letters:
        connection.execute(
            QUERIES["put_dead_letter"],
            [tables.name, letter.stream_id, letter.position, letter.kind, letter.error],
        )
        if letter.kind == "poison":
            connection.execute(
                QUERIES["put_quarantine"],
                [tables.name, letter.stream_id, letter.position, letter.error],
            )


def try_keep(connection: Connection, projection: Projection) -> bool:
    """Become the only session that keeps a read model, if no other is.

    It ends with the session, whatever way that ends.
    """
    return _try_lock(connection, _KEEPER, projection)


def release(connection: Connection, projection: Projection) -> None:
    """Let another session keep a read model."""
    _unlock(connection, _KEEPER, projection)


def alone(connection: Connection, projection: Projection) -> None:
    """Wait to be the only transaction that builds a read model's first tables."""
    query = "SELECT pg_advisory_xact_lock(%s, hashtext(%s))"
    connection.execute(query, [_BUILDER, projection.name])


@contextmanager
def rebuilding(
    connection: Connection, projection: Projection, *, timeout: float = 0.0
) -> Iterator[bool]:
    """Be the only session that rebuilds a read model while the body runs, if possible.

    Waits for others `timeout` seconds at most; whoever starts to follow the log clears
    away what was broken off, and is in the way for a moment.
    """
    mine = patiently(
        lambda: _try_lock(connection, _REBUILDER, projection), timeout=timeout
    )
    try:
        yield mine
    finally:
        if mine and not connection.closed:
            _unlock(connection, _REBUILDER, projection)


def patiently(done: Callable[[], bool], *, timeout: float | None = None) -> bool:
    """Ask again and again whether something is done, until it is or time is up."""
    end = None if timeout is None else time.monotonic() + timeout
    wait = _WAIT_SECONDS
    while not done():
        if end is not None and time.monotonic() >= end:
            return False
        time.sleep(wait)
        wait = min(wait * 1.5, _LONGEST_WAIT_SECONDS)
    return True


def _try_lock(connection: Connection, kind: int, projection: Projection) -> bool:
    query = "SELECT pg_try_advisory_lock(%s, hashtext(%s))"
    row = connection.execute(query, [kind, projection.name]).fetchone()
    return row is not None and bool(row[0])


def _unlock(connection: Connection, kind: int, projection: Projection) -> None:
    query = "SELECT pg_advisory_unlock(%s, hashtext(%s))"
    connection.execute(query, [kind, projection.name])
