"""Programmes at any moment: what was true on a day, as it was known then."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from ksbs.domain.words import Role
from tests.support.api import BASE, HOST, NOMINATION, World

OFFER = {"offeredTo": "principal", "answerBy": "2026-10-20"}


def told_late(world: World) -> str:
    """A programme nominated on 1 October; on the 9th an offer of the 5th is told."""
    programme_id = world.nominate()
    world.clock.instant = datetime(2026, 10, 9, 9, 0, tzinfo=UTC)
    answer = world.post(
        f"/programmes/{programme_id}/participation-offers",
        OFFER | {"occurredOn": "2026-10-05"},
        version=1,
    )
    assert answer.status_code == 201, answer.text
    world.clock.instant = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
    return programme_id


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", "offered"),
        ("validAt=2026-10-05", "offered"),
        ("validAt=2026-10-04", "nominated"),
        ("knownAt=2026-10-08", "nominated"),
        ("knownAt=2026-10-09", "offered"),
        ("knownAt=2026-10-09T08:59:59Z", "nominated"),
        ("knownAt=2026-10-09T09:00:00Z", "offered"),
        ("knownAt=2026-10-09T11:00:00%2B02:00", "offered"),
        ("knownAt=2026-10-09T10:59:59%2B02:00", "nominated"),
        ("validAt=2026-10-05&knownAt=2026-10-08", "nominated"),
        ("validAt=2026-10-04&knownAt=2026-10-09", "nominated"),
        ("validAt=2027-01-01", "offered"),
        ("validAt=-P1W", "offered"),
        ("validAt=P-1W-1D", "nominated"),
        ("knownAt=-P3D", "offered"),
        ("knownAt=-P4D", "nominated"),
    ],
)
def test_a_programme_is_shown_as_it_was_on_a_day_as_known_then(
    world: World, query: str, status: str
) -> None:
    # given
    programme_id = told_late(world)

    # when
    answer = world.get(f"/programmes/{programme_id}?{query}")
    listed = world.get(f"/programmes?{query}")

    # then
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == status
    assert [item["status"] for item in listed.json()["items"]] == [status]


def test_the_pair_of_times_is_told_back(world: World) -> None:
    # given
    programme_id = told_late(world)

    # when
    past = world.get(f"/programmes/{programme_id}?knownAt=2026-10-08").json()["asOf"]
    now = world.get(f"/programmes/{programme_id}").json()["asOf"]

    # then
    assert past["validAt"] == "2026-10-08"
    assert past["knownAt"] == "2026-10-08T21:59:59.999999Z"
    assert past["position"] == 1
    assert past["root"] == world.store.head_of(1).root.hex()
    assert now["validAt"] == "2026-10-12"
    assert now["position"] == 2


def test_a_pinned_pair_gives_the_same_answer_ever_after(world: World) -> None:
    # given
    programme_id = told_late(world)
    query = "validAt=2026-10-06&knownAt=2026-10-10T00:00:00Z"
    before = world.get(f"/programmes/{programme_id}?{query}")

    # when
    world.clock.move(days=30)
    world.nominate(schoolUnitCode="01234568")
    after = world.get(f"/programmes/{programme_id}?{query}")

    # then
    assert after.content == before.content


def test_before_its_nomination_there_was_no_programme(world: World) -> None:
    # given
    programme_id = told_late(world)

    # when
    answer = world.get(f"/programmes/{programme_id}?validAt=2026-09-30")

    # then
    assert answer.status_code == 404
    assert "2026-09-30" in answer.json()["detail"]
    assert world.get("/programmes?validAt=2026-09-30").json()["items"] == []


@pytest.mark.parametrize("moment", ["2026-10-13", "2026-10-12T09:00:01Z", "9999-12-31"])
def test_what_will_be_known_is_not_known_yet(world: World, moment: str) -> None:
    # given
    told_late(world)

    # when
    answer = world.get(f"/programmes?knownAt={moment}")

    # then
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problems/not-yet-known")


def test_the_view_of_a_new_programme_is_whole(world: World) -> None:
    # given
    programme_id = world.nominate()

    # when
    view = world.get(f"/programmes/{programme_id}").json()

    # then
    assert view | {"asOf": None} == {
        "programmeId": programme_id,
        "schoolUnitCode": "01234567",
        "schoolName": "Exempelskolan",
        "status": "nominated",
        "startedOn": None,
        "plannedEnd": None,
        "sessions": [],
        "areas": [],
        "goals": [],
        "signs": [],
        "interventions": [],
        "people": [],
        "asOf": None,
    }


SCHOOLS = ["Östra skolan", "Zinkenskolan", "Åsöskolan", "Ängbyskolan", "Adolfskolan"]


def five(world: World) -> None:
    for number, name in enumerate(SCHOOLS):
        world.nominate(schoolUnitCode=f"0000000{number}", schoolName=name)


def names(listed: dict[str, Any]) -> list[str]:
    return [item["schoolName"] for item in listed["items"]]


def test_programmes_are_listed_in_swedish_order(world: World) -> None:
    # given
    five(world)

    # when
    listed = world.get("/programmes").json()

    # then
    assert names(listed) == [
        "Adolfskolan",
        "Zinkenskolan",
        "Åsöskolan",
        "Ängbyskolan",
        "Östra skolan",
    ]
    assert listed["_meta"] == {"totalRecords": 5, "page": 1, "limit": 20, "count": 5}
    assert set(listed["_links"]) == {"self", "first", "last"}


def test_pages_lead_to_one_another_and_keep_every_parameter(world: World) -> None:
    # given
    five(world)

    # when
    seen, address = [], f"{HOST}{BASE}/programmes?limit=2&status=nominated&page=1"
    pages = []
    while address:
        headers = world.bearer(Role.AUDITOR)
        listed = world.send("GET", address, headers=headers).json()
        pages.append(listed["_meta"])
        seen += names(listed)
        link = listed["_links"].get("next")
        assert "status=nominated" in listed["_links"]["self"]["href"]
        address = link["href"] if link else ""

    # then
    assert seen == sorted(SCHOOLS, key=lambda name: "AZÅÄÖ".index(name[0]))
    assert [m["count"] for m in pages] == [2, 2, 1]
    assert {m["totalRecords"] for m in pages} == {5}


def test_a_page_beyond_the_last_is_empty(world: World) -> None:
    # given
    five(world)

    # when
    listed = world.get("/programmes?page=9&limit=2").json()

    # then
    assert listed["items"] == []
    assert listed["_meta"] == {"totalRecords": 5, "page": 9, "limit": 2, "count": 0}
    assert "next" not in listed["_links"]
    assert listed["_links"]["prev"]["href"].endswith("page=3&limit=2")


def test_programmes_are_narrowed_by_status_and_school(world: World) -> None:
    # given
    five(world)
    told_late(world)

    # when
    offered = world.get("/programmes?status=offered").json()
    one = world.get("/programmes?schoolUnitCode=00000001").json()

    # then
    assert names(offered) == ["Exempelskolan"]
    assert names(one) == ["Zinkenskolan"]


def test_the_events_of_a_programme_are_listed_the_latest_first(world: World) -> None:
    # given
    programme_id = told_late(world)
    world.nominate(schoolUnitCode="00000000")

    # when
    listed = world.get(f"/programmes/{programme_id}/events").json()

    # then
    assert [e["name"] for e in listed["items"]] == [
        "ParticipationOffered",
        "SchoolNominated",
    ]


def test_a_persons_id_names_no_programme(world: World) -> None:
    # given
    body = {
        "personId": str(UUID(int=9)),
        "role": "principal",
        "schoolUnitCode": "01234567",
    }
    stream = world.post("/role-assignments", body).json()["event"]["streamId"]

    # then
    assert world.get(f"/programmes/{stream}").status_code == 404
    assert world.get(f"/programmes/{stream}/events").status_code == 404


def test_nothing_of_the_process_can_be_recorded_on_a_person(world: World) -> None:
    # given
    body = {
        "personId": str(UUID(int=9)),
        "role": "principal",
        "schoolUnitCode": "01234567",
    }
    stream = world.post("/role-assignments", body).json()["event"]["streamId"]

    # when
    path = f"/programmes/{stream}/participation-offers"
    answer = world.post(path, OFFER, version=2)

    # then
    assert answer.status_code == 404


def test_a_closed_school_can_be_nominated_again_under_a_new_programme(
    world: World,
) -> None:
    # given
    first = world.nominate()
    world.post(
        f"/programmes/{first}/nomination-withdrawals", {"reason": "Fel."}, version=1
    )

    # when
    answer = world.post("/programmes", NOMINATION)

    # then
    assert answer.status_code == 201
    assert answer.json()["event"]["programmeId"] != first
