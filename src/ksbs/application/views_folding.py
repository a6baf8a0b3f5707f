"""Rows and segments of a stream by folding its entries: slow, and right at any pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ksbs.application.projection import Projection
from ksbs.application.views_rows import (
    Cells,
    Key,
    Segment,
    key_of,
)
from ksbs.domain.event import Entry, Event
from ksbs.domain.programme import Programme
from ksbs.domain.replay import facts, fold, known, until


@dataclass(frozen=True, slots=True)
class _Day:
    """A day on which something happened: of which kinds, and the state it led to."""

    day: date
    kinds: frozenset[type[Event]]
    state: Any


class FoldedProgramme:
    """A programme, given all entries of its stream, as it reads at a position."""

    def __init__(self, entries: Sequence[Entry], *, position: int) -> None:
        self._facts = facts(known(entries, position=position))
        self._folded: list[_Day] | None = None

    def until(self, valid_at: date) -> Sequence[Entry]:
        """Give the facts up to a day, in valid order."""
        return until(self._facts, valid_at=valid_at)

    def on(self, valid_at: date) -> Programme:
        """Give the programme as it was on a day."""
        return fold(Programme(), self.until(valid_at))

    def rows(self, projection: Projection, *, valid_at: date) -> list[Cells]:
        """Give the rows on a day."""
        return list(projection.rows(self.on(valid_at)))

    def segments(self, projection: Projection) -> list[Segment]:
        """Give what held when, of every day."""
        ended: list[Segment] = []
        lasting: dict[Key, Segment] = {}
        for each in self._days():
            if each.kinds.isdisjoint(projection.on):
                continue
            now = {key_of(projection, row): row for row in projection.rows(each.state)}
            for key, segment in list(lasting.items()):
                if now.get(key) != segment.row:
                    ended.append(Segment(segment.row, segment.since, each.day))
                    del lasting[key]
            for key, row in now.items():
                lasting.setdefault(key, Segment(row, each.day, None))
        return [*ended, *lasting.values()]

    def _days(self) -> list[_Day]:
        if self._folded is None:
            self._folded = []
            state = Programme()
            by_day = groupby(self._facts, key=lambda entry: entry.event.occurred_on)
            for day, group in by_day:
                told = list(group)
                state = fold(state, told)
                kinds = frozenset(type(entry.event) for entry in told)
                self._folded.append(_Day(day, kinds, state))
        return self._folded
