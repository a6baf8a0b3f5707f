"""One stream folded for the read models of its subject, command by command.

The stream is folded once, however many read models show it. Pure, without a database.
The rules are numbered as in docs/explanation/historical-views.md.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from ksbs.domain.event import Amendment, Entry
from ksbs.domain.replay import facts, fold, misdirected
from ksbs.readmodels.segments import Opened
from ksbs.readmodels.shown import Showing, Shown


class _Day(NamedTuple):
    """How things stand at the end of a day on which something happened."""

    day: date
    state: Any
    facts: int
    """How many facts there are up to and including the day."""


_day = attrgetter("day")

KEPT_STATES = 8
"""Days whose states are kept where memory is to be spared."""

_FORGOTTEN = object()
"""Stands for a state that has been forgotten."""


class Fold:
    """One stream as read models show it, as known after the last command taken."""

    __slots__ = ("_days", "_entries", "_failed", "_ordered", "_showing", "_shown")

    def __init__(self, showing: Showing) -> None:
        self._showing = showing
        self._shown = showing.nothing()
        self._failed: list[tuple[int, Exception]] = []
        self._entries: list[Entry] = []
        self._ordered: list[Entry] = []
        self._days: list[_Day] = []

    @classmethod
    def of(
        cls, showing: Showing, entries: Iterable[Entry], *, without: Iterable[int] = ()
    ) -> "Fold":
        """Give the fold that has taken these entries, in order of position.

        It is shown by all read models but those of the numbers in `without`.
        """
        found = cls(showing)
        for number in without:
            found.drop(number)
        found._entries = list(entries)
        found._ordered = found._arranged()
        found._refold(0)
        for shown in found._shown:
            if shown is not None:
                shown.resume()
        return found

    @property
    def failed(self) -> Sequence[tuple[int, Exception]]:
        """The read models that could not show what was taken last, and why.

        They show it no more.
        """
        return self._failed

    @property
    def version(self) -> int:
        """The version of the stream that was taken last, 0 before all."""
        return self._entries[-1].version if self._entries else 0

    @property
    def shown(self) -> Sequence[Shown | None]:
        """What the read models show of it, by their numbers; None what does no more."""
        return self._shown

    def drop(self, number: int) -> None:
        """Show it in a read model no longer."""
        self._shown[number] = None

    def forget_states(self) -> None:
        """Forget the states of all days but the latest; they can be folded again.

        Most late entries are but a few days late, so this seldom costs anything.
        """
        for index in range(len(self._days) - KEPT_STATES - 1, -1, -1):
            if self._days[index].state is _FORGOTTEN:
                return
            self._days[index] = self._days[index]._replace(state=_FORGOTTEN)

    def take(self, command: Sequence[Entry]) -> Sequence[Entry]:
        """Take the entries of one command on this stream.

        Gives the amendments that name nothing earlier (rule 9). `failed` tells which read
        models could not show it. Whatever it raises, the fold must not be used
        afterwards; what is shown is settled as it was before the command.
        """
        self._entries.extend(command)
        self._failed = []
        if len(command) == 1 and self._comes_last(command[0]):
            self._append(command[0])
            return ()
        amends = any(isinstance(entry.event, Amendment) for entry in command)
        since = self._rearrange() if amends else self._insert(command)
        if since is not None:
            self._change(since, position=command[-1].position)
        return self._astray(command) if amends else ()

    def _comes_last(self, entry: Entry) -> bool:
        """Tell whether an entry is a fact of a later day than all others."""
        if isinstance(entry.event, Amendment):
            return False
        return not self._days or self._days[-1].day < entry.event.occurred_on

    def _append(self, entry: Entry) -> None:
        """Take a fact of a later day: most entries, at a fraction of the cost."""
        event = entry.event
        _, state, facts = self._last()
        day = event.occurred_on
        state = event.evolve(state)
        self._ordered.append(entry)
        self._days.append(_Day(day, state, facts + 1))
        for number in self._showing.touched(type(event)):
            shown = self._shown[number]
            if shown is not None:
                try:
                    shown.append(day, state, position=entry.position)
                except Exception as error:  # noqa: BLE001 (whatever it is, others go on)
                    self._fail(number, error)

    def _put(self, number: int, day: date, state: Any) -> list[Opened]:
        """Show a state in one read model; one that cannot is shown it no more."""
        shown = self._shown[number]
        if shown is None:
            return []
        try:
            return shown.put(day, state)
        except Exception as error:  # noqa: BLE001 (whatever it is, others go on)
            self._fail(number, error)
            return []

    def _fail(self, number: int, error: Exception) -> None:
        self._failed.append((number, error))
        self.drop(number)

    def _last(self) -> _Day:
        """Give how things stand at the end of the last day, or before all days."""
        if self._days:
            return self._days[-1]
        return _Day(date.min, self._showing.initial(), 0)

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

    def _change(self, since: date, *, position: int) -> None:
        """Refold from a day on, and settle what is gone and what is new."""
        kept = bisect_left(self._days, since, key=_day)
        before = [shown.cut(since) if shown else {} for shown in self._shown]
        after = self._refold(kept)
        for number, gone in enumerate(before):
            opened = []
            for place, values, born in after.get(number, ()):
                if place in gone and gone[place] == values:
                    del gone[place]
                else:
                    opened.append((place, values, born))
            shown = self._shown[number]
            if shown is not None and (gone or opened):
                shown.settle(position, gone, opened)

    def _refold(self, kept: int) -> dict[int, list[Opened]]:
        """Fold the facts after those of the first `kept` days; give what begins then."""
        days = self._days
        del days[kept:]
        _, state, done = self._last()
        if state is _FORGOTTEN:
            state = fold(self._showing.initial(), self._ordered[:done])
            # It may be the last day from now on, after which the next fact is folded.
            days[-1] = days[-1]._replace(state=state)
        opened: dict[int, list[Opened]] = {}
        for day, of_day in groupby(self._ordered[done:], key=_occurred_on):
            touched: set[int] = set()
            for entry in of_day:
                event = entry.event
                state = event.evolve(state)
                touched.update(self._showing.touched(type(event)))
                done += 1
            days.append(_Day(day, state, done))
            for number in sorted(touched):
                opened.setdefault(number, []).extend(self._put(number, day, state))
        return opened

    def _astray(self, command: Sequence[Entry]) -> Sequence[Entry]:
        first = command[0].position
        return [e for e in misdirected(self._entries) if e.position >= first]


def _order(entry: Entry) -> tuple[date, int]:
    return entry.event.occurred_on, entry.position


def _occurred_on(entry: Entry) -> date:
    return entry.event.occurred_on


def _same(old: Entry, new: Entry) -> bool:
    """Tell whether a fact reads the same; what is not amended is the same object."""
    return old is new or (old.position == new.position and old.event == new.event)
