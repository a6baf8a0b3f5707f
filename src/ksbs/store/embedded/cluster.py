"""The database cluster: made once, whole or not at all."""

import os
import shutil
import tempfile
from pathlib import Path

from ksbs.store.embedded.account import give
from ksbs.store.embedded.binaries import Binaries
from ksbs.store.embedded.errors import EmbeddedServerError
from ksbs.store.embedded.home import Home, View
from ksbs.store.embedded.settings import can_sync_at_once

SUPERUSER = "postgres"
DATABASE = "ksbs"

_UNFINISHED = "making-"
_FIRST_WITH_BUILTIN_LOCALE = 17
_FIRST_WITH_SYNC_METHOD = 17


def ensure_cluster(home: Home, *, binaries: Binaries, view: View) -> None:
    """Make the cluster if there is none; the caller holds guard and server lock.

    It is made beside its place, written through to the disk, and only then given
    its name: a crash, a full disk or a pulled plug leaves no half of it.

    Raises:
        EmbeddedServerError: it cannot be made, or another major version made it.
    """
    _sweep(home)
    if home.data.exists():
        check_version(home, binaries=binaries)
        return
    making = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=home.server))
    try:
        give(making, uid=home.account.uid, gid=home.account.gid)
        _fill(making, home=home, binaries=binaries, view=view)
        making.rename(home.data)
        _sync(home.server)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _sweep(home: Home) -> None:
    for unfinished in home.server.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(unfinished, ignore_errors=True)


def check_version(home: Home, *, binaries: Binaries) -> None:
    """Refuse programs of another major version than the one that made the data."""
    made_by = (home.data / "PG_VERSION").read_text(encoding="ascii").strip()
    if made_by != str(binaries.major):
        raise EmbeddedServerError(
            f"the data was made by PostgreSQL {made_by}, the programs in"
            f" {binaries.directory} are {binaries.major}",
            where=home.data,
            mend=f"Use the programs of PostgreSQL {made_by}, or carry the data over"
            " with pg_upgrade or pg_dump.",
        )


def _fill(making: Path, *, home: Home, binaries: Binaries, view: View) -> None:
    data = f"{view.prefix}{making.name}"
    _initdb(data, home=home, binaries=binaries, view=view)
    # Single-user mode: the database exists before anybody can connect.
    _run(
        (binaries["postgres"], "--single", "-F", "-c", "exit_on_error=on"),
        ("-c", "log_checkpoints=off", "-D", data, "postgres"),
        home=home,
        view=view,
        text=f"CREATE DATABASE {DATABASE} STRATEGY file_copy\n",
    )
    # Once for everything, instead of step by step.
    sync = (binaries["initdb"], "--sync-only", "-D", data)
    at_once = binaries.major >= _FIRST_WITH_SYNC_METHOD and can_sync_at_once()
    _run(sync, ("--sync-method=syncfs",) if at_once else (), home=home, view=view)


def _initdb(data: str, *, home: Home, binaries: Binaries, view: View) -> None:
    initdb = (
        *(binaries["initdb"], "-D", data, "-U", SUPERUSER, "--encoding=UTF8"),
        *("--data-checksums", "--no-sync", "--no-instructions"),
        # Who gets through the 0700 directories is the owner or root already.
        *("--auth-local=trust", "--auth-host=reject"),
    )
    if binaries.major >= _FIRST_WITH_BUILTIN_LOCALE:
        builtin = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        _run(initdb, ("--locale=C", *builtin), home=home, view=view)
        return
    try:
        _run(initdb, ("--locale=C.UTF-8",), home=home, view=view)
    except EmbeddedServerError as refusal:
        if "invalid locale" not in refusal.what:
            raise
        _run(initdb, ("--locale=C",), home=home, view=view)


def _run(
    program: tuple[str | Path, ...],
    arguments: tuple[str, ...] = (),
    *,
    home: Home,
    view: View,
    text: str = "",
) -> None:
    done = home.account.run(
        (*program, *arguments),
        directory=view.directory,
        descriptors=view.descriptors,
        text=text,
    )
    if done.returncode:
        raise EmbeddedServerError(
            f"{Path(program[0]).name} failed: {_complaint(done.stdout)}",
            where=home.server,
            mend="Mend what it says (often a full disk) and start again; nothing"
            " half made was left.",
        )


def _complaint(said: str) -> str:
    """Return the lines of a program's output that say why it failed."""
    lines = said.strip().splitlines()
    telling = [line for line in lines if "rror" in line or "FATAL" in line]
    return " / ".join(telling[-3:] or lines[-3:])


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
