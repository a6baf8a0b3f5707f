"""An application on a new database, with a programme that grows."""

from collections.abc import Iterator

import pytest

from bench.ours import Ours, services
from ksbs.application.ports import EventStore
from ksbs.store.event_store import open_event_store


@pytest.fixture
def store(database: str) -> Iterator[EventStore]:
    with open_event_store(database) as store:
        yield store


@pytest.fixture
def ours(store: EventStore) -> Ours:
    return Ours(services(store), "readmodels")
