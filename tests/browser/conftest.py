"""A real browser, and the API with its documentation on a port of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn
from litestar import Litestar
from playwright.sync_api import Browser, sync_playwright
from uuid_utils.compat import uuid7

from ksbs.application.services import Services
from ksbs.http.app import create_app
from ksbs.http.openapi.ui import handlers
from tests.support.api import Guard
from tests.support.memory_store import MemoryStore, WalkingClock

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""For a container without a screen; the others keep the browser from phoning home."""

PATIENCE = 20
"""Seconds to wait for the server to start."""


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A headless browser, shared; every test opens a context of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(chromium), headless=True, args=FLAGS
        )
        yield started
        started.close()


@pytest.fixture
def guard() -> Guard:
    """Who knows the tokens that the site accepts."""
    return Guard()


@pytest.fixture
def site(guard: Guard) -> Iterator[str]:
    """The address of the API over the in-memory store, with its documentation."""
    clock = WalkingClock()
    services = Services(MemoryStore(clock), clock=clock, new_id=uuid7)
    with _serving(create_app(services, verifier=guard, pages=handlers())) as address:
        yield address


@contextmanager
def _serving(app: Litestar) -> Iterator[str]:
    config = uvicorn.Config(app, port=0, log_config=None, log_level="critical")
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    deadline = monotonic() + PATIENCE
    while not server.started and monotonic() < deadline:
        sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
