"""Record-keeping over HTTP: whole entries and single fields marked, and handed out."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from ksbs.cli import actions
from ksbs.domain.words import Role
from tests.support.api import NOMINATION, World

Act = Callable[..., httpx.Response]
GROUND = "OSL 23 kap. 2 §"
DECIDER = str(UUID(int=9))


@pytest.fixture
def act(world: World) -> Act:
    """Record on one programme, each time with the version that it has."""
    path = f"/programmes/{world.nominate(confidentiality=GROUND)}"

    def record(
        noun: str, body: dict[str, Any], role: Role = Role.REGISTRAR
    ) -> httpx.Response:
        headers = {"If-Match": world.get(path).headers["ETag"]}
        return world.post(f"{path}/{noun}", body, role=role, headers=headers)

    return record


def events(world: World) -> list[dict[str, Any]]:
    """Give the entries of the record, the first one first."""
    found: list[dict[str, Any]] = world.get("/events").json()["items"]
    return found[::-1]


def about(event: dict[str, Any], *, field: str = "motive") -> dict[str, str]:
    return {
        "targetEventId": event["eventId"],
        "field": field,
        "legalReference": GROUND,
        "decidedBy": DECIDER,
        "reason": "Kan peka ut en enskild.",
    }


def test_an_entry_is_marked_confidential_as_a_whole_when_it_is_recorded(
    world: World, act: Act
) -> None:
    # given, when
    request = {"requestedScope": "Allt.", "requesterKind": "allmänheten"}
    act("disclosure-requests", request)
    # then
    marked, unmarked = events(world)
    assert marked["confidentiality"] == GROUND
    assert unmarked["confidentiality"] is None


def test_the_ground_of_a_whole_entry_is_a_line_of_text(world: World) -> None:
    for wrong in ("", "två\nrader", "x" * 201, 23):
        # when
        answer = world.post("/programmes", NOMINATION | {"confidentiality": wrong})
        # then
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == "/confidentiality"


def test_the_ground_of_a_whole_entry_is_said_in_a_flag() -> None:
    # given
    kind = actions.find("disclosure-requests")
    flags = [
        "requestedScope=Allt.",
        "requesterKind=allmänheten",
        f"confidentiality={GROUND}",
    ]
    # when
    command = actions.body_of(kind, file=None, fields=flags)
    # then
    assert command.confidentiality == GROUND


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.DPO])
def test_a_field_is_marked_and_lifted_by_registrar_and_dpo(
    world: World, act: Act, role: Role
) -> None:
    # given
    (nominated,) = events(world)
    # when
    marked = act("confidentiality-markings", about(nominated), role)
    again = act("confidentiality-markings", about(nominated), role)
    lifted = act("confidentiality-liftings", about(nominated), role)
    # then
    assert (marked.status_code, again.status_code) == (201, 409), marked.text
    assert again.json()["rule"] == "already-confidential"
    assert lifted.status_code == 201


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.PROGRAMME_OFFICE, Role.ADMIN])
@pytest.mark.parametrize(
    "noun",
    [
        "confidentiality-markings",
        "confidentiality-liftings",
        "documents",
        "document-dispatches",
        "disclosure-requests",
        "disclosure-decisions",
    ],
)
def test_nobody_else_keeps_the_record(act: Act, noun: str, role: Role) -> None:
    # when
    answer = act(noun, dict(actions.find(noun).example), role)
    # then
    assert answer.status_code == 403


def test_a_document_is_registered_and_sent(act: Act) -> None:
    # given
    document = act("documents", dict(actions.find("documents").example))
    assert document.status_code == 201, document.text
    known = document.json()["event"]["payload"]["documentId"]
    said = {"documentId": known, "recipient": "Nämnden", "how": "e-post"}
    # when
    sent, again = act("document-dispatches", said), act("document-dispatches", said)
    # then
    assert (sent.status_code, again.status_code) == (201, 409), sent.text
    assert again.json()["rule"] == "dispatch-already-recorded"


def test_what_is_handed_out_is_told_with_what_was_masked(
    world: World, act: Act
) -> None:
    # given
    (nominated,) = events(world)
    act("confidentiality-markings", about(nominated))
    request = {"requestedScope": "Nomineringen.", "requesterKind": "allmänheten"}
    asked = act("disclosure-requests", request).json()["event"]
    masked = [
        {"eventId": nominated["eventId"], "field": "motive"},
        {"eventId": nominated["eventId"], "field": "grounds"},
    ]
    decision = {
        "requestId": asked["payload"]["requestId"],
        "scope": "Nomineringen.",
        "outcome": "granted_with_masking",
        "maskedFields": masked,
        "legalReference": GROUND,
        "decidedBy": DECIDER,
    }
    # when
    answer = act("disclosure-decisions", decision)
    # then
    assert answer.status_code == 201, answer.text
    assert answer.json()["event"]["payload"]["maskedFields"] == masked
    (advisory,) = answer.json()["advisories"]
    assert advisory["name"] == "masked-field-not-confidential"
    assert "grounds" in advisory["message"]
