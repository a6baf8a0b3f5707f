"""Drawings in slices under each other, so that a page may end between two of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ksbs.reports.drawing.paper import tag


class Slice(NamedTuple):
    """Elements drawn from the top at 0, and how high they are."""

    elements: str
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A key, which each page needs, and what stands under it, in slices.

    `patterns` are what the slices are filled with; each picture has to hold them.
    """

    patterns: str
    key: Slice | None
    rows: tuple[Slice, ...]

    def whole(self) -> Slice:
        """Give all of it in one slice, its patterns too."""
        elements, height = stacked((self.key, *self.rows) if self.key else self.rows)
        return Slice(self.patterns + elements, height)


def stacked(slices: Iterable[Slice]) -> Slice:
    """Put slices under each other."""
    drawn: list[str] = []
    height = 0.0
    for each in slices:
        moved = {"transform": f"translate(0 {height:.2f})"} if height else {}
        drawn.append(tag("g", each.elements, **moved) if moved else each.elements)
        height += each.height
    return Slice("".join(drawn), height)


def kept_together(rows: Sequence[Slice], *, least: float) -> tuple[Slice, ...]:
    """Join the first rows, and the last, until they are that high: none stands alone."""
    first = _reaching(rows, least)
    last = min(_reaching(rows[::-1], least), len(rows) - first)
    middle = rows[first : len(rows) - last]
    ends = (rows[:first], rows[len(rows) - last :])
    head, tail = ((stacked(end),) if end else () for end in ends)
    return (*head, *middle, *tail)


def _reaching(rows: Sequence[Slice], least: float) -> int:
    height = 0.0
    for count, row in enumerate(rows, start=1):
        height += row.height
        if height >= least:
            return count
    return len(rows)
