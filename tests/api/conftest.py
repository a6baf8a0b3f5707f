"""The API over the in-memory store, new for every test."""

from collections.abc import Iterator

import pytest
import structlog

from tests.support.api import World


@pytest.fixture(autouse=True)
def _logging_as_it_is_by_itself() -> None:
    # Whatever ran before in this process may have configured it.
    structlog.reset_defaults()


@pytest.fixture
def world() -> Iterator[World]:
    with World() as world:
        yield world
