"""What is said in words of a wrong field: no pattern is ever told bare."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

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
