"""Making a report from the command line, and writing it to its file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ksbs.application.actor import Actor
from ksbs.application.view import AsOf
from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed, option
from ksbs.cli.writing import OUTPUT, write
from ksbs.http.reporting import kind_view
from ksbs.main import Running
from ksbs.reporting.catalogue import WrongParameter, report_of
from ksbs.reporting.kind import ReportKind
from ksbs.reports.as_csv import STANDARD, SWEDISH_EXCEL
from ksbs.reports.as_svg import NothingToDraw
from ksbs.reports.model import Report
from ksbs.reports.rendering import Format, render
from ksbs.reports.said import Language


def made(  # noqa: PLR0913 (what a report is made of, all named)
    running: Running,
    name: str,
    *,
    as_of: AsOf,
    actor: Actor,
    language: Language,
    said: Mapping[str, Any],
) -> Report:
    """Make a report.

    Raises:
        CommandFailed: if it does not take one of the options, or lacks one.
        NotFound, Forbidden: as `ksbs.reporting.catalogue.Reports.make`.
    """
    kind = report_of(name)
    try:
        return running.reports.make(
            kind, as_of=as_of, actor=actor, language=language, said=said
        )
    except WrongParameter as error:
        options = ", ".join(option(each) for each in error.known) or "none"
        how = "needs" if error.missing else "takes no"
        raise CommandFailed(
            ExitCode.USAGE,
            f"The report {error.report} {how} {option(error.name)}.",
            mend=f"It takes: {options}.",
        ) from None


def written(
    report: Report, wanted: Format, *, excel: bool, output: Path | None
) -> str | None:
    """Write a report to its file, or to the output; say where, where there is a file.

    Raises:
        CommandFailed: if it has no charts to draw, or its file cannot be written.
    """
    dialect = SWEDISH_EXCEL if excel else STANDARD
    try:
        rendering = render(report, wanted, dialect=dialect)
    except NothingToDraw:
        raise CommandFailed(
            ExitCode.USAGE,
            f"The report {report.name} has no charts.",
            mend="Choose another --format.",
        ) from None
    file = output or Path(rendering.file_name)
    write(file, rendering.content)
    if file == OUTPUT:
        return None
    at = report.as_of
    return f"{file}: as of {at.valid_at}, at position {at.position} of the log."


def listed(kind: ReportKind) -> list[str]:
    """Give a row of the list of reports."""
    options = ", ".join(option(each.name) for each in kind.parameters)
    formats = ", ".join(kind_view(kind).formats)
    return [kind.name, kind.about_said.en, options, formats]
