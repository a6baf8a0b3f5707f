"""Bringing a read model to a position of the log, or saying what keeps it from there."""

from collections.abc import Iterable

import psycopg

from ksbs.application.projection import Subject
from ksbs.readmodels.places import patiently, place_of
from ksbs.readmodels.runner import KeptByNewerVersion, Runner, prepare
from ksbs.readmodels.tables import Connection, connected

PATIENCE_SECONDS = 30.0
"""How long whoever keeps a read model may take nothing before it counts as stuck."""


def build_lacking(runners: Iterable[Runner]) -> None:
    """Build what has no tables, those of one subject with one fold of the log.

    What cannot be built is left as it is; `hindrance` says of each why.

    Raises:
        KeptByNewerVersion: if tables belong to a newer version.
    """
    subjects: dict[Subject, list[Runner]] = {}
    for runner in runners:
        subjects.setdefault(runner.projection.about, []).append(runner)
    for of_subject in subjects.values():
        with connected(of_subject[0].dsn) as connection:
            try:
                prepare(connection, of_subject)
            except (KeptByNewerVersion, psycopg.OperationalError):
                raise
            except Exception:  # noqa: BLE001, S110 (it is told of each by itself)
                pass


def hindrance(runner: Runner, *, position: int) -> str | None:
    """Take what there is, or wait until whoever keeps the read model has.

    Waits as long as that goes forward. Gives what stands in the way, in words that hold
    nothing of any payload, or None once the position has been reached.

    Raises:
        KeptByNewerVersion: if the tables belong to a newer version.
    """
    with connected(runner.dsn) as connection:
        try:
            why = _hindrance(runner, connection, position=position)
        except (KeptByNewerVersion, psycopg.OperationalError):
            raise
        except Exception as error:  # noqa: BLE001 (whatever it is, it is told)
            # Its name alone: the text of a database error may hold a row.
            why = type(error).__name__
        if why is None:
            return None
        place = place_of(connection, runner.tables)
    come = place.position if place else 0
    return f"the tables in use have come no further than position {come}: {why}"


def _hindrance(runner: Runner, connection: Connection, *, position: int) -> str | None:
    stood = -1
    come, error = stood, None

    def settled() -> bool:
        nonlocal come, error
        if runner.keeps(connection):
            runner.tend(connection)
        place = place_of(connection, runner.tables)
        come, error = (place.position, place.error) if place else (0, None)
        return come >= position or error is not None

    while not patiently(settled, timeout=PATIENCE_SECONDS):
        if come == stood:
            return (
                "another session keeps them and has taken nothing for "
                f"{PATIENCE_SECONDS:g} seconds"
            )
        stood = come
    return None if come >= position else error
