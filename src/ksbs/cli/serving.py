"""Serving the HTTP API from this process, until it is told to end."""

import errno
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import structlog
import uvicorn

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed
from ksbs.http.app import create_app
from ksbs.http.config import Contact, HttpConfig
from ksbs.http.openapi.ui import handlers as documentation
from ksbs.main import following_projections
from ksbs.observability import configure_logging
from ksbs.settings import Mode, Settings

if TYPE_CHECKING:
    from types import FrameType

    from ksbs.main import Running

_log = structlog.get_logger("ksbs.serve")

GRACE_SECONDS = 20
"""How long requests under way may take to finish once the server is told to end."""

BACKLOG = 2_048

_NOT_HERE = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})


class _Server(uvicorn.Server):
    """Tells when it listens."""

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell."""
        await super().startup(sockets)
        if self.started:
            self._ready()


class Address:
    """A socket that is bound before anything else is started, and its URL."""

    def __init__(self, settings: Settings) -> None:
        self.socket = _bound(settings.host, settings.port)
        host, self.port = self.socket.getsockname()[:2]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def serve(
    running: "Running", *, address: Address, ready: Callable[[str], None]
) -> None:
    """Serve until Ctrl-C or SIGTERM, then let requests under way finish.

    Args:
        running: What the API answers with.
        address: Where to listen.
        ready: Is given the URL as soon as it answers.
    """
    settings = running.settings
    configure_logging(
        settings.log_level,
        log_format=settings.log_format,
        development=settings.mode is Mode.DEVELOPMENT,
    )
    app = create_app(
        running.services,
        verifier=running.verifier(),
        config=_http_config(settings),
        pages=documentation(),
    )
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="none",
        log_config=None,
        # That it starts and stops is said by us, once it is true.
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )

    def listening() -> None:
        _log.info(
            "listening", host=settings.host, port=address.port, mode=settings.mode
        )
        ready(address.url)

    server = _Server(config, ready=listening)
    with following_projections(running), _ended_by_signals():
        server.run(sockets=[address.socket])
    if not server.started:
        raise CommandFailed(
            ExitCode.FAULT, "The server could not start; the log above says why."
        )


def _http_config(settings: Settings) -> HttpConfig:
    return HttpConfig(
        public_url=settings.public_url,
        trusted_proxies=settings.trusted_proxies,
        threads=settings.pool_size,
        waiting=settings.queue_size,
        contact=Contact(settings.contact_name, settings.contact),
    )


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Make SIGTERM end the program as Ctrl-C does: in order, and without complaint.

    The server raises a signal again once it has shut down; as an exception it lets
    everything else shut down too.
    """
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: "FrameType | None") -> Any:
    raise KeyboardInterrupt


def _bound(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, *_, address = found[0]
        return socket.create_server(
            address[:2],
            family=family,
            backlog=BACKLOG,
        )
    except OSError as error:
        unknown = isinstance(error, socket.gaierror)
        elsewhere = unknown or error.errno in _NOT_HERE
        # The library's own text goes on to tell the address once more.
        why = error.strerror if unknown else os.strerror(error.errno or 0)
        raise CommandFailed(
            ExitCode.USAGE,
            f"Cannot listen on {host} port {port}: {why}.",
            mend="Name an address of this machine with --host, as in 127.0.0.1."
            if elsewhere
            else "Choose another with --port; --port 0 takes any free one.",
        ) from None
