"""Cells of tables, made of the plain values that rows of read models hold."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ksbs.domain.event import EVENTS
from ksbs.domain.words import Bilingual, Word, spoken
from ksbs.reports.cell import Cell, Column, Kind
from ksbs.reports.model import Note
from ksbs.reports.numbers import MOST_DECIMALS

Told = tuple[str, str, Kind]
"""A column: its name, its title as "English / Svenska", the kind of its cells."""

SCHOOL: Told = ("school", "School / Skola", "text")


PERSONS = Note(
    spoken(
        "A person is told by the id in the directory; KSBS holds no names. / En person"
        " anges med sitt id i katalogen; KSBS har inga namn."
    )
)


def columns(*told: Told) -> tuple[Column, ...]:
    """Make columns."""
    return tuple(Column(name, spoken(title), kind) for name, title, kind in told)


def day(text: str | None) -> date | None:
    """Read a day, None where there is none."""
    return None if text is None else date.fromisoformat(text)


def number(text: str | None) -> Decimal | None:
    """Read an exact number, with as many decimals as every format keeps."""
    if text is None:
        return None
    return round(Decimal(text), MOST_DECIMALS)


def word(words: type[Word], text: str | None) -> Word | None:
    """Give the word of a value, None where there is none."""
    return None if text is None else words(text)


def joined(texts: Iterable[object] | None) -> str | None:
    """Give several texts as one, None where there is none."""
    return ", ".join(map(str, texts or ())) or None


def cut(row: Mapping[str, Any], kept: tuple[Column, ...]) -> dict[str, Cell]:
    """Give the cells of the columns that a table has; days and numbers are read.

    A word has to be given by whoever knows its list.
    """
    return {
        column.name: _read(column.kind, row[column.name])
        for column in kept
        if column.name in row
    }


def _read(kind: Kind, value: Any) -> Cell:
    if isinstance(value, str) and not isinstance(value, Word):
        if kind == "date":
            return day(value)
        if kind in {"decimal", "percent"}:
            return number(value)
    cell: Cell = value
    return cell


@cache
def event_label(name: str) -> Bilingual:
    """Give what an event of a name in the catalogue is called."""
    for event in EVENTS.values():
        if event.__name__ == name:
            return Bilingual(en=event.en, sv=event.sv)
    return Bilingual(en=name, sv=name)
