"""A read model as a pure function of the programme.

`rows(programme)` gives the rows that hold in that state; it reads no clock and knows
neither positions nor days. The runner (`ksbs.readmodels.runner`) keeps the table.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ksbs.domain.event import Event
from ksbs.domain.programme import Programme

Row = Mapping[str, object]
Kind = Literal["text", "date", "integer", "uuid", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a read model; null is allowed unless `required`."""

    name: str
    kind: Kind
    required: bool = False


@dataclass(frozen=True, slots=True)
class Projection:
    """One read model.

    `key` names the columns that tell the rows of one programme apart; none where a
    programme has one row. `on` are the events that can change a row: others are passed
    over. A new shape or meaning of the rows is a new `version`.
    """

    name: str
    title: str
    version: int
    on: frozenset[type[Event]]
    columns: tuple[Column, ...]
    rows: Callable[[Programme], Iterable[Row]]
    key: tuple[str, ...] = ()
