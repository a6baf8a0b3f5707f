"""The fields of events and actions as a person reads them: type, need, two languages."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ksbs.domain.words import Bilingual, spoken

_Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field in words.

    `name` is the name on the wire: `members[].kind` is a field of each of the members.
    """

    name: str
    type: str
    required: bool
    words: Bilingual

    def wire(self) -> dict[str, object]:
        """Give it as JSON."""
        return {
            "field": self.name,
            "type": self.type.replace("`", ""),
            "required": self.required,
            "what": self.words.en,
            "whatSv": self.words.sv,
        }


def fields_of(
    model: type[BaseModel], *, leave_out: AbstractSet[str] = frozenset()
) -> list[FieldWords]:
    """Tell of the fields of a model, each followed by those of the objects in it.

    Args:
        model: an event or a command.
        leave_out: names of fields in Python, such as those that every command has.
    """
    schema = model.model_json_schema(by_alias=True)
    told = [
        info.serialization_alias or name
        for name, info in model.model_fields.items()
        if name not in leave_out
    ]
    return [each for name in told for each in _told(name, name, schema, schema)]


def _told(
    name: str, place: str, holder: _Schema, root: _Schema
) -> Iterator[FieldWords]:
    schema = holder["properties"][name]
    held, marks = _held(schema, root)
    said = schema.get("description") or held.get("description", "")
    required = name in holder.get("required", ())
    null = " or null" if required and _nullable(schema) else ""
    yield FieldWords(place, _type(schema, root) + null, required, spoken(said))
    for inner in held.get("properties", ()):
        yield from _told(inner, f"{place}{marks}.{inner}", held, root)


def _held(schema: _Schema, root: _Schema) -> tuple[_Schema, str]:
    """Give what a field holds in the end, and "[]" for each list around it."""
    if "$ref" in schema:
        return root["$defs"][schema["$ref"].rsplit("/", 1)[1]], ""
    if schema.get("type") == "array":
        held, marks = _held(schema["items"], root)
        return held, f"[]{marks}"
    kinds = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    return _held(kinds[0], root) if len(kinds) == 1 else ({}, "")


def _nullable(schema: _Schema) -> bool:
    return {"type": "null"} in schema.get("anyOf", ())


def _type(schema: _Schema, root: _Schema) -> str:
    if "$ref" in schema:
        return _referred(schema["$ref"].rsplit("/", 1)[1], root)
    if "anyOf" in schema:
        kinds = [_type(s, root) for s in schema["anyOf"] if s.get("type") != "null"]
        return " or ".join(kinds)
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}), root)}"
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    return str(schema.get("format") or schema.get("type") or "any JSON value")


def _referred(name: str, root: _Schema) -> str:
    definition = root["$defs"][name]
    if "enum" in definition:
        return ", ".join(f"`{value}`" for value in definition["enum"])
    if "properties" not in definition:
        return "any JSON value"
    return "{" + ", ".join(f"`{field}`" for field in definition["properties"]) + "}"
