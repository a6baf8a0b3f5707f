"""The JSON Schemas of everything on the wire, as the models state them.

Bodies are described as they are read (`validation`), answers as they are written
(`serialization`), with one component for each model and for the fields of each event.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

import ksbs.application.refusals  # noqa: F401  # Some rules stand there, not in the domain.
from ksbs.domain.event import EVENTS
from ksbs.domain.rule import ADVISORIES, RULES
from ksbs.http.routes import operations
from ksbs.http.wire_problems import Problem

Schema = dict[str, Any]
Model = type[BaseModel]

PREFIX = "#/components/schemas/"
EXAMPLE_DAY = "2026-03-02"
EXAMPLE_INSTANT = "2026-03-02T08:15:00Z"
_EXAMPLES = {"date": EXAMPLE_DAY, "date-time": EXAMPLE_INSTANT}


class _AsWritten(GenerateJsonSchema):
    """Says that every member of an answer is there, whatever its default."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Require what is always written; what `exclude_if` may leave out is not."""
        if self.mode == "serialization":
            return field.get("serialization_exclude_if") is None
        return super().field_is_required(field, total)

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Set none: a title made of the name says nothing more than the name."""
        del schema
        return False


def ref(name: str) -> Schema:
    """Refer to a component by its name."""
    return {"$ref": PREFIX + name}


def component(schemas: Mapping[str, Schema], schema: Schema) -> Schema:
    """Follow a reference, if it is one."""
    found = schema.get("$ref")
    return schemas[found.removeprefix(PREFIX)] if found else schema


def component_schemas() -> dict[str, Schema]:
    """Give every component by its name, in English, new for every caller."""
    return deepcopy(_components())


@cache
def _components() -> dict[str, Schema]:
    _, generated = models_json_schema(
        [*_bodies(), *_answers()],
        ref_template=PREFIX + "{model}",
        schema_generator=_AsWritten,
    )
    schemas: dict[str, Schema] = {
        name: _tidied(schema) for name, schema in generated["$defs"].items()
    }
    for event in EVENTS.values():
        _without_day(schemas[event.__name__])
    for name in _reachable(schemas, {model.__name__ for model, _ in _answers()}):
        _never_null_if_left_out(schemas[name])
    _name_rules(schemas)
    # RFC 9457 lets a problem grow members, and asks clients to pass over unknown ones.
    del schemas[Problem.__name__]["additionalProperties"]
    return dict(sorted(schemas.items()))


def _bodies() -> list[tuple[Model, JsonSchemaMode]]:
    found = [o.command for o in operations() if o.command is not None]
    return [(model, "validation") for model in found]


def _answers() -> list[tuple[Model, JsonSchemaMode]]:
    """List what is answered; a problem is written without what is null in it."""
    models = [a.model for o in operations() for a in o.answers if a.model is not None]
    written: list[Model] = [*dict.fromkeys(models), *EVENTS.values()]
    return [*((model, "serialization") for model in written), (Problem, "validation")]


def _tidied(schema: Schema) -> Schema:
    """Give a schema without made-up titles, with short nulls and examples of times."""
    tidied = {key: value for key, value in schema.items() if key != "title"}
    for key in ("properties", "$defs"):
        if key in tidied:
            tidied[key] = {n: _tidied(s) for n, s in tidied[key].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(tidied.get(key), dict):
            tidied[key] = _tidied(tidied[key])
    if "anyOf" in tidied:
        tidied["anyOf"] = [_tidied(each) for each in tidied["anyOf"]]
    tidied = _short_null(tidied)
    if tidied.get("format") in _EXAMPLES:
        tidied["example"] = _EXAMPLES[tidied["format"]]
    return tidied


def _short_null(schema: Schema) -> Schema:
    """Write "this or null" as a list of types, which keeps its format in view."""
    kinds = schema.get("anyOf", [])
    plain = [kind for kind in kinds if kind != {"type": "null"}]
    if len(kinds) - len(plain) != 1 or len(plain) != 1:
        return schema
    only = plain[0]
    if not isinstance(only.get("type"), str) or only.keys() & {"enum", "const"}:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**only, "type": [only["type"], "null"], **rest}


def _without_day(event: Schema) -> None:
    """Take the day away: on the wire it stands beside the payload."""
    del event["properties"]["occurredOn"]
    event["required"] = [n for n in event["required"] if n != "occurredOn"]


def _never_null_if_left_out(schema: Schema) -> None:
    """Say of what an answer may leave out that it is not null where it stands."""
    for name, property_ in schema.get("properties", {}).items():
        if name in schema.get("required", ()):
            property_.pop("default", None)
        elif "default" in property_:
            del property_["default"]
            _forbid_null(property_)


def _forbid_null(schema: Schema) -> None:
    if isinstance(schema.get("type"), list):
        schema["type"] = schema["type"][0]
    elif "anyOf" in schema:
        (only,) = (kind for kind in schema.pop("anyOf") if kind != {"type": "null"})
        schema.update(only)


def _reachable(schemas: Mapping[str, Schema], names: set[str]) -> set[str]:
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(references(schemas[name])) - found
    return found


def references(value: Any) -> Iterator[str]:
    """Give the name of every component that is referred to."""
    if isinstance(value, dict):
        target = value.get("$ref")
        if isinstance(target, str) and target.startswith(PREFIX):
            yield target.removeprefix(PREFIX)
        for member in value.values():
            yield from references(member)
    elif isinstance(value, list):
        for member in value:
            yield from references(member)


def _name_rules(schemas: dict[str, Schema]) -> None:
    """Give the names of rules and advisories as closed lists."""
    schemas["RuleName"] = {"type": "string", "enum": sorted(RULES)}
    schemas["AdvisoryName"] = {"type": "string", "enum": sorted(ADVISORIES)}
    _refer(schemas["AdvisoryView"], "name", "AdvisoryName")
    _refer(schemas[Problem.__name__], "breaks", "RuleName")


def _refer(schema: Schema, field: str, name: str) -> None:
    """Let a field be what a component says, in its own words."""
    own = schema["properties"][field]
    schema["properties"][field] = ref(name) | {"description": own["description"]}
