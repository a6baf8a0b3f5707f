"""Bring a database to this version's schema: numbered SQL files, each once, in order."""

import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

import psycopg

from ksbs.store.roles import ensure_roles

MIGRATIONS = files("ksbs.store") / "migrations"
STATEMENTS = files("ksbs.store") / "sql"
LOCK = (1263746643, 1)
"""The advisory lock of migrations; guard.sql looks for it too ("KSBS" in ASCII)."""
OLDEST, NEWEST = 15, 18

_ORIGIN = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")
_NOTHING_KEPT = "Nothing of it was kept; mend it and migrate again."


class CannotMigrate(Exception):
    """The database cannot be brought to this version; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file: its name without `.sql`, and its text."""

    name: str
    text: str

    @property
    def checksum(self) -> bytes:
        """SHA-256 of the text."""
        return sha256(self.text.encode()).digest()


@dataclass(frozen=True, slots=True)
class Status:
    """Where a database stands; `origin` is None where nothing has been set up."""

    origin: str | None
    applied: tuple[str, ...]
    pending: tuple[str, ...]
    problem: str | None = None

    @property
    def demo(self) -> bool:
        """True for a database that was initialised as a demo."""
        return (self.origin or "").startswith("demo.")


def migrate(dsn: str, *, demo: bool = False, origin: str | None = None) -> list[str]:
    """Apply what is missing and give the names of what was applied.

    `demo` and `origin` count only where the log is set up for the first time: then the
    log's origin is `origin` or `log-<uuid>`, with `demo.` before it in a demo.

    Raises:
        CannotMigrate: if the database is newer, altered, or not fit.
        psycopg.OperationalError: if it cannot be reached.
    """
    with _connected(dsn) as connection:
        _refuse_unfit(connection)
        ensure_roles(connection)
        with _alone(connection):
            return _migrate(connection, demo=demo, origin=origin)


def status(dsn: str) -> Status:
    """Tell what has been applied and what is missing, changing nothing."""
    with _connected(dsn) as connection:
        return _status(connection)


def is_demo(dsn: str) -> bool:
    """Tell whether the log was initialised as a demo."""
    return status(dsn).demo


