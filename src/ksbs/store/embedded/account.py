"""The operating system account the server runs as.

PostgreSQL refuses to run as root.  Root therefore steps down: to the owner of the
home when that is somebody else, to ``nobody`` otherwise.
"""

import os
import pwd
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from ksbs.store.embedded.errors import EmbeddedServerError

# Nothing of the caller's environment may steer the server's programs: a PGDATA or
# PGOPTIONS left in a shell, or a locale this machine does not have.
ENVIRONMENT = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C", "TZ": "UTC"}


class _Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """The user the server's processes belong to."""

    uid: int
    gid: int
    steps_down: bool

    def run(
        self,
        program: Sequence[str | Path],
        *,
        directory: Path = Path("/"),
        descriptors: Sequence[int] = (),
        text: str = "",
        timeout: float = 600,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this user, in a session of its own.

        Args:
            program: the program's path and its arguments.
            directory: where it runs; entered before stepping down.
            descriptors: open files it inherits under the same numbers.
            text: its standard input.
            timeout: seconds after which it is killed.

        Returns:
            The exit code, and standard output and error decoded together.

        Raises:
            OSError: this user may not execute the program.
            subprocess.TimeoutExpired: it ran longer than `timeout`.
        """
        # Ctrl-C reaches every process of the terminal's session: not this one.
        return subprocess.run(  # noqa: S603 - fixed programs, no shell.
            program,
            cwd=directory,
            pass_fds=descriptors,
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
            env=ENVIRONMENT,
            umask=0o077,
            start_new_session=True,
            **self._identity(),
        )

    def _identity(self) -> _Identity:
        if not self.steps_down:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, directory: Path) -> bool:
        """Whether this user gets into a directory by its path.

        Asked of the system rather than computed from mode bits, which know nothing
        of access lists and mount options.
        """
        enter = ("/bin/sh", "-c", 'cd -- "$1"', "sh", directory)
        return self.run(enter).returncode == 0


def make_private(directory: Path, *, uid: int, gid: int) -> None:
    """Make a directory that only this user (and root) can enter.

    Raises:
        EmbeddedServerError: what stands there already is no such directory.
    """
    try:
        directory.mkdir(mode=0o700)
    except FileExistsError:
        _check_private(directory, uid=uid)
    else:
        give(directory, uid=uid, gid=gid)


def give(directory: Path, *, uid: int, gid: int) -> None:
    """Hand a directory that root has made to its user; nothing for other callers."""
    if os.geteuid() != 0:
        return
    # Through the open directory: its name may lie where that user can change it.
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(directory, flags)
    try:
        os.fchown(descriptor, uid, gid)
    finally:
        os.close(descriptor)


def _check_private(directory: Path, *, uid: int) -> None:
    found = directory.lstat()
    private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    if not private or found.st_uid != uid:
        raise EmbeddedServerError(
            f"not a directory private to {name_of(uid)}, but"
            f" {stat.filemode(found.st_mode)} of {name_of(found.st_uid)}",
            where=directory,
            mend="Run as that user, or choose another directory with KSBS_HOME.",
        )


def name_of(uid: int) -> str:
    """Return the user's name, or its number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def account_for(home: Path) -> Account:
    """Choose whom the server of a home runs as, also before there is the home.

    Raises:
        EmbeddedServerError: an ordinary user calls for somebody else's home.
    """
    owner = home.stat().st_uid if home.exists() else os.geteuid()
    if os.geteuid() == 0:
        return _step_down_to(owner)
    if owner != os.geteuid():
        raise EmbeddedServerError(
            f"the home belongs to {name_of(owner)}, this is {name_of(os.geteuid())}",
            where=home,
            mend="Run as that user, or choose another directory with KSBS_HOME.",
        )
    return Account(uid=os.geteuid(), gid=os.getegid(), steps_down=False)


def _step_down_to(owner: int) -> Account:
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedServerError(
            "PostgreSQL does not run as root, and the user it would run as instead"
            f" ({owner or 'nobody'}) is not known to this system",
            where=Path("/etc/passwd"),
            mend="Add that user, or run as an ordinary user.",
        ) from None
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, steps_down=True)
