"""A rebuild killed in each of its phases: nothing is lost, locked or left behind."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Event, Thread

import psycopg
import pytest

from ksbs.application.ports import EventStore
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.places import health, patiently
from ksbs.readmodels.reader import Reader, reading
from ksbs.readmodels.rebuild import Rebuild
from ksbs.store.event_store import open_event_store
from ksbs.store.mapper import recorded
from tests.support.random_log import append, drawn, verified
from tests.support.read_models import AREAS
from tests.support.telling_log import Told

ROOT = Path(__file__).parents[2]
LEFT = {"test_areas", "test_areas_history"}
AT_ONCE = 10
"""Seconds within which what a killed process held must be free again."""

PHASES = ("building", "built", "locked", "comparing", "compared", "swapping", "swapped")


@pytest.fixture
def store(database: str) -> Iterator[EventStore]:
    with open_event_store(database) as store:
        yield store


@pytest.fixture
def reader(database: str) -> Iterator[Reader]:
    with reading(database) as reader:
        yield reader


@contextmanager
def rebuilding_until(phase: str, dsn: str) -> Iterator[None]:
    """Let another process rebuild until it stands still in a phase; then kill it."""
    program = [sys.executable, "-m", "tests.support.read_model_process", phase, dsn]
    with subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        assert process.stdout.readline() == f"{phase}\n"
        try:
            yield
        finally:
            process.send_signal(signal.SIGKILL)


@contextmanager
def following(dsn: str) -> Iterator[None]:
    stop = Event()
    follower = Follower(dsn, [AREAS], decode=recorded)
    thread = Thread(target=follower.follow, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("phase", PHASES)
def test_a_rebuild_killed_in_any_phase_changes_nothing(
    database: str, store: EventStore, reader: Reader, phase: str
) -> None:
    # given: a server that keeps the read model, with programmes folded in memory
    told = Told(store, database)
    commands = drawn(Random(9), [AREAS], streams=4, commands=12)
    append(store, commands[:20])
    with following(database):
        here = store.head().position
        assert reader.wait_until(AREAS, position=here, timeout=30)
        # when
        with rebuilding_until(phase, database):
            append(store, commands[20:30])
        append(store, commands[30:])
        # then: the server goes on
        there = store.head().position
        assert reader.wait_until(AREAS, position=there, timeout=AT_ONCE)
    assert verified(database, reader, [AREAS], cells=500).wrong == 0
    # and the next rebuild clears away what was left, and finds nothing to mend
    rebuilt = Rebuild(told.keeper(AREAS)).run()
    assert (rebuilt.compared.equal, rebuilt.swapped) == (True, True)
    assert told.tables() == LEFT
    assert health(database, [AREAS.name]) == []


@pytest.mark.parametrize("phase", ["built", "compared"])
def test_what_a_killed_rebuild_left_is_dropped_by_the_next_start(
    database: str, store: EventStore, phase: str
) -> None:
    # given
    told = Told(store, database)
    append(store, drawn(Random(9), [AREAS], streams=2, commands=6))
    told.keeper(AREAS).catch_up()
    with rebuilding_until(phase, database):
        pass
    assert told.tables() > LEFT
    # when
    with following(database):
        # then
        assert patiently(lambda: told.tables() == LEFT, timeout=AT_ONCE)
    with psycopg.connect(database) as connection:
        places = connection.execute("SELECT projection FROM ksbs_read.positions")
        assert places.fetchall() == [(AREAS.name,)]
