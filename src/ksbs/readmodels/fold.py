"""One stream folded for one read model: what each command changes in its history.

Pure, without a database. The rules are numbered as in
docs/explanation/historical-views.md.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from ksbs.application.projection import Projection
from ksbs.domain.event import Amendment, Entry
from ksbs.domain.replay import facts, fold, misdirected
from ksbs.readmodels.segments import Key, Place, Rows, Step, Values


class UnfitRows(ValueError):
    """The rows of a state are not what the read model says of them."""


class _Day(NamedTuple):
    """How things stand at the end of a day on which something happened."""

    day: date
    state: Any
    rows: Rows
    facts: int
    """How many facts there are up to and including the day."""


_day = attrgetter("day")

KEPT_STATES = 8
"""Days whose states are kept where memory is to be spared."""

_FORGOTTEN = object()
"""Stands for a state that has been forgotten."""


def tabulate(projection: Projection) -> Callable[[Any], Rows]:
    """Give the function from a state to its rows by key.

    It raises UnfitRows for rows with other columns, or without a key of their own.
    """
    columns = [column.name for column in projection.columns]
    values_of = _picker(columns)
    key_of = _picker([columns.index(name) for name in projection.key])

    def rows_of(state: Any) -> Rows:
        rows: Rows = {}
        for count, row in enumerate(projection.rows(state), start=1):
            values = values_of(row)
            rows[key_of(values)] = values
            if len(row) != len(columns):
                raise UnfitRows("a row has columns that the read model does not name")
            if len(rows) != count:
                raise UnfitRows("two rows have the same key")
        return rows

    return rows_of


class Fold:
    """One stream as one read model shows it, as known after the last command taken."""

    __slots__ = ("_days", "_entries", "_initial", "_on", "_ordered", "_rows_of")

    def __init__(self, projection: Projection) -> None:
        self._on = projection.on
        self._rows_of = tabulate(projection)
        self._initial = projection.about.initial()
        self._entries: list[Entry] = []
        self._ordered: list[Entry] = []
        self._days: list[_Day] = []

    @classmethod
    def of(cls, projection: Projection, entries: Iterable[Entry]) -> "Fold":
        """Give the fold that has taken these entries, in order of position."""
        found = cls(projection)
        found._entries = list(entries)
        found._ordered = found._arranged()
        found._refold(0)
        return found

    @property
    def rows(self) -> Rows:
        """The rows after everything known, by key."""
        return self._days[-1].rows if self._days else {}

    @property
    def version(self) -> int:
        """The version of the stream that was taken last, 0 before all."""
        return self._entries[-1].version if self._entries else 0

    @property
    def keys(self) -> set[Key]:
        """The keys that have a row on any day."""
        return {key for day in self._days for key in day.rows}

    def forget_states(self) -> None:
        """Forget the states of all days but the latest; they can be folded again.

        Most late entries are but a few days late, so this seldom costs anything.
        """
        for index in range(len(self._days) - KEPT_STATES - 1, -1, -1):
            if self._days[index].state is _FORGOTTEN:
                return
            self._days[index] = self._days[index]._replace(state=_FORGOTTEN)

    def take(self, command: Sequence[Entry]) -> Step:
        """Take the entries of one command on this stream, and say what they change.

        Whatever it raises, the fold must not be used afterwards.
        """
        position = command[-1].position
        self._entries.extend(command)
        if len(command) == 1 and self._comes_last(command[0]):
            return self._append(command[0])
        amends = any(isinstance(entry.event, Amendment) for entry in command)
        since = self._rearrange() if amends else self._insert(command)
        astray = self._astray(command) if amends else ()
        if since is None:
            return Step(position, astray=astray)
        closed, opened = self._change(since)
        return Step(position, list(closed), list(opened.items()), astray)

    def _comes_last(self, entry: Entry) -> bool:
        """Tell whether an entry is a fact of a later day than all others."""
        if isinstance(entry.event, Amendment):
            return False
        return not self._days or self._days[-1].day < entry.event.occurred_on

    def _append(self, entry: Entry) -> Step:
        """Take a fact of a later day: most entries, at a fraction of the cost."""
        event = entry.event
        _, state, rows, facts = self._last()
        state = event.evolve(state)
        self._ordered.append(entry)
        first = len(self._days)
        if type(event) in self._on:
            rows = _shared(self._rows_of(state), rows)
        self._days.append(_Day(event.occurred_on, state, rows, facts + 1))
        if type(event) not in self._on:
            return Step(entry.position)
        return Step(entry.position, (), list(self._segments(first).items()))

    def _last(self) -> _Day:
        """Give how things stand at the end of the last day, or before all days."""
        if self._days:
            return self._days[-1]
        return _Day(date.min, self._initial, {}, 0)

    def _arranged(self) -> list[Entry]:
        """Give the facts as they read, in valid order."""
        return facts(self._entries)

    def _insert(self, command: Sequence[Entry]) -> date:
        """Put facts where they belong in valid order; give the first day that differs.

        An amendment recorded earlier names none of them, so they read as recorded.
        """
        for entry in command:
            order = (entry.event.occurred_on, entry.position)
            ordered = self._ordered
            if not ordered or _order(ordered[-1]) < order:
                ordered.append(entry)
            else:
                ordered.insert(bisect_left(ordered, order, key=_order), entry)
        return min(entry.event.occurred_on for entry in command)

    def _rearrange(self) -> date | None:
        """Read all facts anew; give the first day that differs, None if none does."""
        before, self._ordered = self._ordered, self._arranged()
        for old, new in zip(before, self._ordered, strict=False):
            if not _same(old, new):
                return min(old.event.occurred_on, new.event.occurred_on)
        rest = before[len(self._ordered) :] or self._ordered[len(before) :]
        return rest[0].event.occurred_on if rest else None

    def _change(
        self, since: date
    ) -> tuple[dict[Place, Values | None], dict[Place, Values | None]]:
        """Refold from a day on; give the segments that are gone, and the new ones."""
        kept = bisect_left(self._days, since, key=_day)
        before = self._segments(kept)
        self._refold(kept)
        after = self._segments(kept)
        for place in before.keys() & after.keys():
            if before[place] == after[place]:
                del before[place], after[place]
        return before, after

    def _refold(self, kept: int) -> None:
        """Fold the facts after those of the first `kept` days."""
        days = self._days
        del days[kept:]
        _, state, rows, done = self._last()
        if state is _FORGOTTEN:
            state = fold(self._initial, self._ordered[:done])
        on = self._on
        for day, of_day in groupby(self._ordered[done:], key=_occurred_on):
            touched = False
            for entry in of_day:
                event = entry.event
                state = event.evolve(state)
                touched = touched or type(event) in on
                done += 1
            if touched:
                rows = _shared(self._rows_of(state), rows)
            days.append(_Day(day, state, rows, done))

    def _segments(self, first: int) -> dict[Place, Values | None]:
        """Give the segments that begin on the days from the one of that index on."""
        segments: dict[Place, Values | None] = {}
        before: Rows = self._days[first - 1].rows if first else {}
        for day, _, rows, _ in self._days[first:]:
            if rows is before:
                continue
            for key, values in rows.items():
                if before.get(key) != values:
                    segments[key, day] = values
            for key in before.keys() - rows.keys():
                segments[key, day] = None
            before = rows
        return segments

    def _astray(self, command: Sequence[Entry]) -> Sequence[Entry]:
        first = command[0].position
        return [e for e in misdirected(self._entries) if e.position >= first]


def _picker(names: Sequence[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Give the function that picks the items of these names into a tuple."""
    if len(names) > 1:
        return itemgetter(*names)
    if not names:
        return lambda _: ()
    (name,) = names
    return lambda items: (items[name],)


def _shared(rows: Rows, before: Rows) -> Rows:
    """Give the rows, each that is as before as the same object: most are."""
    for key, values in rows.items():
        old = before.get(key)
        if old == values:
            rows[key] = before[key]
    return rows


def _order(entry: Entry) -> tuple[date, int]:
    return entry.event.occurred_on, entry.position


def _occurred_on(entry: Entry) -> date:
    return entry.event.occurred_on


def _same(old: Entry, new: Entry) -> bool:
    """Tell whether a fact reads the same; what is not amended is the same object."""
    return old is new or (old.position == new.position and old.event == new.event)
