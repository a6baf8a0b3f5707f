"""From a nomination to the first day, as chief, principal and office do it over HTTP."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from ksbs.domain.words import Role
from tests.support.api import UNIT, World, person

Act = Callable[..., httpx.Response]


@pytest.fixture
def act(world: World) -> Act:
    """Record on one programme, each time with the version that it has."""
    for role in (Role.CHIEF, Role.PRINCIPAL):
        holding = {
            "personId": str(person(role)),
            "role": role.value,
            "schoolUnitCode": UNIT,
            "occurredOn": "2026-09-20",
        }
        assert world.post("/role-assignments", holding).status_code == 201
    path = f"/programmes/{world.nominate()}"

    def record(noun: str, body: dict[str, Any], role: Role) -> httpx.Response:
        etag = world.get(path).headers["ETag"]
        headers = {"If-Match": etag}
        return world.post(f"{path}/{noun}", body, role=role, headers=headers)

    return record


def status(world: World) -> str:
    [item] = world.get("/programmes").json()["items"]
    found: str = item["status"]
    return found


def stance(role: Role, *, which: str = "for") -> dict[str, str]:
    return {
        "matter": "enrolment",
        "stance": which,
        "capacity": role.value,
        "statement": "Så ställer jag mig.",
    }


DECISION = {
    "content": "Skolan deltar i KSBS under tre år.",
    "deciders": [str(person(Role.CHIEF)), str(person(Role.PRINCIPAL))],
    "participants": [],
    "legalBasis": ["Skollagen 4 kap. 3–7 §§"],
    "decisiveCircumstances": "Resultaten har sjunkit och båda står bakom arbetet.",
    "startsOn": "2026-10-01",
    "decisionBasis": "delegation",
}


def test_both_say_yes_and_the_programme_starts(world: World, act: Act) -> None:
    # when
    steps = [
        act(
            "participation-offers",
            {"offeredTo": "principal", "answerBy": "2026-10-20"},
            Role.PROGRAMME_OFFICE,
        ),
        act("stances", stance(Role.CHIEF), Role.CHIEF),
        act("stances", stance(Role.PRINCIPAL), Role.PRINCIPAL),
        act("enrolment-decisions", DECISION, Role.REGISTRAR),
        act("starts", {}, Role.PROGRAMME_OFFICE),
    ]

    # then
    assert [s.status_code for s in steps] == [201] * 5, steps[-1].text
    assert [s.headers["ETag"] for s in steps] == ['"2"', '"3"', '"4"', '"5"', '"6"']
    view = world.get("/programmes").json()["items"][0]
    assert view["status"] == "started"
    assert view["startedOn"] == "2026-10-01"
    assert view["plannedEnd"] is not None


def test_one_of_the_two_is_not_enough(world: World, act: Act) -> None:
    # given
    act("stances", stance(Role.CHIEF), Role.CHIEF)
    act("stances", stance(Role.PRINCIPAL, which="against"), Role.PRINCIPAL)

    # when
    answer = act("enrolment-decisions", DECISION, Role.REGISTRAR)

    # then
    assert answer.status_code == 409
    assert answer.json()["rule"] == "not-both-for"
    assert status(world) == "nominated"


def test_nobody_takes_the_stance_of_the_other(act: Act) -> None:
    # when
    answer = act("stances", stance(Role.PRINCIPAL), Role.CHIEF)

    # then
    assert answer.status_code == 409
    assert answer.json()["rule"] == "not-your-capacity"


def test_a_stance_is_taken_by_who_holds_the_role(world: World) -> None:
    # given a chief by token whom the directory does not know
    path = f"/programmes/{world.nominate()}/stances"

    # when
    answer = world.post(
        path,
        stance(Role.CHIEF),
        role=Role.CHIEF,
        version=1,
        who={"who": UUID(int=0xBAD)},
    )

    # then
    assert answer.status_code == 409
    assert answer.json()["rule"] == "role-not-held"


def test_there_is_no_start_before_the_decision(world: World, act: Act) -> None:
    # when
    answer = act("starts", {}, Role.PROGRAMME_OFFICE)

    # then
    assert answer.status_code == 409
    assert status(world) == "nominated"
