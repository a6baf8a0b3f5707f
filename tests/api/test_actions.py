"""An action over HTTP: what is sent, what comes back, what stands in the record."""

from uuid import UUID

from ksbs.domain.words import Role
from tests.support.api import BASE, HOST, NOMINATION, UNIT, World, person


def test_a_nomination_answers_with_its_event_receipt_and_advice(world: World) -> None:
    # when
    answer = world.post("/programmes", NOMINATION)

    # then
    assert answer.status_code == 201
    body = answer.json()
    assert set(body) == {"event", "events", "receipt", "advisories"}
    event = body["event"]
    assert event["name"] == "SchoolNominated"
    assert event["storedAs"] == "enrolment.school-nominated.v1"
    assert event["version"] == 1
    assert event["occurredOn"] == "2026-10-01"
    assert event["recordedAt"] == "2026-10-01T08:00:00Z"
    assert event["source"] == "api"
    assert event["recordedBy"] == {
        "personId": str(person(Role.PROGRAMME_OFFICE)),
        "role": "programme-office",
        "schoolUnitCode": None,
    }
    assert event["payload"]["schoolUnitCode"] == UNIT
    assert "occurredOn" not in event["payload"]
    assert body["events"] == []
    assert [a["name"] for a in body["advisories"]] == ["school-unit-unknown"]
    assert "messageSv" in body["advisories"][0]


def test_the_receipt_is_that_of_the_ledger(world: World) -> None:
    # when
    receipt = world.post("/programmes", NOMINATION).json()["receipt"]

    # then
    head = world.store.head()
    assert receipt["position"] == 1
    assert receipt["treeSize"] == head.position
    assert receipt["root"] == head.root.hex()
    assert len(receipt["leaf"]) == 64


def test_a_nomination_leads_to_the_programme_it_founded(world: World) -> None:
    # when
    answer = world.post("/programmes", NOMINATION)

    # then
    programme_id = answer.json()["event"]["programmeId"]
    assert answer.headers["Location"] == f"{HOST}{BASE}/programmes/{programme_id}"
    assert answer.headers["ETag"] == '"1"'
    found = world.send(
        "GET",
        answer.headers["Location"],
        headers=world.bearer(Role.PROGRAMME_OFFICE),
    )
    assert found.json()["status"] == "nominated"


def test_an_action_on_a_programme_leads_to_its_event(world: World) -> None:
    # given
    programme_id = world.nominate()

    # when
    answer = world.post(
        f"/programmes/{programme_id}/participation-offers",
        {"offeredTo": "principal", "answerBy": "2026-10-20"},
        version=1,
    )

    # then
    assert answer.status_code == 201, answer.text
    event = answer.json()["event"]
    assert event["programmeId"] == programme_id
    assert answer.headers["Location"] == f"{HOST}{BASE}/events/{event['eventId']}"
    assert answer.headers["ETag"] == '"2"'
    found = world.send(
        "GET", answer.headers["Location"], headers=world.bearer(Role.AUDITOR)
    )
    assert found.json() == event


def test_an_action_that_leads_to_two_events_names_the_main_one_first(
    world: World,
) -> None:
    # given somebody whom the directory does not know
    body = {
        "personId": str(UUID(int=77)),
        "role": "principal",
        "schoolUnitCode": UNIT,
    }

    # when
    answer = world.post("/role-assignments", body, role=Role.ADMIN)

    # then
    assert answer.status_code == 201, answer.text
    assert answer.json()["event"]["name"] == "RoleAssumed"
    assert answer.json()["event"]["programmeId"] is None
    assert [e["name"] for e in answer.json()["events"]] == ["PersonRegistered"]
    assert answer.headers["ETag"] == '"2"'


def test_every_command_takes_its_day_reason_and_case_number(world: World) -> None:
    # given
    body = NOMINATION | {
        "occurredOn": "2026-08-17",
        "lateReason": "Underlaget kom efter sommaren.",
        "dnr": "2026-17",
        "onBehalfOf": str(UUID(int=5)),
    }

    # when
    answer = world.post("/programmes", body)

    # then
    event = answer.json()["event"]
    assert event["occurredOn"] == "2026-08-17"
    assert event["lateReason"] == "Underlaget kom efter sommaren."
    assert event["dnr"] == "2026-17"
    assert event["onBehalfOf"] == str(UUID(int=5))
    assert "registered-late" in {a["name"] for a in answer.json()["advisories"]}


def test_a_correction_is_recorded_and_read_in_the_view(world: World) -> None:
    # given
    nominated = world.post("/programmes", NOMINATION).json()["event"]
    correction = {
        "targetEventId": nominated["eventId"],
        "changes": [
            {"field": "schoolName", "old": "Exempelskolan", "new": "Norra skolan"}
        ],
        "reason": "Namnet var felskrivet.",
        "foundBy": str(UUID(int=5)),
    }

    # when
    answer = world.post(
        f"/programmes/{nominated['programmeId']}/corrections",
        correction,
        role=Role.REGISTRAR,
        version=1,
    )

    # then
    assert answer.status_code == 201, answer.text
    view = world.get(f"/programmes/{nominated['programmeId']}").json()
    assert view["schoolName"] == "Norra skolan"


def test_two_clients_at_once_cannot_open_two_programmes_of_one_school(
    world: World,
) -> None:
    # given
    world.nominate()

    # when
    answer = world.post("/programmes", NOMINATION)

    # then
    assert answer.status_code == 409
    assert answer.json()["rule"] == "unit-has-open-programme"
