"""The API over the real store: what the other tests see in memory holds there too."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from uuid_utils.compat import uuid7

from ksbs.application.services import Services
from ksbs.domain.words import Role
from ksbs.store.event_store import open_event_store
from tests.support.api import BASE, NOMINATION, Site

OFFER = {"offeredTo": "principal", "answerBy": "2099-10-20"}


class Now:
    """This machine's clock: the database stamps by its own."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@pytest.fixture
def real(database: str) -> Iterator[Site]:
    with (
        open_event_store(database) as store,
        Site(Services(store, clock=Now(), new_id=uuid7)) as site,
    ):
        yield site


def test_an_action_is_recorded_answered_and_read_back(real: Site) -> None:
    # when
    answer = real.post("/programmes", NOMINATION)

    # then
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["receipt"]["position"] == body["receipt"]["treeSize"] == 1
    assert body["receipt"]["root"] == body["receipt"]["leaf"]
    found = real.get(f"/events/{body['event']['eventId']}", role=Role.AUDITOR)
    assert found.json() == body["event"]


def test_a_repeat_gives_the_same_bytes(real: Site) -> None:
    # given
    path = f"/programmes/{real.nominate()}/participation-offers"
    first = real.post(path, OFFER, key="offer", version=1)

    # when
    again = real.post(path, OFFER, key="offer", version=1)

    # then
    assert first.status_code == 201
    assert again.content == first.content


def test_versions_and_names_are_kept(real: Site) -> None:
    # given
    programme_id = real.nominate()
    path = f"/programmes/{programme_id}/participation-offers"

    # then
    assert real.post(path, OFFER, version=7).status_code == 412
    assert real.post("/programmes", NOMINATION).status_code == 409
    assert real.get(f"/programmes/{programme_id}").headers["ETag"] == '"1"'


def test_the_past_is_read_as_it_was_known(real: Site) -> None:
    # given
    programme_id = real.nominate()
    known = real.get(f"/programmes/{programme_id}").json()["asOf"]["knownAt"]
    path = f"/programmes/{programme_id}/participation-offers"
    assert real.post(path, OFFER, version=1).status_code == 201

    # when
    then = real.get(f"/programmes/{programme_id}?knownAt={known}")
    now = real.get(f"/programmes/{programme_id}")

    # then
    assert then.json()["status"] == "nominated"
    assert now.json()["status"] == "offered"


def test_an_entry_that_does_not_fit_is_refused(real: Site) -> None:
    # when
    refs = [f"{number:0200}" for number in range(330)]
    answer = real.post("/programmes", NOMINATION | {"evidenceRefs": refs})

    # then
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("/problems/entry-too-large")


def test_of_many_at_once_one_opens_the_programme_of_a_school(real: Site) -> None:
    # given
    async def nominate(number: int) -> httpx.Response:
        headers = real.bearer(Role.PROGRAMME_OFFICE)
        headers["Idempotency-Key"] = f"many-{number}"
        return await real.client.post(
            BASE + "/programmes", json=NOMINATION, headers=headers
        )

    async def all_at_once() -> list[Any]:
        return await asyncio.gather(*(nominate(number) for number in range(8)))

    # when
    answers = real.runner.run(all_at_once())

    # then
    assert sorted(a.status_code for a in answers) == [201] + [409] * 7


def test_the_service_is_ready(real: Site) -> None:
    assert real.send("GET", "/health/ready").status_code == 200
