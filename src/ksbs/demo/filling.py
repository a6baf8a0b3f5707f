"""Fills a demo log with the story, once, and says what then stands in it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import httpx

from ksbs.application import streams
from ksbs.application.actor import Actor
from ksbs.application.importing import import_school_units
from ksbs.application.importing_indicators import import_indicators
from ksbs.application.ports import EventStore
from ksbs.application.services import Services
from ksbs.auth.issuer import development_verifier, issue_token
from ksbs.auth.persons import default_person
from ksbs.demo.clock import DemoClock
from ksbs.demo.ids import SeededIds
from ksbs.demo.story import story
from ksbs.demo.story.cast import Cast
from ksbs.demo.story.figures import write_figures
from ksbs.demo.story.schools import write_register
from ksbs.demo.story.step import REGISTER, Persona, Step, Told
from ksbs.demo.teller import Progress, Teller
from ksbs.http.app import create_app
from ksbs.http.routes.table import BASE
from ksbs.settings import Settings


class DemoRefused(Exception):
    """The story cannot be told here; nothing was changed, and the text says what to do."""


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What stands in the log of a filled demo.

    `events` counts all entries, those of directory and register included; `refused`
    the requests that the rules refused on the way.
    """

    programmes: int
    events: int
    school_units: int
    seed: int
    refused: int


def is_filled(store: EventStore, *, seed: int = 1) -> bool:
    """Tell whether the story of that seed has been told to its end."""
    recorded = [told for told in _story(seed) if told.step.refused is None]
    return _has_told(store, recorded[-1])


def fill(
    store: EventStore,
    *,
    clock: DemoClock,
    settings: Settings,
    seed: int = 1,
    progress: Progress | None = None,
) -> DemoSummary:
    """Tell the story to an empty demo log, or go on where it was interrupted.

    A log to which the whole story has been told is left as it is.

    Args:
        store: The store of a demo log, whose demo clock is `clock`.
        clock: Walks through the story, and is released at its end.
        settings: In development mode: the tokens are the development issuer's.
        seed: Chooses wordings, figures, hours and what comes late.
        progress: Is told how many of how many steps have been told.

    Raises:
        DemoRefused: if the log holds anything else, or the machine's clock is behind.
        StoryBroken: if the API answers otherwise than the story says.
    """
    told = _story(seed)
    if not is_filled(store, seed=seed):
        _refuse_impossible(store, told, seed=seed, now=clock.now())
        try:
            asyncio.run(
                _tell(store, told, clock=clock, settings=settings, progress=progress)
            )
        finally:
            clock.release()
    return summary_of(store, seed=seed)


def summary_of(store: EventStore, *, seed: int = 1) -> DemoSummary:
    """Count what stands in the log."""
    return DemoSummary(
        programmes=len(store.streams(streams.PROGRAMME)),
        events=store.head().position,
        school_units=len(store.streams(streams.SCHOOL_UNIT)),
        seed=seed,
        refused=sum(1 for told in _story(seed) if told.step.refused),
    )


@cache
def _story(seed: int) -> tuple[Told, ...]:
    return story(Cast(default_person), seed=seed)


def _has_told(store: EventStore, told: Told) -> bool:
    person, key = told.step.who.person_id, told.step.key
    return store.receipt(streams.command_id(person, key=key)) is not None


def _refuse_impossible(
    store: EventStore, told: Sequence[Told], *, seed: int, now: datetime
) -> None:
    anew = (
        f"To start anew, choose an empty directory: KSBS_HOME=… ksbs demo --seed {seed}"
    )
    if told[-1].at > now:
        raise DemoRefused(
            f"The demo tells of days up to {told[-1].at:%Y-%m-%d}, and the clock of this "
            "machine is not there yet. Set it right, then run the same command again."
        )
    head = store.head()
    if head.position and not _has_told(store, told[0]):
        raise DemoRefused(
            f"The log holds something else than the demo with seed {seed}. {anew}"
        )
    if head.recorded_at is not None and head.recorded_at > told[-1].at:
        raise DemoRefused(
            "The filling of this demo was interrupted, and other entries have been "
            f"recorded since; the story cannot go on from there. {anew}"
        )


async def _tell(
    store: EventStore,
    told: Sequence[Told],
    *,
    clock: DemoClock,
    settings: Settings,
    progress: Progress | None,
) -> None:
    ids = SeededIds(clock)
    services = Services(store, clock, ids, settings.late_after_days)
    app = create_app(services, verifier=development_verifier(settings))
    # httpx and Litestar each describe ASGI's messages in types of their own.
    transport = httpx.ASGITransport(cast("Any", app))
    host = f"http://demo.invalid{BASE}"

    @cache
    def token(who: Persona) -> str:
        return _token(settings, who)

    async with (
        app.lifespan(),
        httpx.AsyncClient(transport=transport, base_url=host) as client,
    ):
        teller = Teller(
            client,
            clock=clock,
            ids=ids,
            token=token,
            import_file=partial(import_file, services),
            until=store.head().recorded_at,
        )
        # Raised inside, an error would reach the caller in the lifespan's own wrapping.
        telling = teller.tell(told, progress=progress)
        (error,) = await asyncio.gather(telling, return_exceptions=True)
    if error is not None:
        raise error


def _token(settings: Settings, who: Persona) -> str:
    return issue_token(
        settings, role=who.role, person=who.person_id, unit=who.unit, area=who.area
    )


def import_file(services: Services, step: Step) -> None:
    """Import the unit register or the figures of a year, told anew to no effect."""
    actor = Actor(step.who.person_id, step.who.role)
    with TemporaryDirectory(prefix="ksbs-demo-") as directory:
        path = Path(directory) / f"{step.noun}.jsonl"
        if step.noun == REGISTER:
            write_register(path)
            rejected = import_school_units(services, [path], actor=actor).rejected
        else:
            write_figures(path, year=step.body["year"])
            rejected = import_indicators(services, [path], actor=actor).rejected
    if rejected:
        raise ValueError(f"{step.key}: {rejected[0]}")
