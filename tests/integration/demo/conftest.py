"""Demo logs on a real server: empty ones, and one that is filled with seed 1."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ksbs.demo import DemoClock
from ksbs.domain.register import load_domain
from ksbs.settings import Settings
from ksbs.store.event_store import open_event_store
from ksbs.store.migrate import migrate
from tests.integration.demo.world import Demo, Filled, NewDemo
from tests.support.postgres import Server


@pytest.fixture(scope="session")
def new_demo(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> NewDemo:
    load_domain()

    @contextmanager
    def new(seed: int) -> Iterator[Demo]:
        with postgres.new_database() as dsn:
            migrate(dsn, demo=True, origin=f"seed-{seed}")
            clock = DemoClock()
            settings = Settings(home=tmp_path_factory.mktemp("home"))
            with open_event_store(dsn, demo_clock=clock) as store:
                yield Demo(store, clock, settings, dsn)

    return new


@pytest.fixture(scope="session")
def filled(new_demo: NewDemo) -> Iterator[Filled]:
    """The demo of seed 1, filled once for all tests that only look at it."""
    with new_demo(1) as demo:
        summary = demo.fill()
        with demo.reader() as api:
            yield Filled(demo, summary, api)
