"""Columns and their cells: what may stand in them, and how it reads."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, get_args
from uuid import UUID

from ksbs.domain.words import Bilingual, Word
from ksbs.reports.numbers import figure, refusal_of
from ksbs.reports.said import Language, Said, say
from ksbs.reports.times import clock_time

Kind = Literal["text", "word", "date", "instant", "integer", "decimal", "percent"]
"""What the cells of a column are.

`text`: str, Bilingual or UUID. `word`: a Word, said by its label. `date`: a day in
Stockholm. `instant`: a datetime with a zone, shown in Stockholm time. `integer`: int.
`decimal` and `percent`: Decimal or int; 87.5 in a percent column is 87.5 per cent.
"""

Align = Literal["start", "center", "end"]
Cell = str | Bilingual | Word | UUID | date | datetime | int | Decimal | None

LONGEST_TEXT = 32_767
"""Characters that a cell of a workbook holds."""

NUMERIC = frozenset({"integer", "decimal", "percent"})

_TAKES: dict[Kind, tuple[type, ...]] = {
    "text": (str, Bilingual, UUID),
    "word": (Word,),
    "date": (date,),
    "instant": (datetime,),
    "integer": (int,),
    "decimal": (Decimal, int),
    "percent": (Decimal, int),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in JSON, its title, what its cells are.

    `unit` stands after the title, as in "Kostnad (kr)". `decimals` fixes how many are
    shown; without it a number is shown as it is. `align` is by default the end for
    numbers and the start for the rest. `compared` is False for what moves with the other
    rows, as a number in the list: two reports do not differ by it.
    """

    name: str
    title: Said
    kind: Kind = "text"
    unit: Said | None = None
    decimals: int | None = None
    align: Align | None = None
    compared: bool = True

    def __post_init__(self) -> None:
        """Refuse a column that no cell could fit.

        Raises:
            ValueError: naming the column and what is wrong.
        """
        if self.kind not in get_args(Kind):
            raise ValueError(f"the column {self.name!r}: no kind {self.kind!r}")
        if self.decimals not in {None, 0, 1, 2, 3, 4}:
            raise ValueError(f"the column {self.name!r}: 0 to 4 decimals")

    @property
    def alignment(self) -> Align:
        """Where the cells stand."""
        return self.align or ("end" if self.kind in NUMERIC else "start")

    def heading(self, language: Language) -> str:
        """Give the title, with the unit where there is one."""
        title = say(self.title, language=language)
        if self.unit is None:
            return title
        return f"{title} ({say(self.unit, language=language)})"

    def refusal(self, cell: Cell) -> str | None:
        """Say why a cell cannot stand here; None where it can."""
        if cell is None:
            return None
        if not self._takes(cell):
            return f"{cell!r} is not of the kind {self.kind}"
        if isinstance(cell, int | Decimal):
            return refusal_of(cell)
        if isinstance(cell, datetime) and cell.utcoffset() is None:
            return f"{cell.isoformat()} needs a time zone"
        return too_long(cell) if isinstance(cell, str | Bilingual) else None

    def _takes(self, cell: Cell) -> bool:
        wrong_cousin = isinstance(cell, bool) or (
            self.kind == "date" and isinstance(cell, datetime)
        )
        return isinstance(cell, _TAKES[self.kind]) and not wrong_cousin

    def shown(self, cell: Cell, *, language: Language) -> str:
        """Give a cell as people read it; an empty one is a dash."""
        if cell is None:
            return "–"
        if isinstance(cell, datetime):
            return clock_time(cell)
        if isinstance(cell, int | Decimal):
            text = figure(cell, language=language, decimals=self.decimals)
            return text if self.kind != "percent" else f"{text}\N{NO-BREAK SPACE}%"
        return written(cell, language=language)


def too_long(text: Said) -> str | None:
    """Say that a text is too long for a cell of a workbook; None where it fits."""
    longest = max(map(len, text)) if isinstance(text, Bilingual) else len(text)
    if longest > LONGEST_TEXT:
        return f"{longest} characters, more than {LONGEST_TEXT}"
    return None


def written(cell: str | Bilingual | UUID | date, *, language: Language) -> str:
    """Give a cell that is no number as text: a day as YYYY-MM-DD, a word by its label."""
    if isinstance(cell, str | Bilingual):
        return say(cell, language=language)
    return str(cell)
