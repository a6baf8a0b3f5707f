"""The history of a stream on both time axes as segments: pure, without a database.

A stream is taken command by command, for a command is what becomes known at once. After
each, the rows are known for every day: they change on a few days only, so they are kept
as segments. A segment says that from a day on, until the next segment of the same key,
a row reads so, or is gone. What a command changes is a step: segments that are no
longer believed are closed at its position, those believed instead are opened there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

Key = tuple[Any, ...]
Values = tuple[Any, ...]
"""A row's values in the order of the read model's columns, those of the key included."""
Rows = dict[Key, Values]
Place = tuple[Key, date]
"""Where a segment begins: whose it is, and the day."""

FOREVER = 2**63 - 1
"""The position at which what is still believed ends: the largest bigint."""


class Segment(NamedTuple):
    """One row of a history: what was believed of a key from a day on.

    `values` are None where the row is gone. Believed from the position `sys_from` on,
    until `sys_to`, that position not included. Every key has a segment that is `born`:
    by these the keys there ever were are found.
    """

    key: Key
    valid_from: date
    sys_from: int
    sys_to: int
    values: Values | None
    born: bool


Opened = tuple[Place, Values | None, bool]
"""A segment that begins: its place, its values, and whether it is its key's first."""


@dataclass(slots=True)
class Believed:
    """The history of one stream as steps add up to it: what is to be written of it.

    Where the steps are not those from the stream's beginning on, `closings` are the
    segments written earlier that are closed now, each with the position.
    """

    finished: list[Segment] = field(default_factory=list)
    closings: list[tuple[Place, int]] = field(default_factory=list)
    open: dict[Place, Segment] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether there is anything to be written."""
        return bool(self.finished or self.closings or self.open)

    def take(
        self, position: int, closed: Iterable[Place], opened: Iterable[Opened]
    ) -> None:
        """Take the next step: what a command closes and opens at its last position."""
        for place in closed:
            segment = self.open.pop(place, None)
            if segment is None:
                self.closings.append((place, position))
            else:
                self.finished.append(segment._replace(sys_to=position))
        for place, values, born in opened:
            key, day = place
            self.open[place] = Segment(key, day, position, FOREVER, values, born)

    def segments(self) -> list[Segment]:
        """Give every segment to be written."""
        return [*self.finished, *self.open.values()]
