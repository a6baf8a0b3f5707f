"""What one read model shows of one stream, day by day: pure, without a database."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from ksbs.application.projection import Projection
from ksbs.domain.event import Event
from ksbs.readmodels.cells import fitting
from ksbs.readmodels.segments import Believed, Key, Opened, Place, Rows, Values

Fresh = list[tuple[Key, Values]]
"""Rows that are new or read differently than before."""
Tabulate = Callable[[Any, Rows], tuple[Rows, Fresh]]
"""From a state, and the rows before, to its rows by key and those that are fresh."""


class UnfitRows(ValueError):
    """The rows of a state are not what the read model says of them."""


class Shown:
    """What one read model shows of a stream: the rows from each day that changes them.

    All values are as their columns take them. `settled` are the rows after everything
    taken, by key, and `believed` is what is to be written of it.
    """

    __slots__ = ("_days", "_keys", "_rows", "_rows_of", "believed", "settled")

    def __init__(self, rows_of: Tabulate) -> None:
        self.settled: Rows = {}
        self.believed = Believed()
        self._rows_of = rows_of
        self._days: list[date] = []
        self._rows: list[Rows] = []
        self._keys: set[Key] = set()

    def append(self, day: date, state: Any, *, position: int) -> None:
        """Take the state at the end of a day later than all, known from a position on.

        Raises:
            Exception: whatever the read model raises; what is shown is as before.
        """
        opened = self.put(day, state)
        if opened:
            self.settle(position, (), opened)

    def settle(
        self, position: int, closed: Iterable[Place], opened: Iterable[Opened]
    ) -> None:
        """Take what has been put and cut as what is known from a position on."""
        self.believed.take(position, closed, opened)
        self.settled = self._latest()

    def resume(self) -> None:
        """Take what has been put as what was written earlier."""
        self.settled = self._latest()

    def _latest(self) -> Rows:
        return self._rows[-1] if self._rows else {}

    def put(self, day: date, state: Any) -> list[Opened]:
        """Show a state from a day on, later than all; give the segments that begin then.

        Raises:
            Exception: whatever the read model raises; what is shown is as before.
        """
        before = self._latest()
        rows, fresh = self._rows_of(state, before)
        opened: list[Opened] = [
            ((key, day), values, key not in self._keys) for key, values in fresh
        ]
        if before and not rows.keys() >= before.keys():
            gone = (key for key in before if key not in rows)
            opened += [((key, day), None, False) for key in gone]
        if opened:
            self._keys.update([key for key, _ in fresh])
            self._days.append(day)
            self._rows.append(rows)
        return opened

    def cut(self, since: date) -> dict[Place, Values | None]:
        """Forget what begins from a day on, and give the segments that did."""
        first = bisect_left(self._days, since)
        if first == len(self._days):
            return {}
        segments: dict[Place, Values | None] = {}
        before: Rows = self._rows[first - 1] if first else {}
        for day, rows in zip(self._days[first:], self._rows[first:], strict=True):
            for key, values in rows.items():
                if before.get(key) != values:
                    segments[key, day] = values
            for key in before.keys() - rows.keys():
                segments[key, day] = None
            before = rows
        del self._days[first:], self._rows[first:]
        return segments


class Showing:
    """The read models of one subject that are shown together, by their numbers."""

    def __init__(self, projections: Sequence[Projection]) -> None:
        self.initial = projections[0].about.initial
        self._tabulate = [tabulate(projection) for projection in projections]
        self._on = [projection.on for projection in projections]
        self._touched: dict[type[Event], tuple[int, ...]] = {}

    def nothing(self) -> list[Shown | None]:
        """Give what the read models show before all facts."""
        return [Shown(rows_of) for rows_of in self._tabulate]

    def touched(self, kind: type[Event]) -> tuple[int, ...]:
        """Name the read models whose rows an event of a kind can change."""
        found = self._touched.get(kind)
        if found is None:
            found = tuple(n for n, on in enumerate(self._on) if kind in on)
            self._touched[kind] = found
        return found


def tabulate(projection: Projection) -> Tabulate:
    """Give the function from a state to its rows by key, as their columns take them.

    What reads as before is the same object. The function raises UnfitRows for rows with
    other columns or without a key of their own, and UnfitValue for a value that its
    column cannot hold.
    """
    columns = [column.name for column in projection.columns]
    values_of = _picker(columns)
    key_of = _picker([columns.index(name) for name in projection.key])
    fit = fitting(projection)

    def rows_of(state: Any, before: Rows) -> tuple[Rows, Fresh]:
        rows: Rows = {}
        fresh: Fresh = []
        for count, row in enumerate(projection.rows(state), start=1):
            values = values_of(row)
            if len(row) != len(columns):
                raise UnfitRows("a row has columns that the read model does not name")
            old = before.get(key_of(values))
            if old != values:
                # Most rows are as before, and fit.
                values = fit(values)
                if old != values:
                    fresh.append((key_of(values), values))
                    old = values
            rows[key_of(old)] = old
            if len(rows) != count:
                raise UnfitRows("two rows have the same key")
        return rows, fresh

    return rows_of


def _picker(names: Sequence[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Give the function that picks the items of these names into a tuple."""
    if len(names) > 1:
        return itemgetter(*names)
    if not names:
        return lambda _: ()
    (name,) = names
    return lambda items: (items[name],)
