"""A report in the format that was asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ksbs.reports.as_csv import STANDARD, Dialect, to_csv
from ksbs.reports.as_json import to_json
from ksbs.reports.as_pdf import to_pdf
from ksbs.reports.as_svg import to_svg
from ksbs.reports.as_xlsx import to_xlsx
from ksbs.reports.model import Report

Format = Literal["json", "csv", "xlsx", "pdf", "svg"]

MEDIA_TYPES: dict[Format, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=absent",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
}
"""The formats; CSV's first line is not a header (RFC 4180 lets one say so)."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A report as a file: its bytes, their media type, and a name for it."""

    content: bytes
    media_type: str
    file_name: str


def render(report: Report, wanted: Format, *, dialect: Dialect = STANDARD) -> Rendering:
    """Write a report; equal reports give equal bytes.

    Args:
        report: what is written.
        wanted: one of `MEDIA_TYPES`.
        dialect: of CSV; `SWEDISH_EXCEL` opens rightly by double-click.

    Raises:
        NothingToDraw: SVG is wanted of a report without charts.
        KeyError: there is no such format.
    """
    writers: dict[Format, Callable[[Report], bytes]] = {
        "json": to_json,
        "csv": partial(to_csv, dialect=dialect),
        "xlsx": to_xlsx,
        "pdf": to_pdf,
        "svg": to_svg,
    }
    return Rendering(
        writers[wanted](report), MEDIA_TYPES[wanted], file_name(report, wanted)
    )


def file_name(report: Report, wanted: Format) -> str:
    """Name a file so that two reports of one name and different times are apart."""
    at = f"{report.as_of.valid_at.isoformat()}_{report.as_of.position}"
    return f"{report.name}_{at}.{report.language}.{wanted}"
