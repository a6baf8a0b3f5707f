"""Those who follow the log when the database takes their sessions, or takes no writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from ksbs.application.ports import EventStore
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.places import patiently
from ksbs.readmodels.trail import NAME, TrailRunner
from ksbs.store.event_store import open_event_store
from ksbs.store.mapper import recorded
from tests.support.read_models import AREAS
from tests.support.telling_log import Told, area

MARCH = date(2026, 3, 2)
Follow = Callable[[Event], None]

FOLLOWING: dict[str, Callable[[str], Follow]] = {
    AREAS.name: lambda dsn: Follower(dsn, [AREAS], decode=recorded).follow,
    NAME: lambda dsn: TrailRunner(dsn, recorded).follow,
}


@pytest.fixture
def store(database: str) -> Iterator[EventStore]:
    with open_event_store(database) as store:
        yield store


@contextmanager
def following(follow: Follow) -> Iterator[Thread]:
    stop = Event()
    thread = Thread(target=follow, args=(stop,))
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join()


def come_to(dsn: str, name: str, *, position: int) -> bool:
    """Wait until what has that name has come to a position."""
    query = "SELECT position FROM ksbs_read.positions WHERE projection = %s"
    with psycopg.connect(dsn, autocommit=True) as connection:

        def there() -> bool:
            row = connection.execute(query, [name]).fetchone()
            return row is not None and int(row[0]) >= position

        return patiently(there, timeout=30)


def end_sessions(dsn: str) -> int:
    """End the sessions of those who follow; give how many there were."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'ksbs-read'"
        )
        return ended.rowcount


def allow_writes(dsn: str, *, allowed: bool) -> None:
    """Let sessions that begin from now on write, or not."""
    name = conninfo_to_dict(dsn)["dbname"]
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        connection.execute(
            f'ALTER DATABASE "{name}" SET default_transaction_read_only'
            f" = {'off' if allowed else 'on'}".encode()
        )


@pytest.mark.parametrize("name", FOLLOWING)
def test_sessions_that_are_ended_are_begun_anew(
    database: str, store: EventStore, name: str
) -> None:
    # given
    told = Told(store, database)
    stream = told.nominate(MARCH)
    with following(FOLLOWING[name](database)):
        for title in ("Ett", "Två", "Tre"):
            last = told.tell(stream, area(MARCH, title=title))
            assert come_to(database, name, position=last.position)
            # when
            assert end_sessions(database) > 0
        # then
        last = told.tell(stream, area(MARCH, title="Fyra"))
        assert come_to(database, name, position=last.position)


@pytest.mark.parametrize("name", FOLLOWING)
def test_a_database_that_takes_no_writes_for_a_while_is_followed_afterwards(
    database: str, store: EventStore, name: str
) -> None:
    # given
    told = Told(store, database)
    stream = told.nominate(MARCH)
    with following(FOLLOWING[name](database)) as thread:
        assert come_to(database, name, position=1)
        # when
        allow_writes(database, allowed=False)
        assert end_sessions(database) > 0
        last = told.tell(stream, area(MARCH, title="Ett"))
        thread.join(timeout=1.5)
        # then
        assert thread.is_alive()
        allow_writes(database, allowed=True)
        end_sessions(database)
        assert come_to(database, name, position=last.position)


def test_what_a_crash_of_the_server_took_away_is_taken_again(
    database: str, store: EventStore
) -> None:
    # given
    told = Told(store, database)
    last = told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    with following(FOLLOWING[AREAS.name](database)):
        assert come_to(database, AREAS.name, position=last.position)
        # when: rows and position are lost together, for nobody waited for the disk
        with psycopg.connect(database) as connection:
            connection.execute(
                "TRUNCATE ksbs_read.test_areas, ksbs_read.test_areas_history"
            )
            connection.execute("UPDATE ksbs_read.positions SET position = 0")
        assert end_sessions(database) > 0
        # then: without anything new
        assert come_to(database, AREAS.name, position=last.position)
    assert told.current(AREAS, "title") == {("Ett",)}
