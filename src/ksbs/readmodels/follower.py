"""Keeps all read models up to date: one session, woken by every append.

A notification is a hint that is never needed: what there is to take is read from the log,
and looked for now and then whether or not somebody called.
"""

import logging
from collections.abc import Iterable, Sequence
from threading import Event as Signal

import psycopg

from ksbs.application.projection import Projection
from ksbs.readmodels import log
from ksbs.readmodels.log import Decode
from ksbs.readmodels.places import stopped
from ksbs.readmodels.runner import KeptByNewerVersion, Runner, prepare
from ksbs.readmodels.swapping import clean
from ksbs.readmodels.tables import Connection, connected
from ksbs.readmodels.together import Together

POLL_SECONDS = 0.5
CHANNEL = "ksbs_events"

_log = logging.getLogger("ksbs.readmodels")


class Follower:
    """Follows the log for several read models."""

    def __init__(
        self, dsn: str, projections: Iterable[Projection], *, decode: Decode
    ) -> None:
        self._dsn = dsn
        self.runners = [
            Runner(dsn, projection, decode=decode) for projection in projections
        ]
        subjects = {runner.projection.about: None for runner in self.runners}
        self._groups = [
            Together(each for each in self.runners if each.projection.about == subject)
            for subject in subjects
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
            except Exception as error:  # noqa: BLE001 (whatever it is, it may pass)
                # Its name alone: the text of a database error may hold a row.
                _log.error("the read models are not followed: %s", type(error).__name__)
                stop.wait(POLL_SECONDS)

    def _follow(self, connection: Connection, stop: Signal) -> None:
        # A server that crashed may have lost what was last written into the tables.
        for group in self._groups:
            group.forget()
        connection.execute(f"LISTEN {CHANNEL}".encode())
        clean(connection, [runner.projection for runner in self.runners])
        while not stop.is_set():
            self._tend(connection, stop)
            for _ in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                pass

    def _tend(self, connection: Connection, stop: Signal) -> None:
        """Bring every read model to the head of the log: most of them at once."""
        head = log.head(connection)
        for group in self._groups:
            behind = [
                runner
                for runner in group.runners
                if runner.keeps(connection) and group.reached(runner) < head
            ]
            done = group.take(connection, behind, upto=head)
            new = [runner for runner in behind if runner not in done]
            if len(new) > 1 and self._prepared(connection, new):
                done = group.take(connection, behind, upto=head)
            for runner in behind:
                if runner not in done and not stop.is_set():
                    self._alone(connection, runner)

    def _prepared(self, connection: Connection, runners: Sequence[Runner]) -> bool:
        """Build what has no tables yet, all at once; say whether that could be done."""
        try:
            prepare(connection, runners)
        except psycopg.OperationalError:
            raise
        except Exception:
            if connection.closed:
                raise
            # Alone, the one at fault fails again, and is told of then.
            return False
        return True

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
