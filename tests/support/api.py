"""The API over the in-memory store: a client for each role, and where a test begins."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, Self, cast
from uuid import UUID

import httpx
from litestar import Litestar
from litestar.types import Receive, Scope, Send
from uuid_utils.compat import uuid7

from ksbs.application.actor import EVERY_AREA, Actor
from ksbs.application.services import Services
from ksbs.auth.claims import Verified
from ksbs.auth.refusal import Reason, TokenRefused
from ksbs.domain.register import load_domain
from ksbs.domain.words import Role
from ksbs.http.app import create_app
from ksbs.http.config import HttpConfig
from tests.support.memory_store import MemoryStore, WalkingClock

load_domain()

UNIT = "01234567"
BASE = "/ksbs/v0"
HOST = "https://ksbs.example"

NOMINATION: dict[str, Any] = {
    "schoolUnitCode": UNIT,
    "schoolName": "Exempelskolan",
    "schoolForm": "GR",
    "organizerNumber": "2120000142",
    "grounds": ["low_results"],
    "motive": "Resultaten har sjunkit tre år i rad.",
}


def person(role: Role) -> UUID:
    """Give the person that acts in a role unless a test names another."""
    return UUID(int=0xA000 + list(Role).index(role))


class Guard:
    """A verifier that knows its tokens by heart: the token's text is its only secret."""

    def __init__(self) -> None:
        self.actors: dict[str, Actor] = {}

    def verify(self, token: str) -> Verified:
        if token not in self.actors:
            raise TokenRefused(Reason.SIGNATURE)
        forever = datetime(9999, 1, 1, tzinfo=UTC)
        return Verified(actor=self.actors[token], expires_at=forever)

    def token(
        self, role: Role, *, who: UUID | None = None, unit: str | None = None
    ) -> str:
        """Give a token; a principal is of UNIT, a chief of every area."""
        if unit is None and role in {Role.PRINCIPAL, Role.WORKING_GROUP}:
            unit = UNIT
        area = EVERY_AREA if role is Role.CHIEF else None
        actor = Actor(who or person(role), role, unit, area)
        name = f"{actor.person_id}-{role.value}-{actor.unit or ''}"
        self.actors[name] = actor
        return name


@dataclass
class Site:
    """The API over some services; `peer` is the address its clients come from."""

    services: Services
    config: HttpConfig = field(default_factory=HttpConfig)
    peer: str = "192.0.2.7"
    guard: Guard = field(default_factory=Guard)
    app: Litestar = field(init=False)
    client: httpx.AsyncClient = field(init=False)
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    _keys: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.app = create_app(self.services, verifier=self.guard, config=self.config)
        transport = httpx.ASGITransport(cast("Any", self.app), client=(self.peer, 1234))
        self.client = httpx.AsyncClient(transport=transport, base_url=HOST)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.runner.run(self.client.aclose())
        self.runner.run(self._stop())
        self.runner.close()

    async def _stop(self) -> None:
        for stop in self.app.on_shutdown:
            stop()  # type: ignore[call-arg]  # Ours take no application.

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send a request as it is."""
        return self.runner.run(self.client.request(method, path, **more))

    def raw(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Call the application as a server does, message by message."""
        self.runner.run(self.app(scope, receive, send))

    def bearer(self, role: Role, **who: Any) -> dict[str, str]:
        """Give the header that says who asks."""
        return {"Authorization": f"Bearer {self.guard.token(role, **who)}"}

    def get(
        self, path: str, *, role: Role = Role.PROGRAMME_OFFICE, **more: Any
    ) -> httpx.Response:
        """Read below the base, in a role."""
        headers = self.bearer(role) | more.pop("headers", {})
        return self.send("GET", BASE + path, headers=headers, **more)

    def post(
        self,
        path: str,
        body: Mapping[str, Any],
        *,
        role: Role = Role.PROGRAMME_OFFICE,
        version: int | None = None,
        key: str | None = None,
        **more: Any,
    ) -> httpx.Response:
        """Record below the base, in a role, under a new key unless one is given."""
        headers = self.bearer(role, **more.pop("who", {}))
        headers["Idempotency-Key"] = key or f"key-{next(self._keys)}"
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        headers |= more.pop("headers", {})
        return self.send("POST", BASE + path, json=body, headers=headers, **more)

    def nominate(self, **changed: Any) -> str:
        """Nominate a school and give the programme's id."""
        answer = self.post("/programmes", NOMINATION | changed)
        assert answer.status_code == 201, answer.text
        programme_id: str = answer.json()["event"]["programmeId"]
        return programme_id


class World(Site):
    """The API over a store in memory, on a day that stands still."""

    def __init__(
        self, config: HttpConfig | None = None, *, peer: str = "192.0.2.7"
    ) -> None:
        self.clock = WalkingClock()
        self.store = MemoryStore(self.clock)
        services = Services(self.store, clock=self.clock, new_id=uuid7)
        super().__init__(services, config or HttpConfig(), peer)
