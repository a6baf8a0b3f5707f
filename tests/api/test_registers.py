"""The registers: school units, persons by opaque ids, the roles they hold."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from ksbs.application import streams
from ksbs.application.ports import Append, NewEntry
from ksbs.domain.event import Metadata, RecordedBy
from ksbs.domain.selection.school_unit import SchoolUnitDescribed
from ksbs.domain.words import Role
from tests.support.api import World, person

ONE, TWO = UUID(int=0x11), UUID(int=0x22)


def describe(world: World, code: str, name: str, *, version: int = 1) -> None:
    """Let the register describe a unit today."""
    event = SchoolUnitDescribed(
        occurred_on=world.clock.now().date(),
        code=code,
        unit_name=name,
        status="AKTIV",
        school_forms=("GR",),
        municipality_code="0180",
        organizer_number="2120000142",
        organizer_type="KOMMUN",
        organizer_name="Exempelstad",
        observed_on=date(2026, 9, 1),
        origin="school-unit-register-v2",
    )
    metadata = Metadata(
        event_id=uuid7(),
        recorded_by=RecordedBy(person_id=person(Role.ADMIN), role=Role.ADMIN),
        command_id=uuid7(),
        correlation_id=uuid7(),
        source="import",
    )
    entry = NewEntry(streams.school_unit_stream(code), version, metadata, event)
    world.store.append(Append(metadata.command_id, b"", (entry,)))


def test_school_units_are_listed_in_swedish_order(world: World) -> None:
    # given
    for code, name in (("01", "Östra"), ("02", "Ängby"), ("03", "Zinken")):
        describe(world, f"000000{code}", name)

    # when
    listed = world.get("/school-units?limit=2").json()

    # then
    assert [u["schoolName"] for u in listed["items"]] == ["Zinken", "Ängby"]
    assert listed["_meta"]["totalRecords"] == 3
    assert "next" in listed["_links"]


def test_a_school_unit_is_shown_as_the_register_last_described_it(
    world: World,
) -> None:
    # given
    describe(world, "00000001", "Gamla skolan")
    world.clock.move(days=3)
    describe(world, "00000001", "Nya skolan", version=2)

    # when
    now = world.get("/school-units/00000001").json()
    then = world.get("/school-units/00000001?validAt=2026-10-02").json()
    known = world.get("/school-units/00000001?knownAt=2026-10-02").json()

    # then
    assert now == {
        "schoolUnitCode": "00000001",
        "schoolName": "Nya skolan",
        "status": "AKTIV",
        "schoolForms": ["GR"],
        "municipalityCode": "0180",
        "organizerNumber": "2120000142",
        "organizerType": "KOMMUN",
        "organizerName": "Exempelstad",
        "observedOn": "2026-09-01",
    }
    assert then["schoolName"] == "Gamla skolan"
    assert known["schoolName"] == "Gamla skolan"


def test_a_unit_that_the_register_does_not_know_is_not_found(world: World) -> None:
    # when
    answer = world.get("/school-units/00000009")

    # then
    assert answer.status_code == 404
    assert "00000009" in answer.json()["detail"]


def test_what_the_register_knows_is_advised_on_at_nomination(world: World) -> None:
    # given
    describe(world, "01234567", "Exempelskolan")

    # when
    programme_id = world.nominate()

    # then
    event = world.get(f"/programmes/{programme_id}/events").json()["items"][0]
    assert event["name"] == "SchoolNominated"


def assign(world: World, who: UUID, role: str, on: str, **reach: str) -> None:
    body = {"personId": str(who), "role": role, "occurredOn": on} | reach
    late = {"lateReason": "Rollen registreras i efterhand."}
    answer = world.post("/role-assignments", body | late)
    assert answer.status_code == 201, answer.text


@pytest.fixture
def staffed(world: World) -> World:
    """ONE was principal in August and September and is a chief; TWO is principal."""
    world.clock.instant = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
    assign(world, ONE, "principal", "2026-08-01", schoolUnitCode="01234567")
    assign(world, ONE, "chief", "2026-08-15", area="Norr")
    assign(world, TWO, "principal", "2026-10-01", schoolUnitCode="01234568")
    ending = {
        "personId": str(ONE),
        "role": "principal",
        "schoolUnitCode": "01234567",
        "occurredOn": "2026-09-30",
        "lateReason": "Slutade i förtid.",
    }
    assert world.post("/role-endings", ending).status_code == 201
    return world


def roles(world: World, query: str = "") -> list[tuple[str, str, Any]]:
    listed = world.get(f"/role-assignments?{query}").json()
    return [(i["personId"][-2:], i["role"], i["to"]) for i in listed["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["principal", "chief", "principal"]),
        ("on=2026-09-30", ["principal", "chief"]),
        ("on=2026-10-01", ["chief", "principal"]),
        ("on=2026-08-14", ["principal"]),
        ("on=2026-07-31", []),
        ("on=-P1M", ["principal", "chief"]),
        ("role=chief", ["chief"]),
        (f"personId={ONE}&role=principal", ["principal"]),
        ("schoolUnitCode=01234568", ["principal"]),
        ("knownAt=2026-10-19", []),
    ],
)
def test_who_held_which_role_when(
    staffed: World, query: str, expected: list[str]
) -> None:
    assert [role for _, role, _ in roles(staffed, query)] == expected


def test_a_role_is_told_with_its_days_and_its_reach(staffed: World) -> None:
    # when
    listed = staffed.get("/role-assignments").json()

    # then
    assert listed["items"][0] == {
        "personId": str(ONE),
        "role": "principal",
        "schoolUnitCode": "01234567",
        "area": None,
        "from": "2026-08-01",
        "to": "2026-09-30",
    }
    assert listed["items"][1]["area"] == "Norr"
    assert listed["items"][1]["to"] is None


def test_persons_are_told_by_id_with_the_roles_of_the_day(staffed: World) -> None:
    # when
    today = staffed.get("/persons").json()
    earlier = staffed.get("/persons?on=2026-08-14").json()

    # then
    assert [(p["personId"], p["roles"]) for p in today["items"]] == [
        (str(ONE), ["chief"]),
        (str(TWO), ["principal"]),
    ]
    assert [(p["personId"], p["roles"]) for p in earlier["items"]] == [
        (str(ONE), ["principal"])
    ]
    assert set(today["items"][0]) == {"personId", "registeredOn", "roles"}
