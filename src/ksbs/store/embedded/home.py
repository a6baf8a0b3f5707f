"""The directory that holds the embedded server and everything it makes.

```
<home>/                       root: 0711, others: 0700, when made here
    locks/                    of the home's owner, 0700; also keeper.log
        guard                 held while the server is started or stopped
        clients               shared by every process that uses the server
        keeper                held by the keeper
        server                held by every process of the server
    postgresql/               of the account the server runs as, 0700
        data/                 the database cluster
        run/                  its socket
        server.log
```
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ksbs.store.embedded.account import Account, account_for, make_private
from ksbs.store.embedded.errors import EmbeddedServerError

DESCRIPTORS = Path("/proc/self/fd")


def default_home() -> Path:
    """Return the home of this user: `/var/lib/ksbs` for root, else the XDG one."""
    if os.geteuid() == 0:
        return Path("/var/lib/ksbs")
    base = os.environ.get("XDG_DATA_HOME", "")
    # The XDG specification says to ignore a relative path.
    if base.startswith("/"):
        return Path(base) / "ksbs"
    return Path.home() / ".local" / "share" / "ksbs"


@dataclass(frozen=True)
class View:
    """How the server's own account names the directory `postgresql/`.

    Attributes:
        prefix: put before the names of files in it.
        directory: the directory to run the server's programs in.
        descriptors: open files they must inherit for `prefix` to mean anything.
    """

    prefix: str
    directory: Path
    descriptors: tuple[int, ...]


@dataclass(frozen=True)
class Home:
    """The places in one home, and the account its server runs as."""

    path: Path
    account: Account

    @property
    def locks(self) -> Path:
        """Where the lock files lie."""
        return self.path / "locks"

    @property
    def server(self) -> Path:
        """What the account of the server owns."""
        return self.path / "postgresql"

    @property
    def data(self) -> Path:
        """The database cluster."""
        return self.server / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.server / "server.log"

    @contextmanager
    def seen_by_server(self) -> Iterator[View]:
        """Give names for the files in `postgresql/` that the server can follow.

        Normally these are relative names: no character of the path then meets the
        shell that ``pg_ctl`` puts between.  When the account cannot come in by the
        path, because a parent is closed to it, it is handed the open directory
        instead; ``/proc/self/fd`` leads into it past the parents, whose permissions
        stay as they are.
        """
        if not self.account.steps_down or self.account.can_enter(self.server):
            yield View(prefix="", directory=self.server, descriptors=())
            return
        if not DESCRIPTORS.is_dir():
            raise EmbeddedServerError(
                "the account the server runs as cannot enter the directory, and"
                " without /proc the directory cannot be handed to it",
                where=self.server,
                mend="Choose a directory everybody may pass through with KSBS_HOME.",
            )
        door = os.open(self.server, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            yield View(f"{DESCRIPTORS}/{door}/", Path("/"), (door,))
        finally:
            os.close(door)


def open_home(path: Path) -> Home:
    """Make what is missing of a home; nothing that stood there before is changed.

    Raises:
        EmbeddedServerError: it belongs to somebody else, or cannot be made.
    """
    path = path.expanduser().resolve()
    if "\n" in str(path) or "\r" in str(path):
        raise EmbeddedServerError(
            "PostgreSQL cannot live in a directory with a line break in its name",
            where=path,
            mend="Choose another with KSBS_HOME.",
        )
    with told_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_home(path)
        home = Home(path, account_for(path))
        owner = path.stat()
        make_private(home.locks, uid=owner.st_uid, gid=owner.st_gid)
        make_private(home.server, uid=home.account.uid, gid=home.account.gid)
    return home


def _make_home(path: Path) -> None:
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
        if os.geteuid() == 0:
            # The account the server runs as must be able to pass through.
            path.chmod(0o711)
    if not path.is_dir():
        raise EmbeddedServerError(
            "the home is not a directory",
            where=path,
            mend="Choose another with KSBS_HOME.",
        )


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Turn a refusal of the operating system into a message that can be acted on."""
    try:
        yield
    except OSError as refusal:
        raise EmbeddedServerError(
            f"{refusal.strerror or refusal}",
            where=Path(refusal.filename or path),
            mend=f"Mend that, or choose another home than {path} with KSBS_HOME.",
        ) from refusal
