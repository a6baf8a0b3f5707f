"""Tables of indicators as text: which one it is, by its header, and its rows."""

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO

from ksbs.application.intake.documents import refuse_size
from ksbs.application.intake.rejections import Faults
from ksbs.application.intake.text_lines import text_lines

_HEAD = 65_536
_LINES_BEFORE_HEADER = 30
_DELIMITERS = ";,\t"

UNIT_CODE = "school_unit_code"
UNIT_CODES_OF_STATISTICS = frozenset({"Skol-enhetskod", "Skolenhetskod"})
DESCRIBING = frozenset(
    {
        *UNIT_CODES_OF_STATISTICS,
        "Skola",
        "Skolenhet",
        "Skolkommun",
        "Kommun-kod",
        "Kommunkod",
        "Typ av huvudman",
        "Huvudman",
        "Huvudman orgnr",
    }
)
"""The columns of Skolverket's statistics that hold no figure."""


class Kind(Enum):
    """The tables that are known."""

    STATISTICS = auto()
    PROGRAMMES = auto()
    SALSA_AND_SURVEY = auto()


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands (its 1-based line), and what it says.

    `above` are the cells of the rows before it.
    """

    kind: Kind
    delimiter: str
    line: int
    columns: tuple[str, ...]
    above: tuple[tuple[str, ...], ...]


def header_of(file: BinaryIO) -> Header | None:
    """Give the header of a table of indicators, None if the file holds no such table."""
    head = file.read(_HEAD).removeprefix(codecs.BOM_UTF8)
    file.seek(0)
    lines = head.decode(errors="ignore").split("\n")[:_LINES_BEFORE_HEADER]
    if lines[0].lstrip()[:1] in {"{", "[", "<"}:
        return None
    found = (_header(lines, delimiter=each) for each in _DELIMITERS)
    return next((header for header in found if header is not None), None)


def refuse_tables(file: BinaryIO, *, faults: Faults) -> None:
    """Stop at a table of indicators where school units are wanted."""
    header = header_of(file)
    if header is not None:
        faults.stop(
            header.line,
            reason="a table of indicators, not school units; import the file with "
            "“ksbs import indicators”",
        )


def rows_of(
    file: BinaryIO, *, header: Header, faults: Faults
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the rows below the header by column, each with its 1-based line.

    Empty rows are left out; a row of another length than the header's is a fault.
    """
    refuse_size(file, by_line=False, faults=faults)
    lines = [text for _, text in text_lines(file, faults=faults)]
    faults.settle()
    rows = csv.reader(lines[header.line :], delimiter=header.delimiter, strict=True)
    line = header.line + 1
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield from _row(cells, header=header, line=line, faults=faults)
            line = header.line + rows.line_num + 1
    except csv.Error as error:
        faults.add(line, reason=f"is no row of a table ({error}); fetch the file again")


def _row(
    cells: Sequence[str], *, header: Header, line: int, faults: Faults
) -> Iterator[tuple[int, Mapping[str, str]]]:
    if len(cells) != len(header.columns):
        faults.add(
            line,
            reason=f"the row has {len(cells)} cells where the header has "
            f"{len(header.columns)}, as if it were cut off; fetch the file again",
        )
        return
    yield line, dict(zip(header.columns, cells, strict=True))


def _header(lines: Sequence[str], *, delimiter: str) -> Header | None:
    rows = [tuple(cell.strip() for cell in _cells(each, delimiter)) for each in lines]
    for index, columns in enumerate(rows):
        kind = _kind(columns)
        if kind is not None:
            return Header(kind, delimiter, index + 1, columns, tuple(rows[:index]))
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _kind(columns: Sequence[str]) -> Kind | None:
    named = set(columns) - {""}
    if named & UNIT_CODES_OF_STATISTICS and named - DESCRIBING:
        return Kind.STATISTICS
    if UNIT_CODE not in named:
        return None
    if "program_code" in named:
        return Kind.PROGRAMMES
    if {"salsa_period", "survey_semester"} & named:
        return Kind.SALSA_AND_SURVEY
    return None
