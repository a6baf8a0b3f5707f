"""What differs between two reports of the same kind: rows of tables, by what they are.

Texts are not compared, for they count what the tables hold, nor charts, for they draw
what a table beside them holds. A timeline is compared by its spans.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ksbs.reports.cell import Cell
from ksbs.reports.chart import Timeline
from ksbs.reports.chart_tables import table_of
from ksbs.reports.model import Report, Table

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowDiffers:
    """A row that is there in both reports and reads differently.

    `row` is as the second report has it, `fields` what the first and the second have, by
    the name of the column.
    """

    row: Row
    fields: Mapping[str, tuple[Cell, Cell]]


@dataclass(frozen=True, slots=True)
class TableDiffers:
    """What differs in one table; `table` is the second report's if it has it."""

    table: Table
    added: Sequence[Row]
    removed: Sequence[Row]
    changed: Sequence[RowDiffers]


def differences(first: Report, second: Report) -> list[TableDiffers]:
    """Compare two reports; only the tables in which something differs are given."""
    before, after = _compared(first), _compared(second)
    names = dict.fromkeys((*after, *before))
    found = (_table(before.get(name), after.get(name)) for name in names)
    return [each for each in found if each.added or each.removed or each.changed]


def _compared(report: Report) -> dict[str, Table]:
    spans = (table_of(d) for d in report.drawings() if isinstance(d, Timeline))
    tables = (table for table in report.tables() if table.arranges is None)
    return {table.name: table for table in (*tables, *spans)}


def _table(before: Table | None, after: Table | None) -> TableDiffers:
    table = after or before
    if table is None:
        raise ValueError("nothing to compare")
    first = dict(before.identified()) if before else {}
    second = dict(after.identified()) if after else {}
    told = (
        RowDiffers(row, dict(_fields(table, first[identity], row)))
        for identity, row in second.items()
        if identity in first
    )
    return TableDiffers(
        table,
        added=[row for identity, row in second.items() if identity not in first],
        removed=[row for identity, row in first.items() if identity not in second],
        changed=[each for each in told if each.fields],
    )


def _fields(
    table: Table, old: Row, new: Row
) -> Iterator[tuple[str, tuple[Cell, Cell]]]:
    for column, before, after in zip(table.columns, old, new, strict=True):
        if column.compared and before != after:
            yield column.name, (before, after)
