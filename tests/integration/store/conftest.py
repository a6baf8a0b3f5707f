"""An event store on a new database, on each of the two servers."""

from collections.abc import Iterator

import pytest

from ksbs.application.ports import EventStore
from ksbs.store.event_store import open_event_store


@pytest.fixture
def each_store(each_database: str) -> Iterator[EventStore]:
    """An event store on a new database, once on each server."""
    with open_event_store(each_database) as store:
        yield store


@pytest.fixture
def store(database: str) -> Iterator[EventStore]:
    """An event store on a new database."""
    with open_event_store(database) as store:
        yield store
