"""The examples of the document are sent, and what comes back looks as they say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

import httpx
import pytest

from ksbs.domain.enrolment.offer import OfferParticipation
from ksbs.domain.words import Role
from ksbs.http.openapi import document
from ksbs.http.problems.kinds import KINDS
from ksbs.http.routes import BASE, Operation
from ksbs.http.routes import operations as routed
from tests.api.openapi_contract import Contract, path_of, resolved
from tests.api.test_openapi_answers import tell_every_action
from tests.support.api import NOMINATION, World

ACTIONS = [operation for operation in routed() if operation.command is not None]

OFFICE = Role.PROGRAMME_OFFICE

TAKEN = {201, 403, 404, 409}
"""What an example that is read as it should be leads to: it is recorded, or a rule, the
policy or the record says no."""

SOMETIMES_THERE = {"next", "prev", "rule", "breaks", "entry", "errors"}
"""Members that an answer leaves out where they have nothing to say."""

FREE = {"payload", "checks"}
"""Members whose own members differ from case to case."""


def named(operation: Operation) -> str:
    return operation.operation_id


@cache
def described() -> dict[str, Any]:
    return document()


def unlike(example: Any, real: Any, where: str = "") -> Iterator[str]:
    """Say where an answer has another shape than its example."""
    if example is None or real is None:
        return
    if type(example) is not type(real):
        yield f"{where}: {example!r} is told, {real!r} came"
    elif isinstance(example, dict):
        for name in example.keys() ^ real.keys():
            if name not in SOMETIMES_THERE:
                yield f"{where}: {name} stands in one of them only"
        for name in (example.keys() & real.keys()) - FREE:
            yield from unlike(example[name], real[name], f"{where}/{name}")
    elif isinstance(example, list) and example and real:
        yield from unlike(example[0], real[0], f"{where}/0")


def example_of(answer: httpx.Response) -> Any:
    """Give the example of the answer that came; of a problem, the one of its kind."""
    item = described()["paths"][path_of(answer.request.url.path)]
    # A method that a path does not have is told of by those that it has.
    operation = item.get(answer.request.method.lower()) or next(iter(item.values()))
    told = resolved(operation["responses"][str(answer.status_code)])
    content = told["content"][answer.headers["content-type"].split(";")[0]]
    if "example" in content:
        return content["example"]
    name = answer.json()["type"].rpartition("/")[2]
    return content["examples"][name if name in KINDS else "rule-broken"]["value"]


@dataclass
class Compared(Contract):
    """Compares every JSON answer with its example too, and its payload by name."""

    unlike: list[str] = field(default_factory=list)

    def check(self, answer: httpx.Response) -> None:
        super().check(answer)
        if not answer.content or "json" not in answer.headers["content-type"]:
            return
        example, real = example_of(answer), answer.json()
        place = f"{answer.request.method} {answer.request.url.path}"
        self.unlike += unlike(example, real, place)
        if answer.status_code == 201:
            told, came = example["event"]["payload"], real["event"]["payload"]
            self.unlike += unlike(told, came, f"{place} payload")
        if answer.status_code >= 400:
            assert (example["title"], example["status"]) == (
                *(real["title"], real["status"]),
            )


@pytest.fixture(scope="module")
def begun() -> Iterator[tuple[World, str]]:
    """An installation where a school is nominated."""
    with World() as world:
        yield world, world.nominate(schoolUnitCode="09999990")


@pytest.mark.parametrize("operation", ACTIONS, ids=named)
def test_the_example_of_every_request_is_read_as_it_stands(
    begun: tuple[World, str], operation: Operation
) -> None:
    # given
    world, programme_id = begun
    assert operation.command is not None
    operations = described()["paths"][operation.path]["post"]
    example = operations["requestBody"]["content"]["application/json"]["example"]
    path = operation.path.replace("{programmeId}", programme_id)
    version = world.get(f"/programmes/{programme_id}").headers["ETag"].strip('"')

    # when
    answer = world.post(
        path, example, role=operation.command.by[0], version=int(version)
    )

    # then
    assert answer.status_code in TAKEN, answer.text
    compared = Compared()
    compared.check(answer)
    assert not compared.unlike


def test_what_a_whole_municipality_receives_looks_as_the_examples_say() -> None:
    # given
    compared = Compared()

    # when
    recorded = tell_every_action(compared)

    # then
    assert not compared.unlike, "\n".join(sorted(set(compared.unlike))[:20])
    assert {operation.operation_id for operation in ACTIONS} - recorded == set()


def refusals(world: World, programme_id: str) -> dict[str, httpx.Response]:
    """Make what goes wrong happen, by the kind of problem that it is."""
    programme, office = f"/programmes/{programme_id}", world.bearer(OFFICE)
    offers, offer = (
        f"{programme}/participation-offers",
        dict(OfferParticipation.example),
    )
    keyed = office | {"Idempotency-Key": "k"}
    version = int(world.get(programme).headers["ETag"].strip('"'))
    other = NOMINATION | {"schoolUnitCode": "09999991"}
    world.post("/programmes", other, key="once")
    return {
        "token-refused": world.send("GET", f"{BASE}/programmes"),
        "forbidden": world.post("/programmes", NOMINATION, role=Role.AUDITOR),
        "not-found": world.get(f"/events/{UUID(int=9)}"),
        "method-not-allowed": world.send("DELETE", f"{BASE}/programmes"),
        "invalid-query": world.get("/programmes?page=0"),
        "not-yet-known": world.get(f"{programme}?knownAt=2100-01-01"),
        "unreadable-body": world.send(
            "POST",
            f"{BASE}/programmes",
            content=b"{",
            headers=keyed | {"Content-Type": "application/json"},
        ),
        "invalid-body": world.post("/programmes", {}),
        "body-too-large": world.post("/programmes", {"motive": "a" * 100_001}),
        "invalid-idempotency-key": world.send(
            "POST", f"{BASE}/programmes", json=NOMINATION, headers=office
        ),
        "invalid-if-match": world.post(offers, offer, headers={"If-Match": "*"}),
        "if-match-missing": world.post(offers, offer),
        "stale-version": world.post(offers, offer, version=version + 7),
        "unsupported-media-type": world.post(
            "/programmes", NOMINATION, headers={"Content-Type": "text/plain"}
        ),
        "key-reused": world.post("/programmes", other | {"dnr": "2"}, key="once"),
        "unit-has-open-programme": world.post("/programmes", other),
    }


def test_what_goes_wrong_looks_as_its_example_says(
    begun: tuple[World, str],
) -> None:
    # given
    compared = Compared()

    # when
    for kind, answer in refusals(*begun).items():
        compared.check(answer)

        # then
        assert answer.json()["type"].endswith(f"/problems/{kind}"), answer.text
    assert not compared.unlike


def test_what_tells_of_the_api_looks_as_its_example_says(
    begun: tuple[World, str],
) -> None:
    world, _ = begun
    compared = Compared()
    for path in (f"{BASE}/api-info", f"{BASE}/problems/rank-taken", "/health/ready"):
        compared.check(world.send("GET", path))
    assert not compared.unlike


def test_an_answer_that_differs_from_its_example_is_found() -> None:
    told = {"id": 1, "items": [{"a": "b"}], "_links": {"next": {}}}
    assert not list(unlike(told, {"id": 2, "items": [], "_links": {}}))
    assert list(unlike(told, {"id": "2", "items": [], "_links": {}}))
    assert list(unlike(told, {"id": 2, "items": [{"c": "b"}], "_links": {}}))
    assert list(unlike(told, {"items": [], "_links": {}}))


def test_a_store_that_is_away_is_told_as_its_example_says(world: World) -> None:
    # given
    compared = Compared()
    world.store.away = True

    # when
    for answer in (world.get("/programmes"), world.post("/programmes", NOMINATION)):
        compared.check(answer)

        # then
        assert answer.status_code == 503
    assert not compared.unlike
