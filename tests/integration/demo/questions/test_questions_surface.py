"""The thirty questions as a list, who may ask them, and what they refuse."""

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
from click.testing import CliRunner
from uuid_utils.compat import uuid7

from ksbs.application.actor import Actor
from ksbs.application.ports import EventFilter
from ksbs.application.services import Services
from ksbs.cli.commands.questions import command
from ksbs.demo import DemoClock
from ksbs.domain.words import Role
from ksbs.questions.catalogue import PARAMETERS, QUESTIONS, Questions
from ksbs.readmodels.serving import ReadModels
from ksbs.readmodels.trail_reading import ReadTrail
from ksbs.reporting.again import made_again
from ksbs.store.mapper import recorded
from projections import discover
from tests.integration.demo.questions.conftest import END, Ask
from tests.integration.demo.world import Filled

MEMBERS = {"number", "kind", "title", "question", "parameters", "command", "api"}


def test_the_command_line_lists_thirty_questions() -> None:
    # when
    done = CliRunner().invoke(command, ["--json"])

    # then
    assert done.exit_code == 0, done.output
    listed = json.loads(done.output)
    assert [question["number"] for question in listed] == list(range(1, 31))
    assert all(question.keys() >= MEMBERS for question in listed)
    assert {question["kind"] for question in listed} == {"A", "H"}
    assert {question["command"].split()[1] for question in listed} == {"questions"}


def test_the_command_line_has_an_option_for_every_parameter() -> None:
    # when
    options = {parameter.name for parameter in command.params}

    # then
    shared = {"number", "valid_at", "known_at", "as_json"}
    acting = {name for name in options if name.startswith("as_")}
    assert options - shared - acting == set(PARAMETERS)


@pytest.mark.parametrize("number", range(1, 31))
def test_every_question_is_answered_as_its_documented_call(
    ask: Ask, number: int
) -> None:
    # given
    listed = ask.site.get("/questions", role=Role.AUDITOR).json()["items"]
    question = listed[number - 1]
    method, address = question["api"].split(" ", 1)
    asked = dict(parse_qsl(urlsplit(address).query))

    # when
    answer = ask.site.get(
        f"/questions/{number}", role=Role.AUDITOR, params={"validAt": END, **asked}
    )

    # then
    assert (method, answer.status_code) == ("GET", 200), answer.text
    names = [column["name"] for column in answer.json()["columns"]]
    assert all(list(row) == names for row in answer.json()["items"])
    assert answer.json()["items"], "a documented call has something to show in the demo"


def test_no_two_columns_of_an_answer_are_called_alike() -> None:
    for question in QUESTIONS.values():
        for titles in zip(*(column.said for column in question.columns), strict=True):
            assert len({*titles}) == len(titles), question.number


def test_the_person_of_the_documented_calls_is_the_principal_of_exempelskolan(
    ask: Ask,
) -> None:
    assert str(ask.person("01000001", "principal")) == PARAMETERS["person"].example


@pytest.mark.parametrize("number", [2, 3, 4, 5, 7, 9, 12, 13, 16, 19, 23, 26, 28, 30])
def test_folding_gives_the_same_answer_as_the_read_models(
    filled: Filled, read_models: ReadModels, number: int
) -> None:
    # given
    history = Services(filled.demo.store, DemoClock(), uuid7).history
    auditor = Actor(UUID(int=1), Role.AUDITOR)
    pair = history.resolve(valid_at=date(2026, 6, 16), known_at=date(2026, 6, 17))
    said: dict[str, Any] = {"programme": "01000001"} if number in {13, 16} else {}
    if number in {3, 12}:
        office = EventFilter(names=("enrolment.school-nominated.v1",))
        (last,) = history.store.entries(office, limit=1)
        said = {"person": last.metadata.recorded_by.person_id}

    index = ReadTrail(read_models, decode=recorded)

    # when
    read, folded = (
        Questions(history, discover(), made_again, source, trail_index=trail).ask(
            QUESTIONS[number], as_of=pair, actor=auditor, said=said
        )
        for source, trail in ((read_models, index), (None, None))
    )

    # then
    assert read == folded
    assert read


def test_a_pinned_answer_has_a_tag_and_is_not_sent_twice(ask: Ask) -> None:
    # given
    asked = {"validAt": "2024-12-31", "knownAt": "2025-01-31"}
    first = ask.site.get("/questions/28", role=Role.AUDITOR, params=asked)

    # when
    again = ask.site.get(
        "/questions/28",
        role=Role.AUDITOR,
        params=asked,
        headers={"If-None-Match": first.headers["ETag"]},
    )

    # then
    assert (first.status_code, again.status_code) == (200, 304)


def test_an_answer_comes_in_pages(ask: Ask) -> None:
    # when
    asked = {"validAt": END, "limit": 5, "page": 2}
    answer = ask.site.get("/questions/20", role=Role.AUDITOR, params=asked).json()

    # then
    assert len(answer["items"]) == 5
    assert answer["_meta"]["totalRecords"] == 26
    assert "page=3" in answer["_links"]["next"]["href"]


@pytest.mark.parametrize("number", [3, 12])
def test_what_one_person_did_is_not_for_the_programme_office(
    ask: Ask, number: int
) -> None:
    # when
    office = ask.site.get(f"/questions/{number}", role=Role.PROGRAMME_OFFICE)
    registrar = ask.site.get(f"/questions/{number}", role=Role.REGISTRAR)

    # then
    assert office.status_code == 403
    assert office.json()["rule"] == "read-personal-questions:not-programme-office"
    assert registrar.status_code == 200


def test_a_principal_asks_no_questions_of_the_city(ask: Ask) -> None:
    # when
    listed = ask.site.get("/questions", role=Role.PRINCIPAL)
    answered = ask.site.get("/questions/15", role=Role.PRINCIPAL)

    # then
    assert (listed.status_code, answered.status_code) == (403, 403)


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("/questions/31", {}, 404),
        ("/questions/one", {}, 404),
        ("/questions/15", {"dnr": "KS 2023/0101"}, 400),
        ("/questions/15", {"status": "asleep"}, 400),
        ("/questions/1", {"programme": "09999999"}, 404),
        ("/questions/27", {"programme": "01000001", "view": "nothing"}, 404),
    ],
)
def test_what_is_not_there_is_refused(
    ask: Ask, path: str, asked: dict[str, str], status: int
) -> None:
    # when
    answer = ask.site.get(path, role=Role.AUDITOR, params=asked)

    # then
    assert answer.status_code == status, answer.text
