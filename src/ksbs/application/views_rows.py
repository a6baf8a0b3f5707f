"""Rows of read models as plain values: what differs between them, and how long they held.

A row reads the same whether it comes from a table or from folding the log.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ksbs.application.days import written
from ksbs.application.projection import Projection

Cells = Mapping[str, Any]
"""A row: its columns by name."""
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A row that held from a day until another, the latter not included.

    `until` is None where it still holds.
    """

    row: Cells
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class RowChanged:
    """A row that is there at both pairs and reads differently."""

    row: Cells
    """As it reads at the second pair."""
    fields: Mapping[str, tuple[Any, Any]]
    """What it read at the first pair and at the second, of the fields that differ."""


@dataclass(frozen=True, slots=True)
class RowDifferences:
    """What lies between two pairs of one read model, by key."""

    projection: Projection
    added: Sequence[Cells]
    removed: Sequence[Cells]
    changed: Sequence[RowChanged]

    @property
    def count(self) -> int:
        """How many rows differ."""
        return len(self.added) + len(self.removed) + len(self.changed)


def key_of(projection: Projection, row: Cells) -> Key:
    """Give what tells a row from the others of its stream."""
    return tuple(plain(row[name]) for name in projection.key)


def plain(value: Any) -> Any:
    """Give a cell as text, number, truth or list of them, whichever way it came."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return written(value)
    # Words, ids and exact numbers.
    return str(value)


def plain_row(projection: Projection, row: Cells) -> dict[str, Any]:
    """Give the read model's own columns of a row as plain values."""
    return {
        column.name: _cell(column.kind, row[column.name])
        for column in projection.columns
    }


def _cell(kind: str, value: Any) -> Any:
    # An exact number is written out: 1E-7 is no number to everybody who reads it.
    exact = kind == "numeric" and value is not None
    return format(Decimal(value), "f") if exact else plain(value)


def in_order(projection: Projection, rows: Iterable[Cells]) -> list[dict[str, Any]]:
    """Give rows as plain values, by key: a server's own order depends on its language."""
    plain_rows = [plain_row(projection, row) for row in rows]
    return sorted(plain_rows, key=lambda row: key_of(projection, row))


def differences(
    projection: Projection, before: Iterable[Cells], after: Iterable[Cells]
) -> RowDifferences:
    """Compare the rows of one stream at two pairs, by key."""
    first, second = (
        {key_of(projection, row): row for row in in_order(projection, rows)}
        for rows in (before, after)
    )
    return RowDifferences(
        projection,
        added=[row for key, row in second.items() if key not in first],
        removed=[row for key, row in first.items() if key not in second],
        changed=[
            RowChanged(row, _differing(first[key], row))
            for key, row in second.items()
            if key in first and first[key] != row
        ],
    )


def _differing(before: Cells, after: Cells) -> dict[str, tuple[Any, Any]]:
    return {
        name: (before[name], value)
        for name, value in after.items()
        if before[name] != value
    }


def until_day(
    projection: Projection, segments: Iterable[Segment], *, valid_at: date
) -> list[Segment]:
    """Give segments as plain values by key and day, as far as a day, the day included.

    What ended later still held on that day. Two that follow each other and read alike
    are one.
    """
    found: list[Segment] = []
    seen = [
        Segment(plain_row(projection, s.row), s.since, _before(s.until, valid_at))
        for s in segments
        if s.since <= valid_at
    ]
    seen.sort(key=lambda s: (key_of(projection, s.row), s.since))
    for segment in seen:
        last = found[-1] if found else None
        if last and last.until == segment.since and last.row == segment.row:
            found[-1] = Segment(last.row, last.since, segment.until)
        else:
            found.append(segment)
    return found


def _before(until: date | None, valid_at: date) -> date | None:
    return None if until is not None and until > valid_at else until
