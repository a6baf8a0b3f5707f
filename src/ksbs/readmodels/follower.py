"""Keeps all read models up to date: one session, woken by every append.

A notification is a hint that is never needed: what there is to take is read from the log,
and looked for now and then whether or not somebody called.
"""

import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from threading import Event as Signal

import psycopg

from ksbs.application.projection import Projection
from ksbs.domain.event import Entry
from ksbs.readmodels import log
from ksbs.readmodels.log import Decode, Row
from ksbs.readmodels.places import advance, places_of, stopped
from ksbs.readmodels.runner import BATCH, KeptByNewerVersion, Runner
from ksbs.readmodels.swapping import clean
from ksbs.readmodels.tables import Connection, connected

POLL_SECONDS = 0.5
CHANNEL = "ksbs_events"

_log = logging.getLogger("ksbs.readmodels")


class Remembering:
    """Reads events, and remembers those it read last: each read model asks for them."""

    def __init__(self, decode: Decode, *, limit: int = 5_000) -> None:
        self._decode = decode
        self._limit = limit
        self._entries: OrderedDict[int, Entry] = OrderedDict()

    def __call__(self, row: Row) -> Entry:
        """Give the entry of a row."""
        entry = self._entries.get(row[2])
        if entry is None:
            entry = self._entries[row[2]] = self._decode(row)
            if len(self._entries) > self._limit:
                self._entries.popitem(last=False)
        return entry


class Follower:
    """Follows the log for several read models."""

    def __init__(
        self, dsn: str, projections: Iterable[Projection], *, decode: Decode
    ) -> None:
        self._dsn = dsn
        remembering = Remembering(decode)
        self.runners = [
            Runner(dsn, projection, decode=remembering) for projection in projections
        ]

    def follow(self, stop: Signal) -> None:
        """Keep up with the log until `stop` is set, whatever becomes of the database."""
        while not stop.is_set():
            try:
                with connected(self._dsn) as connection:
                    self._follow(connection, stop)
            except psycopg.OperationalError:
                # It is away: what was taken stands, the rest is taken later.
                stop.wait(POLL_SECONDS)

    def _follow(self, connection: Connection, stop: Signal) -> None:
        connection.execute(f"LISTEN {CHANNEL}".encode())
        clean(connection, [runner.projection for runner in self.runners])
        while not stop.is_set():
            self._tend(connection, stop)
            for _ in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                pass

    def _tend(self, connection: Connection, stop: Signal) -> None:
        """Bring every read model to the head of the log: most of them at once."""
        head = log.head(connection)
        mine = [runner for runner in self.runners if runner.keeps(connection)]
        behind = [each for each in mine if not each.known or each.known[0] < head]
        done = self._together(connection, behind, head=head)
        for runner in behind:
            if runner not in done and not stop.is_set():
                self._alone(connection, runner)

    def _together(
        self, connection: Connection, runners: Sequence[Runner], *, head: int
    ) -> Sequence[Runner]:
        """Take what is new for the read models that stand together, in one transaction.

        Gives those that have come to the head of the log; the others, which are new or
        have a way to go, are to be tended alone.
        """
        before = max((each.known[0] for each in runners if each.known), default=0)
        if not 0 < head - before <= BATCH:
            return []
        try:
            with connection.transaction():
                names = [each.tables.name for each in runners]
                places = places_of(connection, names, lock=True)
                ready = [
                    each
                    for each in runners
                    if each.known
                    and each.known[0] == before
                    and each.stands_at(places.get(each.tables.name))
                ]
                rows = _new(connection, ready, after=before, upto=head)
                done = [
                    each
                    for each in ready
                    if _absorbed(connection, each, rows, after=before)
                ]
                advance(connection, [each.tables.name for each in done], position=head)
        except BaseException:
            for each in runners:
                each.forget()
            raise
        for each in done:
            each.known = (head, places[each.tables.name].built_at)
        return done

    def _alone(self, connection: Connection, runner: Runner) -> None:
        """Let one read model catch up; whatever stops it, the others go on."""
        try:
            runner.tend(connection)
        except psycopg.OperationalError:
            raise
        except KeptByNewerVersion as kept:
            _log.debug("%s", kept)
        except Exception as error:
            if connection.closed:
                raise
            name = runner.projection.name
            # Its name alone: the text of a database error may hold a row.
            kind = type(error).__name__
            _log.error("the read model %s has come no further: %s", name, kind)
            stopped(connection, runner.tables, error=kind)


def _new(
    connection: Connection, runners: Sequence[Runner], *, after: int, upto: int
) -> dict[str, list[Row]]:
    """Give the events between two positions, no more than a batch, by category."""
    return {
        about.category: log.following(
            connection, after, upto=upto, about=about, limit=BATCH
        )[0]
        for about in {runner.projection.about for runner in runners}
    }


def _absorbed(
    connection: Connection,
    runner: Runner,
    rows: Mapping[str, Sequence[Row]],
    *,
    after: int,
) -> bool:
    """Write what events change in a read model; say whether that could be done."""
    new = rows[runner.projection.about.category]
    if not new:
        return True
    try:
        runner.absorb(connection, new, after=after)
    except psycopg.OperationalError:
        raise
    except Exception:  # noqa: BLE001 (alone it fails again, and is told of then)
        runner.forget()
        return False
    return True
