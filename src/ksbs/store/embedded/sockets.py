"""Where the server's socket lies.

A socket's path may have about a hundred bytes, less than a home's may have.  What a
running server uses is read from its own pid file: processes need not agree on it.
"""

import hashlib
import os
from pathlib import Path

from ksbs.store.embedded.account import make_private
from ksbs.store.embedded.errors import EmbeddedServerError
from ksbs.store.embedded.home import Home

PORT = 5432
"""Part of the socket's name only: the server has no network port."""

# 108 bytes on Linux, 104 on the BSDs and macOS, the closing NUL included.
_LONGEST = 103
# What separates or quotes in connection strings and in the server's own settings.
_SPECIAL = frozenset(",\"'\\\n\r\t")


def socket_directory(home: Home) -> Path:
    """Choose (and make) the directory for a server about to be started.

    Raises:
        EmbeddedServerError: somebody else has taken the place in the shared
            temporary directory.
    """
    directory = chosen(home)
    make_private(directory, uid=home.account.uid, gid=home.account.gid)
    return directory


def chosen(home: Home) -> Path:
    """Name the directory: in the home if possible, else in a short shared place."""
    directory = home.server / "run"
    if fits(directory) and _open_to_server(home):
        return directory
    digest = hashlib.sha256(os.fsencode(home.path)).hexdigest()[:16]
    return _shared_base(home) / f"ksbs-{home.account.uid}-{digest}"


def fits(directory: Path) -> bool:
    """Whether a socket in this directory can be named by server and clients."""
    socket = os.fsencode(directory / f".s.PGSQL.{PORT}")
    return len(socket) <= _LONGEST and not _SPECIAL.intersection(str(directory))


def _open_to_server(home: Home) -> bool:
    return not home.account.steps_down or home.account.can_enter(home.server)


def _shared_base(home: Home) -> Path:
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    # Root's runtime directory is closed to the account the server runs as.
    bases = ("/run", "/tmp") if home.account.steps_down else (own, "/tmp")  # noqa: S108 - short, and the directory made in it is checked to be ours.
    for base in bases:
        if base.startswith("/") and os.access(base, os.W_OK | os.X_OK):
            return Path(base)
    raise EmbeddedServerError(
        "no place for the socket: the home's path is too long or closed, and"
        f" {' and '.join(filter(None, bases))} cannot be written",
        where=home.path,
        mend="Choose a shorter directory with KSBS_HOME.",
    )
