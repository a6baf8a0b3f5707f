"""The selection over HTTP: rounds, their criteria, the national programme."""

from uuid import UUID

import httpx
import pytest
from uuid_utils.compat import uuid7

from ksbs.application.actor import Actor
from ksbs.domain.words import Role
from tests.support.api import BASE, HOST, NOMINATION, UNIT, World, person
from tests.support.selecting_over_http import (
    LATE,
    NOTE,
    ROUND,
    open_round,
    set_criteria,
)


@pytest.fixture
def round_id(world: World) -> str:
    """An open round of compulsory schools with criteria."""
    found = open_round(world)
    assert set_criteria(world, found).status_code == 201
    return found


def rule_of(answer: httpx.Response) -> str:
    assert answer.status_code == 409, answer.text
    rule: str = answer.json()["rule"]
    return rule


def test_an_opened_round_stands_where_its_location_says(world: World) -> None:
    # given
    answer = world.post("/selection-rounds", ROUND)
    assert answer.status_code == 201, answer.text
    # when
    place = answer.headers["Location"].removeprefix(HOST + BASE)
    found = world.get(place).json()
    # then
    assert place == f"/selection-rounds/{found['roundId']}"
    assert (found["schoolForm"], found["schoolYear"]) == ("GR", "2026/27")
    assert (found["opensOn"], found["closesOn"]) == ("2026-09-01", "2026-12-18")
    assert (found["open"], found["criteriaVersions"]) == (True, [])
    assert answer.json()["event"]["programmeId"] is None


def test_each_school_form_has_one_open_round(world: World) -> None:
    # given
    open_round(world)
    # when
    again = world.post("/selection-rounds", ROUND)
    other = world.post("/selection-rounds", ROUND | {"schoolForm": "GY"})
    # then
    assert rule_of(again) == "round-still-open"
    assert other.status_code == 201


def test_a_round_that_would_overlap_a_later_one_is_refused(world: World) -> None:
    # given
    open_round(world)
    # when
    earlier = world.post("/selection-rounds", ROUND | {"occurredOn": "2026-08-01"})
    # then
    assert rule_of(earlier) == "would-break-rule"
    assert earlier.json()["breaks"] == "round-still-open"


def test_changed_criteria_are_a_new_version(world: World, round_id: str) -> None:
    # when
    changed = set_criteria(world, round_id, thresholds=[], role=Role.CHIEF)
    # then
    assert changed.json()["event"]["payload"]["version"] == 2
    versions = world.get(f"/selection-rounds/{round_id}").json()["criteriaVersions"]
    assert [v["version"] for v in versions] == [1, 2]
    assert [len(v["thresholds"]) for v in versions] == [1, 0]


def test_criteria_are_for_a_round_that_exists(world: World) -> None:
    assert rule_of(set_criteria(world, str(uuid7()))) == "round-not-opened"


def test_a_chief_of_one_school_sets_criteria_that_concern_every_area(
    world: World,
) -> None:
    # given
    round_id = open_round(world)
    chief = Actor(person(Role.CHIEF), Role.CHIEF, unit=UNIT)
    world.guard.actors["chief"] = chief
    # when
    answer = set_criteria(
        world, round_id, headers={"Authorization": "Bearer chief"}, role=Role.CHIEF
    )
    # then
    assert answer.status_code == 201, answer.text


def test_late_criteria_do_not_slip_in_below_those_that_stand(
    world: World, round_id: str
) -> None:
    # when
    late = {"occurredOn": "2026-09-02", "rationale": "Så var det tänkt."} | LATE
    answer = set_criteria(world, round_id, **late)
    # then
    assert rule_of(answer) == "would-break-rule"
    assert answer.json()["breaks"] == "criteria-version-not-next"


def test_criteria_of_an_upper_secondary_round_stand_with_it(world: World) -> None:
    # given
    open_round(world)
    upper = open_round(world, schoolForm="GY")
    # when
    answer = set_criteria(world, upper)
    # then
    assert answer.status_code == 201, answer.text
    [version] = world.get(f"/selection-rounds/{upper}").json()["criteriaVersions"]
    assert version["version"] == 1


def test_a_school_is_nominated_in_a_round(world: World, round_id: str) -> None:
    # when
    world.nominate(selectionRoundId=round_id)
    # then
    [found] = world.get("/selection-rounds").json()["items"]
    assert found["nominations"] == {
        "nominated": 1,
        "withdrawn": 0,
        "declined": 0,
        "rejected": 0,
        "decided": 0,
        "undecided": 1,
    }


def test_a_withdrawn_nomination_is_counted_as_such(world: World, round_id: str) -> None:
    # given
    programme = world.nominate(selectionRoundId=round_id)
    # when
    path = f"/programmes/{programme}/nomination-withdrawals"
    answer = world.post(path, {"reason": "Skolan läggs ned."}, version=1)
    # then
    assert answer.status_code == 201, answer.text
    counts = world.get(f"/selection-rounds/{round_id}").json()["nominations"]
    assert (counts["nominated"], counts["withdrawn"], counts["undecided"]) == (1, 1, 0)


