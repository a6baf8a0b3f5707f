"""Locks that die with the process that holds them.

``flock`` belongs to an open file: the kernel drops it when the last process that has
the file open is gone, however it went.  Nothing has to be cleaned up after ``kill -9``.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ksbs.store.embedded.errors import EmbeddedServerError

PATIENCE = 700.0
"""Seconds to wait for another process to start (and recover) or stop the server."""


def open_lock(path: Path) -> int:
    """Open (and make, if need be) a lock file; the caller closes it.

    The file belongs to the owner of its directory, so that root may come first.
    """
    flags = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return os.open(path, flags)
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def try_lock(descriptor: int, *, shared: bool = False) -> bool:
    """Take the lock if it is free; say whether it was."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Whether any process holds the lock."""
    descriptor = open_lock(path)
    try:
        return not try_lock(descriptor, shared=False)
    finally:
        os.close(descriptor)


def take(descriptor: int, *, path: Path, shared: bool = False) -> None:
    """Wait for the lock.

    Raises:
        EmbeddedServerError: another process held it for `PATIENCE` seconds.
    """
    deadline = time.monotonic() + PATIENCE
    while not try_lock(descriptor, shared=shared):
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"another process has held the lock for {PATIENCE:.0f} seconds",
                where=path,
                mend=f"Find it with `fuser -v '{path}'` and end it.",
            )
        time.sleep(0.01)


def release(descriptor: int) -> None:
    """Give the lock up, also for a forked child, which shares the open file."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock for the body, alone."""
    descriptor = open_lock(path)
    try:
        take(descriptor, path=path)
        yield
    finally:
        release(descriptor)
        os.close(descriptor)
