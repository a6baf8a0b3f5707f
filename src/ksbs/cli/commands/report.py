"""`ksbs report`: the reports there are, and one written as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from ksbs.cli.options import (
    Day,
    Moment,
    acting_options,
    json_option,
    settings_of,
    time_options,
)
from ksbs.cli.terminal import give_json, give_table, say

if TYPE_CHECKING:
    from ksbs.cli.acting import Acting

_LISTED = {"Report": "keep", "Shows": "fold", "Options": "fold", "Formats": "fold"}

_PARAMETERS = (
    click.option(
        "--programme",
        metavar="ID|CODE",
        help="The programme, or the one of the school unit of this code.",
    ),
    click.option("--from", type=Day(), metavar="DAY", help="From this day on."),
    click.option(
        "--to", type=Day(), metavar="DAY", help="Up to and including this day."
    ),
    click.option(
        "--from-position", type=click.IntRange(1), help="From this position of the log."
    ),
    click.option(
        "--to-position", type=click.IntRange(1), help="Up to this position of the log."
    ),
    click.option("--indicator", metavar="NAME", help="Only this indicator."),
    click.option(
        "--school-form",
        type=click.Choice(("GR", "GY")),
        help="Only schools of this form.",
    ),
    click.option(
        "--previous-known-at",
        type=Moment(),
        metavar="MOMENT",
        help="As of when the status report before knew things.",
    ),
)
"""One for each parameter of `ksbs.reporting`; help must not import them."""


def _parameter_options(function: Any) -> Any:
    for option in reversed(_PARAMETERS):
        function = option(function)
    return function


@click.command("report")
@click.argument("name", metavar="[NAME]", required=False)
@click.option(
    "--format",
    "wanted",
    type=click.Choice(("json", "csv", "xlsx", "pdf", "svg")),
    default="pdf",
    show_default=True,
    help="The format.",
)
@click.option(
    "--language",
    type=click.Choice(("sv", "en")),
    default="sv",
    show_default=True,
    help="The language of the report.",
)
@click.option(
    "--excel", is_flag=True, help="Write CSV as Swedish Excel opens it rightly."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file, “-” for the output; else to one named by the report.",
)
@_parameter_options
@time_options
@acting_options
@json_option
@click.pass_context
def command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    /,
    *,
    name: str | None,
    valid_at: Any,
    known_at: Any,
    wanted: Any,
    language: Any,
    excel: bool,
    output: Path | None,
    acting: "Acting",
    as_json: bool,
    **options: Any,
) -> None:
    """List the reports, or write one to a file.

    Without a NAME they are listed, with --json as JSON. The same times, language and
    options give the same bytes. The extract of the audit trail takes --as-role auditor
    or registrar.
    """
    if name is None:
        _give_list(as_json=as_json)
        return
    if as_json:
        raise click.UsageError("A report is written as JSON by --format json")
    from ksbs.cli.reports_text import made, written  # noqa: PLC0415 (help needs none)
    from ksbs.main import running  # noqa: PLC0415 (as above)

    said = {name: value for name, value in options.items() if value is not None}
    with running(settings_of(context)) as parts:
        pair = parts.services.history.resolve(valid_at=valid_at, known_at=known_at)
        actor = acting.actor(parts)
        report = made(
            parts, name, as_of=pair, actor=actor, language=language, said=said
        )
    told = written(report, wanted, excel=excel, output=output)
    if told is not None:
        say(told)


def _give_list(*, as_json: bool) -> None:
    from ksbs.cli.reports_text import listed  # noqa: PLC0415 (help needs none)
    from ksbs.http.reporting import kind_view  # noqa: PLC0415 (as above)
    from ksbs.reporting.catalogue import REPORTS  # noqa: PLC0415 (as above)

    if as_json:
        give_json([kind_view(kind).wire() for kind in REPORTS.values()])
    else:
        give_table(_LISTED, [listed(kind) for kind in REPORTS.values()])
