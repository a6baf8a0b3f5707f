"""A demo's log for the tests, and a reader that asks it questions over the API."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Self, cast

import httpx
from litestar import Litestar
from uuid_utils.compat import uuid7

from ksbs.application.ports import EventStore
from ksbs.application.services import Services
from ksbs.auth.issuer import development_verifier, issue_token
from ksbs.demo import DemoClock, DemoSummary, fill
from ksbs.domain.words import Role
from ksbs.http.app import create_app
from ksbs.settings import Settings

BASE = "http://demo.invalid/ksbs/v0"


@dataclass
class Reader:
    """Reads over the API as the programme office."""

    store: EventStore
    settings: Settings
    app: Litestar = field(init=False)
    _runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    def __enter__(self) -> Self:
        services = Services(self.store, DemoClock(), uuid7)
        verifier = development_verifier(self.settings)
        self.app = create_app(services, verifier=verifier)
        token = issue_token(self.settings, role=Role.PROGRAMME_OFFICE)
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(cast("Any", self.app)),
            base_url=BASE,
            headers={"Authorization": f"Bearer {token}"},
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._client.aclose())
        for stop in self.app.on_shutdown:
            stop()  # type: ignore[call-arg]  # Ours take no application.
        self._runner.close()

    def get(self, path: str, **query: str | int) -> Any:
        """Give the body of an answer."""
        answer = self._runner.run(self._client.get(path, params=query or None))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def register_a_person(self) -> None:
        """Record something that the story does not know of."""
        body = {"personId": str(uuid7()), "role": "analyst", "area": "Exempelstad"}
        headers = {"Idempotency-Key": "not-in-the-story"}
        answer = self._runner.run(
            self._client.post("/role-assignments", json=body, headers=headers)
        )
        assert answer.status_code == 201, answer.text

    def programmes(self, **times: str) -> list[dict[str, Any]]:
        """Give every programme at a moment (`validAt`, `knownAt`)."""
        items: list[dict[str, Any]] = self.get("/programmes", limit=200, **times)[
            "items"
        ]
        return items

    def programme(self, school: str, **times: str) -> dict[str, Any]:
        """Give the programme of a school at a moment."""
        (found,) = [p for p in self.programmes(**times) if p["schoolName"] == school]
        return found

    def statuses(self, **times: str) -> dict[str, str]:
        """Give the status of every school's programme at a moment."""
        return {p["schoolName"]: p["status"] for p in self.programmes(**times)}

    def events(self, **query: str) -> list[dict[str, Any]]:
        """Give every entry that fits, the first one first."""
        items: list[dict[str, Any]] = []
        page = self.get("/events", limit=200, **query)
        while True:
            items += page["items"]
            following = page["_links"].get("next")
            if not following:
                return items[::-1]
            page = self.get(following["href"])


@dataclass(frozen=True)
class Demo:
    """A demo's log, and what tells and reads it."""

    store: EventStore
    clock: DemoClock
    settings: Settings
    dsn: str

    def fill(self, *, seed: int = 1, **more: Any) -> DemoSummary:
        """Tell the story to it."""
        return fill(
            self.store, clock=self.clock, settings=self.settings, seed=seed, **more
        )

    def reader(self) -> Reader:
        """Give who reads it over the API."""
        return Reader(self.store, self.settings)


NewDemo = Callable[[int], AbstractContextManager[Demo]]
"""Makes an empty demo log for a seed."""


@dataclass(frozen=True)
class Filled:
    """A filled demo, its summary, and how to read it over the API."""

    demo: Demo
    summary: DemoSummary
    api: Reader
