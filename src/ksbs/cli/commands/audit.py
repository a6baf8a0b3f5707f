"""`ksbs audit`: who recorded what, the latest first."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import rich_click as click

from ksbs.cli.options import (
    Day,
    Moment,
    UnitCode,
    acting_options,
    json_option,
    role_type,
    settings_of,
)
from ksbs.cli.terminal import give, give_json, say
from ksbs.cli.texts import EventName, Text, Words

if TYPE_CHECKING:
    from ksbs.application.trail import TrailPage
    from ksbs.application.trail_filter import TrailFilter
    from ksbs.application.view import EventView
    from ksbs.cli.acting import Acting


_FILTERS = (
    click.option(
        "--programme",
        "programme_id",
        type=click.UUID,
        metavar="ID",
        help="Only this programme.",
    ),
    click.option(
        "--unit",
        "school_unit_code",
        type=UnitCode(),
        metavar="CODE",
        help="Only this school unit.",
    ),
    click.option(
        "--person",
        "person_id",
        type=click.UUID,
        metavar="ID",
        help="Only what this person recorded.",
    ),
    click.option(
        "--role",
        type=role_type,
        metavar="ROLE",
        help="Only what was recorded in this role.",
    ),
    click.option(
        "--name",
        type=EventName(),
        metavar="EVENT",
        help="Only events of this name: AreaPrioritised.",
    ),
    click.option(
        "--recorded-from",
        type=Moment(),
        metavar="MOMENT",
        help="Recorded from this day or instant on.",
    ),
    click.option(
        "--recorded-to",
        type=Moment(),
        metavar="MOMENT",
        help="Recorded up to and including this day or instant.",
    ),
    click.option(
        "--occurred-from", type=Day(), metavar="DAY", help="Happened from this day on."
    ),
    click.option(
        "--occurred-to",
        type=Day(),
        metavar="DAY",
        help="Happened up to and including this day.",
    ),
    click.option(
        "--dnr", type=Text(), metavar="NUMBER", help="Only with this case number."
    ),
    click.option(
        "--named",
        "named_id",
        type=click.UUID,
        metavar="ID",
        help="Only events that name this person, or anything else, by its id.",
    ),
    click.option(
        "--q",
        "question",
        type=Words(),
        metavar="WORDS",
        help="Only where every word stands in some form, in what people wrote.",
    ),
    click.option(
        "--correlation",
        "correlation_id",
        type=click.UUID,
        metavar="ID",
        help="Only what belongs to the same trace.",
    ),
)


def _filter_options(function: Any) -> Any:
    for option in reversed(_FILTERS):
        function = option(function)
    return function


@click.command("audit")
@_filter_options
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help="At most so many entries.",
)
@click.option(
    "--known-at",
    type=Moment(),
    metavar="MOMENT",
    help="As it was known then: a day (its end), an instant, or how long ago.",
)
@click.option(
    "--after",
    type=click.UUID,
    metavar="ID",
    help="Go on after this event, the last of the previous list.",
)
@acting_options
@json_option
@click.pass_context
def command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    /,
    *,
    limit: int,
    known_at: Any,
    after: UUID | None,
    acting: "Acting",
    as_json: bool,
    **filters: Any,
) -> None:
    """List who recorded what, the latest first.

    The log itself: nothing is ever removed from it, corrections and annulments stand
    in it as entries of their own.
    """
    from ksbs.http.reading import trail_as_of  # noqa: PLC0415 (help needs no database)
    from ksbs.main import running  # noqa: PLC0415 (as above)

    with running(settings_of(context)) as parts:
        pair = parts.services.history.resolve(known_at=known_at)
        page = parts.services.trail.page(
            _trail_filter(filters),
            actor=acting.actor(parts),
            limit=limit,
            after=after,
            up_to=pair.position,
        )
    views = list(_views(page))
    if as_json:
        cursor = str(views[-1].event_id) if page.more else None
        meta = {"count": len(views), "limit": limit, "after": cursor}
        as_of = trail_as_of(pair).wire()
        items = [view.wire() for view in views]
        give_json({"items": items, "_meta": meta, "asOf": as_of})
        return
    for view in views:
        give(_text(view))
    if page.more:
        say(f"There is more: add --after {views[-1].event_id}")
    elif not views:
        say("There is no such entry.")


def _trail_filter(filters: dict[str, Any]) -> "TrailFilter":
    """Give the filter; days become the instants that bound them in Stockholm."""
    from ksbs.application.trail_filter import TrailFilter  # noqa: PLC0415 (help needs no trail)
    from ksbs.domain.words import Role  # noqa: PLC0415 (as above)

    role = filters.pop("role")
    return TrailFilter(
        role=Role(role) if role else None,
        recorded_from=_first_instant(filters.pop("recorded_from")),
        recorded_to=_last_instant(filters.pop("recorded_to")),
        **filters,
    )


def _first_instant(moment: date | datetime | None) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    from ksbs.application.days import start_of  # noqa: PLC0415 (help needs no days)

    return start_of(moment)


def _last_instant(moment: date | datetime | None) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    from ksbs.application.days import end_of  # noqa: PLC0415 (help needs no days)

    return end_of(moment)


def _views(page: "TrailPage") -> Iterator["EventView"]:
    from ksbs.application import streams  # noqa: PLC0415 (help needs no entries)
    from ksbs.application.view import event_view  # noqa: PLC0415 (as above)

    for entry in page.entries:
        category = streams.category_of(entry.event.stored_as)
        yield event_view(entry, category=category)


def _text(view: "EventView") -> str:
    from ksbs.cli.programme_text import moment_text  # noqa: PLC0415 (help needs none)

    by = view.recorded_by
    unit = f" of {by.school_unit_code}" if by.school_unit_code else ""
    of = f"\n    programme {view.programme_id}" if view.programme_id else ""
    return (
        f"{moment_text(view.recorded_at)}  {view.name} of {view.occurred_on}, "
        f"by {by.role.en}{unit}\n    event {view.event_id}{of}"
    )
