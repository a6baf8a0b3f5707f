"""The reference pages of events, actions and rules."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from ksbs.application.fields import fields_of
from ksbs.application.policy import roles_for
from ksbs.application.view import EventView
from ksbs.domain.command import COMMANDS, Command, Dated
from ksbs.domain.event import EVENTS, Event
from ksbs.domain.register import load_domain
from ksbs.domain.rule import ADVISORIES, RULES, Advisory, RuleBroken
from ksbs.reference.glossary import glossary
from ksbs.reference.questions import questions_page
from ksbs.reference.read_models import read_models_page

_NOTE = (
    "<!-- Written by `./scripts/reference`; a test fails when it differs from the "
    "code. -->\n"
)
_HEADINGS = (
    "| field | type | required | what | på svenska |",
    "| --- | --- | --- | --- | --- |",
)


def pages() -> dict[str, str]:
    """Give every generated page by its file name under docs/reference."""
    load_domain()
    return {
        "events.md": _events(),
        "actions.md": _actions(),
        "rules.md": _rules(),
        "glossary.md": glossary(),
        "questions.md": questions_page(_NOTE),
        "read-models.md": read_models_page(_NOTE),
    }


def _events() -> str:
    parts = [
        "# Events\n",
        _NOTE,
        "Every event of the record, by the part of the process it belongs to.",
        "Its own fields are the `payload` of its entry.\n",
        "## The envelope\n",
        "What every entry carries besides.\n",
        *_fields(EventView, leave_out={"payload"}),
        "",
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
        "A person reads the same with `ksbs record ACTION --fields`.\n",
        "## Any action\n",
        "Any body may also hold these fields.",
        (
            "Corrections and annulments have no day of their own: neither `occurredOn` "
            "nor `lateReason`.\n"
        ),
        *_fields(Dated, leave_out=set()),
        "",
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
    rows = [
        f"| `{field.name}` | {field.type} | {'yes' if field.required else 'no'} | "
        f"{field.words.en} | {field.words.sv} |"
        for field in fields_of(model, leave_out=leave_out)
    ]
    return [*_HEADINGS, *rows] if rows else []


def _doc(cls: type[object]) -> str:
    return " ".join((cls.__doc__ or "").split())
