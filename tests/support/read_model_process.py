"""A process that works on the read models of a database until it is killed.

    python -m tests.support.read_model_process follow|rebuild|PHASE DSN

It prints a line when it is ready, and for every rebuild it finishes. Given a phase of a
rebuild, it goes on until there, prints its name and stands still.
"""

import sys
from functools import partial
from threading import Event

from ksbs.domain.register import load_domain
from ksbs.readmodels import rebuild as rebuilding
from ksbs.readmodels import runner
from ksbs.readmodels.building import Progress
from ksbs.readmodels.comparing import Compared
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.places import Place, place_of
from ksbs.readmodels.rebuild import Built, Rebuild, Rebuilt
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.tables import Connection, Tables
from ksbs.store.mapper import recorded
from tests.support.read_models import AREAS, READ_MODELS


def follow(dsn: str) -> None:
    """Follow the log, a few events at a time."""
    runner.BATCH = 3
    Follower(dsn, READ_MODELS, decode=recorded).follow(Event())


def rebuild(dsn: str) -> None:
    """Rebuild over and over again."""
    while True:
        for projection in READ_MODELS:
            Rebuild(Runner(dsn, projection, decode=recorded)).run()
            sys.stdout.write("rebuilt\n")
            sys.stdout.flush()


def stand_still(phase: str) -> None:
    """Say which phase has been reached, and wait to be killed."""
    sys.stdout.write(f"{phase}\n")
    sys.stdout.flush()
    Event().wait()


class StandingStill(Rebuild):
    """A rebuild that stands still in one of its phases."""

    def __init__(self, live: Runner, phase: str) -> None:
        super().__init__(live)
        self.phase = phase

    def _still_in(self, phase: str) -> None:
        if phase == self.phase:
            stand_still(phase)

    def told(self, progress: Progress) -> None:
        """Stand still as soon as anything has been built."""
        if progress.done:
            self._still_in("building")

    def settle(
        self, connection: Connection, built: Built, *, reason: str | None
    ) -> Rebuilt:
        self._still_in("built")
        return super().settle(connection, built, reason=reason)

    def _compared(self, connection: Connection) -> Compared:
        compared = super()._compared(connection)
        self._still_in("compared")
        return compared

    def _swap(self, connection: Connection, *, equal: bool, reason: str | None) -> None:
        super()._swap(connection, equal=equal, reason=reason)
        self._still_in("swapping")

    def _swapped(
        self, connection: Connection, *, equal: bool, reason: str | None
    ) -> int:
        position = super()._swapped(connection, equal=equal, reason=reason)
        self._still_in("swapped")
        return position


def in_comparison(phase: str) -> None:
    """Let a comparison stand still: the tables in use locked, or being compared."""

    def locked(
        connection: Connection, tables: Tables, *, lock: bool = False
    ) -> Place | None:
        place = place_of(connection, tables, lock=lock)
        if lock:
            stand_still(phase)
        return place

    def comparing(*_: object, **__: object) -> None:
        stand_still(phase)

    changed = {"locked": ("place_of", locked), "comparing": ("compare", comparing)}
    if phase in changed:
        setattr(rebuilding, *changed[phase])


def rebuild_until(phase: str, dsn: str) -> None:
    """Rebuild until a phase has been reached."""
    in_comparison(phase)
    rebuild = StandingStill(Runner(dsn, AREAS, decode=recorded), phase)
    rebuild.run(report=rebuild.told)
    raise AssertionError(f"the rebuild is done, and {phase} was not among its phases")


if __name__ == "__main__":
    load_domain()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    doing, database = sys.argv[1:]
    works = {"follow": follow, "rebuild": rebuild}
    works.get(doing, partial(rebuild_until, doing))(database)
