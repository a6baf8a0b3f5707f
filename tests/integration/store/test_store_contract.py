"""The store over PostgreSQL keeps to the contract of every event store."""

from collections.abc import Iterator

import pytest

from ksbs.application.ports import EventStore
from ksbs.store.event_store import open_event_store
from tests.support.store_contract import StoreContract


class TestLogEventStore(StoreContract):
    @pytest.fixture
    def store(self, database: str) -> Iterator[EventStore]:
        with open_event_store(database) as store:
            yield store
