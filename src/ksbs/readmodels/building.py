"""Building the tables of read models from the whole log, stream by stream."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ksbs.readmodels import log
from ksbs.readmodels.filling import Filled, pieces
from ksbs.readmodels.places import bury, set_place
from ksbs.readmodels.tables import Connection, Tables, connected, create, index
from ksbs.readmodels.taking import Taker
from ksbs.readmodels.writing import Writer


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
    tables: Sequence[Tables],
    *,
    taker: Taker,
    dsn: str,
    report: Report = silent,
) -> int:
    """Make and fill tables in the transaction under way; give the position reached.

    The tables are those of the taker's read models, in its order. The log is read, and
    folded once for all of them, in other sessions.
    """
    for each in tables:
        create(connection, each)
    writers = [Writer(each) for each in tables]
    about = taker.projections[0].about
    with connected(dsn) as reading:
        position = log.head(reading)
        begun = time.monotonic()
        total = log.count(reading, about=about, upto=position)
        done = 0
        for piece in pieces(dsn, taker=taker, upto=position, events=total):
            for writer, filled in zip(writers, piece.filled, strict=True):
                _add(connection, writer, filled)
            done += piece.events
            report(Progress(done, total, time.monotonic() - begun))
    for each in tables:
        index(connection, each)
        set_place(connection, each, position=position)
    return position


def _add(connection: Connection, writer: Writer, filled: Filled) -> None:
    writer.add(connection, history=filled.history, current=filled.current)
    bury(connection, writer.tables, filled.letters)
