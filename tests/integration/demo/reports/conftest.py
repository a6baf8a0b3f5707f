"""Having reports made of the filled demo, over the API and the read models."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from uuid_utils.compat import uuid7

from ksbs.application.services import Services
from ksbs.demo import DemoClock
from ksbs.domain.words import Role
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.serving import read_models_of
from ksbs.readmodels.trail import TrailRunner
from ksbs.readmodels.trail_reading import ReadTrail
from ksbs.store.mapper import recorded
from projections import discover
from tests.integration.demo.world import Filled
from tests.support.api import Site

Document = dict[str, Any]
Make = Callable[..., Document]
Send = Callable[..., httpx.Response]
END = {"validAt": "2026-06-30", "knownAt": "2026-06-30"}


@pytest.fixture(scope="session")
def services(filled: Filled) -> Iterator[Services]:
    """What answers from the demo's read models, all caught up."""
    for projection in discover().values():
        Runner(filled.demo.dsn, projection, decode=recorded).catch_up()
    TrailRunner(filled.demo.dsn, recorded).catch_up()
    with read_models_of(filled.demo.dsn, discover().values()) as rows:
        trail = ReadTrail(rows, decode=recorded)
        yield Services(
            filled.demo.store, DemoClock(), uuid7, rows=rows, trail_index=trail
        )


@pytest.fixture(scope="session")
def report_site(services: Services) -> Iterator[Site]:
    """The API over the demo's read models."""
    with Site(services) as site:
        yield site


@pytest.fixture(scope="session")
def send(report_site: Site) -> Send:
    def send(name: str, role: Role = Role.AUDITOR, **said: Any) -> httpx.Response:
        """Ask for a report, at the demo's end unless other times are said."""
        params = END | said
        answer = report_site.get(f"/reports/{name}", role=role, params=params)
        assert answer.status_code == 200, answer.text
        return answer

    return send


@pytest.fixture(scope="session")
def make(send: Send) -> Make:
    def make(name: str, **said: Any) -> Document:
        document: Document = send(name, **said).json()
        return document

    return make


@pytest.fixture(scope="session")
def programme_id(report_site: Site) -> Callable[[str], str]:
    def find(code: str) -> str:
        """Give the programme of a school unit."""
        params = {**END, "schoolUnitCode": code}
        answer = report_site.get("/programmes", params=params)
        (found,) = answer.json()["items"]
        programme: str = found["programmeId"]
        return programme

    return find


def table(document: Document, name: str) -> list[tuple[Any, ...]]:
    """Give the rows of a table, their cells in the order of its columns."""
    (found,) = [
        block
        for section in document["sections"]
        for block in section["blocks"]
        if block["kind"] == "table" and block["name"] == name
    ]
    names = [column["name"] for column in found["columns"]]
    return [tuple(row[name] for name in names) for row in found["rows"]]


def charts(document: Document) -> list[Document]:
    """Give the charts and timelines, in reading order."""
    return [
        block
        for section in document["sections"]
        for block in section["blocks"]
        if block["kind"] in {"chart", "timeline"}
    ]
