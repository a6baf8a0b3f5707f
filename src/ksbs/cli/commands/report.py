"""`ksbs report`: the reports there are, and one written as a file."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from ksbs.cli.options import (
    Day,
    Moment,
    acting_options,
    compare_options,
    json_option,
    pairs,
    settings_of,
    time_options,
)
from ksbs.cli.terminal import give, give_json, give_table, say
from ksbs.cli.texts import Text

if TYPE_CHECKING:
    from ksbs.cli.acting import Acting
    from ksbs.reports.model import Report

_LISTED = {"Report": "keep", "Shows": "fold", "Options": "fold", "Formats": "fold"}

_PARAMETERS = (
    click.option(
        "--programme",
        type=Text(),
        metavar="ID|CODE",
        help="The programme, or the one of the school unit of this code.",
    ),
    click.option("--from", type=Day(), metavar="DAY", help="From this day on."),
    click.option(
        "--to", type=Day(), metavar="DAY", help="Up to and including this day."
    ),
    click.option(
        "--from-position",
        type=click.IntRange(1, 9_999_999),
        help="From this position of the log.",
    ),
    click.option(
        "--to-position",
        type=click.IntRange(1, 9_999_999),
        help="Up to this position of the log.",
    ),
    click.option(
        "--indicator", type=Text(), metavar="NAME", help="Only this indicator."
    ),
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
    help="The format.  [default: pdf]",
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
    "--compare",
    "compared",
    is_flag=True,
    help="Show what differs from the same report of another pair of times, instead.",
)
@compare_options
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
    compared: bool,
    compare_valid_at: Any,
    compare_known_at: Any,
    acting: "Acting",
    as_json: bool,
    **options: Any,
) -> None:
    """List, write or compare reports.

    Without a NAME they are listed. The same times, language and options give the same
    bytes. The extract of the audit trail takes --as-role auditor or registrar.

    With --compare, or one of the times to compare with: what the report says otherwise
    then. Without these times: what it would say otherwise of its day today.
    """
    compares = compared or compare_valid_at is not None or compare_known_at is not None
    if name is None:
        _give_list(as_json=as_json)
        return
    of_file = {"--format": wanted, "--output": output, "--excel": excel or None}
    _refuse_mixture(compares, as_json, of_file)
    from ksbs.cli.reports_text import made  # noqa: PLC0415 (help needs none)
    from ksbs.main import running  # noqa: PLC0415 (as above)

    first, second = (valid_at, known_at), (compare_valid_at, compare_known_at)
    said = {name: value for name, value in options.items() if value is not None}
    with running(settings_of(context)) as parts:
        make = partial(made, parts, name, actor=acting.actor(parts), said=said)
        both = pairs(parts.services.history, first=first, second=second)
        asked = both if compares else both[:1]
        reports = [make(as_of=pair, language=language) for pair in asked]
    if compares:
        _give_differences(*reports, as_json=as_json)
    else:
        _write(reports[0], wanted or "pdf", excel=excel, output=output)


def _refuse_mixture(compares: bool, as_json: bool, of_file: Mapping[str, Any]) -> None:
    if as_json and not compares:
        raise click.UsageError("A report is written as JSON by --format json")
    said = [option for option, value in of_file.items() if value is not None]
    if compares and said:
        raise click.UsageError(
            f"What differs is shown and not written to a file: leave out {said[0]},"
            " and say --json for JSON"
        )


def _write(report: "Report", wanted: Any, *, excel: bool, output: Path | None) -> None:
    from ksbs.cli.reports_text import written  # noqa: PLC0415 (help needs none)

    told = written(report, wanted, excel=excel, output=output)
    if told is not None:
        say(told)


def _give_differences(first: "Report", second: "Report", *, as_json: bool) -> None:
    from ksbs.cli.report_differences_text import (  # noqa: PLC0415 (help needs none)
        report_differences_text,
    )
    from ksbs.http.report_differences import (  # noqa: PLC0415 (as above)
        report_differences_view,
    )

    shown = report_differences_view(first, second)
    if as_json:
        give_json(shown.wire())
    else:
        give(report_differences_text(shown))


def _give_list(*, as_json: bool) -> None:
    from ksbs.cli.reports_text import listed  # noqa: PLC0415 (help needs none)
    from ksbs.http.reporting import kind_view  # noqa: PLC0415 (as above)
    from ksbs.reporting.catalogue import REPORTS  # noqa: PLC0415 (as above)

    if as_json:
        give_json([kind_view(kind).wire() for kind in REPORTS.values()])
    else:
        give_table(_LISTED, [listed(kind) for kind in REPORTS.values()])
