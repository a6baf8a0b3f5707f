"""Read models kept as others keep them: the rows alone, or with one axis of time.

The tables, the rows and the positions, locked and moved for every command, are those of
our own read models; what is kept beside the rows is what differs. What a command does
not change is not written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID

from psycopg import sql

from ksbs.application import streams
from ksbs.application.projection import Projection
from ksbs.domain.event import Entry
from ksbs.domain.replay import facts, fold
from ksbs.readmodels.segments import FOREVER
from ksbs.readmodels.tables import Connection

Key = tuple[Any, ...]
Values = tuple[Any, ...]
Rows = dict[Key, Values]
"""Rows of one stream by their key, the id of the stream included in both."""


@dataclass(frozen=True)
class Change:
    """What a command changes in the rows of one read model."""

    gone: Sequence[Key]
    put: Rows


@dataclass
class Streams:
    """The streams of a log so far, and what their rows are."""

    projections: Sequence[Projection]
    _entries: dict[UUID, list[Entry]] = field(default_factory=dict)
    _rows: dict[tuple[UUID, str], Rows] = field(default_factory=dict)

    def take(self, entries: Iterable[Entry]) -> list[tuple[Projection, Change]]:
        """Take what comes next in the log; give what changes, by read model."""
        touched = {}
        for entry in entries:
            self._entries.setdefault(entry.stream_id, []).append(entry)
            touched[entry.stream_id] = streams.category_of(entry.event.stored_as)
        return [
            (projection, change)
            for stream_id, category in touched.items()
            for projection in self.projections
            if projection.about.category == category
            and (change := self._change(projection, stream_id))
        ]

    def _change(self, projection: Projection, stream_id: UUID) -> Change | None:
        before = self._rows.get((stream_id, projection.name), {})
        state = fold(projection.about.initial(), facts(self._entries[stream_id]))
        after = _by_key(projection, stream_id, projection.rows(state))
        self._rows[stream_id, projection.name] = after
        gone = [key for key in before if key not in after]
        put = {key: row for key, row in after.items() if before.get(key) != row}
        return Change(gone, put) if gone or put else None


class Current:
    """Keeps the rows as they stand now, and how far it has come."""

    schema = "rival_current"

    def __init__(
        self, connection: Connection, projections: Sequence[Projection]
    ) -> None:
        self._connection = connection
        self._names = [projection.name for projection in projections]
        self._run("CREATE SCHEMA {schema}")
        self._run("CREATE TABLE {places} (LIKE {ours} INCLUDING ALL)", "positions")
        self._run("ALTER TABLE {places} SET (fillfactor = 20)")
        self._run("INSERT INTO {places} SELECT * FROM {ours}", "positions")
        for projection in projections:
            self.create(projection)

    def create(self, projection: Projection) -> None:
        """Make the tables of a read model."""
        self._run("CREATE TABLE {now} (LIKE {ours} INCLUDING ALL)", projection.name)

    def write(
        self, changes: Iterable[tuple[Projection, Change]], *, position: int
    ) -> None:
        """Write what a command changes, in one transaction with the positions."""
        with self._connection.transaction():
            self._run(
                "SELECT FROM {places} WHERE projection = ANY (%s)"
                " ORDER BY projection FOR UPDATE",
                asked=[[self._names]],
            )
            for projection, change in changes:
                self.bring(projection, change, position)
            self._run(
                "UPDATE {places} SET position = %s, error = NULL"
                " WHERE projection = ANY (%s)",
                asked=[(position, self._names)],
            )

    def bring(self, projection: Projection, change: Change, position: int) -> None:
        """Bring the rows of one read model from before to after."""
        name, values = projection.name, change.put.values()
        self._run("DELETE FROM {now} WHERE {same}", name, projection, change.gone)
        self._run(
            "INSERT INTO {now} ({columns}) VALUES ({values})"
            " ON CONFLICT ({keys}) DO UPDATE SET {changes}",
            *(name, projection, values),
        )

    def _run(
        self,
        query: str,
        name: str = "",
        projection: Projection | None = None,
        asked: Iterable[Sequence[Any]] = ((),),
    ) -> None:
        parts = {
            "schema": sql.Identifier(self.schema),
            "places": sql.Identifier(self.schema, "positions"),
            "ours": sql.Identifier("ksbs_read", name),
            "now": sql.Identifier(self.schema, name),
            "history": sql.Identifier(self.schema, f"{name}_history"),
        }
        statement = sql.SQL(query).format(**parts, **_columns(projection))
        if rows := list(asked):
            with self._connection.cursor() as cursor:
                cursor.executemany(statement, rows)


class Places(Current):
    """Keeps nothing but how far it has come."""

    schema = "rival_places"

    def create(self, projection: Projection) -> None:
        """Make no table of a read model."""

    def bring(self, projection: Projection, change: Change, position: int) -> None:
        """Write no row."""


class SystemTime(Current):
    """Keeps besides what the rows were at every position: one axis of time."""

    schema = "rival_system_time"

    def create(self, projection: Projection) -> None:
        """Make the tables of a read model."""
        super().create(projection)
        self._run(
            "CREATE TABLE {history} (LIKE {ours}, sys_from bigint NOT NULL,"
            " sys_to bigint NOT NULL, PRIMARY KEY ({keys}, sys_from))"
            " WITH (fillfactor = 90)",
            *(projection.name, projection),
        )

    def bring(self, projection: Projection, change: Change, position: int) -> None:
        """Bring the rows from before to after, and remember those before."""
        super().bring(projection, change, position)
        name = projection.name
        ended = [(position, *key, FOREVER) for key in (*change.gone, *change.put)]
        begun = [(*row, position, FOREVER) for row in change.put.values()]
        self._run(
            "UPDATE {history} SET sys_to = %s WHERE {same} AND sys_to = %s",
            *(name, projection, ended),
        )
        self._run(
            "INSERT INTO {history} ({columns}, sys_from, sys_to)"
            " VALUES ({values}, %s, %s)",
            *(name, projection, begun),
        )


def agree(connection: Connection, projections: Iterable[Projection]) -> bool:
    """Tell whether the others' rows are ours, and their histories end in them."""
    tables = ("rival_current.{0}", "rival_system_time.{0}")
    return all(
        not connection.execute(
            f"(TABLE ksbs_read.{p.name} EXCEPT TABLE {table.format(p.name)}) UNION ALL"
            f" (TABLE {table.format(p.name)} EXCEPT TABLE ksbs_read.{p.name})".encode()
        ).fetchall()
        for p in projections
        for table in tables
    )


def _by_key(
    projection: Projection, stream_id: UUID, rows: Iterable[Mapping[str, object]]
) -> Rows:
    return {
        (stream_id, *(_plain(row[name]) for name in projection.key)): (
            stream_id,
            *(_plain(row.get(column.name)) for column in projection.columns),
        )
        for row in rows
    }


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def _columns(projection: Projection | None) -> dict[str, sql.Composable]:
    """Give the parts of a query that a read model's columns make."""
    if projection is None:
        return {}
    keys = [projection.about.id_column, *projection.key]
    names = [projection.about.id_column, *(c.name for c in projection.columns)]
    comma, both = sql.SQL(", "), sql.SQL(" AND ")
    rest = [name for name in names if name not in keys] or names
    return {
        "keys": comma.join(map(sql.Identifier, keys)),
        "columns": comma.join(map(sql.Identifier, names)),
        "values": comma.join([sql.Placeholder()] * len(names)),
        "same": both.join([_set(name, "{} = %s") for name in keys]),
        "changes": comma.join([_set(name, "{0} = excluded.{0}") for name in rest]),
    }


def _set(name: str, pattern: Any) -> sql.Composed:
    return sql.SQL(pattern).format(sql.Identifier(name))
