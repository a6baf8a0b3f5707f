"""`ksbs record ACTION --fields`: what an action holds, before anything is recorded."""

import json

import pytest
from click.testing import CliRunner

from ksbs.cli import actions
from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.root import ksbs
from ksbs.domain.command import COMMANDS


def test_a_person_reads_the_fields_of_an_action_in_both_languages() -> None:
    # when
    done = CliRunner().invoke(ksbs, ["record", "goal-withdrawals", "--fields"])

    # then
    assert done.exit_code == 0
    heading, *rows = done.stdout.splitlines()
    assert heading.split("  ")[0] == "Field"
    assert rows[0].startswith("goalId ")
    assert "The goal that is withdrawn." in rows[0]
    assert "Målet som dras tillbaka." in rows[0]
    assert "`" not in rows[0]


def test_a_program_reads_the_fields_of_an_action() -> None:
    # when
    arguments = ["record", "working-groups", "--fields", "--json"]
    done = CliRunner().invoke(ksbs, arguments)

    # then
    fields = {each["field"]: each for each in json.loads(done.stdout)}
    assert fields["members"]["required"] is True
    assert fields["members[].personId"]["type"] == "uuid"
    assert fields["members[].kind"]["whatSv"] == "Skolledning eller nyckelperson."


def test_the_own_fields_of_an_action_come_before_those_of_every_action() -> None:
    # when
    names = [field.name for field in actions.fields(actions.find("concerns"))]

    # then
    assert names[0] == "text"
    assert set(names[1:]) == {
        "onBehalfOf",
        "dnr",
        "confidentiality",
        "occurredOn",
        "lateReason",
    }


def test_a_correction_has_no_day_of_its_own() -> None:
    # when
    names = {field.name for field in actions.fields(actions.find("corrections"))}

    # then
    assert "targetEventId" in names
    assert "occurredOn" not in names


@pytest.mark.parametrize("noun", sorted(COMMANDS))
def test_every_field_of_an_example_is_told_of(noun: str) -> None:
    # given
    kind = actions.find(noun)

    # then
    told = {field.name for field in actions.fields(kind)}
    assert set(kind.example) <= told
    needed = {field.name for field in actions.fields(kind) if field.required}
    assert {name for name in needed if "." not in name} <= set(kind.example)


def test_an_unknown_action_has_no_fields_and_the_nearest_is_named() -> None:
    # when
    done = CliRunner().invoke(ksbs, ["record", "goal-withdrawal", "--fields"])

    # then
    assert done.exit_code == ExitCode.USAGE
    assert "goal-withdrawals" in done.output
