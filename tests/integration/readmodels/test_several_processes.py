"""Several processes keep the same read models, and each may be killed at any moment."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest

from ksbs.application.ports import EventStore
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.places import try_keep
from ksbs.readmodels.reader import Reader
from ksbs.readmodels.rebuild import Rebuild
from ksbs.readmodels.runner import KeptByNewerVersion, Runner
from ksbs.readmodels.tables import connected
from ksbs.store.mapper import recorded
from tests.support.random_log import append, drawn, verified
from tests.support.read_models import AREAS, READ_MODELS, SESSIONS
from tests.support.telling_log import Told, area

ROOT = Path(__file__).parents[3]
Process = subprocess.Popen[str]


@contextmanager
def started(doing: str, dsn: str) -> Iterator[Process]:
    program = [sys.executable, "-m", "tests.support.read_model_process", doing, dsn]
    with subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def following(dsn: str) -> Iterator[None]:
    stop = Event()
    follower = Follower(dsn, READ_MODELS, decode=recorded)
    thread = Thread(target=follower.follow, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def eventually(holds: Callable[[], bool], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


def test_followers_killed_at_any_moment_lose_nothing(
    database: str, store: EventStore, reader: Reader
) -> None:
    # given
    random = Random(3)
    commands = drawn(random, READ_MODELS, streams=6, commands=30)
    # when
    for _ in range(4):
        with started("follow", database) as process:
            for _ in range(40):
                if commands:
                    append(store, [commands.pop(0)])
            time.sleep(random.random() * 0.3)
            process.send_signal(signal.SIGKILL)
    append(store, commands)
    for projection in READ_MODELS:
        Runner(database, projection, decode=recorded).catch_up()
    # then
    found = verified(database, reader, READ_MODELS)
    assert found.wrong == 0
    for projection in READ_MODELS:
        rebuilt = Rebuild(Runner(database, projection, decode=recorded)).run()
        assert rebuilt.compared.equal


def test_rebuilds_killed_at_any_moment_change_nothing_and_are_cleared_away(
    database: str, store: EventStore, reader: Reader, told: Told
) -> None:
    # given
    random = Random(4)
    commands = drawn(random, READ_MODELS, streams=6, commands=20)
    append(store, commands[:60])
    # when
    with following(database):
        for _ in range(4):
            with started("rebuild", database) as process:
                append(store, commands[60:70])
                del commands[60:70]
                time.sleep(random.random() * 0.4)
                process.send_signal(signal.SIGKILL)
    for projection in READ_MODELS:
        Rebuild(Runner(database, projection, decode=recorded)).run()
    # then
    assert verified(database, reader, READ_MODELS).wrong == 0
    assert told.tables() == {
        f"{projection.name}{part}"
        for projection in READ_MODELS
        for part in ("", "_history")
    }


def test_one_session_keeps_a_read_model_and_another_takes_over_when_it_ends(
    told: Told, reader: Reader
) -> None:
    # given
    with connected(told.dsn) as other:
        assert try_keep(other, AREAS)
        with following(told.dsn):
            stream = told.nominate(date(2026, 3, 2))
            last = told.tell(stream, area(date(2026, 3, 2), title="Ett"))
            # Another read model has no keeper yet, and is followed at once.
            assert reader.wait_until(SESSIONS, position=last.position, timeout=20)
            assert reader.place(AREAS) is None
            # when
            other.close()
            # then
            assert reader.wait_until(AREAS, position=last.position, timeout=20)


def test_what_was_just_written_can_be_waited_for(told: Told, reader: Reader) -> None:
    # given
    stream = told.nominate(date(2026, 3, 2))
    with following(told.dsn):
        for number in range(5):
            last = told.tell(stream, area(date(2026, 3, 2), title=f"Nummer {number}"))
            # when
            seen = reader.wait_until(AREAS, position=last.position, timeout=20)
            # then
            assert seen
            assert told.current(AREAS, "title") == {(f"Nummer {number}",)}


def test_waiting_for_what_does_not_come_ends_in_time(
    told: Told, reader: Reader
) -> None:
    # given
    last = told.tell(told.nominate(date(2026, 3, 2)), area(date(2026, 3, 2), title="A"))
    # when
    begun = time.monotonic()
    seen = reader.wait_until(AREAS, position=last.position, timeout=0.2)
    # then
    assert not seen
    assert time.monotonic() - begun < 5


def test_an_older_version_keeps_off_and_lets_the_newer_keep(told: Told) -> None:
    # given
    told.nominate(date(2026, 3, 2))
    newer = replace(AREAS, version=2)
    told.keeper(newer).catch_up()
    # when
    keeper = told.keeper(AREAS)
    with connected(told.dsn) as older:
        assert keeper.keeps(older)
        with pytest.raises(KeptByNewerVersion):
            keeper.tend(older)
        # then
        with connected(told.dsn) as session:
            assert try_keep(session, newer)
