"""The log as the read models follow it, in the session that keeps their tables."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from ksbs.application.projection import Subject
from ksbs.domain.event import Entry
from ksbs.readmodels.queries import QUERIES
from ksbs.readmodels.tables import Connection

Row = tuple[UUID, int, int, datetime, str, bytes]
"""One event: stream, version, position, recorded_at, name, payload."""
Decode = Callable[[Row], Entry]
"""Reads an event. What it raises must say which event, and nothing of its payload."""
Command = list[Row]
"""What one command wrote on one stream."""

_position = itemgetter(2)
_recorded_at = itemgetter(3)


def head(connection: Connection) -> int:
    """Give the last position of the log."""
    row = connection.execute("SELECT size FROM ksbs.head").fetchone()
    return int(str(row[0])) if row else 0


def following(
    connection: Connection, after: int, *, upto: int, about: Subject, limit: int
) -> tuple[list[Row], int]:
    """Give whole commands after a position, about `limit` events, and how far they reach.

    They reach to `upto` if that is all there are.
    """
    bounds = {"after": after, "upto": upto, "category": about.category}
    query = QUERIES["following"]
    while True:
        asked = {**bounds, "limit": limit + 1}
        rows = connection.execute(query, asked, binary=True).fetchall()
        if len(rows) <= limit:
            return _typed(rows), upto
        # The last command may go on: it is left for the next time.
        last = _recorded_at(rows[-1])
        whole = [row for row in rows if _recorded_at(row) != last]
        if whole:
            return _typed(whole), _position(whole[-1])
        limit *= 2


def streams(
    connection: Connection, ids: Sequence[UUID], *, upto: int
) -> dict[UUID, list[Row]]:
    """Give the events of streams up to a position, by stream and version."""
    asked = {"streams": list(ids), "upto": upto}
    rows = connection.execute(QUERIES["streams"], asked, binary=True).fetchall()
    return by_stream(_typed(rows))


def stream_ids(connection: Connection, *, about: Subject, upto: int) -> list[UUID]:
    """Give the streams of a category that have begun by a position."""
    asked = {"category": about.category, "upto": upto}
    rows = connection.execute(QUERIES["stream_ids"], asked, binary=True)
    return [UUID(str(row[0])) for row in rows]


def count(connection: Connection, *, about: Subject, upto: int) -> int:
    """Give how many events of a category there are up to a position."""
    asked = {"category": about.category, "upto": upto}
    row = connection.execute(QUERIES["count_events"], asked).fetchone()
    return int(str(row[0])) if row else 0


def by_stream(rows: Sequence[Row]) -> dict[UUID, list[Row]]:
    """Sort rows by their streams, each in order of position."""
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def commands(rows: Iterable[Row]) -> Iterator[Command]:
    """Split the rows of one stream into commands.

    Whatever one command wrote has one `recorded_at`, which no other has.
    """
    command: Command = []
    for row in rows:
        if command and _recorded_at(row) != _recorded_at(command[0]):
            yield command
            command = []
        command.append(row)
    if command:
        yield command


def _typed(rows: Any) -> list[Row]:
    """Say what the columns of the queries are; they come as lists."""
    found: list[Row] = rows
    return found
