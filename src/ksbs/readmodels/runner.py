"""Keeps a read model: batches of the log, rows, history and position in one transaction.

Several processes may run at once: one session keeps each read model, held by an advisory
lock that ends with it, and another takes over when it is gone. That is for thrift. What
makes it safe is the row of `ksbs_read.positions`, locked while a batch is taken: whoever
comes second goes on from where the first has come.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ksbs.application.projection import Projection
from ksbs.readmodels import log
from ksbs.readmodels.building import build
from ksbs.readmodels.fold import Fold
from ksbs.readmodels.places import (
    Place,
    advance,
    alone,
    bury,
    patiently,
    place_of,
    quarantined,
    release,
    try_keep,
)
from ksbs.readmodels.swapping import swap
from ksbs.readmodels.tables import Connection, Tables, connected, exist
from ksbs.readmodels.taking import DeadLetter, Taken, Taker, poisoned
from ksbs.readmodels.writing import Writer

BATCH = 2_000
"""Events taken in one transaction."""

FOLDS = 32
"""Streams kept folded in memory, those used last."""


class KeptByNewerVersion(Exception):
    """The tables were built by a newer version of the read model; this one keeps off."""


class Runner:
    """Follows the log for one read model."""

    taker_class: type[Taker] = Taker

    def __init__(
        self,
        dsn: str,
        projection: Projection,
        *,
        decode: log.Decode,
        suffix: str = "",
    ) -> None:
        self.dsn = dsn
        self.projection = projection
        self.decode = decode
        self.tables = Tables(projection, suffix)
        self.taker = self.taker_class(projection, decode=decode)
        self._writer = Writer(self.tables)
        self._kept_in: Connection | None = None
        self._folds: OrderedDict[UUID, Fold] = OrderedDict()
        self.known: tuple[int, datetime] | None = None
        """Where the tables were left, and when they had been built."""
        self._quarantined: set[UUID] = set()

    def catch_up(self) -> int:
        """Take everything there is, or wait until whoever keeps the read model has.

        Gives the position reached.
        """
        with connected(self.dsn) as connection:
            target = log.head(connection)

            def caught_up() -> bool:
                if self.keeps(connection):
                    self.tend(connection)
                    return True
                place = place_of(connection, self.tables)
                return place is not None and place.position >= target

            patiently(caught_up)
            place = place_of(connection, self.tables)
        return place.position if place else 0

    def keeps(self, connection: Connection) -> bool:
        """Tell whether this session keeps the read model, now that it has tried to."""
        if self._kept_in is not connection:
            if not try_keep(connection, self.projection):
                return False
            self._kept_in = connection
        return True

    def tend(self, connection: Connection) -> None:
        """Take everything there is, in the session that keeps the read model.

        Raises:
            KeptByNewerVersion: if the tables belong to a newer version.
        """
        try:
            self.prepare(connection)
        except KeptByNewerVersion:
            release(connection, self.projection)
            self._kept_in = None
            raise
        self.take(connection, upto=log.head(connection))

    def prepare(self, connection: Connection) -> None:
        """Build the tables where there are none, or those of an older version.

        Raises:
            KeptByNewerVersion: if the tables belong to a newer version.
        """
        if self._is_built(connection):
            return
        fresh = Tables(self.projection, "__0")
        with connection.transaction():
            alone(connection, self.projection)
            place = place_of(connection, self.tables)
            if self._is_built(connection):
                return
            build(connection, fresh, taker=self.taker, dsn=self.dsn)
            reason = "first build"
            if place is not None:
                reason = f"version {self.projection.version} after {place.version}"
            swap(connection, fresh, reason=reason)

    def refuse_newer(self, place: Place) -> None:
        """Raise KeptByNewerVersion if tables belong to a newer version."""
        if place.version > self.projection.version:
            raise KeptByNewerVersion(
                f"The read model {self.projection.name} is kept by its version "
                f"{place.version}; this is version {self.projection.version}."
            )

    def _is_built(self, connection: Connection) -> bool:
        place = place_of(connection, self.tables)
        if place is None:
            return False
        self.refuse_newer(place)
        mine = place.version == self.projection.version
        return mine and exist(connection, self.tables)

    def take(self, connection: Connection, *, upto: int) -> None:
        """Take the log up to a position."""
        while self._batch(connection, upto=upto):
            pass

    def stands_at(self, place: Place | None) -> bool:
        """Tell whether tables are where this runner left them, and its folds with them."""
        return (
            place is not None
            and place.version == self.projection.version
            and self.known == (place.position, place.built_at)
        )

    def absorb(
        self, connection: Connection, rows: Sequence[log.Row], *, after: int
    ) -> None:
        """Write what events after a position change, in the transaction under way.

        The position is advanced by whoever calls; if that fails, `forget` must be called.
        """
        taken, unreadable = self._take(connection, rows, after=after)
        letters = [letter for each in taken for letter in each.letters] + unreadable
        changed = [each for each in taken if each.believed]
        if not changed and not letters:
            return
        # Whoever takes for several read models goes on if one cannot be written.
        with connection.transaction():
            self._writer.write(connection, changed)
            bury(connection, self.tables, letters)
        self._quarantined |= {
            letter.stream_id for letter in letters if letter.kind == "poison"
        }

    def forget(self) -> None:
        """Forget what is folded in memory: it has gone further than the tables."""
        self.known = None

    def _batch(self, connection: Connection, *, upto: int) -> bool:
        """Take the next batch; say whether there may be more."""
        try:
            with connection.transaction():
                place = place_of(connection, self.tables, lock=True)
                if place is None:
                    return False
                self.refuse_newer(place)
                self._resume(connection, place)
                if place.position >= upto:
                    return False
                reached = self._take_after(connection, place, upto=upto)
        except BaseException:
            self.forget()
            raise
        self.known = (reached, place.built_at)
        return reached < upto

    def _resume(self, connection: Connection, place: Place) -> None:
        """Keep what is folded in memory only if nobody else has changed the tables."""
        if not self.stands_at(place):
            self._folds.clear()
            self._quarantined = quarantined(connection, self.tables)
            self.known = (place.position, place.built_at)

    def _take_after(self, connection: Connection, place: Place, *, upto: int) -> int:
        rows, reached = log.following(
            connection,
            place.position,
            upto=upto,
            about=self.projection.about,
            limit=BATCH,
        )
        self.absorb(connection, rows, after=place.position)
        advance(connection, [self.tables.name], position=reached)
        return reached

    def _take(
        self, connection: Connection, rows: Sequence[log.Row], *, after: int
    ) -> tuple[list[Taken], list[DeadLetter]]:
        """Take the new events of each stream that is not in quarantine."""
        new = {
            stream_id: of_stream
            for stream_id, of_stream in log.by_stream(rows).items()
            if stream_id not in self._quarantined
        }
        unread = [stream_id for stream_id in new if stream_id not in self._folds]
        earlier = log.streams(connection, unread, upto=after) if unread else {}
        taken, unreadable = [], []
        for stream_id, of_stream in new.items():
            fold = self._folds.get(stream_id)
            try:
                fold = fold or self.taker.resumed(earlier.get(stream_id, []))
            except Exception as error:  # noqa: BLE001 (whatever it is, others go on)
                unreadable.append(poisoned(stream_id, of_stream[:1], error))
                continue
            taken.append(self.taker.take(stream_id, fold=fold, rows=of_stream))
            fold.forget_states()
            self._folds[stream_id] = fold
            self._folds.move_to_end(stream_id)
        # Only now: the batch itself may need more of them.
        while len(self._folds) > FOLDS:
            self._folds.popitem(last=False)
        return taken, unreadable
