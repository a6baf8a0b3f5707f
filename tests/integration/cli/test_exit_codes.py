"""Every exit code, by what brings it about, and the next step that goes with it."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.integration.cli.conftest import Within
from tests.integration.cli.test_recording import NOMINATION


def nominate(within: Within, code: str) -> str:
    body = json.dumps(NOMINATION | {"schoolUnitCode": code})
    done = within("record", "programmes", "--file", "-", "--json", stdin=body)
    return str(done.json["event"]["programmeId"])


def test_0_when_it_is_done(within: Within) -> None:
    assert within("list").code == 0


def test_1_when_a_check_finds_something(within: Within) -> None:
    # given
    mistyped = Within(within.home, {"KSBS_PROT": "80"})
    # when
    check, doctor = mistyped("config", "check"), mistyped("doctor")
    # then
    assert (check.code, doctor.code) == (1, 1)
    assert "is port meant?" in check.out
    assert "is port meant?" in doctor.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lits"], "There is no command “lits”. Is “list” meant?"),
        (["show"], "Missing argument"),
        (
            ["show", "no-id"],
            "Write its id, as “ksbs list” shows it, or the eight digits",
        ),
        (["list", "--valid-at", "yesterday"], "Write a day as 2026-03-01"),
        (["list", "--known-at", "2999-01-01"], "--known-at 2999-01-01 lies in the fut"),
        (
            [
                "report",
                "term-status",
                "--previous-known-at",
                "2999-01-01T00:00:00+01:00",
            ],
            "--previous-known-at 2998-12-31T23:00:00Z lies in the future",
        ),
        (
            ["diff", uuid4(), "--compare-known-at", "2999-01-01"],
            "Next: Give --compare-known-at a moment that has passed.",
        ),
        (["questions", "8", "--since", "2999-01-01"], "--since 2999-01-01 lies in"),
        (["record", "gaols"], "Is “goals” meant?"),
        (["record", "goals", "--set", "text=x"], "is recorded on a programme"),
        (["token", "--role", "king"], "is not one of"),
        (["token", "--role", "king"], "Next: Read “ksbs token --help”"),
        (["token", "--role", "chief", "--unit", "12"], "Write its eight digits"),
        (["list", "--as-unit", "0123456x"], "“0123456x” is no school unit code"),
        (["audit", "--unit", "123"], "“123” is no school unit code"),
        (["audit", "--name", "SessionHold"], "Is “SessionHeld” meant?"),
        (["questions", "4", "--event", "Nope"], "There is no event “Nope”."),
        (["audit", "--q", ""], "Write one word at least."),
        (["audit", "--q", "!!!"], "Write one word at least."),
        (["audit", "--dnr", ""], "Write 1 to 200 visible characters."),
        (["questions", "7", "--dnr", " "], "Write 1 to 200 visible characters."),
        (["questions", "6", "--session", "100"], "100 is not in the range 1<=x<=99"),
        (["questions", "21", "--round", "x"], "--round: There is none yet."),
        (
            ["report", "school-comparison", "--indicator", "nope"],
            "--indicator: Write one of: averageGradesMeritRating9thGrade, ",
        ),
        (
            ["audit", "--recorded-from", "2026-02-01", "--recorded-to", "2026-01-01"],
            "--recorded-from, --recorded-to: The beginning lies after the end;",
        ),
        (
            ["audit", "--occurred-from", "2026-02-01", "--occurred-to", "2026-01-01"],
            "--occurred-from, --occurred-to: The beginning lies after the end;",
        ),
        (
            ["report", "diary", "--from", "2026-02-01", "--to", "2026-01-01"],
            "--from, --to: The beginning lies after the end;",
        ),
        (["demo", "--seed", "x"], "'x' is not a whole number"),
        (["list", "--as-token", "x", "--as-role", "dpo"], "--as-token says who acts"),
    ],
)
def test_2_when_it_is_used_wrongly(
    within: Within, arguments: list[object], said: str
) -> None:
    # when
    done = within(*arguments)
    # then
    assert done.code == 2, done.err
    assert said in done.err
    assert done.out == ""


def test_2_when_a_setting_is_wrong(within: Within) -> None:
    # when
    done = Within(within.home, {"KSBS_PORT": "many"})("list")
    # then
    assert done.code == 2
    assert "port (environment KSBS_PORT)" in done.err
    assert "Next: See where each value comes from: “ksbs config show”." in done.err


def test_3_when_a_rule_refuses(within: Within) -> None:
    # given
    nominate(within, "02345678")
    body = json.dumps(NOMINATION | {"schoolUnitCode": "02345678"})
    # when
    done = within("record", "programmes", "--file", "-", stdin=body)
    # then
    assert done.code == 3
    assert "already has an open programme" in done.err
    assert "(Rule unit-has-open-programme.) Nothing was recorded." in done.err


def test_4_when_somebody_was_quicker(within: Within) -> None:
    # given
    programme = nominate(within, "03456789")
    offer = ("record", "participation-offers", "--programme", programme)
    fields = ("--set", "offeredTo=principal", "--set", "answerBy=2099-12-31")
    # when
    done = within(*offer, *fields, "--version", 7)
    # then
    assert done.code == 4
    assert "Next: Look at it again with “ksbs show ID”" in done.err


def test_4_when_a_key_stands_for_something_else(within: Within) -> None:
    # given
    body = NOMINATION | {"schoolUnitCode": "04567890"}
    within(
        "record", "programmes", "--file", "-", "--key", "mine", stdin=json.dumps(body)
    )
    # when
    body["motive"] = "Ett annat skäl."
    done = within(
        "record", "programmes", "--file", "-", "--key", "mine", stdin=json.dumps(body)
    )
    # then
    assert done.code == 4
    assert "--key stands for another command" in done.err


def test_5_when_there_is_no_such_thing(within: Within) -> None:
    # when
    done = within("show", uuid4())
    # then
    assert done.code == 5
    assert "There is no programme" in done.err


def test_6_when_the_role_may_not(within: Within) -> None:
    # when
    done = within("list", "--as-role", "admin")
    trail = within("audit", "--as-role", "admin")
    refused = within("record", "starts", "--programme", uuid4(), "--as-role", "analyst")
    # then
    assert done.code == 0, "an admin sees an empty list"
    assert (trail.code, refused.code) == (6, 6)
    assert "The role analyst may not do this: Start programme." in refused.err
    assert "Next: Act in another role: --as-role ROLE" in refused.err
    assert "These may: programme-office." in refused.err


def test_6_when_the_role_is_for_another_school(within: Within) -> None:
    # given
    programme = nominate(within, "05678901")
    offer = ("record", "participation-offers", "--programme", programme)
    fields = ("--set", "offeredTo=principal", "--set", "answerBy=2099-12-31")
    # when
    done = within(*offer, *fields, "--as-role", "chief", "--as-unit", "05678902")
    # then
    assert done.code == 6
    assert "only for schools of its own area: Offer participation.\n" in done.err
    assert "Next: Say whose role it is: --as-person ID" in done.err


def test_6_when_the_token_is_not_accepted(within: Within, tmp_path: Path) -> None:
    # given
    token = tmp_path / "token"
    token.write_text("not.a.token", encoding="utf-8")
    # when
    done = within("list", "--as-token", token)
    # then
    assert done.code == 6
    assert "Next: Take a new token" in done.err


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"schoolName": ', "is not JSON: line 1, column 16"),
        ('{"motive": "a", "motive": "b"}', "each name stands once"),
        ("[]", "is not one JSON object"),
        (
            '{"schoolUnitCode": 1234567}',
            "/schoolUnitCode: Should be text in quotes",
        ),
        (
            '{"schoolUnitCode": "123", "organizerNumber": "1"}',
            "/schoolUnitCode: Should be eight digits, as in 01234567",
        ),
    ],
)
def test_65_when_a_body_cannot_be_used(within: Within, body: str, said: str) -> None:
    # when
    done = within("record", "programmes", "--file", "-", stdin=body)
    # then
    assert done.code == 65
    assert said in done.err


def test_65_when_the_body_is_not_there(within: Within, tmp_path: Path) -> None:
    # when
    done = within("record", "programmes", "--file", tmp_path / "none.json")
    # then
    assert done.code == 65
    assert (
        "cannot be read: No such file or directory. Nothing was recorded." in done.err
    )
    assert "Next: Name another with --file" in done.err


def test_69_when_the_database_is_away(within: Within, tmp_path: Path) -> None:
    # given
    away = {"KSBS_DATABASE_URL": f"host={tmp_path} dbname=ksbs"}
    # when
    done = Within(within.home, away | {"KSBS_MODE": "development"})("list")
    # then
    assert done.code == 69
    assert "Next: Find out why with “ksbs doctor”." in done.err
