"""Random walks that send chosen actions over HTTP, so that somebody sees the answers.

The story of the demo is told by hand; an action that it has no use for yet is asked for
here, on whatever walk first takes it.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

import httpx

from ksbs.application.request import Request
from ksbs.application.services import Services
from tests.support.api import BASE, Site
from tests.support.walk import Walk

STEPS = 240


class WalkOverHttp(Walk):
    """A walk that asks for the actions of some nouns over HTTP.

    Args:
        seed: Which walk.
        nouns: The nouns to ask for; those that were answered 201 are taken away.
        check: Is shown every answer.
    """

    def __init__(
        self, seed: int, *, nouns: set[str], check: Callable[[httpx.Response], None]
    ) -> None:
        self.nouns = nouns
        self.check = check
        super().__init__(seed)
        self.site = Site(Services(self.store, self.clock, self._new_id))

    def ask(self, request: Request) -> UUID:
        """Have a command performed, over HTTP if it is one of those."""
        noun = type(request.command).noun
        if noun not in self.nouns:
            return super().ask(request)
        answer = self._send(request, noun)
        self.check(answer)
        if answer.status_code != httpx.codes.CREATED:
            return super().ask(request)  # It is refused here in the walk's own terms.
        self.nouns.discard(noun)
        return UUID(answer.json()["event"]["streamId"])

    def _send(self, request: Request, noun: str) -> httpx.Response:
        headers = {"Authorization": "Bearer walker", "Idempotency-Key": request.key}
        self.site.guard.actors["walker"] = request.actor
        of = request.programme_id
        if of is not None:
            headers["If-Match"] = f'"{len(self.entries)}"'
        path = f"{BASE}/{noun}" if of is None else f"{BASE}/programmes/{of}/{noun}"
        body = request.command.model_dump(mode="json", by_alias=True, exclude_none=True)
        return self.site.send("POST", path, json=body, headers=headers)


def walk_over_http(
    nouns: Iterable[str], *, check: Callable[[httpx.Response], None], walks: int = 32
) -> set[str]:
    """Walk until each of these nouns was answered 201; give those that never were."""
    left = set(nouns)
    for seed in range(walks):
        if not left:
            break
        walk = WalkOverHttp(seed, nouns=left, check=check)
        with walk.site:
            walk.go(steps=STEPS)
    return left
