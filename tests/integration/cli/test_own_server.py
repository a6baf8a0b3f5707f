"""A server that KSBS_DATABASE_URL names: nothing is done to it unasked."""

import json
from pathlib import Path

import psycopg
import pytest

from tests.integration.cli.conftest import Within


def at(database: str, *, home: Path, mode: str = "development") -> Within:
    """The program on that database."""
    return Within(home, {"KSBS_DATABASE_URL": database, "KSBS_MODE": mode})


@pytest.fixture
def token(tmp_path: Path) -> Path:
    file = tmp_path / "token"
    done = Within(tmp_path / "home")("token", "--role", "programme-office")
    file.write_text(done.out, encoding="utf-8")
    return file


def test_an_empty_database_is_refused_until_it_is_migrated(
    empty_database: str, tmp_path: Path, token: Path
) -> None:
    # given
    ksbs = at(empty_database, home=tmp_path / "home")
    # when
    before = ksbs("list", "--as-token", token)
    applied = ksbs("migrate", "--json")
    again = ksbs("migrate")
    after = ksbs("list", "--as-token", token, "--json")
    # then
    assert before.code == 69
    assert "Next: Run “ksbs migrate”." in before.err
    assert applied.json["applied"][0] == "0001_log"
    assert again.out == "The database is up to date.\n"
    assert after.json["items"] == []


def test_a_newer_database_is_refused(
    database: str, tmp_path: Path, token: Path
) -> None:
    # given
    with psycopg.connect(database) as connection:
        connection.execute(
            "insert into ksbs.migrations (name, checksum) "
            "values ('9999_later', sha256('later'))"
        )
    ksbs = at(database, home=tmp_path / "home")
    # when
    refused = [ksbs("list", "--as-token", token), ksbs("migrate"), ksbs("doctor")]
    # then
    assert [each.code for each in refused] == [69, 69, 1]
    assert all("newer than this version" in each.err + each.out for each in refused)


def test_nobody_acts_without_a_token(database: str, tmp_path: Path) -> None:
    # given
    ksbs = at(database, home=tmp_path / "home")
    # when
    done = ksbs("list", "--as-role", "auditor")
    # then
    assert done.code == 6
    assert "Next: Put a token in a file and add --as-token FILE." in done.err


def test_the_doctor_looks_into_it(database: str, tmp_path: Path) -> None:
    # given
    ksbs = at(database, home=tmp_path / "home")
    # when
    done = ksbs("doctor", "--json")
    # then
    assert done.code == 0, done.out
    assert [each["name"] for each in done.json] == ["settings", "database", "entries"]


def test_the_doctor_tells_that_it_is_away(tmp_path: Path) -> None:
    # given
    ksbs = at(f"host={tmp_path} dbname=ksbs", home=tmp_path / "home")
    # when
    done = ksbs("doctor", "--json")
    # then
    assert done.code == 1
    (fault,) = [each for each in done.json if not each["ok"]]
    assert fault["name"] == "database"
    assert fault["mend"] == "Check KSBS_DATABASE_URL, and that the server runs."


def test_production_needs_an_identity_provider(database: str, tmp_path: Path) -> None:
    # given
    ksbs = at(database, home=tmp_path / "home", mode="production")
    # when
    check, listed, token = (
        ksbs("config", "check", "--json"),
        ksbs("list"),
        ksbs("token", "--role", "dpo"),
    )
    # then
    assert [each.code for each in (check, listed, token)] == [1, 2, 6]
    assert [each["name"] for each in check.json["refusals"]] == ["development-issuer"]
    assert "Set KSBS_OIDC_ISSUER" in listed.err


def test_the_connection_string_is_never_shown(tmp_path: Path) -> None:
    # given
    dsn = "postgresql://ksbs:hemligt@db.example/ksbs?sslmode=verify-full"
    ksbs = at(dsn, home=tmp_path / "home")
    # when
    shown = ksbs("config", "show"), ksbs("config", "show", "--json")
    # then
    assert all("hemligt" not in each.out + each.err for each in shown)
    by_name = {each["name"]: each for each in json.loads(shown[1].out)}
    assert by_name["database_url"]["origin"] == "environment KSBS_DATABASE_URL"
    assert by_name["home"]["value"] == str(tmp_path / "home")


def test_an_action_is_recorded_as_whoever_the_token_names(
    database: str, tmp_path: Path, token: Path
) -> None:
    # given
    ksbs = at(database, home=tmp_path / "home")
    person = "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01"
    # when
    done = ksbs(
        *("record", "role-assignments", "--as-token", token, "--json"),
        *("--set", f"personId={person}", "--set", "role=principal"),
        *("--set", "schoolUnitCode=01234567"),
    ).json
    # then
    assert done["event"]["name"] == "RoleAssumed"
    assert done["event"]["payload"]["schoolUnitCode"] == "01234567"
    assert [each["name"] for each in done["events"]] == ["PersonRegistered"]
    assert done["event"]["recordedBy"]["role"] == "programme-office"
