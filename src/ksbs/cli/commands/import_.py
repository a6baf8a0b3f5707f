"""`ksbs import`: files of open data."""

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.options import acting_options, json_option, settings_of
from ksbs.cli.terminal import give, give_json, progress_bar, say

if TYPE_CHECKING:
    from ksbs.application.importing import ImportResult
    from ksbs.cli.acting import Acting


@click.group("import")
def command() -> None:
    """Import files of open data."""


@command.command("school-units")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
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
    from ksbs.main import running  # noqa: PLC0415 (as above)

    with running(settings_of(context)) as parts, progress_bar(quiet=as_json) as bar:
        task = bar.add_task("Reading files", total=len(files))
        result = import_school_units(
            parts.services,
            files,
            actor=acting.actor(parts),
            progress=lambda done: bar.update(task, completed=done),
        )
    if as_json:
        give_json(_wire(result))
    else:
        _tell(result)
    if result.rejected:
        context.exit(ExitCode.BAD_INPUT)


def _wire(result: "ImportResult") -> dict[str, object]:
    rejected = [
        {"file": each.file, "line": each.line, "reason": each.reason}
        for each in result.rejected
    ]
    return {
        "read": result.read,
        "new": result.new,
        "unchanged": result.unchanged,
        "rejected": rejected,
    }


def _tell(result: "ImportResult") -> None:
    if not result.rejected:
        give(
            f"{result.read} school units read: {result.new} new or changed, "
            f"{result.unchanged} unchanged."
        )
        return
    for each in result.rejected:
        say(str(each))
    say("Nothing was recorded. Mend what stands above and import again.")
