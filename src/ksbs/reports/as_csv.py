"""A report as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet.

First what the report is and when it holds, two cells a line; then, each after an empty
line, its tables and the figures of its charts: the title, the header, the rows.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ksbs.domain.words import Bilingual
from ksbs.reports.cell import Cell, Column, written
from ksbs.reports.chart_tables import all_tables
from ksbs.reports.model import Report, Table
from ksbs.reports.numbers import plain
from ksbs.reports.said import Language, say
from ksbs.reports.statement import told
from ksbs.reports.times import clock_time

_END = "\r\n"
_RISKY = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula; full width counts, as some unfold it.

A text with apostrophes before such a character is guarded too: so every guard can be
taken away again, and the text is what it was.
"""
_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells are parted, how decimals are written, and whether a BOM leads."""

    separator: str
    point: str
    byte_order_mark: bool


STANDARD = Dialect(separator=",", point=".", byte_order_mark=False)
SWEDISH_EXCEL = Dialect(separator=";", point=",", byte_order_mark=True)
"""What Excel opens rightly by double-click where the computer speaks Swedish."""


def to_csv(report: Report, *, dialect: Dialect = STANDARD) -> bytes:
    """Write a report as CSV; every text is quoted, numbers are not."""
    parts = [_head(report), *(_table(t, report.language) for t in all_tables(report))]
    lines = [line for part in parts for line in (*part, [])][:-1]
    text = _END.join(_line(line, dialect) for line in lines) + _END
    return text.encode("utf-8-sig" if dialect.byte_order_mark else "utf-8")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could run as a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe away again."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def _head(report: Report) -> list[list[Cell]]:
    language = report.language
    title = say(report.title, language=language)
    lines: list[list[Cell]] = [[say(_REPORT, language=language), title]]
    lines.extend([label, text] for label, text in told(report))
    return lines


def _table(table: Table, language: Language) -> list[list[Cell]]:
    header: list[Cell] = [_heading(column, language) for column in table.columns]
    rows = ([_said(cell, language) for cell in row] for row in table.rows)
    return [[say(table.title, language=language)], header, *rows]


def _heading(column: Column, language: Language) -> str:
    title = column.heading(language)
    unsaid = column.kind == "percent" and column.unit is None
    return f"{title} ({_PERCENT})" if unsaid else title


def _said(cell: Cell, language: Language) -> Cell:
    if cell is None or isinstance(cell, int | Decimal):
        return cell
    if isinstance(cell, datetime):
        return clock_time(cell)
    return written(cell, language=language)


def _line(cells: list[Cell], dialect: Dialect) -> str:
    line = dialect.separator.join(_written(cell, dialect) for cell in cells)
    return line if line or not cells else '""'  # An empty line would end the table.


def _written(cell: Cell, dialect: Dialect) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | Decimal):
        return plain(cell).replace(".", dialect.point)
    return '"' + guarded(str(cell)).replace('"', '""') + '"'


_REPORT = Bilingual(en="Report", sv="Rapport")
