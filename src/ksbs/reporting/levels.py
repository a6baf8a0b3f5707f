"""Published levels of school units: as published, with their kind, never made up.

A level that is not published stays a gap, and no mean is taken over levels.
"""

from collections.abc import Sequence
from decimal import Decimal

from ksbs.application.indicator_words import Indicator
from ksbs.application.streams import unit_indicators_stream
from ksbs.domain.kinds import NumberKind
from ksbs.domain.words import Bilingual, spoken
from ksbs.questions.asking import Asking
from ksbs.questions.question import Row
from ksbs.questions.wanted import wanted_indicator
from ksbs.reporting.cells import SCHOOL, columns, cut, number
from ksbs.reporting.kind import Parameter
from ksbs.reports.cell import Cell, Column
from ksbs.reports.model import DESCRIBES_ONLY, Note, Table

COLUMNS = columns(
    SCHOOL,
    ("indicator", "Indicator / Nyckeltal", "word"),
    ("period", "Period / Period", "text"),
    ("raw", "Published / Publicerat", "text"),
    ("kind", "Kind / Slag", "word"),
    ("value", "Value / Värde", "decimal"),
    ("known_on", "Known from / Känt från", "date"),
)
_LEVELS = "levels"
_SCHOOL = columns(SCHOOL)
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
    Note(
        spoken(
            "As published, “~” and “cirka” stand before a rounded figure, “..” for one"
            " that is withheld as few pupils are behind it, “-” for too few answers, “.”"
            " or an empty cell for a missing one, and “*” where there is none to have. /"
            " Som publicerat: ”~” och ”cirka” står före en avrundad uppgift, ”..” för en"
            " som är dold eftersom få elever ligger bakom den, ”-” för alltför få svar,"
            " ”.” eller en tom cell för en som saknas och ”*” där det inte ska finnas"
            " någon."
        )
    ),
    Note(DESCRIBES_ONLY),
)
_MOST_PERIODS = 7
"""Of a table by period, the last ones: as many as an upright page has room for."""


def levels(asking: Asking, programmes: Sequence[Row]) -> list[Row]:
    """Give the levels of the programmes' school units, by school, indicator, period.

    Args:
        asking: What the report is made from.
        programmes: Rows of the portfolio; a unit with several counts once.

    Raises:
        ParametersRefused: if an indicator is asked for that nobody knows.
    """
    wanted = wanted_indicator(asking)
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
    rows = [
        {
            **cut(row, COLUMNS),
            "indicator": Indicator(row["indicator"]),
            "kind": NumberKind(row["kind"]),
            "school_unit_code": row["school_unit_code"],
        }
        for row in found
    ]
    title = spoken("Every published level / Varje publicerad nivå")
    return Table.of(
        _LEVELS,
        title=title,
        columns=COLUMNS,
        rows=rows,
        key=("school", "indicator", "period"),
        identity=("school_unit_code", "indicator", "period"),
    )


def by_period(name: str, indicator: Indicator, found: Sequence[Row]) -> Table:
    """Make a table of one indicator as published: a row a school, a column a period.

    Args:
        name: Of the table.
        indicator: Which.
        found: The levels of that indicator.
    """
    periods = last_periods(found, most=_MOST_PERIODS)
    held = {period: f"period_{place}" for place, period in enumerate(periods, 1)}
    rows: dict[str, dict[str, Cell]] = {}
    for row in found:
        cells = rows.setdefault(row["school_unit_code"], {"school": row["school"]})
        if row["period"] in held:
            cells[held[row["period"]]] = row["raw"] or None
    of = (Column(key, period, align="end") for period, key in held.items())
    return Table.of(
        name,
        title=titled(indicator),
        columns=(*_SCHOOL, *of),
        rows=rows.values(),
        arranges=_LEVELS,
    )


def last_periods(found: Sequence[Row], *, most: int) -> list[str]:
    """Give the last periods of some levels, in order."""
    return sorted({row["period"] for row in found})[-most:]


def titled(indicator: Indicator) -> Bilingual:
    """Give what an indicator is called, with its unit."""
    unit = indicator.unit
    if unit is None:
        return Bilingual(indicator.en, indicator.sv)
    return Bilingual(f"{indicator.en} ({unit.en})", f"{indicator.sv} ({unit.sv})")


def drawn_value(row: Row | None) -> Decimal | None:
    """Give the value that a chart shows; None, a gap, where none was published."""
    return None if row is None else number(row["value"])
