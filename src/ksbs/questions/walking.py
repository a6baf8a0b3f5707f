"""Walking the log backwards, by the audit trail's index where that can tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge

from ksbs.application.ports import EventFilter, EventStore
from ksbs.application.streams import CATEGORIES
from ksbs.application.trail_filter import TrailFilter, stored_names
from ksbs.application.trail_index import Reach, TrailIndex
from ksbs.application.view import AsOf
from ksbs.domain.event import Entry

_BATCH = 500
_EVERYWHERE = Reach(frozenset(CATEGORIES), named=None)
"""Whoever may ask about the log may ask about all of it."""


@dataclass(frozen=True, slots=True)
class LogWalk:
    """Goes through what was known at a pair, about days up to the pair's, latest first.

    The index finds what fits where it has come as far as is asked; otherwise, and
    without one, every entry is looked at.
    """

    store: EventStore
    index: TrailIndex | None
    as_of: AsOf

    def through(self, asked: Sequence[TrailFilter]) -> Iterator[Entry]:
        """Give the entries that fit one of the filters, each once."""
        walks = [self._walk(self._until(which)) for which in asked]
        last: int | None = None
        for entry in merge(*walks, key=_latest_first):
            if entry.position != last:
                yield entry
            last = entry.position

    def _until(self, which: TrailFilter) -> TrailFilter:
        """Narrow a filter to days up to the pair's."""
        ends = [which.occurred_to, self.as_of.valid_at]
        return replace(which, occurred_to=min(day for day in ends if day is not None))

    def _walk(self, which: TrailFilter) -> Iterator[Entry]:
        before: int | None = None
        while True:
            batch = self._indexed(which, before)
            if batch is None:
                yield from self._looked_through(which, before)
                return
            yield from batch
            if len(batch) < _BATCH:
                return
            before = batch[-1].position

    def _indexed(
        self, which: TrailFilter, before: int | None
    ) -> Sequence[Entry] | None:
        if self.index is None:
            return None
        return self.index.entries(
            which,
            reach=_EVERYWHERE,
            before=before,
            up_to=self.as_of.position,
            limit=_BATCH,
        )

    def _looked_through(
        self, which: TrailFilter, before: int | None
    ) -> Iterator[Entry]:
        wanted = EventFilter(
            stream_id=which.programme_id,
            names=stored_names(which.name),
            after=before,
            up_to=self.as_of.position,
            recorded_from=which.recorded_from,
            recorded_to=which.recorded_to,
        )
        while True:
            batch = self.store.entries(wanted, limit=_BATCH)
            yield from filter(which.fits, batch)
            if len(batch) < _BATCH:
                return
            wanted = replace(wanted, after=batch[-1].position)


def _latest_first(entry: Entry) -> int:
    return -entry.position
