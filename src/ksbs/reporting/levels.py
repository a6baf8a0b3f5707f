"""Published levels of school units: as published, with their kind, never made up.

A level that is not published stays a gap, and no mean is taken over levels.
"""

from collections.abc import Sequence
from decimal import Decimal

from ksbs.application.streams import unit_indicators_stream
from ksbs.domain.kinds import NumberKind
from ksbs.domain.words import spoken
from ksbs.questions.asking import Asking
from ksbs.questions.question import Row
from ksbs.reporting.cells import SCHOOL, columns, cut, number
from ksbs.reporting.kind import Parameter
from ksbs.reports.model import DESCRIBES_ONLY, Note, Table

COLUMNS = columns(
    SCHOOL,
    ("indicator", "Indicator / Nyckeltal", "text"),
    ("period", "Period / Period", "text"),
    ("raw", "As published / Som publicerat", "text"),
    ("kind", "Kind / Slag", "word"),
    ("value", "Value / Värde", "decimal"),
    ("known_on", "Known from / Känt från", "date"),
)
INDICATOR = Parameter("indicator", "Only this indicator. / Bara detta nyckeltal.")
NOTES = (
    Note(
        spoken(
            "A level that was not published exactly is shown as it was published, with"
            " its kind; it is a gap in a chart where it has no value. No means are"
            " taken. / En nivå som inte är exakt publicerad visas som den publicerades,"
            " med sitt slag; i diagram är den en lucka när den saknar värde. Inga"
            " medelvärden beräknas."
        )
    ),
    Note(DESCRIBES_ONLY),
)


def levels(asking: Asking, programmes: Sequence[Row]) -> list[Row]:
    """Give the levels of the programmes' school units, by school, indicator, period.

    Args:
        asking: What the report is made from.
        programmes: Rows of the portfolio; a unit with several counts once.
    """
    wanted = asking.said.get("indicator")
    units = {row["school_unit_code"]: row for row in programmes}
    return [
        {**row, "school": unit["school"]}
        for code, unit in units.items()
        for row in sorted(
            asking.others("unit_indicators", of=unit_indicators_stream(code)),
            key=lambda row: (row["indicator"], row["period"]),
        )
        if wanted in (None, row["indicator"])
    ]


def table(found: Sequence[Row]) -> Table:
    """Make the table of levels."""
    rows = [{**cut(row, COLUMNS), "kind": NumberKind(row["kind"])} for row in found]
    title = spoken("Published levels / Publicerade nivåer")
    return Table.of("levels", title=title, columns=COLUMNS, rows=rows)


def drawn_value(row: Row | None) -> Decimal | None:
    """Give the value that a chart shows; None, a gap, where none was published."""
    return None if row is None else number(row["value"])
