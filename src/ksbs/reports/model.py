"""What a report is, before it is written in any format.

A report is built once, from what was read at (V, P), and handed to `render`:

```
Report(
    name="term-status",
    title=Bilingual(en="Status report", sv="Lägesrapport"),
    language="sv",
    as_of=as_of,                    # V, P, position and root, resolved by the reader
    events=as_of.position,
    sections=(
        Section(
            name="programmes",
            title=Bilingual(en="Programmes", sv="Omgångar"),
            blocks=(
                Paragraph("Fyra skolor deltar."),
                Table.of(
                    "status",
                    title=Bilingual(en="Status by school", sv="Läge per skola"),
                    columns=(
                        Column("school", Bilingual(en="School", sv="Skola")),
                        Column("status", Bilingual(en="Status", sv="Läge"), "word"),
                    ),
                    rows=[{"school": "Ängby skola", "status": Status.STARTED}],
                    key=("school",),
                ),
                Note(DESCRIBES_ONLY),
            ),
        ),
    ),
)
```

A text is a `str` where somebody wrote it, a `Bilingual` where it is ours.
All values are immutable and checked when they are made; equal reports give equal bytes.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self, get_args

from ksbs.application.view import AsOf
from ksbs.domain.words import Bilingual
from ksbs.reports.cell import Cell, Column, too_long
from ksbs.reports.chart import Chart, Timeline
from ksbs.reports.names import refuse_names
from ksbs.reports.said import Language, Said

MOST_ROWS = 1_000_000
"""A sheet of a workbook holds 1,048,576 rows."""

DESCRIBES_ONLY = Bilingual(
    en=(
        "The report describes what has been recorded. "
        "That one thing follows another in time does not show that it was its effect."
    ),
    sv=(
        "Rapporten beskriver det som är registrerat. "
        "Att något följer på något annat i tiden visar inte att det är en effekt av det."
    ),
)
"""For a `Note` wherever interventions and indicators stand side by side."""


@dataclass(frozen=True, slots=True)
class _Prose:
    text: Said

    def __post_init__(self) -> None:
        """Refuse what no cell of a workbook could hold.

        Raises:
            ValueError: the text is too long.
        """
        if wrong := too_long(self.text):
            raise ValueError(f"a {type(self).__name__.lower()}: {wrong}")


class Paragraph(_Prose):
    """Running text; a line break in it begins a new paragraph."""

    __slots__ = ()


class Note(_Prose):
    """How something is to be read: a reservation, a source, a definition."""

    __slots__ = ()


class Flag(_Prose):
    """An exception that the reader must not miss."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; `None` is a cell without a value.

    `key` names the columns that tell a reader which row it is, `identities` holds what
    tells a row from the others when two reports are compared: the cells of the key, or
    ids that the table does not show. Without a key, a row that reads differently is
    another row. `arranges` names the table of the report whose facts this one shows in
    another arrangement; it is not compared once more.
    """

    name: str
    title: Said
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...] = ()
    identities: tuple[tuple[Hashable, ...], ...] = ()
    arranges: str | None = None

    def __post_init__(self) -> None:
        """Refuse what would not be a table.

        Raises:
            ValueError: naming the table, the row (from 1) and the column.
        """
        refuse_names("table", (self.name,))
        names = [c.name for c in self.columns]
        refuse_names(f"column of {self.name!r}", names)
        if strange := sorted(set(self.key).difference(names)):
            raise ValueError(f"the table {self.name!r}: its key names {strange}")
        if len(self.rows) > MOST_ROWS:
            raise ValueError(
                f"the table {self.name!r} has {len(self.rows)} rows, more than"
                f" {MOST_ROWS}: narrow the question"
            )
        for problem in self._problems():
            raise ValueError(f"the table {self.name!r}, {problem}")

    @classmethod
    def of(  # noqa: PLR0913 (one parameter a field)
        cls,
        name: str,
        *,
        title: Said,
        columns: Iterable[Column],
        rows: Iterable[Mapping[str, Cell]],
        key: tuple[str, ...] = (),
        identity: tuple[str, ...] = (),
        arranges: str | None = None,
    ) -> Self:
        """Make a table of mappings from column name to cell, as read models give them.

        A column that a row lacks is empty there. `identity` names what tells a row from
        the others where the key does not: ids that the rows hold beside their columns.

        Raises:
            ValueError: a row has a column that the table lacks, or no identity.
        """
        held, kept = tuple(columns), tuple(rows)
        names = {column.name for column in held}.union(identity)
        for number, row in enumerate(kept, start=1):
            if strange := sorted(row.keys() - names):
                raise ValueError(
                    f"the table {name!r}, row {number}: no column {strange}"
                )
            if lacking := sorted({*identity} - row.keys()):
                raise ValueError(f"the table {name!r}, row {number}: lacks {lacking}")
        cells = tuple(tuple(row.get(c.name) for c in held) for row in kept)
        ids = tuple(tuple(row[i] for i in identity) for row in kept) if identity else ()
        return cls(name, title, held, cells, key, ids, arranges)

    def identified(self) -> Iterator[tuple[tuple[Hashable, ...], tuple[Cell, ...]]]:
        """Yield each row after what tells it from the others; equal ones are counted."""
        names = self.key or [column.name for column in self.columns]
        places = [n for n, column in enumerate(self.columns) if column.name in names]
        told = self.identities or [tuple(r[n] for n in places) for r in self.rows]
        seen = Counter[tuple[Hashable, ...]]()
        for identity, row in zip(told, self.rows, strict=True):
            yield (*identity, seen[identity]), row
            seen[identity] += 1

    def _problems(self) -> Iterator[str]:
        width = len(self.columns)
        if self.identities and len(self.identities) != len(self.rows):
            yield f"{len(self.identities)} identities for {len(self.rows)} rows"
        for number, row in enumerate(self.rows, start=1):
            if len(row) != width:
                yield f"row {number}: {len(row)} cells for {width} columns"
                continue
            for column, cell in zip(self.columns, row, strict=True):
                if wrong := column.refusal(cell):
                    yield f"row {number}, column {column.name!r}: {wrong}"


Block = Paragraph | Note | Flag | Table | Chart | Timeline
"""What a section is made of, in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under a heading of its own."""

    name: str
    title: Said
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, in one language, as of one pair of times.

    `name` is the report's in the API, as in "term-status"; `as_of` holds V, P, the
    position and the ledger's root; `events` is how many events the log held then.
    """

    name: str
    title: Said
    language: Language
    as_of: AsOf
    events: int
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        """Refuse a report that could not say what it is or when it holds.

        Raises:
            ValueError: naming what is wrong.
        """
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", self.name):
            raise ValueError(f"the report's name {self.name!r}: write it like-this")
        if self.language not in get_args(Language):
            raise ValueError(f"the report {self.name!r}: no language {self.language!r}")
        if self.as_of.known_at.utcoffset() is None:
            raise ValueError(f"the report {self.name!r}: knownAt needs a time zone")
        if self.events < 0:
            raise ValueError(f"the report {self.name!r}: {self.events} events")
        refuse_names("section", [section.name for section in self.sections])
        held = (*self.tables(), *self.drawings())
        refuse_names("table or chart", [block.name for block in held])
        names = {table.name for table in self.tables()}
        for table in self.tables():
            if table.arranges not in {None, *names} - {table.name}:
                raise ValueError(
                    f"the table {table.name!r} arranges {table.arranges!r},"
                    " which is no other table of the report"
                )

    def tables(self) -> tuple[Table, ...]:
        """Give the tables in reading order."""
        return tuple(b for s in self.sections for b in s.blocks if isinstance(b, Table))

    def drawings(self) -> tuple[Chart | Timeline, ...]:
        """Give the charts and timelines in reading order."""
        return tuple(
            block
            for section in self.sections
            for block in section.blocks
            if isinstance(block, Chart | Timeline)
        )
