"""Reading streams that others depend on: the directory and the unit register."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from uuid import UUID

from ksbs.application import streams
from ksbs.application.deciding import Stream
from ksbs.application.ports import EventStore
from ksbs.domain.event import Entry
from ksbs.domain.replay import facts, fold, known
from ksbs.domain.roles import Directory
from ksbs.domain.units import SchoolUnit


class DirectoryReader:
    """The directory as it is now, kept up to date by what has been appended since."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._lock = Lock()
        self._position = 0
        self._streams: dict[UUID, list[Entry]] = {}
        self._directory = Directory()

    @property
    def position(self) -> int:
        """The position of the last entry taken."""
        return self._position

    def now(self) -> Directory:
        """Give the roles of all persons as of the head of the log."""
        newer = self._store.following(self._position, category=streams.PERSON)
        return self.take(newer)

    def take(self, newer: Sequence[Entry]) -> Directory:
        """Take the entries after a position taken before, and give the directory.

        Another thread may have taken some of them meanwhile; they are taken once.
        """
        with self._lock:
            new = [entry for entry in newer if entry.position > self._position]
            for entry in new:
                self._streams.setdefault(entry.stream_id, []).append(entry)
                self._position = entry.position
            if new:
                self._directory = streams.directory_of(self._streams.values())
            return self._directory


class StreamCache:
    """Streams as they were last read; the log never changes, so only the rest is read.

    At most `limit` streams are kept, those used last.
    """

    def __init__(self, *, limit: int = 256) -> None:
        self._limit = limit
        self._lock = Lock()
        self._streams: OrderedDict[UUID, Stream] = OrderedDict()

    def known(self, stream_id: UUID) -> Stream | None:
        """Give what is kept of a stream: its entries from version 1 on."""
        with self._lock:
            if stream_id in self._streams:
                self._streams.move_to_end(stream_id)
            return self._streams.get(stream_id)

    def keep(self, stream_id: UUID, stream: Stream) -> None:
        """Keep a stream from version 1 on, unless more of it is kept.

        One with a gap is not kept: a command performed by somebody else meanwhile may
        lie further on than what was read.
        """
        length = len(stream.entries)
        if not length or stream.entries[-1].version != length:
            return
        with self._lock:
            kept = self._streams.get(stream_id)
            if kept is None or length >= len(kept.entries):
                self._streams[stream_id] = stream
                self._streams.move_to_end(stream_id)
            while len(self._streams) > self._limit:
                self._streams.popitem(last=False)


def school_unit(
    store: EventStore, code: str, *, position: int | None = None
) -> SchoolUnit | None:
    """Give what the register knows of a unit, None if it does not know the code.

    With a position: what it knew then.
    """
    entries = store.stream(streams.school_unit_stream(code))
    if position is not None:
        entries = known(entries, position=position)
    unknown: SchoolUnit | None = None
    return fold(unknown, facts(entries))
