"""Whether the record is sound: no amendment that names nothing."""

from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from ksbs.application.ports import EventFilter, EventStore
from ksbs.domain.event import EVENTS, Amendment, Entry
from ksbs.domain.replay import misdirected

_BATCH = 500


@dataclass
class Soundness:
    """Looks at every amendment once, the new ones at each call."""

    store: EventStore
    _checked: int = 0
    _astray: set[UUID] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def astray(self) -> frozenset[UUID]:
        """Give the ids of amendments that name nothing earlier in their stream.

        Raises:
            StoreUnavailable: if the store cannot be asked.
        """
        with self._lock:
            head = self.store.head().position
            fresh = self._amendments(up_to=head)
            for stream_id in {entry.stream_id for entry in fresh}:
                found = misdirected(self.store.stream(stream_id))
                self._astray.update(entry.event_id for entry in found)
            self._checked = head
            return frozenset(self._astray)

    def _amendments(self, *, up_to: int) -> list[Entry]:
        names = tuple(n for n, e in EVENTS.items() if issubclass(e, Amendment))
        found: list[Entry] = []
        after: int | None = None
        while True:
            which = EventFilter(names=names, after=after, up_to=up_to)
            batch = self.store.entries(which, limit=_BATCH)
            found += [entry for entry in batch if entry.position > self._checked]
            if len(batch) < _BATCH or batch[-1].position <= self._checked:
                return found
            after = batch[-1].position
