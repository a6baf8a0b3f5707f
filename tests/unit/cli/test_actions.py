"""Actions from flags and files: a field tells whether its value is text or JSON."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ksbs.cli import actions
from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed
from ksbs.domain.command import COMMANDS

EXAMPLES = [(noun, dict(kind.example)) for noun, kind in sorted(COMMANDS.items())]


def as_flags(body: dict[str, Any]) -> list[str]:
    """Write a body as a person would write it in flags."""
    return [
        f"{name}={value if isinstance(value, str) else json.dumps(value)}"
        for name, value in body.items()
    ]


@pytest.mark.parametrize(("noun", "example"), EXAMPLES, ids=lambda each: str(each)[:40])
def test_every_action_can_be_written_in_flags_as_in_a_file(
    noun: str, example: dict[str, Any], tmp_path: Path
) -> None:
    # given
    file = tmp_path / "body.json"
    file.write_text(json.dumps(example), encoding="utf-8")
    kind = actions.find(noun)
    # when
    from_flags = actions.body_of(kind, file=None, fields=as_flags(example))
    from_file = actions.body_of(kind, file=file, fields=())
    # then
    assert from_flags == from_file


def test_text_that_looks_like_a_number_stays_text() -> None:
    # given
    kind = actions.find("programmes")
    flags = [*as_flags(dict(kind.example)), "organizerNumber=2120000142", "motive=7"]
    # when
    wire = actions.body_of(kind, file=None, fields=flags).wire()
    # then
    assert (wire["organizerNumber"], wire["motive"]) == ("2120000142", "7")


def test_a_number_out_of_range_is_told_as_a_number() -> None:
    # given
    kind = actions.find("area-priorities")
    fields = [*as_flags(dict(kind.example)), "rank=0"]
    # when
    with pytest.raises(CommandFailed) as failed:
        actions.body_of(kind, file=None, fields=fields)
    # then
    assert (
        "/rank: Input should be greater than or equal to 1" in failed.value.failure.what
    )


def test_a_flag_goes_before_the_file(tmp_path: Path) -> None:
    # given
    kind = actions.find("programmes")
    file = tmp_path / "body.json"
    file.write_text(json.dumps(dict(kind.example)), encoding="utf-8")
    # when
    wire = actions.body_of(kind, file=file, fields=["motive=Ett skäl = två"]).wire()
    # then
    assert wire["motive"] == "Ett skäl = två"


@pytest.mark.parametrize(
    ("field", "code", "said"),
    [
        ("motive", ExitCode.USAGE, "“motive” is not FIELD=VALUE."),
        ("motvie=x", ExitCode.BAD_INPUT, "/motvie: There is no such field"),
        ("schoolUnitCode=123", ExitCode.BAD_INPUT, "/schoolUnitCode: Should be eight"),
        ("grounds=low", ExitCode.BAD_INPUT, "/grounds: Input should be a valid array"),
        ("occurredOn=1 maj", ExitCode.BAD_INPUT, "/occurredOn: "),
    ],
)
def test_a_field_that_cannot_be_used_is_named(
    field: str, code: ExitCode, said: str
) -> None:
    # given
    kind = actions.find("programmes")
    # when
    with pytest.raises(CommandFailed) as failed:
        actions.body_of(kind, file=None, fields=[*as_flags(dict(kind.example)), field])
    # then
    assert failed.value.failure.code is code
    assert said in failed.value.failure.what


def test_a_programme_is_asked_for_where_the_action_is_on_one() -> None:
    # given
    founding, on_one = actions.find("programmes"), actions.find("goals")
    # then
    actions.require_programme(founding, programme=None)
    actions.require_programme(on_one, programme=uuid4())
    with pytest.raises(CommandFailed, match="is recorded on a programme"):
        actions.require_programme(on_one, programme=None)
    with pytest.raises(CommandFailed, match="not recorded on a programme that exists"):
        actions.require_programme(founding, programme=uuid4())


def test_every_action_is_described_with_who_may() -> None:
    # when
    described = actions.described()
    # then
    assert [each.noun for each in described] == sorted(COMMANDS)
    assert all(each.summary and each.roles for each in described)
