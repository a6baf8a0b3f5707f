"""The reference pages of events, actions and rules."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from ksbs.application.policy import roles_for
from ksbs.domain.command import COMMANDS, Command, Dated
from ksbs.domain.event import EVENTS, Event
from ksbs.domain.register import load_domain
from ksbs.domain.rule import ADVISORIES, RULES, Advisory, RuleBroken
from ksbs.domain.words import spoken

_NOTE = (
    "<!-- Written by `./scripts/reference`; a test fails when it differs from the "
    "code. -->\n"
)


def pages() -> dict[str, str]:
    """Give every generated page by its file name under docs/reference."""
    load_domain()
    return {
        "events.md": _events(),
        "actions.md": _actions(),
        "rules.md": _rules(),
    }


def _events() -> str:
    parts = [
        "# Events\n",
        _NOTE,
        "Every event of the record, by the part of the process it belongs to.",
        (
            "Besides its own fields each carries `occurredOn` and the metadata of its "
            "recording.\n"
        ),
    ]
    for part, events in _by_part(EVENTS.values()):
        parts.append(f"## {part}\n")
        parts += [_event(event) for event in events]
    return "\n".join(parts)


def _event(event: type[Event]) -> str:
    lines = [
        f"### {event.__name__}\n",
        f"*{event.sv}* · stored as `{event.stored_as}`\n",
        f"{_doc(event)}\n",
        *_fields(event, leave_out={"occurred_on"}),
    ]
    return "\n".join(lines) + "\n"


def _actions() -> str:
    parts = [
        "# Actions\n",
        _NOTE,
        "Every action is the creation of a resource: `POST` to its noun.",
        (
            "Any body may also hold `occurredOn` (today if left out), `lateReason`, "
            "`onBehalfOf` and `dnr`; corrections and annulments have no day of their own.\n"
        ),
    ]
    for part, commands in _by_part(COMMANDS.values()):
        parts.append(f"## {part}\n")
        parts += [_action(command) for command in commands]
    return "\n".join(parts)


def _action(command: type[Command]) -> str:
    roles = ", ".join(sorted(role.value for role in roles_for(command)))
    lines = [
        f"### `{command.noun}`: {command.action_name().lower()}\n",
        f"{_doc(command)} *{command.sv}*\n",
        f"Leads to {command.records.__name__}. Roles: {roles}.\n",
        *_fields(command, leave_out=set(Dated.model_fields)),
    ]
    return "\n".join(lines) + "\n"


def _rules() -> str:
    parts = ["# Rules and advisories\n", _NOTE]
    parts.append(
        "## Rules\n\nA broken rule refuses the action (409); nothing is recorded.\n"
    )
    parts += [_rule(name, rule) for name, rule in sorted(RULES.items())]
    parts.append("## Advisories\n\nAn advisory is returned with what was recorded.\n")
    parts += [_rule(name, rule) for name, rule in sorted(ADVISORIES.items())]
    return "\n".join(parts)


def _rule(name: str, rule: type[RuleBroken] | type[Advisory]) -> str:
    return f"### {name}\n\n{rule.template()}\n\n*{rule.sv}*\n"


def _by_part(classes: Iterable[type[Any]]) -> Iterable[tuple[str, list[type[Any]]]]:
    ordered = sorted(classes, key=lambda c: (_part(c), c.__name__))
    for part, members in groupby(ordered, key=_part):
        yield part, list(members)


def _part(cls: type[object]) -> str:
    return cls.__module__.split(".")[2]


def _fields(model: type[BaseModel], *, leave_out: set[str]) -> list[str]:
    schema = model.model_json_schema(by_alias=True)
    names = {
        info.serialization_alias or name: info
        for name, info in model.model_fields.items()
        if name not in leave_out
    }
    if not names:
        return []
    rows = [
        f"| `{wire}` | {_type(schema['properties'][wire], schema)} | "
        f"{'yes' if info.is_required() else 'no'} | {spoken(info.description or '').en} |"
        for wire, info in names.items()
    ]
    return ["| field | type | required | what |", "| --- | --- | --- | --- |", *rows]


def _type(schema: dict[str, Any], root: dict[str, Any]) -> str:
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


def _referred(name: str, root: dict[str, Any]) -> str:
    definition = root["$defs"][name]
    if "enum" in definition:
        return ", ".join(f"`{value}`" for value in definition["enum"])
    if "properties" not in definition:
        return "any JSON value"
    return "{" + ", ".join(f"`{field}`" for field in definition["properties"]) + "}"


def _doc(cls: type[object]) -> str:
    return " ".join((cls.__doc__ or "").split())
