"""An application on a new database, with a programme that grows."""

from collections.abc import Iterator

import pytest

from bench.ours import Ours, services
from ksbs.application.ports import EventStore
from ksbs.readmodels.reader import Reader, reading
from ksbs.store.event_store import open_event_store
from tests.support.telling_log import Told


@pytest.fixture
def store(database: str) -> Iterator[EventStore]:
    with open_event_store(database) as store:
        yield store


@pytest.fixture
def ours(store: EventStore) -> Ours:
    return Ours(services(store), "readmodels")


@pytest.fixture
def told(store: EventStore, database: str) -> Told:
    return Told(store, database)


@pytest.fixture
def reader(database: str) -> Iterator[Reader]:
    with reading(database) as reader:
        yield reader
