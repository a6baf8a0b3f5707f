"""Bringing read models of one subject forward together: one fold, one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from ksbs.readmodels import log
from ksbs.readmodels.absorbing import Absorber
from ksbs.readmodels.places import Place, advance, places_of
from ksbs.readmodels.runner import BATCH, Runner
from ksbs.readmodels.tables import Connection

Known = Mapping[str, tuple[int, datetime]]
"""Where tables were left, by their name, and when they had been built."""


class Together:
    """Takes the log for those of several read models that stand at one position.

    What is folded is kept as long as they are the same and nobody else has changed
    their tables.
    """

    def __init__(self, runners: Iterable[Runner]) -> None:
        self.runners = list(runners)
        self._known: Known = {}
        self._absorber: Absorber | None = None

    def reached(self, runner: Runner) -> int:
        """Give the position to which a read model has been brought, 0 if by nobody."""
        known = (self._known.get(runner.tables.name), runner.known)
        return max((each[0] for each in known if each), default=0)

    def take(
        self, connection: Connection, runners: Sequence[Runner], *, upto: int
    ) -> Sequence[Runner]:
        """Take the log up to a position; give those read models that have come there.

        The others, which are new, further behind, or cannot be written, are left as
        they are.
        """
        while runners:
            runners, reached = self._batch(connection, runners, upto=upto)
            if reached >= upto:
                break
        return runners

    def _batch(
        self, connection: Connection, runners: Sequence[Runner], *, upto: int
    ) -> tuple[Sequence[Runner], int]:
        try:
            with connection.transaction():
                names = [each.tables.name for each in runners]
                places = places_of(connection, names, lock=True)
                ready, position = _level(runners, places)
                if not ready:
                    return ready, upto
                absorber = self._going_on(connection, ready, places)
                if position >= upto:
                    return ready, position
                rows, reached = log.following(
                    connection,
                    position,
                    upto=upto,
                    about=ready[0].projection.about,
                    limit=BATCH,
                )
                failed = absorber.absorb(connection, rows, after=position)
                done = [each for n, each in enumerate(ready) if n not in failed]
                names = [each.tables.name for each in done]
                advance(connection, names, position=reached)
        except BaseException:
            self.forget()
            raise
        self._known = {name: (reached, places[name].built_at) for name in names}
        if failed:
            self._absorber = None
        return done, reached

    def _going_on(
        self,
        connection: Connection,
        runners: Sequence[Runner],
        places: Mapping[str, Place],
    ) -> Absorber:
        """Give what is folded already, or begin where the tables stand."""
        names = [each.tables.name for each in runners]
        stand = {name: (places[name].position, places[name].built_at) for name in names}
        if self._absorber is None or stand != self._known:
            projections = [each.projection for each in runners]
            first = runners[0]
            taker = type(first.taker)(projections, decode=first.decode)
            tables = [each.tables for each in runners]
            self._absorber = Absorber(tables, taker=taker)
            self._absorber.begin(connection)
            self._known = stand
        return self._absorber

    def forget(self) -> None:
        """Forget where the tables were left, and what is folded with it."""
        self._known, self._absorber = {}, None
        for runner in self.runners:
            runner.forget()


def _level(
    runners: Sequence[Runner], places: Mapping[str, Place]
) -> tuple[list[Runner], int]:
    """Give the read models that are the furthest, of their own version, and where."""
    at = {
        each: place.position
        for each in runners
        if (place := places.get(each.tables.name)) is not None
        and place.version == each.projection.version
    }
    position = max(at.values(), default=0)
    return [each for each in runners if at.get(each) == position], position
