"""Writing what has been taken of streams into the tables of a read model."""

from collections.abc import Iterator, Sequence
from typing import Any

from psycopg import sql

from ksbs.readmodels.lines import Lines
from ksbs.readmodels.segments import FOREVER, Values
from ksbs.readmodels.tables import Connection, Tables
from ksbs.readmodels.taking import Taken


class Writer:
    """Writes into the tables of one read model, in the transaction under way."""

    def __init__(self, tables: Tables) -> None:
        projection = tables.projection
        self.tables = tables
        self._lines = Lines(projection)
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
            stream_id = taken.stream_id
            gone += [(stream_id, *key) for key in before.keys() - after.keys()]
            put += [
                (stream_id, *_as_lists(values))
                for key, values in after.items()
                if before.get(key) != values
            ]
        with connection.cursor() as cursor:
            for query, rows in (
                (self._close, closings),
                (self._drop, gone),
                (self._put, put),
            ):
                if rows:
                    cursor.executemany(query, rows)
        history = [
            line
            for taken in streams
            for line in self._lines.history(taken.stream_id, taken.believed.segments())
        ]
        self.add(connection, history="".join(history))

    def add(self, connection: Connection, *, history: str, current: str = "") -> None:
        """Add lines to both tables; the current rows must not be there so far."""
        for query, lines in (
            (self._copy_history, history),
            (self._copy_current, current),
        ):
            if lines:
                with connection.cursor() as cursor, cursor.copy(query) as copy:
                    copy.write(lines)


def _as_lists(values: Values) -> Iterator[Any]:
    """Give values as psycopg writes them: a tuple would be a composite, not an array."""
    return (list(value) if type(value) is tuple else value for value in values)


def _equals(name: str, pattern: Any) -> sql.Composed:
    return sql.SQL(pattern).format(sql.Identifier(name))
