"""Tells the story to the public API, one request after the other."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import httpx

from ksbs.demo.clock import DemoClock
from ksbs.demo.ids import SeededIds
from ksbs.demo.story.step import FIGURES, REGISTER, DigestOf, Persona, Ref, Step, Told

_OK, _CREATED, _CONFLICT = 200, 201, 409
_FILE = {"format": "json", "language": "sv"}
"""What a report is sent as: JSON's bytes rest on no library, so that the log is the same
wherever the story is told.
"""

Progress = Callable[[int, int], None]
"""Is told how many of how many steps have been told."""


class StoryBroken(Exception):
    """The API answered a step of the story otherwise than the story says."""

    def __init__(self, step: Step, answer: httpx.Response) -> None:
        wanted = f"refused by {step.refused}" if step.refused else "recorded"
        super().__init__(
            f"{step.key} should have been {wanted}; the API answered "
            f"{answer.status_code}: {answer.text}"
        )


class Teller:
    """Holds what the API has answered so far, which later steps refer to.

    `until` is when the log was last written to. Steps up to then have been told before:
    their keys give the answers of then again, and refusals are not asked for twice.
    """

    def __init__(  # noqa: PLR0913  # Each is a part that it works with, and all are named.
        self,
        client: httpx.AsyncClient,
        *,
        clock: DemoClock,
        ids: SeededIds,
        token: Callable[[Persona], str],
        import_file: Callable[[Step], None],
        until: datetime | None = None,
    ) -> None:
        self._client = client
        self._clock = clock
        self._ids = ids
        self._token = token
        self._import_file = import_file
        self._until = until
        self._events: dict[str, Mapping[str, Any]] = {}
        self._programmes: dict[str, str] = {}
        self._etags: dict[str, str] = {}

    async def tell(self, story: Sequence[Told], *, progress: Progress | None) -> None:
        """Tell the whole story.

        Raises:
            StoryBroken: at the first answer that the story does not know.
        """
        for count, told in enumerate(story, start=1):
            self._clock.turn_to(told.at)
            self._ids.begin(told.step.key)
            before = self._until is not None and told.at <= self._until
            await self._tell(told.step, before=before)
            if progress is not None:
                progress(count, len(story))

    async def _tell(self, step: Step, *, before: bool) -> None:
        if step.noun in {REGISTER, FIGURES}:
            self._import_file(step)
        elif step.refused is None:
            self._take(step, await self._post(step))
        elif not before:
            _require_refusal(step, await self._post(step))

    async def _post(self, step: Step) -> httpx.Response:
        path, headers = f"/{step.noun}", self._headers(step)
        programme = self._programmes.get(step.school or "")
        if programme is not None and step.noun != "programmes":
            path = f"/programmes/{programme}/{step.noun}"
            headers["If-Match"] = self._etags[programme]
        body = self._filled(await self._digested(step))
        return await self._client.post(path, json=body, headers=headers)

    def _headers(self, step: Step) -> dict[str, str]:
        trace = sha256(step.key.encode()).hexdigest()
        return {
            "Authorization": f"Bearer {self._token(step.who)}",
            "Idempotency-Key": step.key,
            # The trace becomes the correlation id, so it must follow from the seed too.
            "traceparent": f"00-{trace[:32]}-{trace[32:48]}-00",
        }

    async def _digested(self, step: Step) -> dict[str, Any]:
        """Give the body with the digests of the reports that it names, made for them."""
        reports = {n: v for n, v in step.body.items() if isinstance(v, DigestOf)}
        made = {name: await self._digest(of, step) for name, of in reports.items()}
        return {**step.body, **made}

    async def _digest(self, of: DigestOf, step: Step) -> str:
        times = {"validAt": of.valid_at, "knownAt": of.known_at}
        answer = await self._client.get(
            f"/reports/{of.report}",
            params={name: at.isoformat() for name, at in times.items()} | _FILE,
            headers={"Authorization": f"Bearer {self._token(step.who)}"},
        )
        if answer.status_code != _OK:
            raise StoryBroken(step, answer)
        return sha256(answer.content).hexdigest()

    def _take(self, step: Step, answer: httpx.Response) -> None:
        if answer.status_code != _CREATED:
            raise StoryBroken(step, answer)
        event = answer.json()["event"]
        self._events[step.key] = event
        if step.school is not None:
            self._programmes[step.school] = event["programmeId"]
            self._etags[event["programmeId"]] = answer.headers["ETag"]

    def _filled(self, value: Any) -> Any:
        """Give a value as JSON, with what the API has answered in place of references."""
        match value:
            case Ref():
                event = self._events[value.key]
                return (
                    event["payload"][value.field] if value.field else event["eventId"]
                )
            case Mapping():
                return {name: self._filled(each) for name, each in value.items()}
            case tuple() | list():
                return [self._filled(each) for each in value]
            case date():
                return value.isoformat()
        return str(value) if isinstance(value, UUID) else value


def _require_refusal(step: Step, answer: httpx.Response) -> None:
    if answer.status_code != _CONFLICT or answer.json().get("rule") != step.refused:
        raise StoryBroken(step, answer)
