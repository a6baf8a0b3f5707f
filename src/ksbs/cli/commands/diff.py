"""`ksbs diff`: one programme at two pairs of times."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import rich_click as click

from ksbs.cli.options import (
    acting_options,
    compare_options,
    json_option,
    pairs,
    settings_of,
    time_options,
    view_option,
)
from ksbs.cli.programmes import ProgrammeName, programme_of
from ksbs.cli.terminal import give, give_json

if TYPE_CHECKING:
    from ksbs.cli.acting import Acting


@click.command("diff")
@click.argument("programme", type=ProgrammeName())
@time_options
@compare_options
@view_option
@acting_options
@json_option
@click.pass_context
def command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    *,
    programme: UUID | str,
    valid_at: Any,
    known_at: Any,
    compare_valid_at: Any,
    compare_known_at: Any,
    view: tuple[str, ...],
    acting: "Acting",
    as_json: bool,
) -> None:
    """Compare a programme at two pairs of times.

    PROGRAMME is its id, as “ksbs list” shows it, or the code of its school unit.
    From --valid-at and --known-at to --compare-valid-at and --compare-known-at. Without
    the second pair: what is now known about that day that was not known then.
    """
    from ksbs.cli.views_text import differences_text  # noqa: PLC0415 (help needs none)
    from ksbs.http.viewing import differences_view  # noqa: PLC0415 (as above)
    from ksbs.main import running  # noqa: PLC0415 (as above)

    with running(settings_of(context)) as parts:
        first, second = pairs(
            parts.services.history,
            first=(valid_at, known_at),
            second=(compare_valid_at, compare_known_at),
        )
        actor = acting.actor(parts)
        programme_id = programme_of(
            parts, programme, actor=actor, pairs=(first, second)
        )
        found = parts.views.differences(
            programme_id,
            first=first,
            second=second,
            actor=actor,
            names=view or None,
        )
    shown = differences_view(found, programme_id, first=first, second=second)
    if as_json:
        give_json(shown.wire())
    else:
        give(differences_text(shown))
