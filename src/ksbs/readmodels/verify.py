"""Checks read models against the brute-force oracle, cell by cell.

A cell is what a read model shows under one key of one stream, on one day, as known at
one position. Cells are drawn at random, all keys of a stream at a pair at once; pairs
are drawn late rather than early on both axes, where there is something to be wrong.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from ksbs.application.projection import Projection
from ksbs.domain.calendar import day_before
from ksbs.readmodels import log
from ksbs.readmodels.cells import Fit, fitting
from ksbs.readmodels.oracle import Oracle, rows_of
from ksbs.readmodels.reader import Cells, Pair, Reader
from ksbs.readmodels.segments import Key
from ksbs.readmodels.tables import Connection, connected

PAIRS_OF_A_STREAM = 12
"""Pairs drawn of a stream once it has been read."""

SHOWN = 10
"""Wrong cells that are named; all are counted."""

IN_VAIN = 200
"""Streams without a single cell, one after the other, until there is nothing to find."""


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell that a read model shows differently from the oracle."""

    projection: str
    stream_id: UUID
    key: Key
    pair: Pair
    """With the last day there is for the rows as they stand now."""


@dataclass(slots=True)
class Verified:
    """How many cells were compared, how many held a row, and which were wrong."""

    cells: int = 0
    holding: int = 0
    wrong: int = 0
    shown: list[WrongCell] = field(default_factory=list)

    @property
    def occupied(self) -> float:
        """The share of cells that hold a row, by the oracle."""
        return self.holding / self.cells if self.cells else 0.0


Report = Callable[[int, int], None]
"""Is told how many cells have been compared, and of how many."""


def silent(_done: int, _total: int) -> None:
    """Report nothing."""


