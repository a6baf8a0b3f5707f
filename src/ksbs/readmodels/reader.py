"""Reading the read models: how things stood on a day, as known at a position.

Every question is asked at a pair. The position is that of a command's last entry, as
`ksbs.application.history` resolves an instant to one; the day is a date.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from psycopg import sql
from psycopg_pool import ConnectionPool

from ksbs.application.projection import Projection
from ksbs.readmodels.places import Place, patiently, place_of
from ksbs.readmodels.queries import QUERIES
from ksbs.readmodels.tables import READER, Connection, Tables, act_as

Cells = Mapping[str, Any]
"""A row: the id of its stream and its columns, by name."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A moment on both axes: a day, the day included, and a position of the log."""

    valid_at: date
    position: int


@dataclass(frozen=True, slots=True)
class Span:
    """What was believed of a row from one day until another, the latter not included.

    `until` is None where it still holds.
    """

    row: Cells
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that is there at both pairs and reads differently: the fields that do."""

    row: Cells
    """The row as it reads at the second pair."""
    fields: Mapping[str, tuple[Any, Any]]
    """What it read at the first pair and at the second."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What lies between two pairs: rows by key."""

    added: tuple[Cells, ...]
    removed: tuple[Cells, ...]
    changed: tuple[Changed, ...]


class Reader:
    """Reads the tables of read models through a pool of sessions."""

    def __init__(self, dsn: str, *, pool_max: int = 4) -> None:
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            dsn,
            kwargs={"autocommit": True, "application_name": "ksbs-read"},
            min_size=0,
            max_size=pool_max,
            configure=_configure,
            open=True,
        )

    def close(self) -> None:
        """Close all sessions."""
        self._pool.close()

    def place(self, projection: Projection) -> Place | None:
        """Give how far a read model has come, None if it has not been built."""
        with self._pool.connection() as connection:
            return place_of(connection, Tables(projection))

    def wait_until(
        self, projection: Projection, *, position: int, timeout: float
    ) -> bool:
        """Wait until a read model has taken a position; say whether it has in time.

        Whoever has just written waits so for what was written to be seen.

        Args:
            projection: The read model.
            position: What it should reach.
            timeout: How many seconds to wait at most.
        """

        def reached() -> bool:
            place = self.place(projection)
            return place is not None and place.position >= position

        return patiently(reached, timeout=timeout)

    def current(
        self, projection: Projection, *, stream_id: UUID | None = None
    ) -> list[Cells]:
        """Give the rows as they stand now, of one stream or of all."""
        tables = Tables(projection)
        query = sql.SQL("SELECT {} FROM {}").format(tables.columns, tables.current)
        if stream_id is not None:
            query += sql.SQL(" WHERE {} = %(stream)s").format(tables.id)
        return self._rows(query, {"stream": stream_id})

    def at(
        self, projection: Projection, pair: Pair, *, stream_id: UUID | None = None
    ) -> list[Cells]:
        """Give the rows at a pair, of one stream or of all."""
        tables = Tables(projection)
        if stream_id is not None:
            query = tables.format("at_one")
        else:
            same = [
                sql.SQL(" AND h.{0} = ever.{0}").format(sql.Identifier(name))
                for name in projection.key
            ]
            names = [projection.about.id_column]
            names += [column.name for column in projection.columns]
            latest = [sql.Identifier("latest", name) for name in names]
            query = tables.format(
                "at_all",
                and_same_key=sql.Composed(same),
                latest_columns=sql.SQL(", ").join(latest),
            )
        asked = {"valid": pair.valid_at, "known": pair.position, "stream": stream_id}
        return self._rows(query, asked)

    def keys(self, projection: Projection, *, stream_id: UUID) -> list[tuple[Any, ...]]:
        """Give the keys that a stream has ever had a row of."""
        tables = Tables(projection)
        query = sql.SQL(
            "SELECT DISTINCT {0}{1} FROM {2} WHERE {0} = %(stream)s AND born"
        )
        found = self._rows(
            query.format(tables.id, tables.key, tables.history), {"stream": stream_id}
        )
        return [tuple(row[name] for name in projection.key) for row in found]

    def timeline(
        self, projection: Projection, *, stream_id: UUID, position: int
    ) -> list[Span]:
        """Give what was believed at a position of one stream, of every day, by key."""
        query = Tables(projection).format("segments")
        found = self._rows(query, {"stream": stream_id, "known": position})
        spans: list[Span] = []
        for _, of_key in groupby(found, key=lambda row: _key(projection, row)):
            segments = list(of_key)
            ends = [segment["valid_from"] for segment in segments[1:]]
            spans += [
                _span(segment, until)
                for segment, until in zip(segments, [*ends, None], strict=True)
                if not segment["gone"]
            ]
        return spans

    def differences(
        self,
        projection: Projection,
        *,
        first: Pair,
        second: Pair,
        stream_id: UUID | None = None,
    ) -> Differences:
        """Give what changed from one pair to another: of the day, or of what is known."""
        before, after = (
            {
                _key(projection, row): row
                for row in self.at(projection, pair, stream_id=stream_id)
            }
            for pair in (first, second)
        )
        return Differences(
            added=tuple(row for key, row in after.items() if key not in before),
            removed=tuple(row for key, row in before.items() if key not in after),
            changed=tuple(
                Changed(row, _differing(before[key], row))
                for key, row in after.items()
                if key in before and before[key] != row
            ),
        )

    def stale(self, projection: Projection, *, position: int) -> dict[UUID, str]:
        """Give the streams whose rows are stale at a position, with the reason.

        An event of theirs could not be taken; the rows are those of the time before.
        """
        asked = [projection.name, position]
        with self._pool.connection() as connection:
            found = connection.execute(QUERIES["stale"], asked).fetchall()
        return {UUID(str(stream_id)): str(error) for stream_id, _, error in found}

    def _rows(self, query: sql.Composed, asked: Mapping[str, Any]) -> list[Cells]:
        with self._pool.connection() as connection:
            cursor = connection.execute(query, asked, binary=True)
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor]


@contextmanager
def reading(dsn: str, *, pool_max: int = 4) -> Iterator[Reader]:
    """Lend a reader of the database's read models."""
    reader = Reader(dsn, pool_max=pool_max)
    try:
        yield reader
    finally:
        reader.close()


def _configure(connection: Connection) -> None:
    # The same few queries, with values that make no difference to their plans: planning
    # one anew takes longer than reading a programme by it.
    connection.execute("SET plan_cache_mode = force_generic_plan")
    act_as(connection, READER)


def _key(projection: Projection, row: Cells) -> tuple[Any, ...]:
    names: Sequence[str] = (projection.about.id_column, *projection.key)
    return tuple([row[name] for name in names])


def _span(segment: Cells, until: date | None) -> Span:
    row = {k: v for k, v in segment.items() if k not in {"valid_from", "gone"}}
    return Span(row, segment["valid_from"], until)


def _differing(before: Cells, after: Cells) -> dict[str, tuple[Any, Any]]:
    return {
        name: (before[name], value)
        for name, value in after.items()
        if before[name] != value
    }
