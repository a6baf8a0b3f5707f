"""`ksbs show`: one programme, as of any day."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import rich_click as click

from ksbs.cli.options import acting_options, json_option, settings_of, time_options
from ksbs.cli.programmes import ProgrammeName, programme_of
from ksbs.cli.terminal import give, give_json

if TYPE_CHECKING:
    from ksbs.cli.acting import Acting


@click.command("show")
@click.argument("programme", type=ProgrammeName())
@time_options
@acting_options
@json_option
@click.pass_context
def command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    *,
    programme: UUID | str,
    valid_at: Any,
    known_at: Any,
    acting: "Acting",
    as_json: bool,
) -> None:
    """Show one programme, as of any day.

    PROGRAMME is its id, as “ksbs list” shows it, or the code of its school unit.
    --valid-at asks what was true on a day, --known-at what was known then; --known-at
    alone asks how it looked that day.
    """
    from ksbs.cli.programme_text import programme_text  # noqa: PLC0415 (help needs none)
    from ksbs.main import running  # noqa: PLC0415 (as above)

    with running(settings_of(context)) as parts:
        history = parts.services.history
        actor = acting.actor(parts)
        as_of = history.resolve(valid_at=valid_at, known_at=known_at)
        programme_id = programme_of(parts, programme, actor=actor, pairs=(as_of,))
        view, version = history.programme(programme_id, as_of=as_of, actor=actor)
    if as_json:
        give_json(view.wire())
    else:
        give(programme_text(view, version=version))
