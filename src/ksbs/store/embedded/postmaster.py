"""Start, find and stop the one server of a home; the caller holds the guard."""

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ksbs.store.embedded import lease
from ksbs.store.embedded.account import ENVIRONMENT
from ksbs.store.embedded.binaries import Binaries, usable_binaries
from ksbs.store.embedded.cluster import DATABASE, SUPERUSER, ensure_cluster
from ksbs.store.embedded.errors import EmbeddedServerError
from ksbs.store.embedded.home import Home, View
from ksbs.store.embedded.processes import is_postmaster, servers_in
from ksbs.store.embedded.settings import options
from ksbs.store.embedded.sockets import PORT, socket_directory

_LARGEST_LOG = 4_000_000
_TO_RECOVER = 600
_TO_STOP = 60.0
_TO_VANISH = 60.0


@dataclass(frozen=True)
class Running:
    """A live postmaster, as its pid file tells."""

    pid: int
    socket_directory: Path


class Postmaster:
    """The server of one home, run by one set of programs."""

    def __init__(self, home: Home, *, programs: Path) -> None:
        self._home = home
        self.programs = programs
        self._pid_file = home.data / "postmaster.pid"
        self._lock = home.locks / "server"

    def running(self) -> Running | None:
        """Return the live postmaster, ready or not; None when there is none."""
        noted = self._noted()
        if noted is None or not is_postmaster(noted.pid, data=self._home.data):
            return None
        return noted

    def ensure(self) -> Running:
        """Return a server that takes connections; start it when there is none.

        Raises:
            EmbeddedServerError: it does not start; why is in the message.
        """
        running = self.running()
        if running is not None and self._becomes_ready(running):
            return running
        self._bury()
        self._start()
        running = self.running()
        if running is None or not self._becomes_ready(running):
            raise self._failure("the server ended right after its start")
        return running

    def stop(self) -> None:
        """Stop the server and wait until nothing of it is left.

        Raises:
            EmbeddedServerError: it does not end.
        """
        running = self.running()
        if not self._ends(signal.SIGINT, within=_TO_STOP):
            self._bury()
        self._tidy(running)

    def _noted(self) -> Running | None:
        try:
            lines = self._pid_file.read_text(encoding="utf-8").splitlines()
            # Line 5 is the socket's directory; the file is written line by line.
            return Running(int(lines[0]), Path(lines[4]))
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _becomes_ready(self, running: Running) -> bool:
        """Wait while it recovers; False when it ends instead."""
        deadline = time.monotonic() + _TO_RECOVER
        while not self.answers(running):
            if not is_postmaster(running.pid, data=self._home.data):
                return False
            if time.monotonic() > deadline:
                raise self._failure(f"the server is not ready after {_TO_RECOVER} s")
            time.sleep(0.05)
        return True

    def answers(self, running: Running) -> bool:
        """Whether the server takes connections now."""
        ask = (
            *(self.programs / "pg_isready", "--quiet", "--timeout=5"),
            *("-h", running.socket_directory, "-p", str(PORT)),
            # Without these it leaves a complaint about its user in the server's log.
            *("-U", SUPERUSER, "-d", DATABASE),
        )
        return subprocess.run(ask, check=False, env=ENVIRONMENT).returncode == 0  # noqa: S603 - our own program, no shell.

    def _start(self) -> None:
        home = self._home
        binaries = usable_binaries(self.programs, home=home)
        with self._locked_view() as view:
            ensure_cluster(home, binaries=binaries, view=view)
            self._rotate_log()
            directory = socket_directory(home)
            _remove_socket(directory)
            done = self._pg_ctl(binaries, socket_directory=directory, view=view)
        if done.returncode:
            self.stop()
            raise self._failure("the server did not start")

    @contextmanager
    def _locked_view(self) -> Iterator[View]:
        """Let every program that is started inherit the server's lock.

        While one lives, it is held, whatever has become of the postmaster and its
        number, or of the process that began to make the cluster.
        """
        lock = lease.open_lock(self._lock)
        try:
            lease.take(lock, path=self._lock)
            with self._home.seen_by_server() as view:
                yield replace(view, descriptors=(*view.descriptors, lock))
        finally:
            os.close(lock)

    def _pg_ctl(
        self, binaries: Binaries, *, socket_directory: Path, view: View
    ) -> subprocess.CompletedProcess[str]:
        settings = options(binaries.major, socket_directory=socket_directory)
        start = (
            *(binaries["pg_ctl"], "start", "--wait", "-t", str(_TO_RECOVER)),
            *("-D", f"{view.prefix}data", "-l", f"{view.prefix}server.log"),
            # pg_ctl hands the options to a shell.
            *("--silent", "-o", shlex.join(settings)),
        )
        return self._home.account.run(
            start,
            directory=view.directory,
            descriptors=view.descriptors,
            timeout=_TO_RECOVER + 60,
        )

    def _rotate_log(self) -> None:
        with suppress(FileNotFoundError):
            if self._home.log.stat().st_size > _LARGEST_LOG:
                self._home.log.replace(self._home.log.with_suffix(".log.1"))

    def _is_gone(self) -> bool:
        return not lease.is_held(self._lock) and self.running() is None

    def _ends(self, signal_number: int, *, within: float) -> bool:
        """Send the postmaster a signal, once it can be found; wait for the end."""
        signalled = 0
        deadline = time.monotonic() + within
        while not self._is_gone():
            running = self.running()
            if running is not None and running.pid != signalled:
                _send(signal_number, running.pid)
                signalled = running.pid
            if time.monotonic() > deadline:
                return False
            time.sleep(0.005)
        return True

    def _bury(self) -> None:
        """Make sure that nothing of a dead server works on in the data directory.

        Its orphans end by themselves within milliseconds, unless they are deep in a
        computation. What they had acknowledged is on the disk already.
        An initdb whose caller was killed is waited for.
        """
        if not _comes_true(self._is_gone, within=2):
            for pid in servers_in(self._home.data):
                _send(signal.SIGKILL, pid)
        if not _comes_true(self._is_gone, within=_TO_VANISH):
            raise EmbeddedServerError(
                "processes of an earlier server hold the data and do not end, or"
                " cannot be seen from here (those of another container?)",
                where=self._home.data,
                mend=f"Find them with `fuser -v '{self._lock}'` and end them.",
            )
        self._tidy(self._noted())

    def _tidy(self, ended: Running | None) -> None:
        """Remove what would keep the next server from starting."""
        self._pid_file.unlink(missing_ok=True)
        if ended is not None:
            _remove_socket(ended.socket_directory)
            # Empty now; one outside the home would stay behind for ever.
            with suppress(OSError):
                ended.socket_directory.rmdir()

    def _failure(self, what: str) -> EmbeddedServerError:
        return EmbeddedServerError(
            f"{what}: {last_complaint(self._home.log)}",
            where=self._home.log,
            mend="Mend what the log says; `ksbs doctor` looks at the usual causes.",
        )


def last_complaint(log: Path) -> str:
    """Return the last grave line of a server's log, without what may hold data."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as refusal:
        return str(refusal.strerror)
    grave = [line for line in lines[-200:] if "FATAL:" in line or "PANIC:" in line]
    return (grave or lines[-1:] or ["its log is empty"])[-1]


def _remove_socket(directory: Path) -> None:
    # The server refuses to start beside the lock of a socket whose process is a
    # zombie. The caller has made sure that no live one is left.
    for suffix in ("", ".lock"):
        with suppress(OSError):
            (directory / f".s.PGSQL.{PORT}{suffix}").unlink()


def _send(signal_number: int, pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal_number)


def _comes_true(condition: Callable[[], bool], *, within: float) -> bool:
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
