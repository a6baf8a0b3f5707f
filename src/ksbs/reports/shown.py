"""A table as people read it."""

from ksbs.reports.model import Table
from ksbs.reports.said import Language


def columns_shown(table: Table, *, language: Language) -> list[tuple[str, ...]]:
    """Give the texts of each column, the heading first."""
    return [
        (
            column.heading(language),
            *(column.shown(row[place], language=language) for row in table.rows),
        )
        for place, column in enumerate(table.columns)
    ]
