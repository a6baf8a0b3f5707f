"""Asking the thirty questions of the filled demo, over the API and the read models."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from ksbs.application.services import Services
from ksbs.demo import DemoClock
from ksbs.domain.words import Role
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.serving import ReadModels, read_models_of
from ksbs.readmodels.trail import TrailRunner
from ksbs.readmodels.trail_reading import ReadTrail
from ksbs.store.mapper import recorded
from projections import discover
from tests.integration.demo.world import Filled
from tests.support.api import Site

Answer = list[dict[str, Any]]
END = "2026-06-30"
"""The day on which the demo's pages say how it stands."""


@dataclass(frozen=True)
class Ask:
    """Asks as the auditor, of the end of the demo unless a test names another day."""

    site: Site

    def __call__(self, number: int, **said: Any) -> Answer:
        asked = {"validAt": END, "limit": 200} | said
        answer = self.site.get(f"/questions/{number}", role=Role.AUDITOR, params=asked)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        rows: Answer = body["items"]
        assert body["_meta"]["totalRecords"] == len(rows), "ask for less"
        return rows

    def person(self, code: str, role: str, **said: Any) -> UUID:
        """Give who held a role at a school unit on a day."""
        (found,) = self(18, programme=code, role=role, **said)
        return UUID(found["personId"])


@pytest.fixture(scope="session")
def read_models(filled: Filled) -> Iterator[ReadModels]:
    """The read models of the demo, all caught up."""
    for projection in discover().values():
        Runner(filled.demo.dsn, projection, decode=recorded).catch_up()
    TrailRunner(filled.demo.dsn, recorded).catch_up()
    with read_models_of(filled.demo.dsn, discover().values()) as found:
        yield found


@pytest.fixture(scope="session")
def ask(filled: Filled, read_models: ReadModels) -> Iterator[Ask]:
    services = Services(
        filled.demo.store,
        DemoClock(),
        uuid7,
        rows=read_models,
        trail_index=ReadTrail(read_models, decode=recorded),
    )
    with Site(services) as site:
        yield Ask(site)


def shown(rows: Answer, *names: str) -> list[tuple[Any, ...]]:
    """Give these columns of every row."""
    return [tuple(row[name] for name in names) for row in rows]
