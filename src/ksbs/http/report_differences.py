"""Reports at two pairs of times over HTTP: what they say otherwise."""

from ksbs.domain.words import Bilingual, Word
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.pinning import PAIR, SECOND_PAIR, reply_with_tag
from ksbs.http.reporting import is_pinned_report, made, told_headers
from ksbs.http.viewing import pairs_of
from ksbs.http.wire_differences import ChangedRow, DifferenceCount, FieldDifference
from ksbs.http.wire_report_differences import (
    ReportDifferences,
    TableColumn,
    TableDifferences,
)
from ksbs.http.wire_views import ShownRow, Wording
from ksbs.reporting.catalogue import report_of
from ksbs.reports.as_json import cell_of
from ksbs.reports.cell import Cell, Column
from ksbs.reports.comparing import Row, RowDiffers, TableDiffers, differences
from ksbs.reports.model import Report, Table
from ksbs.reports.names import camel
from ksbs.reports.said import Language, Said, say


def get_report_differences(api: Api, asked: Asked) -> Reply:
    """Answer `GET /reports/{name}/differences`."""
    kind = report_of(asked.path["name"])
    first, second = (made(api, asked, kind, pair) for pair in pairs_of(api, asked))
    return reply_with_tag(
        asked,
        report_differences_view(first, second),
        pinned=is_pinned_report(api, asked, times=(*PAIR, *SECOND_PAIR)),
        headers=told_headers(first.language),
    )


def report_differences_view(first: Report, second: Report) -> ReportDifferences:
    """Show what a report says otherwise at its second pair."""
    found = differences(first, second)
    return ReportDifferences(
        name=second.name,
        title=_wording(second.title),
        language=second.language,
        same_day=first.as_of.valid_at == second.as_of.valid_at,
        total=DifferenceCount(
            added=sum(len(each.added) for each in found),
            removed=sum(len(each.removed) for each in found),
            changed=sum(len(each.changed) for each in found),
        ),
        tables=tuple(_table(each, second.language) for each in found),
        as_of=first.as_of,
        compared_to=second.as_of,
    )


def _table(found: TableDiffers, language: Language) -> TableDifferences:
    table = found.table
    return TableDifferences(
        name=camel(table.name),
        title=_wording(table.title),
        columns=tuple(
            TableColumn(name=camel(column.name), title=_heading(column))
            for column in table.columns
        ),
        added=tuple(_row(table, row, language) for row in found.added),
        removed=tuple(_row(table, row, language) for row in found.removed),
        changed=tuple(_changed(table, each, language) for each in found.changed),
    )


def _row(table: Table, row: Row, language: Language) -> ShownRow:
    cells = {c.name: cell for c, cell in zip(table.columns, row, strict=True)}
    shown = {name: cell_of(cell, language) for name, cell in cells.items()}
    labels = {name: _label(cell) for name, cell in cells.items()}
    return ShownRow(
        key={camel(name): shown[name] for name in table.key},
        values={camel(n): value for n, value in shown.items() if n not in table.key},
        labels={camel(name): label for name, label in labels.items() if label},
    )


def _changed(table: Table, changed: RowDiffers, language: Language) -> ChangedRow:
    columns = {column.name: column for column in table.columns}
    shown = _row(table, changed.row, language)
    return ChangedRow(
        key=shown.key,
        labels={name: said for name, said in shown.labels.items() if name in shown.key},
        fields=tuple(
            FieldDifference(
                field=camel(name),
                about=_heading(columns[name]),
                old=cell_of(old, language),
                new=cell_of(new, language),
                old_label=_label(old),
                new_label=_label(new),
            )
            for name, (old, new) in changed.fields.items()
        ),
    )


def _heading(column: Column) -> Wording:
    return Wording(sv=column.heading("sv"), en=column.heading("en"))


def _label(cell: Cell) -> Wording | None:
    """Give what a cell says in both languages, if it is ours and not what one wrote."""
    return _wording(cell) if isinstance(cell, Word | Bilingual) else None


def _wording(said: Said) -> Wording:
    return Wording(sv=say(said, language="sv"), en=say(said, language="en"))
