"""`ksbs projections`: the read models, how far they have come and whether they are right."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.options import json_option, settings_of
from ksbs.cli.terminal import give, give_json, give_table, progress_bar, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.progress import Progress

    from ksbs.readmodels.rebuild import Rebuilt
    from ksbs.readmodels.runner import Runner
    from ksbs.readmodels.verify import Verified

T = TypeVar("T")

_WHAT_IT_HOLDS = {"Column": "keep", "Type": "keep", "What": "fold", "Vad": "fold"}
_COLUMNS = {
    "Read model": "keep",
    "Version": "keep",
    "Position": "keep",
    "Behind": "keep",
    "State": "fold",
}


@click.group("projections")
def command() -> None:
    """Show, rebuild or verify the read models."""


@command.command("status")
@json_option
@click.pass_context
def status(context: click.Context, *, as_json: bool) -> None:
    """Say how far every read model has come and what stands in its way.

    Exits with 1 if anything does.
    """
    from ksbs.cli.projections_text import (  # noqa: PLC0415 (help needs no database)
        overview_json,
        overview_line,
    )
    from ksbs.main import read_models, running  # noqa: PLC0415 (as above)
    from ksbs.readmodels.overview import overview  # noqa: PLC0415 (as above)

    with running(settings_of(context)) as parts:
        runners = read_models(parts).values()
        found = overview(parts.dsn, [runner.projection for runner in runners])
    if as_json:
        give_json([overview_json(each) for each in found])
    else:
        give_table(_COLUMNS, [overview_line(each) for each in found])
    if not all(each.healthy for each in found):
        context.exit(ExitCode.FOUND)


@command.command("describe")
@click.argument("name")
@json_option
@click.pass_context
def describe(context: click.Context, *, name: str, as_json: bool) -> None:
    """Say what a read model holds, column by column, in English and Swedish."""
    from ksbs.http.standing import column_view  # noqa: PLC0415 (help needs no models)
    from projections import discover  # noqa: PLC0415 (as above)

    found = _named(discover(), name, context=context)
    columns = [column_view(each, key=found.key).wire() for each in found.columns]
    if as_json:
        give_json({"name": name, "title": found.said._asdict(), "columns": columns})
        return
    give(f"{found.said.en} / {found.said.sv}")
    give_table(
        _WHAT_IT_HOLDS,
        [
            [each["name"], each["type"], each["about"]["en"], each["about"]["sv"]]
            for each in columns
        ],
    )


@command.command("rebuild")
@click.argument("name", required=False)
@click.option("--all", "every", is_flag=True, help="Rebuild every read model.")
@click.option(
    "--reason",
    metavar="TEXT",
    help="Use what was rebuilt even if it differs; the reason is recorded.",
)
@json_option
@click.pass_context
def rebuild(
    context: click.Context,
    *,
    name: str | None,
    every: bool,
    reason: str | None,
    as_json: bool,
) -> None:
    """Build a read model anew from the log, compare, and use it if it is equal.

    Readers and writers go on meanwhile. What differs from what is in use is shown and
    replaces it only with a --reason. Exits with 1 if something differs and is not used.
    """
    from ksbs.cli.projections_text import (  # noqa: PLC0415 (help needs no database)
        tell_all_rebuilt,
    )
    from ksbs.main import read_models, running  # noqa: PLC0415 (as above)

    if every == (name is not None):
        raise click.UsageError("Name one read model, or say --all.", ctx=context)
    if reason is not None and not reason.strip():
        raise click.UsageError("Say in --reason why: it is recorded.", ctx=context)
    found: list[Rebuilt] = []
    with running(settings_of(context)) as parts:
        runners = _chosen(read_models(parts), name, context=context)
        try:
            with progress_bar(quiet=as_json) as bar:
                for each in _rebuild(runners, reason=reason, bar=bar):
                    found.append(each)  # noqa: PERF402 (what came before a conflict)
        finally:
            # What was swapped in before a conflict stays, and is told.
            tell_all_rebuilt(found, as_json=as_json)
    if not all(each.swapped for each in found):
        context.exit(ExitCode.FOUND)


@command.command("verify")
@click.option(
    "--cells",
    type=click.IntRange(1),
    default=10_000,
    show_default=True,
    metavar="NUMBER",
    help="Compare at least so many cells.",
)
@click.option(
    "--seed",
    type=int,
    metavar="NUMBER",
    help="Draw the same cells again.",
)
@json_option
@click.pass_context
def verify(
    context: click.Context, *, cells: int, seed: int | None, as_json: bool
) -> None:
    """Compare the read models with a brute-force reading of the log.

    A cell is what a read model shows under one key, on one day, as known at one
    position. Exits with 1 if one is wrong.
    """
    from ksbs.main import read_models, running  # noqa: PLC0415 (help needs no database)

    with running(settings_of(context)) as parts:
        runners = list(read_models(parts).values())
        _bring_abreast(runners)
        found = _verify(runners, cells=cells, seed=seed, quiet=as_json)
    if as_json:
        give_json(
            {"cells": found.cells, "wrong": found.wrong, "occupied": found.occupied}
        )
    else:
        give(f"{found.cells} cells, {found.occupied:.0%} hold a row.")
        give(f"{found.wrong} are wrong." if found.wrong else "None is wrong.")
    for cell in found.shown:
        say(
            f"Wrong: {cell.projection} {cell.key} of {cell.stream_id} on "
            f"{cell.pair.valid_at}, as known at position {cell.pair.position}."
        )
    if found.cells < cells:
        say(f"The log holds too little for {cells} cells.")
    if found.wrong:
        context.exit(ExitCode.FOUND)


def _chosen(
    runners: "Mapping[str, Runner]", name: str | None, *, context: click.Context
) -> "list[Runner]":
    if name is None:
        return list(runners.values())
    return [_named(runners, name, context=context)]


def _named(found: "Mapping[str, T]", name: str, *, context: click.Context) -> "T":
    if name not in found:
        known = ", ".join(found)
        raise click.UsageError(
            f"There is no read model “{name}”. There are: {known}.", ctx=context
        )
    return found[name]


def _rebuild(
    runners: "Sequence[Runner]", *, reason: str | None, bar: "Progress"
) -> "Iterator[Rebuilt]":
    from ksbs.readmodels.rebuild import (  # noqa: PLC0415 (help needs no database)
        rebuild_all,
    )

    many = f"{len(runners)} read models"
    name = runners[0].projection.name if len(runners) == 1 else many
    task = bar.add_task(name, total=None)

    def report(progress: Any) -> None:
        rate = f"{name}, {progress.rate:,.0f} events/s"
        bar.update(
            task, completed=progress.done, total=progress.total, description=rate
        )

    with _others_first():
        yield from rebuild_all(runners, reason=reason, report=report)


@contextmanager
def _others_first() -> "Iterator[None]":
    """Tell of a conflict with others who keep, rebuild or read the same."""
    from ksbs.cli.failures import CommandFailed  # noqa: PLC0415 (help needs no database)
    from ksbs.readmodels.rebuild import (  # noqa: PLC0415 (as above)
        AlreadyRebuilding,
        CannotSwap,
    )
    from ksbs.readmodels.runner import KeptByNewerVersion  # noqa: PLC0415 (as above)

    try:
        yield
    except (AlreadyRebuilding, CannotSwap, KeptByNewerVersion) as refused:
        raise CommandFailed(
            ExitCode.CONFLICT,
            str(refused),
            mend="See how the read models stand: ksbs projections status",
        ) from None


def _bring_abreast(runners: "Sequence[Runner]") -> None:
    """Let all catch up with the log; those that cannot are compared as far as they are."""
    from ksbs.readmodels.abreast import (  # noqa: PLC0415 (help needs no database)
        build_lacking,
        hindrance,
    )
    from ksbs.readmodels.log import head  # noqa: PLC0415 (as above)
    from ksbs.readmodels.tables import connected  # noqa: PLC0415 (as above)

    with connected(runners[0].dsn) as connection:
        position = head(connection)
    with _others_first():
        build_lacking(runners)
    for runner in runners:
        with _others_first():
            why = hindrance(runner, position=position)
        if why is not None:
            say(f"{runner.projection.name}: {why}.")


def _verify(
    runners: "Sequence[Runner]", *, cells: int, seed: int | None, quiet: bool
) -> "Verified":
    from random import Random  # noqa: PLC0415 (help needs no cells)

    from ksbs.readmodels.reader import reading  # noqa: PLC0415 (as above)
    from ksbs.readmodels.verify import Verifier  # noqa: PLC0415 (as above)

    first = runners[0]
    with reading(first.dsn) as reader, progress_bar(quiet=quiet) as bar:
        task = bar.add_task("Comparing cells", total=cells)
        verifier = Verifier(first.dsn, reader, first.decode, Random(seed))  # noqa: S311 (cells to compare are no secret)
        return verifier.verify(
            [runner.projection for runner in runners],
            cells=cells,
            report=lambda done, _: bar.update(task, completed=done),
        )
