"""Options that several commands share, and reading the settings with them."""

import functools
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

if TYPE_CHECKING:
    from ksbs.application.history import History
    from ksbs.application.view import AsOf
    from ksbs.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

ROLES = (
    "chief",
    "principal",
    "process-supporter",
    "analyst",
    "working-group",
    "programme-office",
    "registrar",
    "support-department",
    "external-partner",
    "dpo",
    "auditor",
    "admin",
)
"""The roles in the order of `ksbs.domain.words.Role`; help must not import the domain."""

role_type = click.Choice(ROLES)

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Write JSON, for programs."
)


class UnitCode(click.ParamType[str]):
    """A school unit's code: eight digits, kept as text for its leading zero."""

    name = "code"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Take eight digits and nothing else."""
        if not re.fullmatch("[0-9]{8}", value):
            self.fail(
                f"“{value}” is no school unit code. Write its eight digits, as 01234567.",
                param,
                ctx,
            )
        return str(value)


class Day(click.ParamType[Any]):
    """A day, or how long ago: `2026-03-01`, `-P1Y6M`."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """Read the value, counting back from today in Stockholm."""
        from ksbs.application.days import day_of  # noqa: PLC0415 (help needs no times)
        from ksbs.http.times import Ago, Unreadable  # noqa: PLC0415 (as above)

        try:
            moment = self._read(value)
            if isinstance(moment, Ago):
                return moment.before(day_of(datetime.now().astimezone()))
        except (Unreadable, OverflowError):
            self.fail(f"“{value}” is no {self.name}. {self.how}", param, ctx)
        return moment

    how = "Write a day as 2026-03-01, or how long ago as -P1Y6M."

    def _read(self, value: str) -> Any:
        from ksbs.http.times import read_day  # noqa: PLC0415 (help needs no times)

        return read_day(value)


class Moment(Day):
    """A day, an instant with its zone, or how long ago."""

    name = "moment"
    how = (
        "Write a day as 2026-03-01, an instant as 2026-03-01T12:00:00Z, or how long "
        "ago as -P1Y6M."
    )

    def _read(self, value: str) -> Any:
        from ksbs.http.times import read_moment  # noqa: PLC0415 (help needs no times)

        return read_moment(value)


def time_options(command: F) -> F:
    """Add --valid-at and --known-at."""
    valid = click.option(
        "--valid-at",
        type=Day(),
        metavar="DAY",
        help="What was true on this day: 2026-03-01, or how long ago, -P1Y6M.",
    )
    known = click.option(
        "--known-at",
        type=Moment(),
        metavar="MOMENT",
        help="As it was known then: a day (its end), an instant, or how long ago.",
    )
    return valid(known(command))


def compare_options(command: F) -> F:
    """Add --compare-valid-at and --compare-known-at."""
    valid = click.option(
        "--compare-valid-at",
        type=Day(),
        metavar="DAY",
        help="The day to compare with; the same day if nothing is said.",
    )
    known = click.option(
        "--compare-known-at",
        type=Moment(),
        metavar="MOMENT",
        help="As it was known then; now if nothing is said.",
    )
    return valid(known(command))


def pairs(
    history: "History",
    *,
    first: tuple[Any, Any],
    second: tuple[Any, Any],
) -> "tuple[AsOf, AsOf]":
    """Resolve two pairs of times; the second is the first's day as known now unless said.

    Raises:
        NotYetKnown: if one of them lies in the future; it says which.
    """
    pair = history.resolve(valid_at=first[0], known_at=first[1])
    return history.resolve_both(pair, valid_at=second[0], known_at=second[1])


class ViewName(click.ParamType[str]):
    """The name of a read model about programmes."""

    name = "view"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Take a known name, or say which there are."""
        from ksbs.http.routes.views import known_views  # noqa: PLC0415 (help needs none)

        known = known_views()
        if value not in known:
            there_are = ", ".join(known)
            self.fail(
                f"There is no read model “{value}”. There are: {there_are}.", param, ctx
            )
        return str(value)


def view_option(command: F) -> F:
    """Add --view, which may stand several times."""
    option = click.option(
        "--view",
        type=ViewName(),
        multiple=True,
        metavar="NAME",
        help="Only this read model; may be said again. All if nothing is said.",
    )
    return option(command)


def acting_options(command: F) -> F:
    """Add who acts: --as-role, --as-person, --as-unit, --as-area, --as-token."""
    options = (
        click.option(
            "--as-role",
            type=role_type,
            metavar="ROLE",
            help="Act in this role; programme-office if nothing is said.",
        ),
        click.option(
            "--as-person",
            type=click.UUID,
            metavar="ID",
            help="Act as this person; each role has a person of its own.",
        ),
        click.option(
            "--as-unit",
            type=UnitCode(),
            metavar="CODE",
            help="The school unit the role is for, 8 digits.",
        ),
        click.option("--as-area", metavar="AREA", help="The area the role is for."),
        click.option(
            "--as-token",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Act as a bearer token says; “-” reads it from the standard input.",
        ),
    )
    wrapped = _gather_acting(command)
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def _gather_acting(command: F) -> F:
    @functools.wraps(command)
    def gathered(*args: Any, **kwargs: Any) -> Any:
        from ksbs.cli.acting import Acting  # noqa: PLC0415 (help needs no actor)

        said = {
            name: kwargs.pop(f"as_{name}")
            for name in ("role", "person", "unit", "area", "token")
        }
        return command(*args, acting=Acting(**said), **kwargs)

    return gathered  # type: ignore[return-value]  # wraps keeps the rest


def listening_options(command: F) -> F:
    """Add --host and --port."""
    host = click.option(
        "--host", metavar="ADDRESS", help="The address to listen on; else KSBS_HOST."
    )
    port = click.option(
        "--port",
        type=click.IntRange(0, 65_535),
        metavar="NUMBER",
        help="The port to listen on, 0 for any free one; else KSBS_PORT.",
    )
    return host(port(command))


def settings_of(context: click.Context, **flags: object) -> "Settings":
    """Read the settings, flags of `ksbs` and of the command first."""
    from ksbs.settings import Settings  # noqa: PLC0415 (help needs no settings)

    root = context.find_root().obj or {}
    return Settings(**(root | flags))
