"""The embedded server when it, its users or its disk fail."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.support.embedded import (
    USERS,
    Client,
    Ground,
    ask,
    do,
    eventually,
    ground_of,
    keepers_in,
    processes_in,
)

# Orphans then become children of this process, which never asks for their exit code:
# what happens in a container whose first process does not care for others.
ADOPT_ORPHANS = "import ctypes; ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)"
# Every write beyond this size fails, as on a full disk.
SMALL_DISK = (
    "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))"
)


@pytest.fixture(scope="module", params=USERS)
def ground(request: pytest.FixtureRequest) -> Iterator[Ground]:
    with ground_of(request.param) as ground:
        yield ground


@pytest.fixture
def home(ground: Ground) -> Iterator[Path]:
    """A home whose cluster outlives the single test: each starts from a crash."""
    yield ground.directory / "home"
    eventually(lambda: not processes_in(ground.directory))


def _writes_until_it_fails(dsn: str, acknowledged: list[int]) -> None:
    try:
        with psycopg.connect(dsn, autocommit=True) as connection:
            for number in range(1_000_000):
                connection.execute("INSERT INTO kept VALUES (%s)", (number,))
                acknowledged.append(number)
    except psycopg.OperationalError:
        return


def _is_zombie(pid: int) -> bool:
    return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_killed_postmaster_loses_no_acknowledged_row(
    ground: Ground, home: Path
) -> None:
    # given
    acknowledged: list[int] = []
    with ground.client(home) as first:
        do(first.dsn, "DROP TABLE IF EXISTS kept; CREATE TABLE kept (number int)")
        writing = threading.Thread(
            target=_writes_until_it_fails, args=(first.dsn, acknowledged)
        )
        writing.start()
        eventually(lambda: len(acknowledged) > 50)
        # when
        os.kill(first.pid, signal.SIGKILL)
        with ground.client(home) as second:
            writing.join()
            # then
            found = ask(second.dsn, "SELECT array_agg(number) FROM kept")
            assert second.pid != first.pid
            assert isinstance(found, list)
            assert set(acknowledged) <= set(found)
            assert len(found) == len(set(found)) <= len(acknowledged) + 1


def test_every_call_right_after_a_kill_works(ground: Ground, home: Path) -> None:
    # given
    for _ in range(5):
        with ground.client(home) as client:
            # when
            os.kill(client.pid, signal.SIGKILL)
            # then
            with ground.client(home) as next_one:
                assert ask(next_one.dsn, "SELECT 1") == 1


def test_a_killed_postmaster_that_lingers_as_a_zombie_is_dead(
    ground: Ground, home: Path
) -> None:
    # given
    with ground.client(home, before=ADOPT_ORPHANS) as first:
        # when
        os.kill(first.pid, signal.SIGKILL)
        # then
        with ground.client(home) as second:
            assert _is_zombie(first.pid)
            assert ask(second.dsn, "SELECT 1") == 1


def test_the_server_comes_back_by_itself_while_it_is_used(
    ground: Ground, home: Path
) -> None:
    # given
    with ground.client(home) as client:
        # when
        os.kill(client.pid, signal.SIGKILL)
        # then
        eventually(lambda: _answers(client))
    assert "started again" in (home / "locks/keeper.log").read_text(encoding="utf-8")


def _answers(client: Client) -> bool:
    try:
        return ask(client.dsn, "SELECT 1") == 1
    except psycopg.OperationalError:
        return False


def test_orphans_that_do_not_end_keep_nobody_from_the_data(
    ground: Ground, home: Path
) -> None:
    # given
    with ground.client(home) as first, psycopg.connect(first.dsn) as connection:
        orphan = psutil.Process(connection.info.backend_pid)
        orphan.suspend()
        # when
        os.kill(first.pid, signal.SIGKILL)
        # then
        with ground.client(home) as second:
            assert ask(second.dsn, "SELECT 1") == 1
            assert not orphan.is_running() or _is_zombie(orphan.pid)


def test_all_of_the_server_may_be_killed_at_once(ground: Ground, home: Path) -> None:
    # given
    with ground.client(home) as first:
        family = psutil.Process(first.pid).children()
        # when
        for process in (psutil.Process(first.pid), *family):
            process.kill()
        # then
        with ground.client(home) as second:
            assert ask(second.dsn, "SELECT 1") == 1


def test_a_pid_file_that_names_another_program_is_stale(
    ground: Ground, home: Path
) -> None:
    # given
    with ground.client(home):
        pid_file = home / "postgresql/data/postmaster.pid"
        told = pid_file.read_text(encoding="utf-8")
        owner = pid_file.stat()
    # when
    with _sleeper(owner.st_uid) as other:
        pid_file.write_text(f"{other.pid}{told[told.index(chr(10)) :]}")
        os.chown(pid_file, owner.st_uid, owner.st_gid)
        # then
        with ground.client(home) as client:
            assert ask(client.dsn, "SELECT 1") == 1
            assert other.poll() is None


@contextmanager
def _sleeper(uid: int) -> Iterator[subprocess.Popen[bytes]]:
    user = uid if os.geteuid() == 0 else None
    with subprocess.Popen(("sleep", "60"), user=user, cwd="/") as process:
        yield process
        process.kill()


def test_a_user_that_is_killed_leaves_no_server_behind(
    ground: Ground, home: Path
) -> None:
    # given
    client = ground.client(home)
    pid = client.pid
    # when
    client.kill()
    # then
    eventually(lambda: not psutil.pid_exists(pid) or _is_zombie(pid))
    eventually(lambda: not keepers_in(ground.directory))


def test_a_user_that_is_killed_takes_the_server_from_nobody(
    ground: Ground, home: Path
) -> None:
    # given
    starter = ground.client(home)
    assert starter.pid
    with ground.client(home) as other:
        # when
        starter.kill()
        time.sleep(1)
        # then
        assert other.pid == starter.pid
        assert ask(other.dsn, "SELECT 1") == 1
        assert not _is_zombie(other.pid)


def test_an_interrupt_in_the_terminal_of_one_reaches_only_that_one(
    ground: Ground, home: Path
) -> None:
    # given
    starter = ground.client(home)
    assert starter.pid
    with ground.client(home) as other:
        # when
        starter.kill(signal.SIGINT)
        time.sleep(0.5)
        # then
        assert starter.process.returncode != 0
        assert len(keepers_in(ground.directory)) == 1
        assert not _is_zombie(other.pid)
        assert ask(other.dsn, "SELECT 1") == 1


def test_without_its_keeper_the_server_is_stopped_and_kept_again(
    ground: Ground, home: Path
) -> None:
    # given
    with ground.client(home) as first:
        assert first.pid
        (keeper,) = keepers_in(ground.directory)
        # when
        keeper.kill()
        eventually(lambda: not keepers_in(ground.directory))
        # then
        with ground.client(home) as second:
            assert second.pid == first.pid
            eventually(lambda: len(keepers_in(ground.directory)) == 1)


def test_a_full_disk_leaves_nothing_half_made(ground: Ground) -> None:
    # given
    home = ground.directory / "full"
    # when
    client = ground.client(home, before=SMALL_DISK)
    refused = str(client.said["refused"])
    client.leave()
    # then
    assert refused.startswith("initdb failed: ")
    assert str(home) in refused
    assert list((home / "postgresql").iterdir()) == []
    with ground.client(home) as again:
        assert ask(again.dsn, "SELECT 1") == 1


@pytest.mark.parametrize("after", [0.2, 0.7])
def test_a_first_start_that_is_killed_leaves_nothing_half_made(
    ground: Ground, after: float
) -> None:
    # given
    home = ground.directory / f"killed after {after}"
    client = ground.client(home)
    time.sleep(after)
    # when
    client.kill()
    # then
    with ground.client(home) as again:
        assert ask(again.dsn, "SELECT 1") == 1
    assert not list((home / "postgresql").glob("making-*"))