@dataclass
class Verifier:
    """Compares read models with the oracle; their tables must have been built."""

    dsn: str
    reader: Reader
    decode: log.Decode
    random: Random = field(default_factory=Random)

    def verify(
        self,
        projections: Iterable[Projection],
        *,
        cells: int,
        report: Report = silent,
    ) -> Verified:
        """Compare at least so many cells, about as many of each read model.

        Where the log holds nothing that a read model shows, there are no cells of it.
        """
        found = Verified()
        checks = [_Check(each, self.reader, found) for each in projections]
        share = -(-cells // max(len(checks), 1))

        def told(done: int) -> None:
            report(min(done, cells), cells)

        with connected(self.dsn) as connection:
            for check in checks:
                until = found.cells + share
                self._verify(check, connection, until=until, report=told)
            # What some read models could not give, the others make up for.
            for check in checks:
                self._verify(check, connection, until=cells, report=told)
        return found

    def _verify(
        self,
        check: "_Check",
        connection: Connection,
        *,
        until: int,
        report: Callable[[int], None],
    ) -> None:
        """Draw streams until there are cells enough, or none are to be had."""
        projection, found = check.projection, check.found
        place = self.reader.place(projection)
        ids = self._streams(connection, projection)
        in_vain = 0
        while place is not None and ids and found.cells < until and in_vain < IN_VAIN:
            before = found.cells
            stream_id = self.random.choice(ids)
            self._stream(check, connection, stream_id, position=place.position)
            in_vain = in_vain + 1 if found.cells == before else 0
            report(found.cells)

    def _stream(
        self, check: "_Check", connection: Connection, stream_id: UUID, *, position: int
    ) -> None:
        # Nothing, if the stream began after the position: others write meanwhile.
        rows = log.streams(connection, [stream_id], upto=position).get(stream_id, [])
        if self.reader.stale(check.projection, position=position).get(stream_id):
            return
        oracle = Oracle([self.decode(row) for row in rows])
        days = sorted({event.occurred_on for event in oracle.told(position)})
        keys = check.keys(stream_id)
        for pair in self._pairs(_turns(rows, upto=position), days):
            shown = self.reader.at(check.projection, pair, stream_id=stream_id)
            check.compare(oracle, stream_id, shown=shown, keys=keys, pair=pair)
        self._now(check, oracle, stream_id, position=position, keys=keys)

    def _now(
        self,
        check: "_Check",
        oracle: Oracle,
        stream_id: UUID,
        *,
        position: int,
        keys: set[Key],
    ) -> None:
        """Compare the rows as they stand now, unless they have moved on meanwhile."""
        shown = self.reader.current(check.projection, stream_id=stream_id)
        place = self.reader.place(check.projection)
        if place is not None and place.position == position:
            now = Pair(date.max, position)
            check.compare(oracle, stream_id, shown=shown, keys=keys, pair=now)

    def _pairs(self, turns: Sequence[int], days: Sequence[date]) -> Iterable[Pair]:
        """Draw pairs: of two days, and of two positions, the later one."""
        if not days:
            return
        first, last = day_before(days[0]), days[-1] + timedelta(days=1)
        every = (last - first).days
        for _ in range(PAIRS_OF_A_STREAM):
            offset = max(self.random.randint(0, every) for _ in range(2))
            near = first + timedelta(days=offset)
            day = self.random.choice((near, self.random.choice(days)))
            yield Pair(day, max(self.random.choice(turns) for _ in range(2)))

    def _streams(self, connection: Connection, projection: Projection) -> list[UUID]:
        query = "SELECT stream_id FROM ksbs.events WHERE category = %s AND version = 1"
        found = connection.execute(query, [projection.about.category])
        return [UUID(str(row[0])) for row in found]


def _turns(rows: Sequence[log.Row], *, upto: int) -> list[int]:
    """Give the positions at which commands on a stream end, and the last before each.

    What is opened or closed one position too late shows at the former, and what is one
    too early at the latter, where other streams lie between.
    """
    bounds = [(command[0][2], command[-1][2]) for command in log.commands(rows)]
    return [*(end for _, end in bounds), *(begin - 1 for begin, _ in bounds), upto]


@dataclass(slots=True)
class _Check:
    """Compares cells of one read model."""

    projection: Projection
    reader: Reader
    found: Verified
    fit: Fit = field(init=False)

    def __post_init__(self) -> None:
        self.fit = fitting(self.projection)

    def keys(self, stream_id: UUID) -> set[Key]:
        """Give the keys that a stream ever had, by the history."""
        return set(self.reader.keys(self.projection, stream_id=stream_id))

    def compare(
        self,
        oracle: Oracle,
        stream_id: UUID,
        *,
        shown: Sequence[Cells],
        keys: set[Key],
        pair: Pair,
    ) -> None:
        """Compare all keys of a stream at a pair."""
        right = self._right(oracle, pair)
        seen = self._by_key(shown)
        every = keys | right.keys() | seen.keys()
        self.found.cells += len(every)
        self.found.holding += len(right)
        for key in every:
            if seen.get(key) != right.get(key):
                self.found.wrong += 1
                if len(self.found.shown) < SHOWN:
                    cell = WrongCell(self.projection.name, stream_id, key, pair)
                    self.found.shown.append(cell)

    def _right(self, oracle: Oracle, pair: Pair) -> dict[Key, tuple[Any, ...]]:
        initial = self.projection.about.initial()
        state = oracle.state(initial, valid_at=pair.valid_at, position=pair.position)
        rows = rows_of(self.projection, state).values()
        return self._keyed([self.fit(self._values(row)) for row in rows])

    def _by_key(self, rows: Sequence[Cells]) -> dict[Key, tuple[Any, ...]]:
        return self._keyed([_with_tuples(self._values(row)) for row in rows])

    def _keyed(self, rows: Sequence[tuple[Any, ...]]) -> dict[Key, tuple[Any, ...]]:
        names = [column.name for column in self.projection.columns]
        places = [names.index(name) for name in self.projection.key]
        return {tuple(values[place] for place in places): values for values in rows}

    def _values(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(row[column.name] for column in self.projection.columns)


def _with_tuples(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give values with the arrays that psycopg gives as lists."""
    return tuple(tuple(v) if isinstance(v, list) else v for v in values)
