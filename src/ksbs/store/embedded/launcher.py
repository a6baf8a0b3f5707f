"""Join the shared server of a home, or start it; the last to leave stops it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ksbs.store.embedded import lease
from ksbs.store.embedded.binaries import find_binaries
from ksbs.store.embedded.cluster import DATABASE, SUPERUSER
from ksbs.store.embedded.home import Home, default_home, open_home, told_of
from ksbs.store.embedded.keeper import start_keeper
from ksbs.store.embedded.postmaster import Postmaster
from ksbs.store.embedded.sockets import PORT


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        dsn: libpq connection string of its superuser, for the database `ksbs`.
        home: the home directory, with links resolved.
        data: its data directory.
        socket_directory: where its socket lies.
        pid: the postmaster's process id when it was joined.
    """

    dsn: str
    home: Path
    data: Path
    socket_directory: Path
    pid: int


@contextmanager
def embedded_server(
    home: Path | None = None, *, binaries: Path | None = None
) -> Iterator[Server]:
    """Give the running server of a home for as long as the body runs.

    Any number of processes (and threads) share it. If the postmaster dies meanwhile
    it is started again within a second, under the same connection string; open
    connections are lost, acknowledged transactions are not.

    Args:
        home: where everything lies; `default_home()` when not given.
        binaries: the bin directory of a PostgreSQL 15 to 18 to use instead of the
            one installed with ksbs.

    Raises:
        EmbeddedServerError: no server can be had.
    """
    programs = find_binaries(binaries)
    place = open_home(default_home() if home is None else home)
    with told_of(place.path):
        postmaster = Postmaster(place, programs=programs)
        held, server = _join(place, postmaster)
    try:
        yield server
    finally:
        with told_of(place.path), lease.locked(place.locks / "guard"):
            _leave(place, postmaster, held=held)


def _join(home: Home, postmaster: Postmaster) -> tuple[int, Server]:
    with lease.locked(home.locks / "guard"):
        held = lease.open_lock(home.locks / "clients")
        try:
            lease.take(held, path=home.locks / "clients", shared=True)
            # Before the server: from here on somebody stops it if we are killed.
            start_keeper(home, programs=postmaster.programs)
            running = postmaster.ensure()
        except BaseException:
            _leave(home, postmaster, held=held)
            raise
    return held, Server(
        dsn=connection_string(running.socket_directory),
        home=home.path,
        data=home.data,
        socket_directory=running.socket_directory,
        pid=running.pid,
    )


def _leave(home: Home, postmaster: Postmaster, *, held: int) -> None:
    # Closed, not unlocked: a forked child that uses the server shares the lease.
    os.close(held)
    if not lease.is_held(home.locks / "clients"):
        postmaster.stop()


def connection_string(socket_directory: Path) -> str:
    """Return the libpq connection string for a server with its socket there."""
    escaped = str(socket_directory).replace("\\", "\\\\").replace("'", "\\'")
    return f"host='{escaped}' port={PORT} user={SUPERUSER} dbname={DATABASE}"
