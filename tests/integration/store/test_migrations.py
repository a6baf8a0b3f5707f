"""Migrations: once, in order, alone, whole or not at all, and never backwards."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from ksbs.store import migrate as module
from ksbs.store.event_store import open_event_store
from ksbs.store.migrate import CannotMigrate, is_demo, migrate, status
from ksbs.store.pool import NotMigrated
from tests.support.log import command
from tests.support.postgres import Server

FILES = Path(module.__file__).parent / "migrations"
ALL = sorted(path.stem for path in FILES.glob("*.sql"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations that a test may change."""
    copy = tmp_path / "migrations"
    shutil.copytree(FILES, copy)
    monkeypatch.setattr(module, "MIGRATIONS", copy)
    return copy


def tables(dsn: str) -> set[str]:
    query = "select relname from pg_class where relnamespace = to_regnamespace('ksbs')"
    with psycopg.connect(dsn) as connection:
        return {row[0] for row in connection.execute(query)}


def test_every_migration_is_applied_once_and_in_order(each_empty_database: str) -> None:
    # given
    assert status(each_empty_database).pending == tuple(ALL)
    assert status(each_empty_database).origin is None
    # when
    assert migrate(each_empty_database) == ALL
    # then
    assert migrate(each_empty_database) == []
    found = status(each_empty_database)
    assert (found.applied, found.pending, found.problem) == (tuple(ALL), (), None)


def test_numbers_are_unique_and_leave_no_gap() -> None:
    numbers = [name.split("_")[0] for name in ALL]
    assert numbers == [f"{n:04}" for n in range(1, len(ALL) + 1)]


def test_looking_changes_nothing(empty_database: str) -> None:
    status(empty_database)
    assert not is_demo(empty_database)
    assert tables(empty_database) == set()


def test_the_log_gets_an_origin_of_its_own(each_empty_database: str) -> None:
    migrate(each_empty_database)
    origin = status(each_empty_database).origin or ""
    assert UUID(origin.removeprefix("log-")).version == 4
    assert not is_demo(each_empty_database)


def test_the_origin_can_be_chosen_and_then_stays(empty_database: str) -> None:
    migrate(empty_database, origin="log-of-sundby")
    migrate(empty_database, origin="another")
    assert status(empty_database).origin == "log-of-sundby"


def test_an_origin_that_a_header_cannot_hold_is_refused(empty_database: str) -> None:
    with pytest.raises(CannotMigrate, match="origin"):
        migrate(empty_database, origin="two\nlines")
    assert tables(empty_database) == set()


def test_a_demo_says_so_in_its_origin(each_empty_database: str) -> None:
    applied = migrate(each_empty_database, demo=True, origin="seed-7")
    assert applied == [*ALL, "1001_append_demo"]
    assert status(each_empty_database).origin == "demo.seed-7"
    assert is_demo(each_empty_database)
    assert migrate(each_empty_database) == []


def test_a_real_log_does_not_become_a_demo(empty_database: str) -> None:
    migrate(empty_database)
    with pytest.raises(CannotMigrate, match="no demo"):
        migrate(empty_database, demo=True)


def test_two_at_once_do_the_work_once(each_empty_database: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(migrate, [each_empty_database] * 4))
    assert sorted(done, key=len) == [[], [], [], ALL]


def test_databases_of_one_server_are_migrated_at_the_same_time(
    each_postgres: Server,
) -> None:
    # given several databases; roles belong to all of them
    with ExitStack() as stack, ThreadPoolExecutor(5) as threads:
        databases = [
            stack.enter_context(each_postgres.new_database()) for _ in range(5)
        ]
        # when
        done = list(threads.map(migrate, databases))
    # then
    assert done == [ALL] * 5


