"""Views of the demo from the read models: the same answers as by folding, and sooner."""

from collections.abc import Iterator
from datetime import date
from time import perf_counter
from typing import Any
from uuid import UUID

import httpx
import pytest
from uuid_utils.compat import uuid7

from ksbs.application.actor import Actor
from ksbs.application.projection import Projection
from ksbs.application.services import Services
from ksbs.application.views_reading import Listed, Views
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

PAIRS = [
    {},
    {"validAt": "2024-08-31", "knownAt": "2024-08-31"},
    {"validAt": "2024-08-31"},
    {"validAt": "2025-01-31", "knownAt": "2025-01-31"},
    {"validAt": "2025-01-31", "knownAt": "2025-06-12"},
    {"knownAt": "2023-12-10"},
    {"validAt": "2026-06-30"},
    {"validAt": "2020-01-01"},
]
OFFICE = Actor(UUID(int=1), Role.PROGRAMME_OFFICE)


class Answering(ReadModels):
    """Read models that count how often they answered."""

    answered = 0

    def at(
        self, projection: Projection, pair: Any, *, stream_id: UUID | None = None
    ) -> Any:
        self.answered += 1
        return super().at(projection, pair, stream_id=stream_id)

    def timeline(
        self, projection: Projection, *, stream_id: UUID, position: int
    ) -> Any:
        self.answered += 1
        return super().timeline(projection, stream_id=stream_id, position=position)


@pytest.fixture(scope="module")
def kept(filled: Filled) -> Iterator[Answering]:
    """The read models of the demo, all caught up."""
    for projection in discover().values():
        Runner(filled.demo.dsn, projection, decode=recorded).catch_up()
    TrailRunner(filled.demo.dsn, recorded).catch_up()
    kept = Answering(filled.demo.dsn, discover().values())
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def both(filled: Filled, kept: Answering) -> Iterator[tuple[Site, Site]]:
    """The API that folds everything, and the API that reads the read models."""
    store, clock = filled.demo.store, DemoClock()
    with (
        Site(Services(store, clock, uuid7)) as folding,
        Site(
            Services(
                store,
                clock,
                uuid7,
                rows=kept,
                trail_index=ReadTrail(kept, decode=recorded),
            )
        ) as reading,
    ):
        yield folding, reading


def same(
    both: tuple[Site, Site], path: str, *, kept: Answering, **asked: Any
) -> httpx.Response:
    """Ask both ways; the answers are the same, and the second came from read models."""
    folding, reading = both
    before = kept.answered
    first = folding.get(path, **asked)
    assert kept.answered == before
    second = reading.get(path, **asked)
    assert first.status_code == second.status_code
    assert first.content == second.content
    return second


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_the_portfolio_is_the_same_both_ways(
    both: tuple[Site, Site], kept: Answering, pair: dict[str, str]
) -> None:
    for more in ({}, {"status": "analysing"}, {"limit": "3", "page": "2"}):
        # when
        before = kept.answered
        answer = same(both, "/programmes", kept=kept, params=pair | more)

        # then
        assert answer.status_code == 200
        assert kept.answered > before


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMIN])
def test_everybody_sees_the_same_programmes_both_ways(
    both: tuple[Site, Site], filled: Filled, kept: Answering, role: Role
) -> None:
    # given whoever acts in that role in the story, each for a school of their own
    programmes = filled.api.programmes()
    people = {
        (p["personId"], programme["schoolUnitCode"])
        for programme in programmes
        for p in programme["people"]
        if p["role"] == role.value
    } or {(str(UUID(int=7)), programmes[0]["schoolUnitCode"])}

    seen = set()
    for person, unit in sorted(people)[:6]:
        who = {"who": UUID(person), "unit": unit}
        headers = both[0].bearer(role, **who)
        for site in both[1:]:
            site.bearer(role, **who)

        # when
        answer = same(both, "/programmes", kept=kept, role=role, headers=headers)

        # then
        assert answer.status_code == 200
        seen.add(answer.json()["_meta"]["totalRecords"])
    everything = {Role.PROGRAMME_OFFICE, Role.REGISTRAR, Role.AUDITOR, Role.DPO}
    if role in everything | {Role.CHIEF}:
        assert seen == {len(programmes)}
    else:
        assert max(seen) < len(programmes)


@pytest.mark.parametrize("pair", PAIRS[:-1], ids=str)
def test_timelines_and_differences_are_the_same_both_ways(
    both: tuple[Site, Site], filled: Filled, kept: Answering, pair: dict[str, str]
) -> None:
    for programme in filled.api.programmes(**pair)[::7]:
        place = f"/programmes/{programme['programmeId']}"
        before = kept.answered

        # when
        timeline = same(both, f"{place}/timeline", kept=kept, params=pair)
        differences = same(both, f"{place}/differences", kept=kept, params=pair)

        # then
        assert timeline.status_code == differences.status_code == 200
        assert kept.answered >= before + 3
        assert timeline.json()["milestones"]


def test_the_portfolio_is_read_sooner_than_it_is_folded(
    kept: Answering, filled: Filled
) -> None:
    # given the same services, with a page of one school
    services = Services(filled.demo.store, DemoClock(), uuid7)
    as_of = services.history.resolve(valid_at=date(2026, 6, 30))

    def seconds(views: Views) -> tuple[float, Listed]:
        def listed() -> Listed:
            return views.programmes(as_of=as_of, actor=OFFICE, cut=slice(0, 1))

        listed()
        begun = perf_counter()
        found = listed()
        return perf_counter() - begun, found

    # when
    folding, folded = seconds(Views(services.history, discover()))
    reading, read = seconds(Views(services.history, discover(), kept))

    # then
    assert read == folded
    assert reading < folding


def test_a_read_model_that_is_behind_is_not_believed(filled: Filled) -> None:
    # given nothing built beyond what has been recorded since
    services = Services(filled.demo.store, DemoClock(), uuid7)
    as_of = services.history.resolve()
    with read_models_of(filled.demo.dsn, discover().values()) as kept:
        ahead = as_of.model_copy(update={"position": as_of.position + 1})

        # when
        rows = kept.rows(
            discover()["programme_status"],
            valid_at=ahead.valid_at,
            position=ahead.position,
        )

    # then
    assert rows is None
