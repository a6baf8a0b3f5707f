"""The log is append-only: triggers, roles and the guard of the schema."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors

from ksbs.application.ports import EventStore
from ksbs.store.event_store import LogEventStore
from ksbs.store.pool import session
from ksbs.store.roles import READER, ROLES, WRITER
from tests.support.log import command, rows

APPEND_ONLY, FORBIDDEN = "KS009", "42501"


@pytest.fixture
def superuser(
    each_store: EventStore, each_database: str
) -> Iterator[psycopg.Connection]:
    """A superuser's session on a log that holds an event and a claim."""
    each_store.append(command(uuid4(), claim=("unit-1",)))
    with psycopg.connect(each_database, autocommit=True) as connection:
        yield connection


CHANGES = [
    "update ksbs.events set name = 'another.v1'",
    "update ksbs.events set payload = payload",
    "delete from ksbs.events",
    "truncate ksbs.events cascade",
    "update ksbs.commands set count = 2",
    "delete from ksbs.commands",
    "truncate ksbs.commands",
    "delete from ksbs.claims",
    "update ksbs.claims set stream_id = gen_random_uuid()",
    "truncate ksbs.claims",
    "delete from ksbs.head",
    "truncate ksbs.head",
    "update ksbs.head set size = 0",
    "update ksbs.head set size = size + 1, origin = 'another'",
    "update ksbs.head set size = size + 1, recorded_at = '2020-01-01'",
]


def outcomes(
    connection: psycopg.Connection, statements: list[str]
) -> dict[str, str | None]:
    """Give the SQLSTATE of each statement, None for one that went through."""
    found: dict[str, str | None] = {}
    for statement in statements:
        try:
            connection.execute(statement.encode())
        except psycopg.Error as error:
            found[statement] = error.sqlstate
        else:
            found[statement] = None
    return found


def test_even_a_superuser_is_refused_a_change_of_what_is_recorded(
    superuser: psycopg.Connection, each_database: str
) -> None:
    before = rows(each_database)
    for role in ("origin", "replica"):  # replica silences ordinary triggers
        superuser.execute(f"set session_replication_role = {role}".encode())
        # when
        refused = outcomes(superuser, CHANGES)
        # then
        assert refused == dict.fromkeys(CHANGES, APPEND_ONLY)
    assert rows(each_database) == before


def test_a_row_that_its_leaf_does_not_bind_is_refused(
    superuser: psycopg.Connection,
) -> None:
    with pytest.raises(errors.CheckViolation):
        superuser.execute(
            "insert into ksbs.events select position + 1, recorded_at,"
            " gen_random_uuid(), gen_random_uuid(), command_id, version, category,"
            " name, leaf, payload from ksbs.events"
        )


SCHEMA_CHANGES = [
    "drop table ksbs.claims",
    "drop schema ksbs cascade",
    "drop function ksbs.refuse_change cascade",
    "alter table ksbs.events disable trigger append_only",
    "alter table ksbs.events drop constraint events_leaf_binds_row",
    "alter table ksbs.events rename to former",
    "create table ksbs.other ()",
    "create index on ksbs.events (name)",
    (
        "create or replace function ksbs.refuse_change() returns trigger "
        "language plpgsql as 'begin return new; end'"
    ),
    (
        "create trigger another before insert on ksbs.events "
        "for each row execute function ksbs.refuse_change()"
    ),
    "create rule another as on insert to ksbs.events do instead nothing",
    "alter domain ksbs.word drop constraint word_check",
]


def test_the_schema_is_changed_only_by_migrations(
    superuser: psycopg.Connection,
) -> None:
    refused = outcomes(superuser, SCHEMA_CHANGES)
    assert refused == dict.fromkeys(SCHEMA_CHANGES, APPEND_ONLY)


def test_other_schemas_are_nobody_s_business(superuser: psycopg.Connection) -> None:
    superuser.execute(
        "create table mine (); alter table mine add x int; drop table mine"
    )


WRITES = [
    "insert into ksbs.events select * from ksbs.events",
    "insert into ksbs.claims values (1, gen_random_uuid(), 'x')",
    "insert into ksbs.commands select * from ksbs.commands",
    "update ksbs.head set size = size + 1",
    "update ksbs.events set name = 'x'",
    "delete from ksbs.events",
    "delete from ksbs.claims",
    "truncate ksbs.events",
    "select ksbs.hold(gen_random_uuid(), 1, '{}', '{x}')",
    "select * from ksbs.head for update",
    "drop table ksbs.events",
    "create table ksbs.x ()",
    "create function ksbs.x() returns int language sql as 'select 1'",
    "insert into ksbs.migrations values ('9999', sha256(''))",
]


def test_neither_writer_nor_reader_writes_past_append(
    superuser: psycopg.Connection,
) -> None:
    for role in (WRITER, READER):
        superuser.execute(f"set role {role}".encode())
        refused = outcomes(superuser, WRITES)
        assert refused == dict.fromkeys(WRITES, FORBIDDEN)


APPEND = (
    "select ksbs.append(gen_random_uuid(), sha256(''), array[gen_random_uuid()],"
    " array[gen_random_uuid()], array[1], array['programme'], array['a.b.v1'],"
    " array['{}'::bytea], '{}', '{}')"
)


def test_the_writer_appends_and_reads(superuser: psycopg.Connection) -> None:
    superuser.execute(f"set role {WRITER}".encode())
    superuser.execute(APPEND)
    assert superuser.execute("select size from ksbs.head").fetchone() == (2,)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {WRITER, "ksbs_owner"}))
def test_no_other_role_appends(superuser: psycopg.Connection, role: str) -> None:
    superuser.execute(f"set role {role}".encode())
    assert superuser.execute("select count(*) from ksbs.events").fetchone() == (1,)
    with pytest.raises(errors.InsufficientPrivilege):
        superuser.execute(APPEND)


def test_a_role_without_rights_sees_nothing(superuser: psycopg.Connection) -> None:
    superuser.execute("create role ksbs_test_stranger")
    try:
        superuser.execute("set role ksbs_test_stranger")
        for query in ("select * from ksbs.events", APPEND):
            with pytest.raises(errors.InsufficientPrivilege):
                superuser.execute(query.encode())
    finally:
        superuser.execute("reset role; drop role ksbs_test_stranger")


def test_the_service_acts_as_the_writer(each_store: EventStore) -> None:
    assert isinstance(each_store, LogEventStore)
    with session(each_store.application.events_log.pool) as connection:
        found = connection.execute("select current_user, session_user").fetchone()
    assert found == (WRITER, "postgres")


def test_append_does_not_run_as_a_superuser(superuser: psycopg.Connection) -> None:
    found = superuser.execute(
        "select distinct o.rolname, o.rolsuper, o.rolcanlogin from pg_proc p"
        " join pg_roles o on o.oid = p.proowner"
        " where p.prosecdef and p.pronamespace = 'ksbs'::regnamespace"
    ).fetchall()
    assert found == [("ksbs_owner", False, False)]
