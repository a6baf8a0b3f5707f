"""What the API really answers is what its document says, status by status."""

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import Any, cast
from uuid import UUID

import httpx
import pytest

from ksbs.application.actor import Actor
from ksbs.application.services import Services
from ksbs.demo import DemoClock
from ksbs.demo.filling import import_file
from ksbs.demo.ids import SeededIds
from ksbs.demo.story import story
from ksbs.demo.story.cast import Cast
from ksbs.demo.story.step import Persona
from ksbs.demo.teller import Teller
from ksbs.domain.words import Role
from ksbs.http.app import create_app
from ksbs.http.routes import BASE, Operation, operations
from ksbs.http.routes.parameters import PROBLEM_NAME
from tests.api.openapi_contract import Contract
from tests.support.api import NOMINATION, Guard, World, person
from tests.support.memory_store import MemoryStore
from tests.support.walk_over_http import walk_over_http

UNKNOWN = "0197a3c2-0000-7000-8000-000000000000"
ACTIONS = [o for o in operations() if o.command is not None]
READS = [o for o in operations() if o.command is None]


@pytest.fixture
def contract() -> Iterator[Contract]:
    contract = Contract()
    yield contract
    assert contract.seen, "nothing was checked"


@pytest.fixture(scope="module")
def empty() -> Iterator[World]:
    """An installation that requests with something wrong in them share."""
    with World() as world:
        yield world


def address_of(operation: Operation) -> str:
    """Give a path of an operation; what it names is not there, but for the problem."""
    path = operation.full_path.replace("{programmeId}", UNKNOWN)
    path = path.replace("{eventId}", UNKNOWN).replace("{schoolUnitCode}", "09999999")
    return path.replace("{name}", str(PROBLEM_NAME.example))


def named(operation: Operation) -> str:
    return operation.operation_id


def test_a_whole_municipality_is_told_in_documented_answers(contract: Contract) -> None:
    # when the story of the demo is told to a client that checks every answer
    recorded = tell_every_action(contract)

    # then every action was answered 201, and rules refused as documented
    statuses = {status for _, status in contract.seen}
    assert {"200", "201", "409"} <= statuses
    assert {o.operation_id for o in ACTIONS} - recorded == set()


def test_an_action_that_no_story_tells_is_answered_on_a_walk(
    contract: Contract,
) -> None:
    # when
    left = walk_over_http({"other-work-notes"}, check=contract.check)

    # then
    assert left == set()
    assert ("noteOtherWork", "201") in contract.seen


def test_an_action_that_is_never_taken_is_named() -> None:
    # when: no walk withdraws a nomination, or it would not go far
    left = walk_over_http(
        {"nomination-withdrawals", "evidence"}, check=Contract().check, walks=1
    )

    # then
    assert left == {"nomination-withdrawals"}


def tell_every_action(contract: Contract) -> set[str]:
    """Tell the demo's story, and on random walks whatever action it leaves out.

    Returns:
        The operations of the actions that were answered 201.
    """
    asyncio.run(Telling(contract).tell())
    untold = {
        o.command.noun
        for o in ACTIONS
        if o.command and (o.operation_id, "201") not in contract.seen
    }
    walk_over_http(untold, check=contract.check)
    return {operation for operation, status in contract.seen if status == "201"}


