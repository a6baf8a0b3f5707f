"""`ksbs record`: any action of the process, as over HTTP."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import rich_click as click

from ksbs.cli.options import acting_options, json_option, settings_of
from ksbs.cli.terminal import give, give_json, give_table, say

if TYPE_CHECKING:
    from ksbs.application.fields import FieldWords
    from ksbs.application.outcome import Outcome
    from ksbs.cli.acting import Acting


@click.command("record")
@click.argument("action", required=False)
@click.option(
    "--programme",
    type=click.UUID,
    metavar="ID",
    help="The programme to record it on, where the action is on one.",
)
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The action as JSON; “-” reads it from the standard input.",
)
@click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="FIELD=VALUE",
    help="A field of the action; lists and objects as JSON. Goes before --file.",
)
@click.option(
    "--key",
    metavar="KEY",
    help="Makes repeating it safe: the same key records the same action once.",
)
@click.option(
    "--version",
    "expected_version",
    type=click.IntRange(0),
    metavar="NUMBER",
    help="Only if the programme still has this version.",
)
@click.option("--example", is_flag=True, help="Print an example of the action's JSON.")
@click.option(
    "--fields",
    "list_fields",
    is_flag=True,
    help="List the action's fields and what they mean, in English and in Swedish.",
)
@click.option(
    "--actions", is_flag=True, help="List the actions and who may record them."
)
@acting_options
@json_option
@click.pass_context
def command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    *,
    action: str | None,
    programme: UUID | None,
    file: Path | None,
    fields: tuple[str, ...],
    key: str | None,
    expected_version: int | None,
    example: bool,
    list_fields: bool,
    actions: bool,
    acting: "Acting",
    as_json: bool,
) -> None:
    """Record an action as an event.

    ACTION is the noun that the HTTP API knows it by, such as area-priorities; --actions
    lists them. The same rules hold and the same is recorded as over HTTP.
    """
    from ksbs.cli import actions as known  # noqa: PLC0415 (help needs no commands)

    if actions or action is None:
        _list_actions(as_json=as_json)
        return
    kind = known.find(action)
    if example:
        give_json(dict(kind.example))
        return
    if list_fields:
        _list_fields(known.fields(kind), as_json=as_json)
        return
    from ksbs.main import running  # noqa: PLC0415 (help needs no database)

    known.require_programme(kind, programme=programme)
    body = known.body_of(kind, file=file, fields=fields)
    asked = known.Asked(body, programme, key, expected_version)
    with running(settings_of(context)) as parts:
        request = asked.request(acting.actor(parts))
        outcome = parts.services.performer.perform(request)
    _give(outcome, as_json=as_json)


def _list_actions(*, as_json: bool) -> None:
    from ksbs.cli.actions import described  # noqa: PLC0415 (help needs no commands)

    found = described()
    if as_json:
        give_json([each.wire() for each in found])
    else:
        rows = [[each.noun, each.summary, ", ".join(each.roles)] for each in found]
        give_table({"Action": "keep", "What it records": "fold", "By": "fold"}, rows)


def _list_fields(fields: "list[FieldWords]", *, as_json: bool) -> None:
    if as_json:
        give_json([each.wire() for each in fields])
        return
    rows = [
        [
            each.name,
            "yes" if each.required else "no",
            each.type.replace("`", ""),
            each.words.en,
            each.words.sv,
        ]
        for each in fields
    ]
    columns = {"Field": "keep", "Required": "keep", "Type": "fold"}
    give_table({**columns, "What": "fold", "På svenska": "fold"}, rows)


def _give(outcome: "Outcome", *, as_json: bool) -> None:
    from ksbs.cli.actions import recorded  # noqa: PLC0415 (help needs no commands)

    answer = recorded(outcome)
    if as_json:
        give_json(answer.wire())
        return
    event = answer.event
    give(
        f"Recorded: {event.name} of {event.occurred_on}, event {event.event_id}, "
        f"version {event.version}, position {answer.receipt.position} of the log."
    )
    if event.programme_id is not None:
        give(f"Programme {event.programme_id}")
    for advisory in answer.advisories:
        say(f"Note: {advisory.message}")
