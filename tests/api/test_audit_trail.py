"""The audit trail: everything recorded, the latest first, narrowed and walked through."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from ksbs.domain.words import Role
from tests.support.api import BASE, HOST, NOMINATION, World, person

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
NEW_PERSON = UUID(int=99)


@pytest.fixture
def told(world: World) -> World:
    """Three days: two nominations, then an offer of the day before, then a role."""
    world.clock.instant = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
    first = world.nominate(dnr="2026-17")
    other = NOMINATION | {"schoolUnitCode": "01234568"}
    world.post("/programmes", other, role=Role.CHIEF)
    world.clock.instant = datetime(2026, 9, 3, 8, 0, tzinfo=UTC)
    offer = {
        "offeredTo": "principal",
        "answerBy": "2026-10-20",
        "occurredOn": "2026-09-02",
    }
    traced = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
    world.post(
        f"/programmes/{first}/participation-offers", offer, version=1, headers=traced
    )
    world.clock.instant = datetime(2026, 9, 5, 8, 0, tzinfo=UTC)
    role = {"personId": str(NEW_PERSON), "role": "principal", "area": "Norr"}
    world.post("/role-assignments", role, role=Role.ADMIN)
    return world


def trail(world: World, query: str = "", **more: Any) -> list[str]:
    answer = world.get(f"/events?{query}", **{"role": Role.AUDITOR, **more})
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


EVERYTHING = [
    "RoleAssumed",
    "PersonRegistered",
    "ParticipationOffered",
    "SchoolNominated",
    "SchoolNominated",
]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", EVERYTHING),
        ("name=SchoolNominated", EVERYTHING[3:]),
        ("name=enrolment.school-nominated.v1", EVERYTHING[3:]),
        ("schoolUnitCode=01234568", ["SchoolNominated"]),
        ("schoolUnitCode=09999999", []),
        (f"personId={person(Role.CHIEF)}", ["SchoolNominated"]),
        ("role=admin", EVERYTHING[:2]),
        ("dnr=2026-17", ["SchoolNominated"]),
        (f"correlationId={UUID(hex=TRACE)}", ["ParticipationOffered"]),
        ("recordedFrom=2026-09-03", EVERYTHING[:3]),
        ("recordedTo=2026-09-03", EVERYTHING[2:]),
        ("recordedFrom=2026-09-03T08:00:00Z&recordedTo=2026-09-04", EVERYTHING[2:3]),
        ("recordedFrom=2026-09-03T08:00:00.000001Z", EVERYTHING[:2]),
        ("occurredFrom=2026-09-02&occurredTo=2026-09-02", ["ParticipationOffered"]),
        ("occurredTo=2026-09-01", EVERYTHING[3:]),
        ("knownAt=2026-09-02", EVERYTHING[3:]),
        ("recordedFrom=-P2D", EVERYTHING[:3]),
        ("name=GoalSet", []),
    ],
)
def test_the_trail_is_narrowed(told: World, query: str, names: list[str]) -> None:
    assert trail(told, query) == names


def test_the_trail_of_one_programme(told: World) -> None:
    # given
    listed = told.get("/programmes?status=offered").json()
    programme_id = listed["items"][0]["programmeId"]

    # when
    by_filter = trail(told, f"programmeId={programme_id}")
    by_path = told.get(f"/programmes/{programme_id}/events?name=SchoolNominated")

    # then
    assert by_filter == ["ParticipationOffered", "SchoolNominated"]
    assert len(by_path.json()["items"]) == 1
    assert told.get(f"/events?programmeId={UUID(int=3)}").status_code == 404


def test_the_trail_is_walked_by_its_cursor_while_more_is_recorded(told: World) -> None:
    # when
    names, address = [], f"{HOST}{BASE}/events?limit=2&recordedTo=2027-01-01"
    for step in range(9):
        headers = told.bearer(Role.AUDITOR)
        listed = told.send("GET", address, headers=headers).json()
        names += [item["name"] for item in listed["items"]]
        assert listed["_meta"]["limit"] == 2
        assert listed["_meta"]["count"] == len(listed["items"])
        told.nominate(schoolUnitCode=f"0000000{step}")
        if "next" not in listed["_links"]:
            break
        address = listed["_links"]["next"]["href"]
        assert "recordedTo=2027-01-01" in address

    # then
    assert names == EVERYTHING


def test_a_full_last_page_leads_nowhere(told: World) -> None:
    # when
    listed = told.get("/events?limit=5").json()

    # then
    assert len(listed["items"]) == 5
    assert set(listed["_links"]) == {"self", "first"}


def test_a_cursor_that_names_nothing_is_not_found(told: World) -> None:
    assert told.get(f"/events?after={UUID(int=3)}").status_code == 404


def test_everybody_sees_of_the_trail_what_they_may_read(told: World) -> None:
    # when
    principal = trail(told, role=Role.PRINCIPAL)
    partner = trail(told, role=Role.EXTERNAL_PARTNER)

    # then
    assert principal == ["ParticipationOffered", "SchoolNominated"]
    assert partner == []


def test_an_administrator_reads_no_trail(told: World) -> None:
    # when
    answer = told.get("/events", role=Role.ADMIN)

    # then
    assert answer.status_code == 403
    assert answer.json()["rule"] == "read-audit-trail:not-admin"


def test_an_event_is_shown_as_it_was_recorded(told: World) -> None:
    # given
    [item] = told.get("/events?name=ParticipationOffered").json()["items"]

    # when
    one = told.get(f"/events/{item['eventId']}", role=Role.AUDITOR)

    # then
    assert one.json() == item
    assert item["occurredOn"] == "2026-09-02"
    assert item["correlationId"] == str(UUID(hex=TRACE))
    assert item["payload"] == {"offeredTo": "principal", "answerBy": "2026-10-20"}


def test_an_event_that_one_may_not_read_is_not_there(told: World) -> None:
    # given
    [item] = told.get("/events?name=ParticipationOffered").json()["items"]

    # when
    answer = told.get(f"/events/{item['eventId']}", role=Role.EXTERNAL_PARTNER)

    # then
    assert answer.status_code == 404


def test_what_names_a_person_is_not_kept_by_anybody_between(told: World) -> None:
    for path in ("/events", "/programmes", "/persons", "/role-assignments"):
        assert told.get(path).headers["Cache-Control"] == "no-store"


def test_the_trail_shows_what_is_noted_of_a_unit_to_those_who_select(
    world: World,
) -> None:
    # given
    note = {
        "schoolUnitCode": "01234567",
        "period": "2024–2027",
        "status": "takes_part",
        "source": "Skolverket",
    }
    noted = world.post("/national-programme-notes", note, role=Role.CHIEF)
    assert noted.status_code == 201, noted.text
    place = f"/events/{noted.json()['event']['eventId']}"
    # when
    seen = {r: world.get(place, role=r).status_code for r in (Role.CHIEF, Role.ADMIN)}
    # then
    assert seen == {Role.CHIEF: 200, Role.ADMIN: 403}
    found = trail(world, "schoolUnitCode=01234567")
    assert found == ["NationalProgrammeNoted"]
    assert trail(world, "schoolUnitCode=01234568") == []


def test_a_page_tells_how_much_of_the_log_was_known(told: World) -> None:
    # when
    now = told.get("/events").json()["asOf"]
    then = told.get("/events?knownAt=2026-09-03").json()["asOf"]

    # then
    head = told.store.head()
    assert (now["position"], now["root"]) == (head.position, head.root.hex())
    assert now.keys() == {"knownAt", "position", "root"}
    assert then["position"] == 3
    assert then["knownAt"].startswith("2026-09-03T")


def test_a_page_that_was_known_at_a_past_instant_is_unchanged(told: World) -> None:
    # given
    path = "/events?knownAt=2026-09-03&limit=2"
    first = told.get(path, role=Role.AUDITOR)

    # when
    told.nominate(schoolUnitCode="01234569")
    tag = {"If-None-Match": first.headers["etag"]}
    again = told.get(path, role=Role.AUDITOR, headers=tag)

    # then
    assert (again.status_code, again.content) == (304, b"")
    # and what is known now has no tag, nor has what was known up to this day
    assert "etag" not in told.get("/events").headers
    assert "etag" not in told.get("/events?knownAt=2026-09-05").headers
