"""The keeper: a small process beside the server.

Processes that use the server may be killed without warning; then nobody would stop
it. The keeper does, as soon as no process uses the server any more.  And while some
do, it starts the server again when it has died.
"""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import ksbs
from ksbs.store.embedded import lease
from ksbs.store.embedded.account import account_for
from ksbs.store.embedded.errors import EmbeddedServerError
from ksbs.store.embedded.home import Home
from ksbs.store.embedded.postmaster import Postmaster

_INTERVAL = 0.25
_LONGEST_PAUSE = 30.0


def start_keeper(home: Home, *, programs: Path) -> None:
    """Start a keeper unless there is one; the caller holds the guard."""
    if lease.is_held(home.locks / "keeper"):
        return
    keeper = (sys.executable, "-m", "ksbs.store.embedded.keeper", home.path, programs)
    # Through a shell that ends at once: the keeper is nobody's child, so nobody has
    # to wait for it; and in a session of its own: no Ctrl-C reaches it.
    detached = ("/bin/sh", "-c", '"$@" >/dev/null 2>&1 </dev/null &', "sh")
    source = Path(ksbs.__file__).parents[1]
    subprocess.run(  # noqa: S603 - our own program; the shell gets it as arguments.
        (*detached, *keeper),
        check=False,
        cwd="/",
        env=os.environ | {"PYTHONPATH": str(source), "PYTHONSAFEPATH": "1"},
        start_new_session=True,
    )


def keep(home: Home, *, programs: Path) -> None:
    """Watch until no process uses the server; then stop it and return."""
    mark = home.locks / "keeper"
    held = lease.open_lock(mark)
    try:
        if lease.try_lock(held):
            _watch(home, Postmaster(home, programs=programs), held=held)
    finally:
        os.close(held)


def _watch(home: Home, postmaster: Postmaster, *, held: int) -> None:
    pause = _INTERVAL
    while _is_same(held, home.locks / "keeper"):
        try:
            if _is_done(home, postmaster, held=held):
                return
            pause = _INTERVAL
        except (EmbeddedServerError, OSError) as refusal:
            _note(home, f"{refusal}")
            pause = min(pause * 2, _LONGEST_PAUSE)
        time.sleep(pause)


def _is_done(home: Home, postmaster: Postmaster, *, held: int) -> bool:
    """Look after the server once; say whether nobody needs it any more."""
    with lease.locked(home.locks / "guard"):
        if not lease.is_held(home.locks / "clients"):
            postmaster.stop()
            # Under the guard still: the next to come must find no keeper.
            lease.release(held)
            return True
        if postmaster.running() is None:
            postmaster.ensure()
            _note(home, "the server had ended and was started again")
        return False


def _is_same(held: int, path: Path) -> bool:
    """Whether the home is still the one this keeper was started for."""
    try:
        return os.path.samestat(os.fstat(held), path.stat())
    except OSError:
        return False


def _note(home: Home, message: str) -> None:
    at = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
    # On a full disk the note is lost, the keeper is not.
    with suppress(OSError):
        log = os.open(home.locks / "keeper.log", flags, 0o600)
        try:
            os.write(log, f"{at} {message}\n".encode())
        finally:
            os.close(log)


def main() -> None:
    """Keep the server of the home and with the programs given as arguments."""
    path, programs = map(Path, sys.argv[1:])
    # Not made if it is gone meanwhile: then there is nothing to keep.
    with suppress(FileNotFoundError):
        keep(Home(path, account_for(path)), programs=programs)


if __name__ == "__main__":
    main()
