"""Comparing the tables of a rebuild with those in use: digests, and rows that differ."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from psycopg import IsolationLevel, sql

from ksbs.readmodels.queries import QUERIES
from ksbs.readmodels.tables import Connection, Tables

SHOWN = 10
"""Rows shown of each kind of difference."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing two pairs of tables at one position.

    The rows are texts, as PostgreSQL writes them, some of each table: those that only
    the tables in use have, and those that only the rebuilt ones have. Where they could
    not be compared at all, `hindrance` says why.
    """

    position: int
    equal: bool
    only_live: Mapping[str, Sequence[str]] = field(default_factory=dict)
    only_rebuilt: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hindrance: str | None = None


@contextmanager
def standing_still(connection: Connection) -> Iterator[None]:
    """Look at one state of the database while the body runs."""
    connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
    try:
        with connection.transaction():
            yield
    finally:
        if not connection.closed:
            connection.set_isolation_level(None)


def compare(
    connection: Connection, live: Tables, rebuilt: Tables, *, position: int
) -> Compared:
    """Compare current rows and history, in a transaction that stands still."""
    only_live: dict[str, Sequence[str]] = {}
    only_rebuilt: dict[str, Sequence[str]] = {}
    for name, table, columns in _PARTS:
        asked = {"columns": columns(live)}
        digests = {
            tables.name: digest(connection, table(tables), **asked)
            for tables in (live, rebuilt)
        }
        if digests[live.name] == digests[rebuilt.name]:
            continue
        only_live[name] = _only_in(connection, table(live), table(rebuilt), **asked)
        only_rebuilt[name] = _only_in(connection, table(rebuilt), table(live), **asked)
    return Compared(
        position=position,
        equal=not only_live and not only_rebuilt,
        only_live=only_live,
        only_rebuilt=only_rebuilt,
    )


def digests(connection: Connection, tables: Tables) -> dict[str, tuple[Any, ...]]:
    """Give the digests of the current rows and of the history, in canonical form.

    They depend on the log and the read model alone: not on the order of rows, nor on
    the server, its settings, or how the tables came about.
    """
    return {
        name: digest(connection, table(tables), columns=columns(tables))
        for name, table, columns in _PARTS
    }


def digest(
    connection: Connection, table: sql.Identifier, *, columns: sql.Composed
) -> tuple[Any, ...]:
    """Give a digest of columns of a table."""
    query = QUERIES["digest"].format(table=table, columns=columns)
    return connection.execute(query).fetchone() or ()


def _only_in(
    connection: Connection,
    table: sql.Identifier,
    other: sql.Identifier,
    *,
    columns: sql.Composed,
) -> list[str]:
    query = QUERIES["only_in"].format(table=table, other=other, columns=columns)
    return [str(row[0]) for row in connection.execute(query, [SHOWN])]


_PARTS: tuple[
    tuple[
        str,
        Callable[[Tables], sql.Identifier],
        Callable[[Tables], sql.Composed],
    ],
    ...,
] = (
    ("current", lambda tables: tables.current, lambda tables: tables.compared),
    ("history", lambda tables: tables.history, lambda tables: tables.history_compared),
)
