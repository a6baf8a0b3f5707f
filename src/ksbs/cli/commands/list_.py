"""`ksbs list`: the programmes, as of any day."""

from typing import TYPE_CHECKING, Any

import rich_click as click

from ksbs.cli.options import acting_options, json_option, settings_of, time_options
from ksbs.cli.terminal import give_json, give_table, say

if TYPE_CHECKING:
    from ksbs.application.view import AsOf, ProgrammeView
    from ksbs.cli.acting import Acting

_COLUMNS = {"School": "fold", "Status": "fold", "Started": "keep", "Programme": "keep"}


@click.command("list")
@time_options
@acting_options
@json_option
@click.pass_context
def command(
    context: click.Context,
    *,
    valid_at: Any,
    known_at: Any,
    acting: "Acting",
    as_json: bool,
) -> None:
    """List programmes, as of any day.

    In the order of the schools' names. Without times, as they stand now.
    """
    from ksbs.main import running  # noqa: PLC0415 (help needs no database)

    with running(settings_of(context)) as parts:
        history = parts.services.history
        actor = acting.actor(parts)
        as_of = history.resolve(valid_at=valid_at, known_at=known_at)
        views = list(parts.views.programmes(as_of=as_of, actor=actor).views)
    if as_json:
        _give_json(views, as_of=as_of)
    elif views:
        give_table(_COLUMNS, [_row(view) for view in views])
    else:
        say(
            f"There is no programme on {as_of.valid_at}. Try another day: --valid-at DAY"
        )


def _give_json(views: "list[ProgrammeView]", *, as_of: "AsOf") -> None:
    items = [view.wire() for view in views]
    meta = {"count": len(items)}
    give_json({"items": items, "_meta": meta, "asOf": as_of.wire()})


def _row(view: "ProgrammeView") -> list[str]:
    return [
        f"{view.school_name} ({view.school_unit_code})",
        view.status.en,
        "" if view.started_on is None else view.started_on.isoformat(),
        str(view.programme_id),
    ]
