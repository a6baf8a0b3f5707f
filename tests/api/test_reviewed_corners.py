"""Corners where an answer was once wrong."""

from uuid import UUID

from ksbs.domain.directory.person import RoleAssumed
from ksbs.domain.words import Role
from tests.support.api import World


def test_the_receipt_proves_the_event_that_the_action_is_about(world: World) -> None:
    # given a person whom the assignment registers first
    body = {
        "personId": str(UUID(int=77)),
        "role": "principal",
        "schoolUnitCode": "01234567",
    }

    # when
    answer = world.post("/role-assignments", body, key="once").json()

    # then
    entry = world.store.entry(UUID(answer["event"]["eventId"]))
    assert entry is not None
    assert isinstance(entry.event, RoleAssumed)
    assert answer["receipt"]["position"] == entry.position == 2
    assert answer["receipt"]["leaf"] == world.store.leaf(2).hex()
    assert world.post("/role-assignments", body, key="once").json() == answer


def test_the_pair_of_now_is_that_of_the_last_entry_and_stays_as_it_is(
    world: World,
) -> None:
    # given
    programme_id = world.nominate()
    now = world.get(f"/programmes/{programme_id}").json()
    pair = now["asOf"]

    # when more is recorded, and the same pair is asked for again
    world.clock.move(minutes=5)
    body = {"offeredTo": "principal", "answerBy": "2026-10-20"}
    world.post(f"/programmes/{programme_id}/participation-offers", body, version=1)
    again = world.get(
        f"/programmes/{programme_id}?validAt={pair['validAt']}&knownAt={pair['knownAt']}"
    ).json()

    # then
    assert again == now


def test_days_at_the_calendars_ends_are_answered(world: World) -> None:
    # given
    world.nominate()

    # when
    answers = [
        world.get(f"/events?{query}")
        for query in (
            "recordedTo=9999-12-31",
            "recordedFrom=0001-01-01",
            "recordedFrom=0001-01-01T00:00:00Z",
            "recordedFrom=9999-12-31",
        )
    ]

    # then
    assert [answer.status_code for answer in answers] == [200] * 4
    assert [len(answer.json()["items"]) > 0 for answer in answers] == [
        True,
        True,
        True,
        False,
    ]


def test_a_department_that_is_asked_for_nothing_sees_nothing(world: World) -> None:
    answer = world.get(f"/programmes/{world.nominate()}", role=Role.SUPPORT_DEPARTMENT)
    assert answer.status_code == 403
