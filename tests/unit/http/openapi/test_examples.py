"""Every example in the document is one that its own schema, and the model, accept."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ksbs.domain.command import COMMANDS, Command
from ksbs.domain.event import EVENTS, Event
from ksbs.domain.register import load_domain
from ksbs.http.openapi import document
from ksbs.http.openapi.schemas import ref
from ksbs.http.problems.kinds import KINDS
from ksbs.http.routes import PROBLEM_JSON, operations
from ksbs.reference.samples import samples
from tests.api.openapi_contract import resolved, validator_for

load_domain()


def contents() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every content of every request and every answer, with where it stands."""
    for path, item in document()["paths"].items():
        for method in ("get", "post"):
            operation = item.get(method, {})
            parts = {"request": operation.get("requestBody", {})}
            parts |= operation.get("responses", {})
            for name, part in parts.items():
                for media_type, content in resolved(part).get("content", {}).items():
                    yield f"{method} {path} {name} {media_type}", content


def examples(content: dict[str, Any]) -> list[Any]:
    if "example" in content:
        return [content["example"]]
    return [example["value"] for example in content["examples"].values()]


def test_every_content_has_an_example_that_its_schema_accepts() -> None:
    for where, content in contents():
        # when
        found = validator_for(content["schema"])

        # then
        assert examples(content), where
        for example in examples(content):
            wrong = [error.message for error in found.iter_errors(example)]
            assert not wrong, (where, wrong)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda c: c.__name__)
def test_a_commands_example_is_accepted_by_its_schema_and_by_its_model(
    command: type[Command],
) -> None:
    # given
    schema = validator_for(ref(command.__name__))

    # then
    assert not list(schema.iter_errors(dict(command.example)))
    command.model_validate_json(json.dumps(command.example), by_name=False)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda c: c.__name__)
def test_a_body_with_a_field_that_there_is_not_is_refused_by_the_schema(
    command: type[Command],
) -> None:
    # given
    body = {**command.example, "unheardOf": 1}

    # then
    assert not validator_for(ref(command.__name__)).is_valid(body)


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda e: e.__name__)
def test_an_event_as_it_is_sent_is_accepted_by_its_schema(event: type[Event]) -> None:
    # given
    sample = samples()[event.stored_as]

    # when
    wrong = list(validator_for(ref(event.__name__)).iter_errors(sample.payload()))

    # then
    assert not wrong


def test_the_example_of_a_recorded_action_is_of_its_own_event() -> None:
    for operation in operations():
        if operation.command is None:
            continue

        # when
        paths = document()["paths"][operation.path]
        example = paths["post"]["responses"]["201"]["content"]["application/json"]

        # then
        event = example["example"]["event"]
        assert event["name"] == operation.command.records.__name__
        said = operation.command.example
        kept = {k: v for k, v in event["payload"].items() if k in said}
        assert kept == {k: v for k, v in said.items() if k in event["payload"]}
        if operation.path.startswith(("/role-assignments", "/role-endings")):
            assert event["programmeId"] is None


def test_every_kind_of_problem_has_an_example_under_its_status() -> None:
    # when
    found = {
        (name, example["value"]["status"])
        for _, content in contents()
        for name, example in content.get("examples", {}).items()
        if example["value"]["type"].rpartition("/")[2] in {name, "rank-taken"}
    }

    # then
    assert found == {(kind.name, kind.status) for kind in KINDS.values()}


def test_every_problem_is_told_as_problem_details() -> None:
    for where, content in contents():
        if content["schema"] == ref("Problem"):
            assert where.endswith(PROBLEM_JSON)
