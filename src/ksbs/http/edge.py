"""The outermost layer: traces, security headers, HEAD, one log line a request.

Litestar's middlewares do not see what its router refuses, so this stands around it.
"""

from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import quote

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from ksbs.http.exchange import Exchange, attach
from ksbs.http.origin import Origin, Origins
from ksbs.http.said import language_of
from ksbs.http.trace import trace_of

_log = structlog.get_logger("ksbs.http")

_SAFE = {
    b"x-content-type-options": b"nosniff",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
}
"""Sent with every answer that does not say otherwise."""

_HSTS = (b"strict-transport-security", b"max-age=31536000")
_SERVER_ERROR = 500


@dataclass(slots=True)
class _Answered:
    """What goes out, as it is noted for the log line."""

    status: int | None = None
    started: float = field(default_factory=perf_counter)

    @property
    def milliseconds(self) -> float:
        return round((perf_counter() - self.started) * 1000, 2)


@dataclass
class Edge:
    """Stands around the application."""

    app: ASGIApp
    origins: Origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request with its trace, and log it when it is answered."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        exchange, origin = self._begin(scope)
        attach(scope, exchange)
        answered = _Answered()
        sending = _Sending(send, scope["method"], exchange, origin, answered)
        _allow_known_methods(scope)
        with structlog.contextvars.bound_contextvars(trace_id=exchange.trace.trace_id):
            try:
                await self.app(scope, receive, sending)
            finally:
                _log_line(exchange, answered, method=sending.method)

    def _begin(self, scope: HTTPScope) -> tuple[Exchange, Origin]:
        headers = scope["headers"]
        found = dict(headers)
        host = found.get(b"host")
        client = scope.get("client")
        origin = self.origins.of(
            scheme=scope["scheme"],
            host=host.decode("latin-1") if host else None,
            peer=client[0] if client else None,
            forwarded=[v.decode("latin-1") for k, v in headers if k == b"forwarded"],
        )
        traces = [v for k, v in headers if k == b"traceparent"]
        exchange = Exchange(
            trace=trace_of(traces[0].decode("latin-1") if len(traces) == 1 else None),
            language=language_of(found.get(b"accept-language", b"").decode("latin-1")),
            origin=origin.url,
            instance=quote(scope["path"]),
            headers=list(headers),
        )
        return exchange, origin


def _allow_known_methods(scope: HTTPScope) -> None:
    """Let HEAD be routed as GET, and OPTIONS be refused as any unknown method.

    Litestar answers OPTIONS on every path by itself; nothing here has a use for it.
    """
    if scope["method"] == "HEAD":
        scope["method"] = "GET"
    elif scope["method"] == "OPTIONS":
        scope["method"] = "TRACE"


@dataclass(slots=True)
class _Sending:
    """Sends an answer with the headers that every answer has."""

    send: Send
    method: str
    exchange: Exchange
    origin: Origin
    answered: _Answered

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.answered.status = message["status"]
            message["headers"] = [*message["headers"], *self._added(message)]
        elif message["type"] == "http.response.body" and self.method == "HEAD":
            message["body"] = b""
        await self.send(message)

    def _added(self, message: Message) -> list[tuple[bytes, bytes]]:
        present = {name.lower() for name, _ in message["headers"]}  # type: ignore[typeddict-item]  # Only called with the start of an answer.
        added = [(name, value) for name, value in _SAFE.items() if name not in present]
        added.append((b"traceparent", self.exchange.trace.header.encode()))
        if self.origin.scheme == "https":
            added.append(_HSTS)
        return added


def _log_line(exchange: Exchange, answered: _Answered, *, method: str) -> None:
    actor = exchange.actor
    log = _log.error if (answered.status or 0) >= _SERVER_ERROR else _log.info
    log(
        "request",
        method=method if method.isalpha() and len(method) <= 10 else "(other)",  # noqa: PLR2004  # No method that anybody uses is longer.
        route=exchange.route,
        status=answered.status,
        duration_ms=answered.milliseconds,
        trace_id=exchange.trace.trace_id,
        **({"person_id": actor.person_id, "role": actor.role.value} if actor else {}),
        **({"event_ids": exchange.event_ids} if exchange.event_ids else {}),
        **exchange.noted,
    )
