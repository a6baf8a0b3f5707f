"""Keeps a read model: batches of the log, rows, history and position in one transaction.

Several processes may run at once: one session keeps each read model, held by an advisory
lock that ends with it, and another takes over when it is gone. That is for thrift. What
makes it safe is the row of `ksbs_read.positions`, locked while a batch is taken: whoever
comes second goes on from where the first has come.
"""

from collections.abc import Sequence
from datetime import datetime

from ksbs.application.projection import Projection
from ksbs.readmodels import log
from ksbs.readmodels.absorbing import Absorber
from ksbs.readmodels.building import build
from ksbs.readmodels.places import (
    Place,
    advance,
    alone,
    patiently,
    place_of,
    release,
    try_keep,
)
from ksbs.readmodels.swapping import swap
from ksbs.readmodels.tables import Connection, Tables, connected, exist
from ksbs.readmodels.taking import Taker

BATCH = 2_000
"""Events taken in one transaction."""


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
        self.taker = self.taker_class([projection], decode=decode)
        self._absorber = Absorber([self.tables], taker=self.taker)
        self._kept_in: Connection | None = None
        self.known: tuple[int, datetime] | None = None
        """Where the tables were left, and when they had been built."""

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
        prepare(connection, [self])

    def refuse_newer(self, place: Place) -> None:
        """Raise KeptByNewerVersion if tables belong to a newer version."""
        if place.version > self.projection.version:
            raise KeptByNewerVersion(
                f"The read model {self.projection.name} is kept by its version "
                f"{place.version}; this is version {self.projection.version}."
            )

    def is_built(self, connection: Connection) -> bool:
        """Tell whether there are tables of this version.

        Raises:
            KeptByNewerVersion: if they belong to a newer version.
        """
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
        """Tell whether tables are where this runner left them."""
        return (
            place is not None
            and place.version == self.projection.version
            and self.known == (place.position, place.built_at)
        )

    def forget(self) -> None:
        """Forget where the tables were left: what is folded has gone further."""
        self.known = None

    def _batch(self, connection: Connection, *, upto: int) -> bool:
        """Take the next batch; say whether there may be more."""
        try:
            with connection.transaction():
                place = place_of(connection, self.tables, lock=True)
                if place is None:
                    return False
                self.refuse_newer(place)
                if not self.stands_at(place):
                    # Somebody else has changed the tables, or several runners together.
                    self._absorber.begin(connection)
                    self.known = (place.position, place.built_at)
                if place.position >= upto:
                    return False
                reached = self._take_after(connection, place, upto=upto)
        except BaseException:
            self.forget()
            raise
        self.known = (reached, place.built_at)
        return reached < upto

    def _take_after(self, connection: Connection, place: Place, *, upto: int) -> int:
        rows, reached = log.following(
            connection,
            place.position,
            upto=upto,
            about=self.projection.about,
            limit=BATCH,
        )
        failed = self._absorber.absorb(connection, rows, after=place.position)
        for error in failed.values():
            raise error
        advance(connection, [self.tables.name], position=reached)
        return reached


def prepare(connection: Connection, runners: Sequence[Runner]) -> None:
    """Build what has no tables, or those of an older version: one fold of the log for all.

    The runners are of read models of one subject.

    Raises:
        KeptByNewerVersion: if tables belong to a newer version.
    """
    if all(runner.is_built(connection) for runner in runners):
        return
    with connection.transaction():
        for runner in sorted(runners, key=lambda each: each.projection.name):
            alone(connection, runner.projection)
        lacking = [each for each in runners if not each.is_built(connection)]
        if not lacking:
            return
        before = [place_of(connection, runner.tables) for runner in lacking]
        fresh = [Tables(runner.projection, "__0") for runner in lacking]
        first = lacking[0]
        taker = type(first.taker)(
            [each.projection for each in fresh], decode=first.decode
        )
        build(connection, fresh, taker=taker, dsn=first.dsn)
        for tables, place in zip(fresh, before, strict=True):
            version = tables.projection.version
            reason = f"version {version} after {place.version}" if place else ""
            swap(connection, tables, reason=reason or "first build")
