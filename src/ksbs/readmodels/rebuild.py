"""Rebuilding a read model beside the tables in use, which go on meanwhile.

What is built anew from the log must equal what has been kept: if it does, it takes its
place, and if it does not, or those in use cannot be brought to where they could be
compared, only with a reason, which is recorded. Until the tables are swapped, in one
short transaction, nothing in use is touched; a rebuild that is broken off at any moment
leaves but tables that the next start drops.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

import psycopg
from psycopg import errors

from ksbs.application.projection import Subject
from ksbs.readmodels import log
from ksbs.readmodels.abreast import hindrance
from ksbs.readmodels.building import Progress, Report, build, silent
from ksbs.readmodels.comparing import Compared, compare, standing_still
from ksbs.readmodels.places import digest_of, place_of, rebuilding
from ksbs.readmodels.runner import Runner, prepare
from ksbs.readmodels.swapping import clean, swap
from ksbs.readmodels.tables import Connection, connected

LOCK_MILLISECONDS = 1_000
"""How long a swap waits for readers to finish before it lets others by and tries again."""

ATTEMPTS = 30

PATIENCE_SECONDS = 2.0
"""How long a rebuild waits for another session that is at it."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of a rebuild: what was compared, and whether it is in use now.

    `events` were taken in `seconds` to build the tables, together with those of others
    where several are rebuilt; `reason` is why tables that differ are used all the same.
    """

    projection: str
    position: int
    events: int
    seconds: float
    compared: Compared
    swapped: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Built:
    """How many events were taken, and in how many seconds."""

    events: int
    seconds: float


class AlreadyRebuilding(Exception):
    """Another session is rebuilding the read model."""


class CannotSwap(Exception):
    """The tables in use stayed locked; nothing was changed."""


class Rebuild:
    """Rebuilds the read model that a runner follows."""

    def __init__(self, runner: Runner) -> None:
        self.live = runner
        self.projection = runner.projection
        suffix = f"__{digest_of(runner.projection)}"
        self.shadow = type(runner)(
            runner.dsn, runner.projection, decode=runner.decode, suffix=suffix
        )

    def run(self, *, reason: str | None = None, report: Report = silent) -> Rebuilt:
        """Build, catch up, compare, and swap if equal or for a reason.

        Args:
            reason: Why what differs should be used all the same; a blank one is none.
            report: Is told how far the building has come.

        Raises:
            AlreadyRebuilding: if another session is at it.
            CannotSwap: if the tables in use stay locked.
            KeptByNewerVersion: if they belong to a newer version.
        """
        (found,) = _rebuilt([self], reason=reason, report=report)
        return found

    def settle(
        self, connection: Connection, built: Built, *, reason: str | None
    ) -> Rebuilt:
        """Catch up with what has been built; compare, and swap if equal or for a reason."""
        compared = self._compared(connection)
        position, swapped = compared.position, compared.equal or reason is not None
        why = None if compared.equal else reason
        if swapped:
            position = self._swapped(connection, equal=compared.equal, reason=why)
        return Rebuilt(
            projection=self.projection.name,
            position=position,
            events=built.events,
            seconds=built.seconds,
            compared=compared,
            swapped=swapped,
            reason=why,
        )

    def _compared(self, connection: Connection) -> Compared:
        """Compare at one position, if those in use come that far and can be read."""
        head = log.head(connection)
        self.shadow.take(connection, upto=head)
        why = hindrance(self.live, position=head)
        if why is None:
            try:
                return self._compared_at_once(connection)
            except psycopg.ProgrammingError as error:
                why = f"the tables in use cannot be read: {type(error).__name__}"
        return Compared(position=head, equal=False, hindrance=why)

    def _compared_at_once(self, connection: Connection) -> Compared:
        """Compare at one position; those in use go on as soon as that is settled."""
        live, shadow, dsn = self.live.tables, self.shadow.tables, self.live.dsn
        with connected(dsn) as looking, standing_still(looking):
            with connected(dsn) as locking, locking.transaction():
                place = place_of(locking, live, lock=True)
                position = place.position if place else 0
                self.shadow.take(connection, upto=position)
                # The first look settles what is seen by all that follow.
                place_of(looking, live)
            return compare(looking, live, shadow, position=position)

    def _swapped(
        self, connection: Connection, *, equal: bool, reason: str | None
    ) -> int:
        """Swap; give the position that the tables now in use have come to."""
        for _ in range(ATTEMPTS):
            self.shadow.take(connection, upto=log.head(connection))
            with suppress(errors.LockNotAvailable, errors.DeadlockDetected):
                with connection.transaction():
                    connection.execute(
                        f"SET LOCAL lock_timeout = {LOCK_MILLISECONDS}".encode()
                    )
                    self._swap(connection, equal=equal, reason=reason)
                place = place_of(connection, self.live.tables)
                return place.position if place else 0
        raise CannotSwap(
            f"The tables of {self.projection.name} stayed locked by others; nothing was "
            "changed. Try again when fewer read them."
        )

    def _swap(self, connection: Connection, *, equal: bool, reason: str | None) -> None:
        place = place_of(connection, self.live.tables, lock=True)
        if place is not None:
            self.live.refuse_newer(place)
            self.shadow.take(connection, upto=place.position)
        swap(connection, self.shadow.tables, equal=equal, reason=reason)


def rebuild_all(
    runners: Iterable[Runner], *, reason: str | None = None, report: Report = silent
) -> Iterator[Rebuilt]:
    """Rebuild several read models, those of one subject with one fold of the log.

    Takes and raises what `Rebuild.run` does; what was swapped before stays.
    """
    subjects: dict[Subject, list[Rebuild]] = {}
    for runner in runners:
        subjects.setdefault(runner.projection.about, []).append(Rebuild(runner))
    for of_subject in subjects.values():
        yield from _rebuilt(of_subject, reason=reason, report=report)


def _rebuilt(
    rebuilds: Sequence[Rebuild], *, reason: str | None, report: Report
) -> Iterator[Rebuilt]:
    reason = (reason or "").strip() or None
    with _session(rebuilds) as connection:
        built = _build(connection, rebuilds, report=report)
        for rebuild in rebuilds:
            yield rebuild.settle(connection, built, reason=reason)


@contextmanager
def _session(rebuilds: Sequence[Rebuild]) -> Iterator[Connection]:
    """Lend the only session that rebuilds; what it has not swapped in is dropped."""
    projections = [each.projection for each in rebuilds]
    with connected(rebuilds[0].live.dsn) as connection, ExitStack() as stack:
        for projection in projections:
            mine = rebuilding(connection, projection, timeout=PATIENCE_SECONDS)
            if not stack.enter_context(mine):
                raise AlreadyRebuilding(
                    f"The read model {projection.name} is being rebuilt by "
                    "another session; wait for that to end."
                )
        try:
            # Not before: what another left that was waited for is in the way too.
            clean(connection, projections)
            yield connection
        finally:
            if not connection.closed:
                clean(connection, projections)


def _build(
    connection: Connection, rebuilds: Sequence[Rebuild], *, report: Report
) -> Built:
    """Build the tables beside those in use, all in one fold of the log."""
    begun, events = time.monotonic(), 0

    def told(progress: Progress) -> None:
        nonlocal events
        events = progress.done
        report(progress)

    first = rebuilds[0].live
    prepare(connection, [each.live for each in rebuilds])
    projections = [each.projection for each in rebuilds]
    with connection.transaction():
        build(
            connection,
            [each.shadow.tables for each in rebuilds],
            taker=type(first.taker)(projections, decode=first.decode),
            dsn=first.dsn,
            report=told,
        )
    return Built(events, time.monotonic() - begun)
