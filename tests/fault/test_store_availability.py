"""The database away, full or back again: what the event store then says."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from uuid import uuid4

import psycopg
import pytest

from ksbs.application.ports import EventStore, StoreUnavailable
from ksbs.store.event_store import open_event_store
from ksbs.store.migrate import migrate
from ksbs.store.pool import StoreFault, open_pool, session
from tests.support import machine, postgres
from tests.support.log import assessed, command, recomputed
from tests.support.postgres import Server, running

NOWHERE = "postgresql://ksbs:secret@/log?host=/nowhere/at/all"
PRIVATE = "Hemligt om någon."


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that a test may throw down."""
    with running(machine.default_postgres()) as server:
        migrate(server.dsn())
        yield server


def crash_and_start(server: Server) -> None:
    """Stop a server without a word to anybody, and start it again."""
    log = str(server.directory / "log")
    arguments = ("restart", "--wait", "-m", "immediate", "-D", server._data, "-l", log)
    postgres._run(server.binaries, "pg_ctl", *arguments)


def test_no_connection_to_spare_is_unavailable(database: str) -> None:
    # given a pool whose connections are all lent
    with (
        open_pool(database, max_size=2, wait_seconds=0.1) as pool,
        ExitStack() as stack,
    ):
        for _ in range(2):
            stack.enter_context(session(pool))
        # then
        with pytest.raises(StoreUnavailable), session(pool):
            pass


def test_a_database_that_is_away_is_unavailable_and_says_nothing_of_where() -> None:
    with (
        open_pool(NOWHERE, max_size=2, wait_seconds=0.2) as pool,
        pytest.raises(StoreUnavailable) as fault,
        session(pool),
    ):
        pass
    assert "nowhere" not in str(fault.value)
    assert fault.value.__suppress_context__


def test_a_head_that_stays_locked_is_unavailable(
    store_with_short_patience: EventStore, database: str
) -> None:
    with psycopg.connect(database) as other:
        other.execute("select * from ksbs.head for update")
        with pytest.raises(StoreUnavailable):
            store_with_short_patience.append(command(uuid4()))
    store_with_short_patience.append(command(uuid4()))


@pytest.fixture
def store_with_short_patience(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[EventStore]:
    """An event store that waits a tenth of a second for the head."""
    monkeypatch.setattr("ksbs.store.pool.LOCK_MILLISECONDS", 100)
    with open_event_store(database) as store:
        yield store


def test_a_server_that_was_restarted_is_used_at_once(own_server: Server) -> None:
    # given connections that stand
    with open_event_store(own_server.dsn(), pool_max=4) as store:
        first, _ = store.append(command(uuid4()))
        # when
        crash_and_start(own_server)
        # then
        assert store.head().position == first.size
        store.append(command(uuid4()))
    assert recomputed(own_server.dsn()).size == 2


def test_nothing_of_an_event_gets_into_messages_or_logs(
    own_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    dsn = own_server.dsn()
    with open_event_store(dsn) as store:
        stream = uuid4()
        store.append(command(stream, events=(assessed(PRIVATE),)))
        # given a server that refuses a row
        with psycopg.connect(dsn, autocommit=True) as admin:
            admin.execute(
                "drop event trigger ksbs_guard_change;"
                "alter table ksbs.events add constraint refuse check (position < 2)"
            )
        # when
        with pytest.raises(StoreFault) as fault:
            store.append(command(stream, version=2, events=(assessed(PRIVATE),)))
    # then
    assert "23514" in str(fault.value)
    assert "refuse" in str(fault.value)
    assert PRIVATE not in str(fault.value) + caplog.text
    assert fault.value.__suppress_context__