def test_a_nomination_in_a_round_follows_its_rules(world: World) -> None:
    # given
    bare = open_round(world)
    unknown = str(uuid7())
    # when
    answers = [
        world.post("/programmes", NOMINATION | {"selectionRoundId": named} | more)
        for named, more in (
            (unknown, {}),
            (bare, {}),
            (bare, {"schoolForm": "GY"}),
            (bare, {"occurredOn": "2026-08-31"} | LATE),
        )
    ]
    # then
    assert [rule_of(answer) for answer in answers] == [
        "selection-round-unknown",
        "selection-criteria-missing",
        "selection-round-of-other-form",
        "selection-round-unknown",
    ]
    assert world.get("/programmes").json()["items"] == []


def test_nobody_is_nominated_in_a_round_that_has_closed(
    world: World, round_id: str
) -> None:
    # given
    world.clock.move(days=100)
    # when
    answer = world.post("/programmes", NOMINATION | {"selectionRoundId": round_id})
    # then
    assert rule_of(answer) == "selection-round-not-open"


def test_a_repeated_nomination_is_answered_as_the_first_time(
    world: World, round_id: str
) -> None:
    # given
    world.post("/national-programme-notes", NOTE)
    body = NOMINATION | {"selectionRoundId": round_id}
    first = world.post("/programmes", body, key="one")
    # when
    ended = NOTE | {"status": "took_part"}
    assert world.post("/national-programme-notes", ended).status_code == 201
    world.clock.move(days=100)
    again = world.post("/programmes", body, key="one")
    # then
    assert again.status_code == 201
    assert again.json() == first.json()
    names = [advisory["name"] for advisory in again.json()["advisories"]]
    assert "national-programme-running" in names


def test_a_school_that_took_part_before_is_nominated_without_advice(
    world: World,
) -> None:
    # given
    world.post("/national-programme-notes", NOTE | {"status": "took_part"})
    # when
    answer = world.post("/programmes", NOMINATION)
    # then
    names = [advisory["name"] for advisory in answer.json()["advisories"]]
    assert names == ["school-unit-unknown"]


def test_the_same_part_in_the_national_programme_is_noted_once(world: World) -> None:
    # given
    answer = world.post("/national-programme-notes", NOTE)
    assert answer.status_code == 201, answer.text
    # when, then
    again = world.post("/national-programme-notes", NOTE)
    assert rule_of(again) == "participation-already-noted"


def test_a_chief_notes_of_a_school_in_the_own_area_only(world: World) -> None:
    # given
    chief = Actor(person(Role.CHIEF), Role.CHIEF, unit=UNIT)
    world.guard.actors["chief"] = chief
    headers = {"Authorization": "Bearer chief"}
    # when
    answers = [
        world.post(
            "/national-programme-notes",
            NOTE | {"schoolUnitCode": code},
            headers=headers,
        )
        for code in (UNIT, "09999999")
    ]
    # then
    assert [answer.status_code for answer in answers] == [201, 403]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CHIEF, 200),
        (Role.PROCESS_SUPPORTER, 200),
        (Role.ANALYST, 200),
        (Role.REGISTRAR, 200),
        (Role.AUDITOR, 200),
        (Role.PRINCIPAL, 403),
        (Role.ADMIN, 403),
        (Role.EXTERNAL_PARTNER, 403),
    ],
)
def test_who_may_look_at_the_selection(
    world: World, round_id: str, role: Role, status: int
) -> None:
    for path in ("", f"/{round_id}", f"/{round_id}/candidates"):
        answer = world.get(f"/selection-rounds{path}", role=role)
        assert answer.status_code == status, path


@pytest.mark.parametrize("path", ["", "/candidates"])
@pytest.mark.parametrize("which", [str(UUID(int=7)), "no-uuid"])
def test_a_round_that_nobody_opened_is_not_found(
    world: World, path: str, which: str
) -> None:
    # when
    answer = world.get(
        f"/selection-rounds/{which}{path}", headers={"Accept-Language": "sv"}
    )
    # then
    assert answer.status_code == 404
    assert answer.json()["detail"] == f"Det finns inte: urvalsomgång {which}."


def test_a_round_is_shown_as_it_was_and_as_it_was_known(world: World) -> None:
    # given
    round_id = open_round(world)
    world.clock.move(days=5)
    set_criteria(world, round_id)
    path = f"/selection-rounds/{round_id}"
    # when
    before = world.get(f"{path}?validAt=2026-08-31")
    then = world.get(f"{path}?validAt=2026-10-05").json()
    known = world.get(f"{path}?knownAt=2026-10-03").json()
    closed = world.get(f"{path}?validAt=2026-12-19").json()
    # then
    assert before.status_code == 404
    assert (then["criteriaVersions"], known["criteriaVersions"]) == ([], [])
    assert (then["open"], closed["open"]) == (True, False)
    assert len(closed["criteriaVersions"]) == 1
    assert known["asOf"]["validAt"] == "2026-10-03"


def test_rounds_are_no_programmes(world: World, round_id: str) -> None:
    # given
    world.post("/national-programme-notes", NOTE)
    # then
    assert round_id
    assert world.get("/programmes").json()["items"] == []
    assert len(world.get("/events").json()["items"]) == 3
