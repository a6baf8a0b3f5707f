"""The actions that `ksbs record` knows: found by noun, read from JSON and flags."""

import json
import os
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from ksbs.application import policy, streams, wording
from ksbs.application.actor import Actor
from ksbs.application.fields import FieldWords, fields_of
from ksbs.application.outcome import Outcome
from ksbs.application.request import Request
from ksbs.application.stream_kinds import on_a_programme
from ksbs.application.view import event_view
from ksbs.auth.strict_json import NotStrictJson, read_object
from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed
from ksbs.domain.command import COMMANDS, Command, Dated
from ksbs.domain.register import load_domain
from ksbs.http.wire import AdvisoryView, ReceiptView, Recorded

STDIN = Path("-")

load_domain()


@dataclass(frozen=True, slots=True)
class Described:
    """An action in a list: its noun, what it records, and the roles that may."""

    noun: str
    summary: str
    roles: tuple[str, ...]

    def wire(self) -> dict[str, object]:
        """Give it as JSON."""
        return {"action": self.noun, "summary": self.summary, "roles": list(self.roles)}


def described() -> list[Described]:
    """Describe every action, by noun."""
    return [
        Described(
            noun,
            " ".join((kind.__doc__ or "").split("\n\n")[0].split()),
            tuple(sorted(role.value for role in policy.roles_for(kind))),
        )
        for noun, kind in sorted(COMMANDS.items())
    ]


def find(noun: str) -> type[Command]:
    """Give the command of a noun.

    Raises:
        CommandFailed: if there is none; it names the nearest.
    """
    if noun in COMMANDS:
        return COMMANDS[noun]
    near = get_close_matches(noun, COMMANDS, n=1)
    hint = f" Is “{near[0]}” meant?" if near else ""
    raise CommandFailed(
        ExitCode.USAGE,
        f"There is no action “{noun}”.{hint}",
        mend="See them all: “ksbs record --actions”.",
    )


def fields(kind: type[Command]) -> list[FieldWords]:
    """Tell of every field of an action, its own first."""
    shared = fields_of(kind, leave_out=kind.model_fields.keys() - Dated.model_fields)
    own = fields_of(kind, leave_out=set(Dated.model_fields))
    return [*own, *shared]


@dataclass(frozen=True, slots=True)
class Asked:
    """An action as it was asked for."""

    command: Command
    programme: UUID | None
    key: str | None
    version: int | None

    def request(self, actor: Actor) -> Request:
        """Give the request, with a key of its own if none was given."""
        return Request(
            command=self.command,
            actor=actor,
            key=self.key or str(uuid4()),
            programme_id=self.programme,
            expected_version=self.version,
            source="cli",
        )


def require_programme(kind: type[Command], *, programme: UUID | None) -> None:
    """Refuse a programme too few or too many.

    Raises:
        CommandFailed: with what to add or to leave out.
    """
    needed = on_a_programme(kind)
    if needed and programme is None:
        raise CommandFailed(
            ExitCode.USAGE,
            f"“{kind.noun}” is recorded on a programme.",
            mend="Add --programme ID; “ksbs list” shows the ids.",
        )
    if not needed and programme is not None:
        raise CommandFailed(
            ExitCode.USAGE,
            f"“{kind.noun}” is not recorded on a programme that exists.",
            mend="Leave --programme out.",
        )


def body_of(
    kind: type[Command], *, file: Path | None, fields: Sequence[str]
) -> Command:
    """Read the command from a file or the standard input, and from `--set` flags.

    The standard input is read where nothing else is given and it is a file or a pipe.

    Raises:
        CommandFailed: if the JSON or a field cannot be used.
    """
    if file is None and not fields and _is_given():
        file = STDIN
    body = {} if file is None else _read(file)
    body |= dict(_field(kind, said) for said in fields)
    try:
        return kind.model_validate_json(json.dumps(body))
    except ValidationError as error:
        raise CommandFailed(
            ExitCode.BAD_INPUT,
            f"This cannot be recorded as “{kind.noun}”: {_problems(error)}",
            mend=f"See an example: “ksbs record {kind.noun} --example”.",
        ) from None


def _is_given() -> bool:
    """Tell whether something was put into the standard input, without waiting for it."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) or stat.S_ISFIFO(mode)


def _read(file: Path) -> dict[str, Any]:
    name = "the standard input" if file == STDIN else str(file)
    mend = "Mend it; “ksbs record ACTION --example” shows what it should look like."
    try:
        data = sys.stdin.buffer.read() if file == STDIN else file.read_bytes()
        if file == STDIN and not data.strip():
            return {}
        json.loads(data.decode())
        return read_object(data)
    except OSError as error:
        why = f"cannot be read: {error.strerror}"
        mend = "Name another with --file; “-” is the standard input."
    except UnicodeDecodeError as error:
        why = f"is not UTF-8 at byte {error.start + 1}"
    except json.JSONDecodeError as error:
        why = f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
    except (NotStrictJson, RecursionError):
        why = "is not one JSON object in which each name stands once"
    raise CommandFailed(
        ExitCode.BAD_INPUT,
        f"The body, {name}, {why}. Nothing was recorded.",
        mend=mend,
    )


def _field(kind: type[Command], said: str) -> tuple[str, Any]:
    """Read FIELD=VALUE; the field tells whether VALUE is text or JSON.

    Text that has the wrong form for a field of text stays text: what is then said of it
    is about its form, not about a number that nobody wrote.
    """
    name, equals, text = said.partition("=")
    if not equals or not name:
        raise CommandFailed(
            ExitCode.USAGE, f"“{said}” is not FIELD=VALUE.", mend="As in --set rank=1."
        )
    info = _fields(kind).get(name)
    if info is None or _is_text(info, text):
        return name, text
    try:
        return name, json.loads(text)
    except ValueError:
        # Left as it is: the model says what it would have been.
        return name, text


def _fields(kind: type[Command]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in kind.model_fields.items()}


def _is_text(info: FieldInfo, text: str) -> bool:
    # FieldInfo is what Annotated carries: the adapter then checks the field alone.
    adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
    try:
        adapter.validate_json(json.dumps(text), strict=True)
    except ValidationError as error:
        return not any(each["type"].endswith("_type") for each in error.errors())
    return True


def _problems(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)
    return (
        "; ".join(f"{_pointer(each['loc'])}: {_said(dict(each))}" for each in found)
        + "."
    )


def _said(problem: Mapping[str, Any]) -> str:
    words = wording.in_words(problem)
    return words.en if words else str(problem["msg"]).removeprefix("Value error, ")


def _pointer(location: Iterable[str | int]) -> str:
    return "/" + "/".join(str(part) for part in location)


def recorded(outcome: Outcome) -> Recorded:
    """Give what an action led to, in the shape of the HTTP API's answer."""
    receipt = outcome.receipt
    category = streams.category_of(outcome.main.event.stored_as)
    return Recorded(
        event=event_view(outcome.main, category=category),
        events=tuple(event_view(each, category=category) for each in outcome.others),
        receipt=ReceiptView(
            position=receipt.position,
            leaf=receipt.leaf.hex(),
            tree_size=receipt.size,
            root=receipt.root.hex(),
        ),
        advisories=tuple(
            AdvisoryView(name=each.name(), message=each.en, message_sv=each.message_sv)
            for each in outcome.advisories
        ),
    )
