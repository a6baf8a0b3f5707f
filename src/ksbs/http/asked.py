"""What is asked of a handler: the operation, its parameters, its body."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ksbs.application.actor import Actor
from ksbs.http.exchange import Exchange
from ksbs.http.routes.table import Operation


@dataclass(frozen=True, slots=True)
class Asked:
    """What a handler is given.

    `path` holds the path parameters as text, `query` the query parameters read by
    their readers, `pairs` the same as they were sent.
    """

    operation: Operation
    exchange: Exchange
    path: Mapping[str, str]
    query: Mapping[str, Any]
    pairs: Sequence[tuple[str, str]]
    body: bytes = b""

    @property
    def actor(self) -> Actor:
        """Who asks; only for operations that need a token."""
        actor = self.exchange.actor
        if actor is None:
            raise TypeError(f"{self.operation.operation_id} needs a token")
        return actor