@contextmanager
def _connected(dsn: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(dsn, autocommit=True) as connection:
        # A notice of the migrations is for nobody; an error carries its own message.
        connection.execute("set client_min_messages to warning")
        yield connection


@contextmanager
def _alone(connection: psycopg.Connection) -> Iterator[None]:
    connection.execute("select pg_advisory_lock(%s, %s)", LOCK)
    try:
        yield
    finally:
        if not connection.closed:
            connection.execute("select pg_advisory_unlock(%s, %s)", LOCK)


def _refuse_unfit(connection: psycopg.Connection) -> None:
    major = connection.info.server_version // 10_000
    if major < OLDEST:
        raise CannotMigrate(
            f"The server is PostgreSQL {major}; use {OLDEST} to {NEWEST}."
        )
    if connection.info.parameter_status("server_encoding") != "UTF8":
        raise CannotMigrate(
            "The database is not in UTF-8; create it with: "
            "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'."
        )
    row = connection.execute("select pg_is_in_recovery()").fetchone()
    if row is not None and row[0]:
        raise CannotMigrate("The server is a standby; migrate its primary.")


def _migrate(
    connection: psycopg.Connection, *, demo: bool, origin: str | None
) -> list[str]:
    found = _status(connection)
    if found.problem is not None:
        raise CannotMigrate(found.problem)
    if found.origin is None:
        found = _status(connection, demo=demo)
        origin = ("demo." if demo else "") + (origin or f"log-{uuid.uuid4()}")
        if not _ORIGIN.fullmatch(origin):
            raise CannotMigrate(
                f"The log cannot have the origin {origin!r}: use letters a to z, "
                "digits, dots and hyphens, 100 characters at most."
            )
        connection.execute("select set_config('ksbs.origin', %s, false)", [origin])
    elif demo and not found.demo:
        raise CannotMigrate(
            f"The database holds the log {found.origin}, which is no demo; "
            "use a new database for a demo."
        )
    known = {each.name: each for each in _migrations(demo=True)}
    for name in found.pending:
        _apply(connection, known[name])
    _grant(connection)
    _guard(connection)
    return list(found.pending)


def _status(connection: psycopg.Connection, *, demo: bool = False) -> Status:
    table = connection.execute("select to_regclass('ksbs.migrations')").fetchone()
    if table is None or table[0] is None:
        names = tuple(each.name for each in _migrations(demo=demo))
        return Status(origin=None, applied=(), pending=names)
    rows = connection.execute("select name, checksum from ksbs.migrations order by at")
    applied = {str(name): bytes(checksum) for name, checksum in rows}
    origin = _origin(connection)
    wanted = _migrations(demo=origin.startswith("demo."))
    pending = tuple(each.name for each in wanted if each.name not in applied)
    return Status(origin, tuple(applied), pending, _problem(applied, wanted))


def _origin(connection: psycopg.Connection) -> str:
    row = connection.execute("select origin from ksbs.head").fetchone()
    return "" if row is None else str(row[0])


def _problem(applied: dict[str, bytes], wanted: Sequence[Migration]) -> str | None:
    known = {each.name: each for each in wanted}
    newer = sorted(applied.keys() - known.keys())
    if newer:
        return (
            f"The database is newer than this version of ksbs: it has had {newer[-1]}. "
            "Install the version that made it, or a later one."
        )
    for name, checksum in applied.items():
        if known[name].checksum != checksum:
            return (
                f"Migration {name} is not the one this database has had. Install an "
                "unaltered ksbs; a migration, once released, is never edited."
            )
    return None


def _migrations(*, demo: bool) -> list[Migration]:
    found = _in(MIGRATIONS)
    return found + _in(MIGRATIONS / "demo") if demo else found


def _in(folder: Traversable) -> list[Migration]:
    paths = [path for path in folder.iterdir() if path.name.endswith(".sql")]
    return [
        Migration(path.name.removesuffix(".sql"), path.read_text(encoding="utf-8"))
        for path in sorted(paths, key=lambda path: path.name)
    ]


def _apply(connection: psycopg.Connection, migration: Migration) -> None:
    try:
        with connection.transaction():
            connection.execute((STATEMENTS / "schema.sql").read_bytes())
            connection.execute(migration.text.encode())
            connection.execute(
                "insert into ksbs.migrations (name, checksum) values (%s, %s)",
                [migration.name, migration.checksum],
            )
            connection.execute((STATEMENTS / "grants.sql").read_bytes())
    except psycopg.errors.InsufficientPrivilege:
        raise CannotMigrate(
            f"Migration {migration.name} was refused: the login must own the database "
            f"and the schema ksbs, or be a superuser. {_NOTHING_KEPT}"
        ) from None
    except psycopg.Error as error:
        if error.sqlstate is None:
            raise
        raise CannotMigrate(
            f"Migration {migration.name} failed with SQLSTATE {error.sqlstate}; the "
            f"server's log says why. {_NOTHING_KEPT}"
        ) from None


def _grant(connection: psycopg.Connection) -> None:
    """Grant what a role lacks that was created after the migrations."""
    lacks = (
        "select from pg_catalog.pg_roles where rolname = 'ksbs_writer' and not "
        "has_function_privilege(oid, to_regproc('ksbs.append'), 'EXECUTE')"
    )
    if connection.execute(lacks).fetchone() is not None:
        connection.execute((STATEMENTS / "grants.sql").read_bytes())


def _guard(connection: psycopg.Connection) -> None:
    """Set the guard up where it is missing and the session is a superuser."""
    lacks = (
        "select from pg_catalog.pg_roles where rolname = current_user and rolsuper and "
        "not exists (select from pg_event_trigger where evtname = 'ksbs_guard_change')"
    )
    if connection.execute(lacks).fetchone() is not None:
        with connection.transaction():
            connection.execute((STATEMENTS / "guard.sql").read_bytes())
