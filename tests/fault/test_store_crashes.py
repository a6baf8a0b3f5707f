"""Writers killed between any two steps: what was acknowledged is there exactly once."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from ksbs.application.ports import EventStore, StoreUnavailable
from ksbs.store.event_store import open_event_store
from ksbs.store.migrate import migrate
from tests.support import machine
from tests.support.log import numbered, recomputed, rows
from tests.support.postgres import running

ROOT = Path(__file__).parents[2]
Writer = subprocess.Popen[str]


@contextmanager
def writing(dsn: str, *, first: int = 0) -> Iterator[Writer]:
    """A process that appends numbered commands and prints what it is told of."""
    program = [sys.executable, "-m", "tests.support.log_writer", dsn, str(first)]
    with subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def acknowledged(process: Writer) -> list[int]:
    """Give the numbers that the killed process had been told of."""
    process.wait()
    assert process.stdout is not None
    return [int(line) for line in process.stdout if line.endswith("\n")]


def check(dsn: str, *, told: list[int]) -> None:
    """Expect every acknowledged command exactly once, and the log whole."""
    stored = [row["command_id"] for row in rows(dsn)]
    assert len(stored) == len(set(stored))
    assert {numbered(number).command_id for number in told} <= set(stored)
    tree = recomputed(dsn)
    with open_event_store(dsn) as store:
        assert (store.head().position, store.head().root) == (tree.size, tree.root)


def retry(dsn: str, *, number: int) -> None:
    """Ask twice for the command nobody was told of, and expect it exactly once."""
    with open_event_store(dsn) as store:
        first, _ = store.append(numbered(number))
        again, _ = store.append(numbered(number))
    assert first == again
    wanted = numbered(number).command_id
    assert [row["command_id"] for row in rows(dsn)].count(wanted) == 1


@contextmanager
def held_up(dsn: str) -> Iterator[psycopg.Connection]:
    """Let every append wait for the head until this is left."""
    with psycopg.connect(dsn) as connection:
        connection.execute("select * from ksbs.head for update")
        yield connection


def until(dsn: str, *, query: str) -> None:
    """Wait until a query gives a row."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        deadline = time.monotonic() + 20
        while connection.execute(query.encode()).fetchone() is None:
            assert time.monotonic() < deadline, query
            time.sleep(0.005)


WAITING = """
select pid from pg_stat_activity where wait_event_type = 'Lock'
and application_name = 'ksbs' and datname = current_database()
"""
NOBODY_WAITING = f"select where not exists ({WAITING})"


def test_a_writer_killed_at_any_time_leaves_what_it_was_told_of(
    each_database: str,
) -> None:
    chance = random.Random(7)
    number = 0
    for _ in range(6):
        # given
        with writing(each_database, first=number) as process:
            time.sleep(chance.uniform(0.001, 0.08))
            # when
            process.kill()
            told = acknowledged(process)
        # then
        check(each_database, told=told)
        number = max(told, default=number - 1) + 1
        retry(each_database, number=number)
        number += 1


def test_a_writer_killed_while_the_server_works_for_it(each_database: str) -> None:
    # given a writer whose append waits in the server
    with held_up(each_database), writing(each_database) as process:
        until(each_database, query=WAITING)
        # when
        process.kill()
        assert acknowledged(process) == []
    # then it is there once or not at all, and once when asked for again
    until(each_database, query=NOBODY_WAITING)
    check(each_database, told=[])
    retry(each_database, number=0)


def test_a_writer_killed_after_the_commit_but_before_the_reply(
    each_database: str,
) -> None:
    with writing(each_database) as process:
        # given a writer that is stopped while its append waits in the server
        with held_up(each_database) as holder:
            until(each_database, query=WAITING)
            process.send_signal(signal.SIGSTOP)
            (number,) = holder.execute("select size from ksbs.head").fetchone() or (0,)
        # when the server commits, and the writer dies without having read the reply
        until(each_database, query=f"select from ksbs.head where size = {number + 1}")
        process.kill()
        told = acknowledged(process)
    # then it is recorded though nobody was told, and asking again gives its receipt
    assert told == list(range(number))
    retry(each_database, number=number)
    assert len(rows(each_database)) == number + 1
    check(each_database, told=[*told, number])


def test_an_append_whose_backend_is_terminated_is_tried_again(
    each_database: str,
) -> None:
    receipts = []
    with open_event_store(each_database) as store:
        thread = threading.Thread(
            target=lambda: receipts.append(store.append(numbered(1))[0])
        )
        # given an append that waits in the server
        with held_up(each_database) as holder:
            thread.start()
            until(each_database, query=WAITING)
            # when its backend is ended
            for (pid,) in holder.execute(WAITING.encode()).fetchall():
                holder.execute("select pg_terminate_backend(%s)", [pid])
        thread.join()
    # then it was done all the same
    assert [receipt.position for receipt in receipts] == [1]
    check(each_database, told=[1])


def insist(store: EventStore, numbers: range, *, told: list[int]) -> None:
    """Append each number, again and again while the database is away."""
    for number in numbers:
        while True:
            try:
                store.append(numbered(number))
            except StoreUnavailable:
                time.sleep(0.02)
            else:
                told.append(number)
                break


def kill_backends(dsn: str, *, done: threading.Event) -> int:
    """Kill a writer's backend now and then, in turn gently and with SIGKILL."""
    killed, chance = 0, random.Random(11)
    query = "select pid from pg_stat_activity where application_name = 'ksbs'"
    while not done.wait(0.05):
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(dsn, autocommit=True) as connection,
        ):
            pids = [row[0] for row in connection.execute(query.encode())]
            if pids:
                # SIGKILL makes the server throw everybody out and recover.
                how = signal.SIGKILL if killed % 4 == 0 else signal.SIGTERM
                os.kill(chance.choice(pids), how)
                killed += 1
    return killed


def recovered(dsn: str) -> None:
    """Wait until the server has got over the last kill."""
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(dsn).close()
        except psycopg.OperationalError:
            assert time.monotonic() < deadline, "the server does not recover"
            time.sleep(0.05)
        else:
            return


@pytest.mark.parametrize("find", [machine.bundled_postgres, machine.installed_postgres])
def test_backends_killed_under_four_writers_lose_nothing_acknowledged(
    find: Callable[[], Path],
) -> None:
    told, done = list[int](), threading.Event()
    with running(find()) as server:
        dsn = server.dsn()
        migrate(dsn)
        with (
            open_event_store(dsn, pool_max=4) as store,
            ThreadPoolExecutor(5) as threads,
        ):
            # when
            killing = threads.submit(kill_backends, dsn, done=done)
            writers = [
                threads.submit(insist, store, range(first, first + 100), told=told)
                for first in range(0, 400, 100)
            ]
            for each in writers:
                each.result(timeout=120)
            done.set()
            # then
            assert killing.result() >= 3, "too few were killed to say anything"
        recovered(dsn)
        check(dsn, told=told)
        assert sorted(told) == list(range(400))
        assert len(rows(dsn)) == 400
