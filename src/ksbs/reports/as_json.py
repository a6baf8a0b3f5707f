"""A report as canonical JSON.

The bytes follow RFC 8785: keys in order, no space, numbers in their shortest form
(`ksbs.reports.numbers` admits only numbers whose shortest form has no exponent).
"""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ksbs.domain.words import Bilingual, Word
from ksbs.reports.cell import Cell, Column, written
from ksbs.reports.chart import Chart, Timeline
from ksbs.reports.model import Block, Flag, Note, Paragraph, Report, Table
from ksbs.reports.names import camel
from ksbs.reports.numbers import Number, exact
from ksbs.reports.said import Language, Said, clean, say
from ksbs.reports.times import utc_time

_PROSE: dict[type, str] = {Paragraph: "paragraph", Note: "note", Flag: "flag"}


def to_json(report: Report) -> bytes:
    """Write a report as JSON in UTF-8."""
    return json.dumps(
        document(report),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    ).encode()


def document(report: Report) -> dict[str, Any]:
    """Give a report as JSON types, camelCase."""
    language = report.language
    return {
        "name": report.name,
        "title": say(report.title, language=language),
        "language": language,
        "asOf": {
            "validAt": report.as_of.valid_at.isoformat(),
            "knownAt": utc_time(report.as_of.known_at),
            "position": report.as_of.position,
            "root": report.as_of.root,
            "events": report.events,
        },
        "sections": [
            {
                "name": camel(section.name),
                "title": say(section.title, language=language),
                "blocks": [_block(block, language) for block in section.blocks],
            }
            for section in report.sections
        ],
    }


def _block(block: Block, language: Language) -> dict[str, Any]:
    match block:
        case Table():
            return _table(block, language)
        case Chart():
            return _chart(block, language)
        case Timeline():
            return _timeline(block, language)
        case _:
            return {
                "kind": _PROSE[type(block)],
                "text": say(block.text, language=language),
            }


def _table(table: Table, language: Language) -> dict[str, Any]:
    return {
        "kind": "table",
        "name": camel(table.name),
        "title": say(table.title, language=language),
        "columns": [
            _column(column, [row[place] for row in table.rows], language)
            for place, column in enumerate(table.columns)
        ],
        "rows": [
            {
                camel(column.name): cell_of(cell, language)
                for column, cell in zip(table.columns, row, strict=True)
            }
            for row in table.rows
        ],
    }


def _column(column: Column, cells: list[Cell], language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": camel(column.name),
        "title": say(column.title, language=language),
        "kind": column.kind,
        "unit": _maybe(column.unit, language),
    }
    if column.kind == "word":
        words = {cell for cell in cells if isinstance(cell, Word)}
        told["words"] = {w.value: say(w, language=language) for w in words}
    return told


def cell_of(cell: Cell, language: Language) -> str | int | float | None:
    """Give a cell as JSON has it: a word by its value, another text in the language."""
    if cell is None:
        return None
    if isinstance(cell, Word):
        return clean(cell.value)
    if isinstance(cell, int | Decimal):
        return exact(cell)
    return (
        utc_time(cell)
        if isinstance(cell, datetime)
        else written(cell, language=language)
    )


def _chart(chart: Chart, language: Language) -> dict[str, Any]:
    return {
        "kind": "chart",
        "form": chart.form,
        "name": camel(chart.name),
        "title": say(chart.title, language=language),
        "summary": say(chart.summary, language=language),
        "unit": _maybe(chart.unit, language),
        "atTitle": say(chart.at_title, language=language),
        "at": [_place(place, language) for place in chart.at],
        "series": [
            {
                "name": camel(series.name),
                "title": say(series.title, language=language),
                "values": [_number(value) for value in series.values],
            }
            for series in chart.series
        ],
    }


def _timeline(timeline: Timeline, language: Language) -> dict[str, Any]:
    return {
        "kind": "timeline",
        "name": camel(timeline.name),
        "title": say(timeline.title, language=language),
        "summary": say(timeline.summary, language=language),
        "first": timeline.first.isoformat(),
        "last": timeline.last.isoformat(),
        "marked": timeline.marked and timeline.marked.isoformat(),
        "states": [say(state, language=language) for state in timeline.states],
        "lanes": [
            {
                "title": say(lane.title, language=language),
                "spans": [
                    {
                        "text": say(span.text, language=language),
                        "first": span.first.isoformat(),
                        "last": span.last and span.last.isoformat(),
                        "state": say(span.state, language=language),
                    }
                    for span in lane.spans
                ],
            }
            for lane in timeline.lanes
        ],
    }


def _place(place: date | Said, language: Language) -> str:
    if isinstance(place, str | Bilingual):
        return say(place, language=language)
    return place.isoformat()


def _number(value: Number | None) -> int | float | None:
    return None if value is None else exact(value)


def _maybe(text: Said | None, language: Language) -> str | None:
    return None if text is None else say(text, language=language)
