"""`ksbs import`: files of open data."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.options import acting_options, json_option, settings_of
from ksbs.cli.terminal import give, give_json, progress_bar, say

if TYPE_CHECKING:
    from ksbs.application.importing import ImportResult
    from ksbs.application.importing_indicators import IndicatorImportResult
    from ksbs.application.intake import Rejection
    from ksbs.cli.acting import Acting

R = TypeVar("R")

_SHOWN = 10
"""Unknown units named one by one to a person; `--json` names all."""

files_argument = click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)


@click.group("import")
def command() -> None:
    """Import files of open data."""


@command.command("school-units")
@files_argument
@acting_options
@json_option
@click.pass_context
def school_units(
    context: click.Context, *, files: tuple[Path, ...], acting: "Acting", as_json: bool
) -> None:
    """Import school units from Skolverket's open data.

    Each FILE holds answers of the API for planned educations (v4) or of
    Skolenhetsregistret (v2), told apart by content. All files are read first: if
    anything in them cannot be used, it is named by file and line, nothing is recorded,
    and the exit code is 65. What is known already is not recorded again, so an import
    can be repeated.
    """
    from ksbs.application.importing import import_school_units  # noqa: PLC0415 (not for help)

    result = _imported(
        context, import_school_units, files, acting=acting, as_json=as_json
    )
    counts = {
        "read": result.read,
        "new": result.new,
        "unchanged": result.unchanged,
    }
    _show(context, counts, result.rejected, as_json=as_json, told=_units_told(result))


@command.command("indicators")
@files_argument
@acting_options
@json_option
@click.pass_context
def indicators(
    context: click.Context, *, files: tuple[Path, ...], acting: "Acting", as_json: bool
) -> None:
    """Import published indicators from Skolverket's open data.

    Each FILE holds answers of the API for planned educations (v4: statistics of
    compulsory and upper-secondary schools, SALSA, surveys) or a table (final grades,
    upper-secondary programmes, SALSA and survey), told apart by content. All files are
    read first: if anything in them cannot be used, it is named by file and line,
    nothing is recorded, and the exit code is 65. What is known already is not recorded
    again, and what is revised is recorded beside what it revises.
    """
    from ksbs.application.importing_indicators import import_indicators  # noqa: PLC0415 (not for help)

    result = _imported(
        context, import_indicators, files, acting=acting, as_json=as_json
    )
    counts = {
        "read": result.read,
        "new": result.new,
        "unchanged": result.unchanged,
        "units": result.units,
        "unknownUnits": list(result.unknown_units),
    }
    told = _indicators_told(result)
    _show(context, counts, result.rejected, as_json=as_json, told=told)


def _imported(
    context: click.Context,
    importing: Callable[..., R],
    files: Sequence[Path],
    *,
    acting: "Acting",
    as_json: bool,
) -> R:
    """Import files, with a bar that tells how many have been read."""
    from ksbs.main import running  # noqa: PLC0415 (not for help)

    with running(settings_of(context)) as parts, progress_bar(quiet=as_json) as bar:
        task = bar.add_task("Reading files", total=len(files))
        return importing(
            parts.services,
            files,
            actor=acting.actor(parts),
            progress=lambda done: bar.update(task, completed=done),
        )


def _show(
    context: click.Context,
    counts: dict[str, Any],
    rejected: Sequence["Rejection"],
    *,
    as_json: bool,
    told: str,
) -> None:
    """Give the result, and end with the exit code for bad input if that is what it is."""
    if as_json:
        faults = [
            {"file": each.file, "line": each.line, "reason": each.reason}
            for each in rejected
        ]
        give_json(counts | {"rejected": faults})
    elif rejected:
        for each in rejected:
            say(str(each))
        say("Nothing was recorded. Mend what stands above and import again.")
    else:
        give(told)
    if rejected:
        context.exit(ExitCode.BAD_INPUT)


def _units_told(result: "ImportResult") -> str:
    return (
        f"{result.read} school units read: {result.new} new or changed, "
        f"{result.unchanged} unchanged."
    )


def _indicators_told(result: "IndicatorImportResult") -> str:
    told = (
        f"{result.read} figures of {result.units} school units read: {result.new} new "
        f"or revised, {result.unchanged} known already."
    )
    unknown = result.unknown_units
    if not unknown:
        return told
    named = ", ".join(unknown[:_SHOWN]) + (" …" if len(unknown) > _SHOWN else "")
    return (
        f"{told}\n{len(unknown)} of the units are not in the register: {named}.\n"
        "Their figures are kept; import the units with “ksbs import school-units”."
    )
