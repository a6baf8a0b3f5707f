"""What differs between two reports in words, in the language of the report."""

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from ksbs.cli.views_text import as_of_text, summary_lines
from ksbs.http.wire_differences import ChangedRow
from ksbs.http.wire_report_differences import ReportDifferences, TableDifferences
from ksbs.http.wire_views import Labels, ShownRow, Wording
from ksbs.reports.said import Language


def report_differences_text(differences: ReportDifferences) -> str:
    """Describe what a report says otherwise at its second pair of times."""
    return "\n".join(_differences(differences))


def _differences(found: ReportDifferences) -> Iterator[str]:
    language = found.language
    yield _said(found.title, language)
    yield f"First:  {as_of_text(found.as_of)}"
    yield f"Second: {as_of_text(found.compared_to)}"
    yield from summary_lines(found.total, same_day=found.same_day)
    for table in found.tables:
        yield from ("", f"{_said(table.title, language)}:", *_rows(table, language))


def _rows(table: TableDifferences, language: Language) -> Iterator[str]:
    for sign, rows in (("+", table.added), ("-", table.removed)):
        for row in rows:
            yield f"  {sign} {_row(table, row, language)}"
    for changed in table.changed:
        yield from _changed(table, changed, language)


def _row(table: TableDifferences, row: ShownRow, language: Language) -> str:
    return "; ".join(
        part
        for cells in (row.key, row.values)
        for part in [_cells(table, cells, row.labels, language)]
        if part
    )


def _changed(
    table: TableDifferences, changed: ChangedRow, language: Language
) -> Iterator[str]:
    yield f"  ~ {_cells(table, changed.key, changed.labels, language)}".rstrip()
    for each in changed.fields:
        old = _value(each.old, each.old_label, language)
        new = _value(each.new, each.new_label, language)
        yield f"      {_said(each.about, language)}: {old} → {new}"


def _cells(
    table: TableDifferences,
    cells: Mapping[str, JsonValue],
    labels: Labels,
    language: Language,
) -> str:
    """Write the cells that hold something, each after its column, in their order."""
    return ", ".join(
        f"{_said(column.title, language)}: {_value(value, labels.get(name), language)}"
        for column in table.columns
        for name in [column.name]
        for value in [cells.get(name)]
        if value is not None
    )


def _value(value: JsonValue, label: Wording | None, language: Language) -> str:
    if label is not None:
        return _said(label, language)
    return "–" if value is None else str(value)


def _said(wording: Wording, language: Language) -> str:
    return wording.sv if language == "sv" else wording.en
