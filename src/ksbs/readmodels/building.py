"""Building the tables of a read model from the whole log, stream by stream."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from ksbs.readmodels import log
from ksbs.readmodels.places import bury, set_place
from ksbs.readmodels.tables import Connection, Tables, connected, create, index
from ksbs.readmodels.taking import Taken, Taker
from ksbs.readmodels.writing import Writer

STREAMS_AT_ONCE = 50
"""Streams whose rows are written in one go: enough that the going costs little."""


_SELDOM = (100_000, 20, 100)
"""New objects until the youngest are searched, and how much less often the older."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come: events taken, of how many, and how fast."""

    done: int
    total: int
    seconds: float

    @property
    def rate(self) -> float:
        """Events per second so far."""
        return self.done / self.seconds if self.seconds else 0.0


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Report nothing."""


def build(
    connection: Connection,
    tables: Tables,
    *,
    taker: Taker,
    dsn: str,
    report: Report = silent,
) -> int:
    """Make and fill the tables in the transaction under way; give the position reached.

    The log is read in a session of its own.
    """
    about = tables.projection.about
    create(connection, tables)
    writer = Writer(tables)
    with connected(dsn) as reading:
        position = log.head(reading)
        begun = time.monotonic()
        total = log.count(reading, about=about, upto=position)
        done = 0
        streams = log.all_streams(reading, about=about, upto=position)
        with _seldom_collecting():
            for chunk in _chunks(streams):
                taken = [
                    taker.take(stream_id, fold=taker.beginning(), rows=rows)
                    for stream_id, rows in chunk
                ]
                _add(connection, writer, taken)
                done += sum(len(rows) for _, rows in chunk)
                report(Progress(done, total, time.monotonic() - begun))
    index(connection, tables)
    set_place(connection, tables, position=position)
    return position


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage in circles less often: a fold makes much, and none in circles.

    Without this the search takes a third of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _add(connection: Connection, writer: Writer, taken: list[Taken]) -> None:
    writer.add_history(connection, taken)
    writer.add_current(connection, taken)
    for each in taken:
        bury(connection, writer.tables, each.letters)


def _chunks(
    streams: Iterator[tuple[UUID, list[log.Row]]],
) -> Iterator[list[tuple[UUID, list[log.Row]]]]:
    while chunk := list(islice(streams, STREAMS_AT_ONCE)):
        yield chunk
