"""`ksbs questions`: the documented command lines, and how an answer looks."""

import json
import shlex
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ksbs.questions.catalogue import QUESTIONS
from tests.integration.cli.conftest import Ksbs, Within

UNITS = ("01000001", "01000002", "01000013", "01000017", "01000024")

ROUND = {
    "schoolForm": "GR",
    "schoolYear": "2024/25",
    "criteria": "Låga kunskapsresultat.",
    "closesOn": "2999-12-31",
}


@pytest.fixture(scope="module")
def city(ksbs: Ksbs, within: Within) -> Within:
    """A log with the schools and the selection round that the documented calls name."""
    for code in UNITS:
        record(ksbs, "programmes", nomination(code))
    record(ksbs, "selection-rounds", ROUND)
    return within


def nomination(code: str) -> dict[str, Any]:
    return {
        "schoolUnitCode": code,
        "schoolName": f"Skola {code}",
        "schoolForm": "GR",
        "organizerNumber": "2120000142",
        "grounds": ["low_results"],
        "motive": "Resultaten har sjunkit tre år i rad.",
        "occurredOn": "2020-01-13",
        "lateReason": "Äldre omgångar förs in i efterhand.",
    }


def record(program: Ksbs, noun: str, body: dict[str, Any], *more: str) -> Any:
    """Record an action, and give its event."""
    done = program("record", noun, *more, "--json", stdin=json.dumps(body))
    assert done.code == 0, done.err
    return done.json["event"]


@pytest.mark.parametrize("number", QUESTIONS)
def test_every_documented_command_line_gives_an_answer(
    city: Within, number: int
) -> None:
    # given
    _, *arguments = shlex.split(QUESTIONS[number].command)

    # when
    done = city(*arguments, "--json")

    # then
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert answer["number"] == number
    assert answer["asOf"]["position"] >= len(UNITS)
    assert answer["columns"]


def test_an_answer_is_a_table_of_what_there_is(city: Within) -> None:
    # when
    asked = "--programme 01000013 --view programme_status --from 2019-12-31"
    some = city("questions", "27", *asked.split())
    none = city("questions", "5")

    # then columns without anything are left out
    assert (some.code, none.code) == (0, 0), some.err
    title, _, _, headings, row = some.out.splitlines()
    assert title == "The difference between two dates for one school."
    assert "Read model" in headings
    assert "Before" not in headings
    assert row.split()[:3] == ["Skola", "01000013", "01000013"]
    assert "Programme" not in headings
    assert "programme_status" in row
    assert "added" in row
    assert "1 row\n" in some.err
    assert "0 rows" in none.err


def test_a_report_that_was_sent_is_made_again_and_said_to_be_equal_or_not(
    city: Within, ksbs: Ksbs, tmp_path: Path
) -> None:
    # given a report as the command line writes it, and another file beside it
    event = record(ksbs, "programmes", nomination("01000099"))
    pair = event["occurredOn"], event["recordedAt"]
    file = tmp_path / "report.pdf"
    times = "--valid-at", pair[0], "--known-at", pair[1]
    assert city("report", "term-status", *times, "-o", file).code == 0
    digests = [sha256(file.read_bytes()).hexdigest(), "0" * 64]
    for recipient, digest in zip(("Nämnden", "Styrelsen"), digests, strict=True):
        said = {"recipient": recipient, "title": "Lägesrapport", "sha256": digest}
        made = {"reportName": "term-status", "validAt": pair[0], "knownAt": pair[1]}
        on = "--programme", event["programmeId"]
        record(ksbs, "report-submissions", said | made, *on)

    # when
    asked = "questions", "26", "--programme", "01000099"
    as_text, as_json = city(*asked), city(*asked, "--json")

    # then
    first, second = as_json.json["items"]
    assert (first["equal"], first["remadeSha256"]) == (True, digests[0])
    assert (second["equal"], second["sha256"]) == (False, digests[1])
    assert second["remadeSha256"] == digests[0]
    assert second["unequalBecause"] == "other_bytes"
    *_, equal, unequal = as_text.out.splitlines()
    assert [" yes " in equal, " no " in unequal] == [True, True], as_text.out


def test_the_list_names_all_thirty(city: Within) -> None:
    # when
    as_text, as_json = city("questions"), city("questions", "--json")

    # then
    assert len(as_json.json) == len(QUESTIONS) == 30
    assert 'ksbs questions 7 --dnr "KS 2023/0101"' in as_text.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["questions", "15", "--valid-at", "0001-06-30"],
        ["questions", "15", "--valid-at", "-P2025Y"],
        ["questions", "27", "--to", "0001-01-01"],
        ["questions", "27", "--known-at", "0001-01-01T00:00:00Z"],
        ["report", "term-status", "--valid-at", "0001-01-01", "-o", "-"],
        ["report", "term-status", "--known-at", "0001-01-01T00:00:00Z", "-o", "-"],
    ],
)
def test_the_first_year_of_the_calendar_is_a_year_like_others(
    city: Within, arguments: list[str]
) -> None:
    assert city(*arguments).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["15", "--dnr", "KS 2023/0101"], 2, "It takes: --on, --status, --programme."),
        (["15", "--status", "asleep"], 2, "Write one of: "),
        (["--dnr", "KS 2023/0101"], 2, "Say its number"),
        (["21", "--round", "2023/24"], 2, "--round: Write one of: 2024/25."),
        (
            ["5", "--from", "2026-02-01", "--to", "2026-01-01"],
            2,
            "--from, --to: The beg",
        ),
    ],
)
def test_what_a_question_does_not_take_is_refused(
    city: Within, arguments: list[str], code: int, said: str
) -> None:
    # when
    done = city("questions", *arguments)

    # then
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_there_is_no_thirty_first_question(city: Within) -> None:
    # when
    done = city("questions", "31")

    # then
    assert done.code != 0
    assert "There is no question 31; they are numbered 1 to 30." in done.err


def test_questions_about_a_person_are_not_for_the_programme_office(
    city: Within,
) -> None:
    # when
    done = city("questions", "12")

    # then
    assert done.code != 0
    assert "programme-office may not ask questions about a person.\n" in done.err
