"""The API over the in-memory store, new for every test."""

from collections.abc import Iterator

import pytest

from tests.support.api import World


@pytest.fixture
def world() -> Iterator[World]:
    with World() as world:
        yield world
