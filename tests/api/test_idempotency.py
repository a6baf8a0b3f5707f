"""A key stands for one action, however often it is sent."""

import httpx
import pytest

from ksbs.domain.words import Role
from tests.support.api import BASE, NOMINATION, World

OFFER = {"offeredTo": "principal", "answerBy": "2026-10-20"}


def nominate(world: World, key: bytes) -> httpx.Response:
    """Nominate under a key as it is on the wire."""
    headers = [
        (name.encode(), value.encode())
        for name, value in world.bearer(Role.PROGRAMME_OFFICE).items()
    ]
    headers.append((b"Idempotency-Key", key))
    return world.send("POST", BASE + "/programmes", json=NOMINATION, headers=headers)


def test_the_same_key_and_content_give_the_same_answer(world: World) -> None:
    # given
    first = world.post("/programmes", NOMINATION, key="once")

    # when
    again = world.post("/programmes", NOMINATION, key="once")

    # then
    assert again.status_code == 201
    assert again.content == first.content
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert world.store.head().position == 1


def test_a_repeat_is_answered_before_any_precondition_is_looked_at(
    world: World,
) -> None:
    # given an offer, made when the programme had version 1
    path = f"/programmes/{world.nominate()}/participation-offers"
    first = world.post(path, OFFER, key="offer", version=1)
    assert first.status_code == 201, first.text

    # when it is sent again with a stale version, without one, and with a wrong one
    again = [
        world.post(path, OFFER, key="offer", version=1),
        world.post(path, OFFER, key="offer"),
        world.post(path, OFFER, key="offer", headers={"If-Match": "*"}),
    ]

    # then
    assert [a.status_code for a in again] == [201, 201, 201]
    assert {a.content for a in again} == {first.content}


def test_a_key_with_other_content_is_refused(world: World) -> None:
    # given
    world.post("/programmes", NOMINATION, key="once")

    # when
    answer = world.post(
        "/programmes", NOMINATION | {"schoolName": "Annan skola"}, key="once"
    )

    # then
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/problems/key-reused")


def test_a_key_on_another_programme_is_refused(world: World) -> None:
    # given
    first, second = world.nominate(), world.nominate(schoolUnitCode="01234568")
    path = "/programmes/{}/participation-offers"
    world.post(path.format(first), OFFER, key="offer", version=1)

    # when
    answer = world.post(path.format(second), OFFER, key="offer", version=1)

    # then
    assert answer.status_code == 422


def test_the_keys_of_two_persons_do_not_meet(world: World) -> None:
    # given
    world.post("/programmes", NOMINATION, key="mine", role=Role.PROGRAMME_OFFICE)

    # when
    other = NOMINATION | {"schoolUnitCode": "01234568"}
    answer = world.post("/programmes", other, key="mine", role=Role.CHIEF)

    # then
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "key", ["", " ", "x" * 256, "tab\tinside", "\x7f", "\x85"], ids=repr
)
def test_a_key_must_be_short_and_without_control_characters(
    world: World, key: str
) -> None:
    # when
    answer = nominate(world, key.encode("latin-1"))

    # then
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problems/invalid-idempotency-key")


@pytest.mark.parametrize(
    "key", ["x", "x" * 255, "any text, with spaces!", "å", "å" * 255, "鍵 😀"]
)
def test_any_other_text_is_a_key(world: World, key: str) -> None:
    assert nominate(world, key.encode()).status_code == 201


def test_a_key_is_too_long_by_its_characters(world: World) -> None:
    assert nominate(world, ("å" * 256).encode()).status_code == 400


def test_a_key_is_the_same_in_either_encoding_and_between_spaces(world: World) -> None:
    # when
    answers = [nominate(world, key) for key in ("å".encode(), b"\xe5", b" \xe5 ")]

    # then
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert world.store.head().position == 1


def test_an_action_without_a_key_is_refused(world: World) -> None:
    # when
    headers = world.bearer(Role.PROGRAMME_OFFICE)
    answer = world.send("POST", BASE + "/programmes", json=NOMINATION, headers=headers)

    # then
    assert answer.status_code == 400
    assert world.store.head().position == 0


def test_two_keys_on_one_request_are_refused(world: World) -> None:
    # when
    headers = [
        *world.bearer(Role.PROGRAMME_OFFICE).items(),
        ("Idempotency-Key", "one"),
        ("Idempotency-Key", "two"),
    ]
    answer = world.send("POST", BASE + "/programmes", json=NOMINATION, headers=headers)

    # then
    assert answer.status_code == 400
