"""A throw-away PostgreSQL server for the tests, and new databases in it.

It is started with `initdb` and `pg_ctl` alone, so that it shares no code with the
launcher of ours that other tests examine. It forgets on a crash (`fsync` is off): tests
of durability start a server of their own.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import LiteralString, TypedDict
from urllib.parse import quote

import psycopg
from psycopg import sql

BUILTIN_LOCALES_SINCE = 17
LONGEST_SOCKET_DIRECTORY = 80
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "timezone": "UTC",
    "jit": "off",
    "log_error_verbosity": "terse",
    "unix_socket_permissions": "0700",
}


class Account(TypedDict, total=False):
    """The account a server runs under, as `subprocess` takes it; empty: one's own."""

    user: int
    group: int
    extra_groups: list[int]


def account() -> Account:
    """Give the account to run a server under: `nobody` for root, whom it refuses."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@dataclass(frozen=True)
class Server:
    """A running server: `directory` holds its data, its socket and its log."""

    binaries: Path
    directory: Path

    def dsn(self, database: str = "postgres") -> str:
        """Give the address of one of its databases, as the superuser."""
        return (
            f"postgresql://postgres@/{database}?host={quote(str(self.directory), '')}"
        )

    @cached_property
    def version(self) -> int:
        """The major version, such as 18."""
        return self._admin.info.server_version // 10_000

    @contextmanager
    def new_database(self, *, template: str = "template0") -> Iterator[str]:
        """Make a database, give its address, and drop it afterwards.

        Open connections do not keep it from being dropped.
        """
        name = f"test_{next(self._numbers)}"
        # Copying files takes half the time of the default while fsync is off.
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)
        try:
            yield self.dsn(name)
        finally:
            self._run("DROP DATABASE {} WITH (FORCE)", name)

    def migrated_template(self, migrate: Callable[[str], object]) -> str:
        """Give the name of a template that `migrate` has set up, made at first need."""
        if not self._templates:
            name = "migrated"
            self._run("CREATE DATABASE {} TEMPLATE template0", name)
            migrate(self.dsn(name))
            self._templates.append(name)
        return self._templates[0]

    def stop(self) -> None:
        """Stop at once, without saving anything."""
        self._admin.close()
        _run(self.binaries, "pg_ctl", "stop", "-m", "immediate", "-D", self._data)

    def _run(self, statement: LiteralString, *names: str) -> None:
        identifiers = map(sql.Identifier, names)
        self._admin.execute(sql.SQL(statement).format(*identifiers))

    @property
    def _data(self) -> str:
        return str(self.directory / "data")

    @cached_property
    def _admin(self) -> psycopg.Connection:
        return psycopg.connect(self.dsn(), autocommit=True)

    @cached_property
    def _numbers(self) -> Iterator[int]:
        return count(1)

    @cached_property
    def _templates(self) -> list[str]:
        return []


@contextmanager
def running(binaries: Path, *, language: str = "C") -> Iterator[Server]:
    """Start a server of these binaries in a new directory; remove both afterwards.

    `language` is that of its messages, such as "sv", where it has been translated.
    """
    directory = _new_directory()
    try:
        server = _start(_reachable(binaries, directory), directory, language)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(directory)


def _new_directory() -> Path:
    parent = tempfile.gettempdir()
    if len(parent) > LONGEST_SOCKET_DIRECTORY:
        parent = "/tmp"  # noqa: S108 (mkdtemp makes a private directory below it)
    directory = Path(tempfile.mkdtemp(prefix="ksbs-test-", dir=parent))
    runs_as = account()
    if runs_as:
        os.chown(directory, runs_as["user"], runs_as["group"])
    return directory


def _reachable(binaries: Path, directory: Path) -> Path:
    """Copy the binaries if the account may not reach them, as in a 0700 home."""
    try:
        _run(binaries, "postgres", "--version")
    except PermissionError:
        shutil.copytree(binaries.parent, directory / "postgresql", symlinks=True)
        return directory / "postgresql" / binaries.name
    return binaries


def _start(binaries: Path, directory: Path, language: str) -> Server:
    data = directory / "data"
    _run(binaries, "initdb", *_initdb_flags(binaries), "-D", str(data))
    lines = [f"{name} = {value}\n" for name, value in SETTINGS.items()]
    with (data / "postgresql.conf").open("a") as file:
        file.writelines([*lines, f"unix_socket_directories = '{directory}'\n"])
    log = str(directory / "log")
    start = ("start", "--wait", "-D", str(data), "-l", log)
    _run(binaries, "pg_ctl", *start, language=language)
    return Server(binaries, directory)


def _initdb_flags(binaries: Path) -> list[str]:
    flags = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8"]
    words = _run(binaries, "postgres", "--version").split()
    if int(words[2].split(".")[0]) >= BUILTIN_LOCALES_SINCE:
        flags.append("--locale-provider=builtin")
    return [*flags, "--locale=C.UTF-8"]


def _run(binaries: Path, program: str, *arguments: str, language: str = "C") -> str:
    command: Sequence[str] = (str(binaries / program), *arguments)
    # A file, not a pipe: the server that pg_ctl leaves behind would keep a pipe open.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        done = subprocess.run(
            command,
            check=False,
            cwd="/",
            env={**os.environ, "LANGUAGE": language},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            **account(),
        )
        output.seek(0)
        said = output.read()
    if done.returncode:
        raise RuntimeError(f"{program} ended with {done.returncode}:\n{said}")
    return said
