"""The audit trail by the words that people wrote, and by whom and what an event names."""

from urllib.parse import quote
from uuid import UUID

import pytest

from ksbs.domain.words import Role
from tests.api.openapi_contract import Contract
from tests.support.api import World

SUPPORTER = UUID(int=0x51)
MOTIVE = "Låg närvaro i årskurs 9 trots en närvaroplan."


@pytest.fixture
def told(world: World) -> World:
    """One school with low attendance, one with high absence, and a role of a person."""
    world.nominate(motive=MOTIVE)
    world.nominate(schoolUnitCode="01234568", motive="Hög frånvaro bland eleverna.")
    role = {"personId": str(SUPPORTER), "role": "process-supporter", "area": "Norr"}
    answer = world.post("/role-assignments", role, role=Role.ADMIN)
    assert answer.status_code == 201, answer.text
    return world


def motives(world: World, words: str, *, role: Role = Role.AUDITOR) -> list[str]:
    answer = world.get(f"/events?q={quote(words)}", role=role)
    assert answer.status_code == 200, answer.text
    Contract().check(answer)
    return [item["payload"]["motive"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    "words", ["närvaro", "Närvaron", "närvaroplanen låg", "årskurs"]
)
def test_attendance_is_found_in_any_form(told: World, words: str) -> None:
    assert motives(told, words) == [MOTIVE]


def test_absence_is_another_word(told: World) -> None:
    assert motives(told, "frånvaron") == ["Hög frånvaro bland eleverna."]


def test_every_word_must_stand_there(told: World) -> None:
    assert motives(told, "närvaro elever") == []


def test_a_question_finds_no_more_than_its_asker_may_read(told: World) -> None:
    assert motives(told, "hög frånvaro", role=Role.PRINCIPAL) == []
    assert motives(told, "närvaro", role=Role.PRINCIPAL) == [MOTIVE]


@pytest.mark.parametrize("words", ["", "   ", "?!", "x" * 201, "a\x00b"])
def test_a_question_without_words_is_refused(told: World, words: str) -> None:
    # when
    answer = told.get(f"/events?q={quote(words)}")

    # then
    assert answer.status_code == 400
    assert [each["parameter"] for each in answer.json()["errors"]] == ["q"]


def test_who_is_named_is_found_whoever_recorded_it(told: World) -> None:
    # when
    named = told.get(f"/events?namedId={SUPPORTER}", role=Role.AUDITOR).json()["items"]
    by_them = told.get(f"/events?personId={SUPPORTER}", role=Role.AUDITOR).json()

    # then
    assert {item["name"] for item in named} == {"PersonRegistered", "RoleAssumed"}
    assert by_them["items"] == []
