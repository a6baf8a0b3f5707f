"""What is wrong with the embedded server, and how to mend it; nothing is changed."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ksbs.store.embedded import lease
from ksbs.store.embedded.account import account_for, name_of
from ksbs.store.embedded.binaries import Binaries, find_binaries, version_of
from ksbs.store.embedded.cluster import check_version
from ksbs.store.embedded.errors import EmbeddedServerError
from ksbs.store.embedded.home import Home, default_home
from ksbs.store.embedded.postmaster import Postmaster, last_complaint
from ksbs.store.embedded.sockets import chosen

_ROOM = 500_000_000
"""Bytes that should be free: a new cluster takes 50 MB, its log of writes the rest."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        name: what was looked at, in a word or two.
        ok: whether the server can work with it.
        what: what was found.
        mend: what to do about it; empty where there is nothing to do.
    """

    name: str
    ok: bool
    what: str
    mend: str = ""


def diagnose(
    home: Path | None = None, *, binaries: Path | None = None
) -> list[Finding]:
    """Look at everything the embedded server of a home needs.

    Starts nothing and makes nothing; a home that is not there yet is no fault.

    Args:
        home: the home; `default_home()` when not given.
        binaries: the bin directory that would be given to `embedded_server`.
    """
    path = (default_home() if home is None else home).expanduser().resolve()
    found = [_finding("programs", lambda: _programs(binaries), path)]
    found.append(_finding("home", lambda: _home(path), path))
    if not all(finding.ok for finding in found):
        return found
    place = Home(path, account_for(path))
    looks: dict[str, Callable[[], str]] = {
        "disk": lambda: _disk(path),
        "socket": lambda: _socket(place),
        "data": lambda: _data(place, binaries),
        "server": lambda: _server(place, binaries),
    }
    return found + [_finding(name, look, path) for name, look in looks.items()]


def _finding(name: str, look: Callable[[], str], home: Path) -> Finding:
    try:
        return Finding(name, ok=True, what=look())
    except EmbeddedServerError as fault:
        return Finding(
            name, ok=False, what=f"{fault.what} ({fault.where})", mend=fault.mend
        )
    except OSError as refusal:
        what = f"{refusal.strerror or refusal} ({refusal.filename or home})"
        mend = "Mend that, or choose another directory with KSBS_HOME."
        return Finding(name, ok=False, what=what, mend=mend)


def _programs(binaries: Path | None) -> str:
    directory = find_binaries(binaries)
    major = version_of(directory)
    return f"PostgreSQL {major} in {directory}"


def _home(path: Path) -> str:
    account = account_for(path)
    runs_as = f"its server runs as {name_of(account.uid)}"
    if path.exists():
        _check_writable(path)
        return f"{path}; {runs_as}"
    _check_writable(_nearest(path))
    return f"{path} is made at the first start; {runs_as}"


def _check_writable(directory: Path) -> None:
    if not directory.is_dir() or not os.access(directory, os.W_OK | os.X_OK):
        raise EmbeddedServerError(
            f"not a directory that {name_of(os.geteuid())} may write to",
            where=directory,
            mend="Choose another directory with KSBS_HOME, or run as its owner.",
        )


def _nearest(path: Path) -> Path:
    """Return the deepest directory on the way to the path that exists."""
    return next(parent for parent in path.parents if parent.exists())


def _disk(path: Path) -> str:
    place = path if path.exists() else _nearest(path)
    free = shutil.disk_usage(place).free
    if free < _ROOM:
        raise EmbeddedServerError(
            f"only {free // 1_000_000} MB are free",
            where=place,
            mend=f"Make room: {_ROOM // 1_000_000} MB should be free.",
        )
    return f"{free // 1_000_000} MB free"


def _socket(home: Home) -> str:
    if not home.server.exists():
        return "its place is chosen at the first start"
    return f"in {chosen(home)} at the next start"


def _data(home: Home, binaries: Path | None) -> str:
    if not home.data.exists():
        return "none yet; made at the first start"
    directory = find_binaries(binaries)
    major = version_of(directory)
    check_version(home, binaries=Binaries(directory, major))
    return f"of PostgreSQL {major} in {home.data}"


def _server(home: Home, binaries: Path | None) -> str:
    if not home.locks.exists():
        return "not running"
    with lease.locked(home.locks / "guard"):
        return _server_at_rest(home, Postmaster(home, programs=find_binaries(binaries)))


def _server_at_rest(home: Home, postmaster: Postmaster) -> str:
    running = postmaster.running()
    used = lease.is_held(home.locks / "clients")
    if running is None and used:
        raise EmbeddedServerError(
            f"it has died under its users: {last_complaint(home.log)}",
            where=home.log,
            mend="Mend what the log says; the next command starts it again.",
        )
    if running is None:
        return "not running; started by the next command that needs it"
    if not postmaster.answers(running):
        raise EmbeddedServerError(
            f"process {running.pid} takes no connections: {last_complaint(home.log)}",
            where=home.log,
            mend="If it is recovering, wait; else mend what the log says.",
        )
    kept = "kept" if lease.is_held(home.locks / "keeper") else "without a keeper"
    return f"process {running.pid}, socket in {running.socket_directory}, {kept}"
