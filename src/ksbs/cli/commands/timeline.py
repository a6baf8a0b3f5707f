"""`ksbs timeline`: what held of one programme from when until when."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import rich_click as click

from ksbs.cli.options import (
    acting_options,
    json_option,
    settings_of,
    time_options,
    view_option,
)
from ksbs.cli.programmes import ProgrammeName, programme_of
from ksbs.cli.terminal import give, give_json

if TYPE_CHECKING:
    from ksbs.cli.acting import Acting


@click.command("timeline")
@click.argument("programme", type=ProgrammeName())
@view_option
@time_options
@acting_options
@json_option
@click.pass_context
def command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    *,
    programme: UUID | str,
    view: tuple[str, ...],
    valid_at: Any,
    known_at: Any,
    acting: "Acting",
    as_json: bool,
) -> None:
    """Show what held of a programme from when until when.

    PROGRAMME is its id, as “ksbs list” shows it, or the code of its school unit.
    Up to --valid-at, as it was known at --known-at; without them up to today, as it is
    known now.
    """
    from ksbs.cli.views_text import timeline_text  # noqa: PLC0415 (help needs none)
    from ksbs.http.viewing import timeline_view  # noqa: PLC0415 (as above)
    from ksbs.main import running  # noqa: PLC0415 (as above)

    with running(settings_of(context)) as parts:
        as_of = parts.services.history.resolve(valid_at=valid_at, known_at=known_at)
        actor = acting.actor(parts)
        programme_id = programme_of(parts, programme, actor=actor, pairs=(as_of,))
        found = parts.views.timeline(
            programme_id, as_of=as_of, actor=actor, names=view or None
        )
    shown = timeline_view(found)
    if as_json:
        give_json(shown.wire())
    else:
        give(timeline_text(shown))
