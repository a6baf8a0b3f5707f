"""The reports on a programme that were submitted, each named by its digest.

Where this system made the report, `report_name`, `valid_at` and `known_at` say how to
make it again, byte for byte.
"""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.numbering import numbered
from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.followup.report import ReportSubmitted, Submissions
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each report; a recipient gets one once, so `number` is 1."""
    made = programme.facet(Submissions).made
    for number, report in numbered(made, alike=lambda r: (r.recipient, r.sha256)):
        yield {
            "recipient": report.recipient,
            "sha256": report.sha256,
            "number": number,
            "submitted_on": report.on,
            "report_title": report.title,
            "report_name": report.report_name,
            "valid_at": report.valid_at,
            "known_at": report.known_at,
        }


PROJECTION = Projection(
    name="reports_submitted",
    title="Reports submitted / Lämnade rapporter",
    version=1,
    on=frozenset({ReportSubmitted}),
    columns=(
        Column("recipient", "text", ReportSubmitted),
        Column("sha256", "text", ReportSubmitted),
        Column("number", "integer", column_words.NUMBER),
        Column(
            "submitted_on",
            "date",
            "The day the report was submitted. / Dagen då rapporten lämnades.",
        ),
        Column("report_title", "text", FieldOf(ReportSubmitted, "title")),
        Column("report_name", "text", ReportSubmitted, nullable=True),
        Column("valid_at", "date", ReportSubmitted, nullable=True),
        Column("known_at", "timestamptz", ReportSubmitted, nullable=True),
    ),
    rows=rows,
    key=("recipient", "sha256", "number"),
)
