"""One request and its answer, as the handlers see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from litestar.types import Scope

from ksbs.application.actor import Actor
from ksbs.http.media import BASE, JSON
from ksbs.http.said import Language
from ksbs.http.trace import Trace

_KEY = "ksbs-exchange"

RawHeaders = Sequence[tuple[bytes, bytes]]


@dataclass(slots=True)
class Exchange:
    """What is known of a request from its headers, and what is noted for its log line.

    `origin` is the beginning of absolute addresses, `instance` the path asked for.
    """

    trace: Trace
    language: Language
    origin: str
    instance: str
    headers: RawHeaders
    route: str = "(none)"
    unread: bool = False
    """True if the body was not read to its end: the connection cannot be used again."""
    actor: Actor | None = None
    event_ids: list[UUID] = field(default_factory=list)
    noted: dict[str, object] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The absolute address of the API."""
        return self.origin + BASE

    def header(self, name: bytes) -> str | None:
        """Give a header that may stand once, None if it is absent or repeated."""
        found = self.header_values(name)
        return found[0] if len(found) == 1 else None

    def header_values(self, name: bytes) -> list[str]:
        """Give every value of a header; `name` in lower case."""
        return [value.decode("latin-1") for key, value in self.headers if key == name]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a handler answers."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = JSON


def attach(scope: Scope, exchange: Exchange) -> None:
    """Keep the exchange with its request."""
    scope["state"][_KEY] = exchange


def exchange_of(scope: Scope) -> Exchange:
    """Give the exchange of a request."""
    exchange: Exchange = scope["state"][_KEY]
    return exchange
