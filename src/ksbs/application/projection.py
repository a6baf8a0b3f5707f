"""A read model as a pure function of the state of a stream, mostly a programme's.

`rows(programme)` gives the rows that hold in that state; it reads no clock and knows
neither positions nor days. The runner (`ksbs.readmodels`) keeps the tables: the rows as
they stand now, and their history on both time axes.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ksbs.application.streams import PROGRAMME
from ksbs.domain.docstrings import field_docstrings
from ksbs.domain.event import Event
from ksbs.domain.programme import Programme
from ksbs.domain.words import Bilingual, Model, spoken

Row = Mapping[str, object]
Kind = Literal[
    "text",
    "date",
    "integer",
    "bigint",
    "numeric",
    "uuid",
    "boolean",
    "timestamptz",
    "text[]",
    "uuid[]",
    "date[]",
]
"""PostgreSQL's types; in Python str (or an enumeration of them), date, int, int,
Decimal, UUID, bool, datetime with a zone, and sequences of str, UUID and date.
"""

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST_NAME = 40
"""The tables of a read model have names of 63 bytes at most, with what is added."""

KEPT_BY_THE_RUNNER = frozenset({"valid_from", "sys_from", "sys_to", "gone", "born"})
"""Columns of every history table, which no read model can have as its own."""


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field of an event, which says in its docstring what it is.

    Raises:
        ValueError: if there is no such field.
    """

    model: type[Model]
    field: str

    def __post_init__(self) -> None:
        """Refuse a field that is not there."""
        if self.field not in self.model.model_fields:
            raise ValueError(f"{self.model.__name__} has no field {self.field!r}")

    def words(self) -> str:
        """Give what it says: "English. / Svenska."; empty if it says nothing."""
        return field_docstrings(self.model).get(self.field, "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a read model, never null unless `nullable`.

    `about` says what it holds: "English. / Svenska.", or the event whose field of the
    same name it carries, which says so itself, or a field of another name.

    Raises:
        ValueError: if the event has no such field.
    """

    name: str
    kind: Kind
    about: str | type[Model] | FieldOf
    nullable: bool = False

    def __post_init__(self) -> None:
        """Refuse an event that has no such field."""
        self._field()

    def words(self) -> str:
        """Say what it holds, as "English. / Svenska."."""
        field = self._field()
        return field if isinstance(field, str) else field.words()

    def _field(self) -> str | FieldOf:
        about = self.about
        return FieldOf(about, self.name) if isinstance(about, type) else about

    @property
    def said(self) -> Bilingual:
        """What it holds, in both languages."""
        return spoken(self.words())


@dataclass(frozen=True, slots=True)
class Subject:
    """What rows are about: the streams of a category, and their state before all facts.

    `id_column` is the column in which the id of the stream stands in every table.
    """

    category: str = PROGRAMME
    id_column: str = "programme_id"
    initial: Callable[[], Any] = Programme


PROGRAMMES = Subject()


@dataclass(frozen=True, slots=True)
class Projection:
    """One read model; `title` is "English / Svenska".

    `key` names the columns that tell the rows of one programme apart; none where a
    programme has one row. `on` are the events that can change a row: after others the
    rows are not asked for. A new shape or meaning of the rows is a new `version`.
    """

    name: str
    title: str
    version: int
    on: frozenset[type[Event]]
    columns: tuple[Column, ...]
    rows: Callable[[Any], Iterable[Row]]
    key: tuple[str, ...] = ()
    about: Subject = PROGRAMMES

    @property
    def said(self) -> Bilingual:
        """Its title, in both languages."""
        return spoken(self.title)

    def __post_init__(self) -> None:
        """Refuse what could not be kept in tables.

        Raises:
            ValueError: naming what is wrong.
        """
        for problem in self._problems():
            raise ValueError(f"the read model {self.name!r}: {problem}")

    def _problems(self) -> Iterable[str]:
        if not _NAME.fullmatch(self.name) or len(self.name) > _LONGEST_NAME:
            yield f"its name must be snake_case, at most {_LONGEST_NAME} characters"
        names = [column.name for column in self.columns]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            yield f"columns named twice: {sorted(twice)}"
        kept = KEPT_BY_THE_RUNNER | {self.about.id_column}
        if kept & set(names):
            yield f"columns that the runner keeps: {sorted(kept & set(names))}"
        never_null = {column.name for column in self.columns if not column.nullable}
        if not set(self.key) <= never_null:
            yield f"the key {self.key} must be of its columns that are never null"
