"""An installation with its documentation, for what only reads."""

from collections.abc import Iterator

import pytest

from ksbs.http.config import Contact, HttpConfig
from ksbs.http.openapi.ui import handlers
from tests.support.api import World

CONTACT = Contact("Grundskoleavdelningen", "ksbs@kommun.example")


@pytest.fixture(scope="module")
def site() -> Iterator[World]:
    with World(HttpConfig(contact=CONTACT)) as world:
        for handler in handlers():
            world.app.register(handler)
        yield world
