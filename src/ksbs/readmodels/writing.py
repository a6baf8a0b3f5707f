"""Writing what has been taken of streams into the tables of a read model."""

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import sql

from ksbs.readmodels.cells import Fitting
from ksbs.readmodels.segments import FOREVER
from ksbs.readmodels.tables import Connection, Tables
from ksbs.readmodels.taking import Taken


class Writer:
    """Writes into the tables of one read model, in the transaction under way."""

    def __init__(self, tables: Tables) -> None:
        projection = tables.projection
        self.tables = tables
        self._fitting = Fitting(projection)
        names = [column.name for column in projection.columns]
        changes = [name for name in names if name not in projection.key]
        and_key = sql.Composed(
            [_equals(name, " AND {} = %s") for name in projection.key]
        )
        self._close = tables.format(
            "close", and_key=and_key, forever=sql.Literal(FOREVER)
        )
        self._drop = tables.format("drop_current", and_key=and_key)
        self._put = tables.format(
            "put_current",
            columns=sql.SQL(", ").join(map(sql.Identifier, names)),
            values=sql.SQL(", ").join([sql.Placeholder()] * (len(names) + 1)),
            # A row that consists of its key has nothing to change: say so of the key.
            changes=sql.SQL(", ").join(
                [_equals(name, "{0} = excluded.{0}") for name in changes or names]
            ),
        )
        self._copy_history = sql.SQL("COPY {} FROM STDIN").format(tables.history)
        self._copy_current = sql.SQL("COPY {} ({}) FROM STDIN").format(
            tables.current, tables.columns
        )

    def write(self, connection: Connection, streams: Sequence[Taken]) -> None:
        """Bring the tables from the rows before to those after."""
        closings = [
            (position, taken.stream_id, *key, day)
            for taken in streams
            for (key, day), position in taken.believed.closings
        ]
        gone, put = [], []
        for taken in streams:
            before, after = taken.before, taken.after
            gone += [(taken, key) for key in before.keys() - after.keys()]
            changed = {k: v for k, v in after.items() if before.get(k) != v}
            put += [
                (taken.stream_id, *values)
                for values in self._fitting.rows(changed).values()
            ]
        lost = [(taken.stream_id, *self._fitting.key(key)) for taken, key in gone]
        with connection.cursor() as cursor:
            for query, rows in (
                (self._close, closings),
                (self._drop, lost),
                (self._put, put),
            ):
                if rows:
                    cursor.executemany(query, rows)
        self.add_history(connection, streams)

    def add_history(self, connection: Connection, streams: Iterable[Taken]) -> None:
        """Add the segments of streams to the history."""
        row = self._fitting.history_row
        rows = [
            row(taken.stream_id, segment)
            for taken in streams
            for segment in taken.believed.segments()
        ]
        _copy(connection, self._copy_history, rows)

    def add_current(self, connection: Connection, streams: Iterable[Taken]) -> None:
        """Add the rows of streams that have none so far."""
        rows = [
            (taken.stream_id, *values)
            for taken in streams
            for values in self._fitting.rows(taken.after).values()
        ]
        _copy(connection, self._copy_current, rows)


def _copy(
    connection: Connection, query: sql.Composed, rows: Sequence[tuple[Any, ...]]
) -> None:
    if not rows:
        return
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for row in rows:
            copy.write_row(row)


def _equals(name: str, pattern: Any) -> sql.Composed:
    return sql.SQL(pattern).format(sql.Identifier(name))
