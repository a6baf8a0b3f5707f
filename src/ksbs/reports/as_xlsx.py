"""A report as a workbook: first what it is, then a sheet for each table and chart.

Texts are written as texts, never as formulas or links; numbers, days and shares of
hundred are real ones. Nothing in the file comes from the clock or the machine.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any
from zipfile import ZipFile, ZipInfo

import xlsxwriter

from ksbs.domain.words import Bilingual
from ksbs.reports.cell import Cell, Column, written
from ksbs.reports.chart_tables import all_tables
from ksbs.reports.model import Report, Table
from ksbs.reports.numbers import Number, exact
from ksbs.reports.said import Language, say
from ksbs.reports.shown import columns_shown
from ksbs.reports.statement import in_short, told
from ksbs.reports.times import clock_time

_ABOUT = Bilingual(en="About the report", sv="Om rapporten")
_PAGE = Bilingual(en="page &P of &N", sv="sida &P av &N")
_PORTRAIT_COLUMNS = 6
_NARROWEST, _WIDEST = 10, 60
"""Characters of a column."""
_ABOUT_WIDTHS = (32, 90)
_LINE, _HIGHEST = 15, 409
"""Points of a line of text, and of the highest row there may be."""
_SPARE = 3
"""Characters that a column is wider than its longest text."""
_WIDER = 1.15
"""How much room a text may need over a digit for each character."""
_LONGEST_HEADER = 100
_LONGEST_SHEET_NAME = 31
_A4 = 9
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP can hold."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": False,
}


def to_xlsx(report: Report) -> bytes:
    """Write a report as an Office Open XML workbook."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    created = report.as_of.known_at.astimezone(UTC).replace(tzinfo=None)
    title = say(report.title, language=report.language)
    book.set_properties(
        {
            "title": title,
            "author": "KSBS",
            "created": created,
            "comments": in_short(report),
        }
    )
    _about(book, report)
    names = _sheet_names(report)
    for table, name in zip(all_tables(report), names, strict=True):
        _sheet(book, report, table, name)
    book.close()
    return _stored(file)


def _stored(file: BytesIO) -> bytes:
    """Pack the parts again without compression.

    What deflate gives differs between versions of zlib, and so between machines.
    """
    packed = BytesIO()
    with ZipFile(file) as parts, ZipFile(packed, "w") as book:
        for part in parts.infolist():
            entry = ZipInfo(part.filename, _NO_TIME)
            entry.create_system = 0
            book.writestr(entry, parts.read(part))
    return packed.getvalue()


def _about(book: Any, report: Report) -> None:
    language = report.language
    sheet = book.add_worksheet(say(_ABOUT, language=language))
    _printed(sheet, report, columns=2)
    bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate(_ABOUT_WIDTHS):
        sheet.set_column(place, place, width)
    heading = book.add_format({"bold": True, "font_size": 16})
    sheet.write_string(0, 0, say(report.title, language=language), heading)
    for row, (label, text) in enumerate(told(report), start=2):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text, wrap)
        _heighten(sheet, row, zip((label, text), _ABOUT_WIDTHS, strict=True))


def _sheet(book: Any, report: Report, table: Table, name: str) -> None:
    language = report.language
    sheet = book.add_worksheet(name)
    title = say(table.title, language=language)
    _printed(sheet, report, columns=len(table.columns), title=title)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    head = {"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}
    texts = columns_shown(table, language=language)
    widths = list(map(_width, texts))
    for place, column in enumerate(table.columns):
        shown = book.add_format(head | _aligned(column))
        sheet.set_column(place, place, widths[place])
        sheet.write_string(0, place, texts[place][0], shown)
        write = _Writer(sheet, column, language, book.add_format(_format(column)))
        for number, row in enumerate(table.rows, start=1):
            write.cell(row[place], at=(number, place))
    for number, shown_row in enumerate(zip(*texts, strict=True)):
        _heighten(sheet, number, zip(shown_row, widths, strict=True))
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the cells of a column."""

    sheet: Any
    column: Column
    language: Language
    form: Any

    def cell(self, cell: Cell, *, at: tuple[int, int]) -> None:
        sheet, form = self.sheet, self.form
        if cell is None:
            sheet.write_blank(*at, None, form)
        elif isinstance(cell, int | Decimal):
            sheet.write_number(*at, self._number(cell), form)
        elif isinstance(cell, datetime):
            sheet.write_string(*at, clock_time(cell), form)
        elif isinstance(cell, date):
            sheet.write_datetime(*at, cell, form)
        else:
            sheet.write_string(*at, written(cell, language=self.language), form)

    def _number(self, cell: Number) -> int | float:
        if self.column.kind == "percent":
            return float(Decimal(cell) / 100)
        return exact(cell)


_ALIGN = {"start": "left", "center": "center", "end": "right"}


def _format(column: Column) -> dict[str, Any]:
    form: dict[str, Any] = {"valign": "top", **_aligned(column)}
    decimals = "." + "0" * column.decimals if column.decimals else ""
    match column.kind:
        case "date":
            form["num_format"] = "yyyy-mm-dd"
        case "integer":
            form["num_format"] = "#,##0"
        case "decimal" if column.decimals is not None:
            form["num_format"] = f"#,##0{decimals}"
        case "percent":
            form["num_format"] = (
                f"0{decimals}%" if column.decimals is not None else "0.####%"
            )
        case "text" | "word" | "instant":
            form |= {"text_wrap": True, "num_format": "@"}
        case _:
            pass
    return form


def _aligned(column: Column) -> dict[str, Any]:
    """Align a column; texts stand off from the numbers before them."""
    indent = {"indent": 1} if column.alignment == "start" else {}
    return {"align": _ALIGN[column.alignment], **indent}


def _heighten(sheet: Any, row: int, cells: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as its texts are when they wrap; not every reader does."""
    most = max((_lines(text, width) for text, width in cells), default=1)
    if most > 1:
        sheet.set_row(row, min(most * _LINE, _HIGHEST))


def _lines(text: str, width: float) -> int:
    """Count the lines of a text in a column of so many characters, rather too many."""
    return sum(
        ceil(len(line) * _WIDER / width) if len(line) > width - _SPARE else 1
        for line in text.split("\n")
    )


def _width(texts: Sequence[str]) -> int:
    return min(max(max(map(len, texts)) + _SPARE, _NARROWEST), _WIDEST)


def _printed(sheet: Any, report: Report, *, columns: int, title: str = "") -> None:
    """Set the page: A4, all columns on it, its title above, what is stated at its foot."""
    sheet.set_paper(_A4)
    if columns > _PORTRAIT_COLUMNS:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    named = title[:_LONGEST_HEADER].replace("&", "&&")
    sheet.set_header(f"&L&B{named}")
    page = say(_PAGE, language=report.language)
    sheet.set_footer(f"&L&8{in_short(report)}&R&8{page}")


def _sheet_names(report: Report) -> Iterator[str]:
    """Give each table a sheet's name: its title, cut, cleaned and made unique."""
    taken = {say(_ABOUT, language=report.language).casefold(), "history"}
    for table in all_tables(report):
        title = say(table.title, language=report.language)
        name = _fit(title, "")
        number = 1
        while name.casefold() in taken:
            number += 1
            name = _fit(title, f" {number}")
        taken.add(name.casefold())
        yield name


def _fit(title: str, end: str) -> str:
    kept = re.sub(r"[\[\]:*?/\\\s]+", " ", title).strip(" '")
    return (kept[: _LONGEST_SHEET_NAME - len(end)].strip(" ',;:(-–") or "–") + end
