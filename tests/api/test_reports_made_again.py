"""Question 26 over HTTP: a report that was sent, made again and held to its digest."""

from hashlib import sha256
from typing import Any

import pytest

from ksbs.domain.words import Role
from tests.api.openapi_contract import Contract
from tests.support.api import World

DAY = "2026-10-01"
MORNING = "2026-10-01T10:00:00+02:00"
"""The world's clock, as people in Stockholm read it."""
PAIR = {"validAt": DAY, "knownAt": MORNING}
USUAL = {"format": "pdf", "language": "sv"}


@pytest.fixture
def programme(world: World) -> str:
    programme_id = world.nominate()
    world.clock.move(hours=1)
    return programme_id


def file(world: World, name: str = "term-status", **said: Any) -> bytes:
    """Have a report made as it was known in the morning."""
    answer = world.get(f"/reports/{name}", role=Role.AUDITOR, params=PAIR | said)
    assert answer.status_code == 200, answer.text
    return answer.content


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def submit(world: World, programme: str, content: bytes, **said: Any) -> None:
    """Record that a file has been submitted."""
    version = world.get(f"/programmes/{programme}").headers["ETag"].strip('"')
    body = {
        "recipient": "Utbildningsnämnden",
        "title": "Lägesrapport",
        "sha256": digest(content),
    }
    answer = world.post(
        f"/programmes/{programme}/report-submissions",
        body | said,
        version=int(version),
    )
    assert answer.status_code == 201, answer.text


def made_here(name: str = "term-status") -> dict[str, str]:
    """Give what is recorded of a report of this system."""
    return {"reportName": name, **PAIR}


def answer(world: World, **said: Any) -> dict[str, Any]:
    """Ask the question, and give its only row."""
    world.clock.move(hours=1)
    asked = world.get("/questions/26", role=Role.AUDITOR, params=said)
    assert asked.status_code == 200, asked.text
    Contract().check(asked)
    (row,) = asked.json()["items"]
    found: dict[str, Any] = row
    return found


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("wanted", ["json", "csv", "xlsx", "pdf", "svg"])
def test_the_file_that_was_sent_is_found_by_its_digest(
    world: World, programme: str, wanted: str, language: str
) -> None:
    # given
    sent = file(world, format=wanted, language=language)
    submit(world, programme, sent, **made_here())

    # when
    row = answer(world)

    # then
    assert (row["equal"], row["unequalBecause"]) == (True, None)
    assert row["sha256"] == row["remadeSha256"] == digest(sent)
    assert (row["reportFormat"], row["reportLanguage"]) == (wanted, language)
    assert row["bytes"] == len(sent)


def test_csv_for_swedish_excel_is_found_too(world: World, programme: str) -> None:
    # given
    said = {"format": "csv", "dialect": "swedish-excel", "language": "sv"}
    submit(world, programme, file(world, **said), **made_here())

    # when
    row = answer(world)

    # then
    assert (row["equal"], row["reportFormat"]) == (True, "csv, swedish-excel")


@pytest.mark.parametrize("about", ["one", "all"])
def test_a_report_that_may_be_about_one_programme_is_found_either_way(
    world: World, programme: str, about: str
) -> None:
    # given
    said = {"programmeId": programme} if about == "one" else {}
    submit(world, programme, file(world, "diary", **said), **made_here("diary"))

    # then
    assert answer(world)["equal"]


def test_a_report_about_one_programme_is_about_the_one_that_it_was_submitted_on(
    world: World, programme: str
) -> None:
    # given
    name = "interventions-and-indicators"
    sent = file(world, name, programmeId=programme)
    submit(world, programme, sent, **made_here(name))

    # then
    assert answer(world)["equal"]


def test_a_file_of_another_version_is_said_not_to_be_equal_beside_both_digests(
    world: World, programme: str
) -> None:
    # given what another template would have written
    other = file(world, **USUAL) + b"\n"
    submit(world, programme, other, **made_here())

    # when
    row = answer(world)

    # then
    assert (row["equal"], row["unequalBecause"]) == (False, "other_bytes")
    assert row["sha256"] == digest(other)
    assert row["remadeSha256"] == digest(file(world, **USUAL))
    assert (row["reportFormat"], row["reportLanguage"]) == ("pdf", "sv")


def test_a_report_that_was_altered_in_the_record_is_said_not_to_be_equal(
    world: World, programme: str
) -> None:
    # given a report of the morning, said to have known what came an hour later
    sent = file(world)
    submit(world, programme, sent, **made_here())
    late = {"knownAt": "2026-10-01T11:30:00+02:00"}
    world.clock.move(hours=1)
    another = made_here() | late | {"recipient": "Kommunstyrelsen"}
    submit(world, programme, sent, **another)

    # when
    world.clock.move(hours=1)
    rows = world.get("/questions/26", role=Role.AUDITOR).json()["items"]

    # then
    equal = {row["recipient"]: row["equal"] for row in rows}
    assert equal == {"Utbildningsnämnden": True, "Kommunstyrelsen": False}


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({}, "not_made_here"),
        ({"reportName": "term-status"}, "other_bytes"),
        ({"reportName": "no-such-report", **PAIR}, "cannot_be_made"),
        (
            {
                "reportName": "interventions-and-indicators",
                "validAt": "2026-09-30",
                "knownAt": "2026-09-30T12:00:00+02:00",
            },
            "cannot_be_made",
        ),
        (
            {
                "reportName": "term-status",
                "validAt": DAY,
                "knownAt": "2026-10-01T23:59:00+02:00",
            },
            "cannot_be_made",
        ),
    ],
    ids=["elsewhere", "no pair", "no such report", "no programme", "not known yet"],
)
def test_what_cannot_be_made_again_is_said_not_to_be_equal(
    world: World, programme: str, said: dict[str, Any], because: str
) -> None:
    # given
    submit(world, programme, b"what somebody wrote", **said)

    # when
    row = answer(world)

    # then
    assert (row["equal"], row["unequalBecause"]) == (False, because)
    assert row["sha256"] == digest(b"what somebody wrote")
    assert (row["remadeSha256"] is None) == (because != "other_bytes")


def test_whoever_may_ask_gets_the_same_answer(world: World, programme: str) -> None:
    # given a report that the programme office may not have
    name = "audit-extract"
    sent = file(world, name, programmeId=programme)
    submit(world, programme, sent, **made_here(name))
    world.clock.move(hours=1)

    # when
    office, auditor = (
        world.get("/questions/26", role=role).json()["items"]
        for role in (Role.PROGRAMME_OFFICE, Role.AUDITOR)
    )

    # then
    assert office == auditor
    assert office[0]["equal"]