def test_an_edited_migration_is_told(empty_database: str, folder: Path) -> None:
    # given
    migrate(empty_database)
    edited = folder / f"{ALL[1]}.sql"
    edited.write_text(edited.read_text() + "-- and more\n")
    # then
    with pytest.raises(CannotMigrate, match=ALL[1]):
        migrate(empty_database)
    assert ALL[1] in (status(empty_database).problem or "")


def test_a_newer_database_is_left_alone(empty_database: str, folder: Path) -> None:
    # given a database that a later version has migrated
    later = folder / "9000_later.sql"
    later.write_text("create table ksbs.later ();")
    migrate(empty_database)
    # when this version comes
    later.unlink()
    # then
    with pytest.raises(CannotMigrate, match="9000_later"):
        migrate(empty_database)


def test_a_migration_that_fails_leaves_nothing_of_itself(
    each_empty_database: str, folder: Path
) -> None:
    # given
    faulty = folder / "9000_faulty.sql"
    faulty.write_text("create table ksbs.half (); select 1/0;")
    # when
    with pytest.raises(CannotMigrate, match=r"9000_faulty.*22012"):
        migrate(each_empty_database)
    # then what came before it stands, and the mended one goes through
    assert "half" not in tables(each_empty_database)
    assert status(each_empty_database).pending == ("9000_faulty",)
    faulty.write_text("create table ksbs.half ();")
    assert migrate(each_empty_database) == ["9000_faulty"]
    with open_event_store(each_empty_database) as store:
        store.append(command(uuid4()))


def test_a_later_migration_may_change_what_is_guarded(
    each_empty_database: str, folder: Path
) -> None:
    migrate(each_empty_database)
    (folder / "9000_later.sql").write_text(
        "alter table ksbs.commands add note text; create index on ksbs.events (name);"
    )
    assert migrate(each_empty_database) == ["9000_later"]


def test_a_login_without_rights_migrates_its_own_database(
    each_postgres: Server,
) -> None:
    # given a login that is neither superuser nor may make roles, and owns a database
    login = f"ksbs_test_{uuid4().hex[:8]}"
    with psycopg.connect(each_postgres.dsn(), autocommit=True) as admin:
        admin.execute(f"create role {login} login".encode())
        admin.execute(
            f"create database {login} owner {login} template template0".encode()
        )
        dsn = each_postgres.dsn(login).replace("postgres@", f"{login}@")
        try:
            # when
            assert migrate(dsn) == ALL
            with open_event_store(dsn) as store:
                store.append(command(uuid4()))
                # then
                assert store.head().position == 1
        finally:
            admin.execute(f"drop database {login} with (force)".encode())
            admin.execute(f"drop role {login}".encode())


def test_rights_of_roles_that_came_later_are_granted_by_the_next_call(
    each_empty_database: str,
) -> None:
    # given a database whose writer may nothing
    migrate(each_empty_database)
    with psycopg.connect(each_empty_database, autocommit=True) as admin:
        admin.execute("revoke all on function ksbs.append from ksbs_writer")
    # when
    assert migrate(each_empty_database) == []
    # then
    with open_event_store(each_empty_database) as store:
        store.append(command(uuid4()))


def test_a_database_in_another_encoding_is_refused(postgres: Server) -> None:
    name = f"latin_{uuid4().hex[:8]}"
    with psycopg.connect(postgres.dsn(), autocommit=True) as admin:
        admin.execute(
            f"create database {name} template template0 encoding 'LATIN1'"
            " locale 'C' locale_provider libc".encode()
        )
        try:
            with pytest.raises(CannotMigrate, match="UTF-8"):
                migrate(postgres.dsn(name))
        finally:
            admin.execute(f"drop database {name} with (force)".encode())


def test_a_database_that_is_not_set_up_says_what_to_do(empty_database: str) -> None:
    with open_event_store(empty_database) as store:
        with pytest.raises(NotMigrated, match="ksbs migrate"):
            store.head()
        with pytest.raises(NotMigrated, match="ksbs migrate"):
            store.append(command(uuid4()))
