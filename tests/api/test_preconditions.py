"""Nobody overrules what they have not seen: ETag, If-Match, If-None-Match."""

import pytest

from ksbs.domain.words import Role
from tests.support.api import World

OFFER = {"offeredTo": "principal", "answerBy": "2026-10-20"}


def offers(world: World) -> str:
    return f"/programmes/{world.nominate()}/participation-offers"


def test_an_action_on_a_programme_needs_if_match(world: World) -> None:
    # when
    answer = world.post(offers(world), OFFER)

    # then
    assert answer.status_code == 428
    assert answer.json()["type"].endswith("/problems/if-match-missing")
    assert world.store.head().position == 1


@pytest.mark.parametrize("version", [0, 2, 999_999_999_999])
def test_another_version_than_the_programme_has_is_stale(
    world: World, version: int
) -> None:
    # when
    answer = world.post(offers(world), OFFER, version=version)

    # then
    assert answer.status_code == 412
    assert answer.json()["type"].endswith("/problems/stale-version")
    assert world.store.head().position == 1


@pytest.mark.parametrize("tag", ["*", "1", '"1", "2"', '"one"', '"-1"', '""', "'1'"])
def test_what_is_no_version_is_refused(world: World, tag: str) -> None:
    # when
    answer = world.post(offers(world), OFFER, headers={"If-Match": tag})

    # then
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problems/invalid-if-match")


def test_a_weakened_tag_is_still_the_version(world: World) -> None:
    # when a proxy that compresses has weakened the tag
    answer = world.post(offers(world), OFFER, headers={"If-Match": 'W/"1"'})

    # then
    assert answer.status_code == 201


def test_the_etag_of_the_view_is_what_if_match_wants(world: World) -> None:
    # given
    programme_id = world.nominate()

    # when
    etag = world.get(f"/programmes/{programme_id}").headers["ETag"]
    path = f"/programmes/{programme_id}/participation-offers"
    answer = world.post(path, OFFER, headers={"If-Match": etag})

    # then
    assert etag == '"1"'
    assert answer.status_code == 201
    assert world.get(f"/programmes/{programme_id}").headers["ETag"] == '"2"'


def test_the_etag_of_an_answer_serves_the_next_action(world: World) -> None:
    # given
    programme_id = world.nominate()
    path = f"/programmes/{programme_id}"
    offered = world.post(f"{path}/participation-offers", OFFER, version=1)

    # when
    answer = world.post(
        f"{path}/nomination-withdrawals",
        {"reason": "Skolan läggs ned."},
        headers={"If-Match": offered.headers["ETag"]},
    )

    # then
    assert answer.status_code == 201, answer.text
    assert answer.headers["ETag"] == '"3"'


def test_a_client_that_has_the_version_is_not_sent_it_again(world: World) -> None:
    # given
    path = f"/programmes/{world.nominate()}"

    # when
    answers = [
        world.get(path, headers={"If-None-Match": tag})
        for tag in ('"1"', 'W/"1"', '"7", "1"', "*")
    ]

    # then
    assert [a.status_code for a in answers] == [304] * 4
    assert answers[0].content == b""
    assert answers[0].headers["ETag"] == '"1"'
    assert world.get(path, headers={"If-None-Match": '"2"'}).status_code == 200


def test_a_view_of_the_past_has_no_version_to_build_on(world: World) -> None:
    # given
    path = f"/programmes/{world.nominate()}"

    # when
    answer = world.get(f"{path}?validAt=2026-10-01", headers={"If-None-Match": '"1"'})

    # then
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


def test_an_unknown_programme_is_not_found_whatever_the_version(world: World) -> None:
    # when
    path = "/programmes/0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01/participation-offers"
    answer = world.post(path, OFFER, version=1)

    # then
    assert answer.status_code == 404


@pytest.mark.parametrize("bad", ["1", "{}", "0197a3c25b1e7c449d213f6f0a4b8c01", "å"])
def test_what_is_no_id_names_no_programme(world: World, bad: str) -> None:
    assert world.get(f"/programmes/{bad}").status_code == 404
    answer = world.post(
        f"/programmes/{bad}/stances", {}, role=Role.PRINCIPAL, version=1
    )
    assert answer.status_code == 404
