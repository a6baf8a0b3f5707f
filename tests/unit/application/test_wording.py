"""What is said in words of a wrong field: no pattern is ever told bare."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

import ksbs.domain
from ksbs.application.wording import in_words
from ksbs.domain.command import COMMANDS
from ksbs.domain.register import load_domain
from ksbs.domain.words import Day, Sha256

load_domain()


def patterns(schema: Any) -> Iterator[str]:
    """Give every pattern in a JSON Schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from patterns(inner)


def test_every_pattern_of_a_field_is_said_in_words() -> None:
    # given
    known = {
        pattern
        for command in COMMANDS.values()
        for pattern in patterns(command.model_json_schema())
    }
    assert known

    # then
    for pattern in known:
        found = {"type": "string_pattern_mismatch", "ctx": {"pattern": pattern}}
        assert in_words(found), pattern


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Sha256, '"AB"', "Should be a SHA-256: 64 digits and letters a to f"),
        (Day, '"1/3/2026"', "Should be a day, as in 2026-03-01"),
        (Day, '"2026-02-30"', "Should be a day that exists, as in 2026-03-01"),
        (Day, "5", "Should be text in quotes"),
    ],
)
def test_a_wrong_digest_or_day_is_said_in_words(
    kind: Any, value: str, said: str
) -> None:
    # when
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_json(value)

    # then
    [found] = refused.value.errors()
    words = in_words(dict(found))
    assert words is not None
    assert words.en.startswith(said)


def test_what_pydantic_says_well_is_left_to_it() -> None:
    assert in_words({"type": "greater_than_equal", "ctx": {"ge": 1}}) is None


def refusals_of_models() -> set[str]:
    """Every message that a model of the domain refuses a value with."""
    found = set()
    for file in Path(ksbs.domain.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Assign(
                    targets=[ast.Name(id="message")],
                    value=ast.Constant(value=str(text)),
                ):
                    found.add(text)
                case ast.Raise(exc=ast.Call(func=ast.Name(id="ValueError"), args=args)):
                    # a message is found only where it stands in `message`
                    assert [ast.unparse(each) for each in args] == ["message"], file
    return found


REFUSALS = sorted(refusals_of_models())


@pytest.mark.parametrize("said", REFUSALS)
def test_what_a_model_refuses_is_said_in_both_languages(said: str) -> None:
    # when
    words = in_words({"type": "value_error", "msg": f"Value error, {said}", "ctx": {}})

    # then
    assert words is not None, "give it words in application/wording.py"
    assert words.en != words.sv
    assert words.en[0].isupper()
    assert words.sv[0].isupper()


def test_the_refusals_of_models_are_found() -> None:
    assert len(REFUSALS) > 10


def told_of(noun: str, **changed: Any) -> set[tuple[str, str]]:
    """Change the example of an action, and give what is said of it."""
    kind = COMMANDS[noun]
    with pytest.raises(ValidationError) as refused:
        kind.model_validate_json(json.dumps(dict(kind.example) | changed))
    words = [in_words(dict(found)) for found in refused.value.errors()]
    return {(said.en, said.sv) for said in words if said}


@pytest.mark.parametrize(
    ("noun", "changed", "en", "sv"),
    [
        (
            "sessions",
            {"ledBy": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c11"] * 2},
            "Names the same person twice",
            "Anger samma person två gånger",
        ),
        (
            "confidentiality-markings",
            {"field": "school name"},
            "Should be the name of a field, as in schoolName",
            "Ska vara namnet på ett fält, som schoolName",
        ),
        (
            "session-schedules",
            {"at": "2030-02-30T13:00:00+01:00"},
            "Names a day or a time of day that does not exist",
            "Anger en dag eller ett klockslag som inte finns",
        ),
        (
            "report-submissions",
            {"validAt": "2030-02-01", "knownAt": "2030-02-01T24:30:00Z"},
            "Names a day or a time of day that does not exist",
            "Anger en dag eller ett klockslag som inte finns",
        ),
        (
            "programmes",
            {"schoolForm": "XX"},
            "Should be 'GR' or 'GY'",
            "Ska vara 'GR' eller 'GY'",
        ),
        (
            "programmes",
            {"grounds": []},
            "Should hold at least 1",
            "Ska innehålla minst 1",
        ),
        (
            "goal-withdrawals",
            {"goalId": 7},
            "Should be a UUID, as in 0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
            "Ska vara ett UUID, som 0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        ),
    ],
)
def test_a_wrong_value_is_told_in_both_languages(
    noun: str, changed: dict[str, Any], en: str, sv: str
) -> None:
    assert (en, sv) in told_of(noun, **changed)


def test_a_refusal_that_nobody_has_put_in_words_is_left_as_it_is() -> None:
    assert in_words({"type": "value_error", "msg": "Value error, what is this"}) is None