class Telling:
    """Tells the demo's story over the in-memory store, then reads what it led to."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._clock = DemoClock()
        self._ids = SeededIds(self._clock)
        self._services = Services(MemoryStore(self._clock), self._clock, self._ids)
        self._guard = Guard()

    async def tell(self) -> None:
        app = create_app(self._services, verifier=self._guard)
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(cast("Any", app)),
            base_url=f"https://ksbs.example{BASE}",
            event_hooks={"response": [self._check]},
        )
        async with app.lifespan(), client:
            teller = Teller(
                client,
                clock=self._clock,
                ids=self._ids,
                token=self._token,
                import_file=partial(import_file, self._services),
            )
            await teller.tell(story(Cast(person), seed=1), progress=None)
            await self._read(client)

    async def _read(self, client: httpx.AsyncClient) -> None:
        """Read every list, a page on, and one of each of its items."""
        for path, role in {
            "/programmes?limit=3&page=2": Role.AUDITOR,
            "/programmes?validAt=2024-06-30&knownAt=2024-06-30": Role.AUDITOR,
            "/events?limit=200": Role.AUDITOR,
            "/school-units": Role.AUDITOR,
            "/persons": Role.ADMIN,
            "/role-assignments": Role.ADMIN,
        }.items():
            headers = {"Authorization": f"Bearer {self._guard.token(role)}"}
            listed = (await client.get(path, headers=headers)).json()
            assert listed["items"], path
            for one in _ones(listed["items"][0], path):
                assert (await client.get(one, headers=headers)).is_success

    async def _check(self, answer: httpx.Response) -> None:
        await answer.aread()
        self._contract.check(answer)

    def _token(self, who: Persona) -> str:
        name = f"{who.person_id}-{who.role}-{who.unit}-{who.area}"
        self._guard.actors[name] = Actor(who.person_id, who.role, who.unit, who.area)
        return name


def _ones(item: dict[str, Any], path: str) -> list[str]:
    found = []
    if path.startswith("/programmes"):
        place = f"/programmes/{item['programmeId']}"
        found = [place, f"{place}?validAt=-P1D", f"{place}/events?limit=1"]
    elif path.startswith("/events"):
        found = [f"/events/{item['eventId']}"]
    elif path.startswith("/school-units"):
        found = [f"/school-units/{item['schoolUnitCode']}"]
    return found


@pytest.mark.parametrize("operation", operations(), ids=named)
def test_whatever_is_wrong_with_a_request_the_answer_is_documented(
    empty: World, contract: Contract, operation: Operation
) -> None:
    # given
    address, method = address_of(operation), operation.method
    office = empty.bearer(Role.PROGRAMME_OFFICE)

    # when nobody asks, somebody unknown, with a parameter there is not, by no method
    answers = [
        empty.send(method, address),
        empty.send(method, address, headers={"Authorization": "Bearer forged"}),
        empty.send(method, address, params={"unheardOf": "1"}, headers=office),
        empty.send("DELETE", address, headers=office),
    ]

    # then
    for answer in answers:
        contract.check(answer)
    assert answers[-1].status_code == 405


@pytest.mark.parametrize("operation", ACTIONS, ids=named)
def test_whatever_is_wrong_with_an_action_the_answer_is_documented(
    empty: World, contract: Contract, operation: Operation
) -> None:
    # given
    assert operation.command is not None
    address, example = address_of(operation), dict(operation.command.example)
    office = empty.bearer(Role.PROGRAMME_OFFICE) | {"If-Match": '"1"'}
    keyed = office | {"Idempotency-Key": "a-key"}
    auditor = keyed | empty.bearer(Role.AUDITOR)

    # when
    answers = [
        empty.send("POST", address, json=example, headers=office),
        empty.send("POST", address, json={"unheardOf": 1}, headers=keyed),
        empty.send("POST", address, json=example, headers=auditor),
        empty.send("POST", address, json=example, headers=keyed | {"If-Match": "*"}),
        empty.send("POST", address, content=b"{", headers=keyed),
        empty.send("POST", address, json={"a": "a" * 100_001}, headers=keyed),
    ]

    # then
    for answer in answers:
        contract.check(answer)
        assert answer.status_code >= 400 or answer.status_code == 201


def test_the_refusals_that_depend_on_what_came_before_are_documented(
    world: World, contract: Contract
) -> None:
    # given
    programme = f"/programmes/{world.nominate()}"
    offer = {"offeredTo": "principal", "answerBy": "2026-10-20"}
    offers = f"{programme}/participation-offers"

    # when
    answers = {
        428: world.post(offers, offer),
        412: world.post(offers, offer, version=7),
        201: world.post(offers, offer, version=1, key="once"),
        422: world.post(offers, offer | {"dnr": "2026-1"}, version=2, key="once"),
        409: world.post(offers, offer, version=2),
        304: world.get(programme, headers={"If-None-Match": '"2"'}),
        400: world.get(programme, params={"knownAt": "2100-01-01"}),
    }

    # then
    for status, answer in answers.items():
        assert answer.status_code == status, answer.text
        contract.check(answer)


def test_a_store_that_cannot_be_reached_is_documented(
    world: World, contract: Contract
) -> None:
    # given
    programme_id = world.nominate()

    # when
    world.store.away = True

    # then
    for path in ("/programmes", f"/programmes/{programme_id}", "/events"):
        answer = world.get(path)
        assert answer.status_code == 503
        contract.check(answer)
    contract.check(world.post("/programmes", NOMINATION))
    contract.check(world.send("GET", "/health/ready"))


def test_what_tells_of_the_api_is_documented(world: World, contract: Contract) -> None:
    # when
    for operation in READS:
        if not operation.authenticated:
            answer = world.send("GET", address_of(operation))

            # then
            assert answer.status_code == 200, operation.operation_id
            contract.check(answer)


def test_an_answer_that_differs_from_the_document_is_found(world: World) -> None:
    """The checker passes over formats it does not know; ids must not be one of them."""
    # given
    contract, programme_id = Contract(), world.nominate()
    answer = world.get(f"/programmes/{programme_id}")

    # when
    spoilt = answer.text.replace(programme_id, str(UUID(int=7))[:-1])
    answer = httpx.Response(
        200, headers=answer.headers, text=spoilt, request=answer.request
    )

    # then
    with pytest.raises(AssertionError, match="programmeId"):
        contract.check(answer)
