"""What views of programmes are made of: rows at a pair, segments of time, differences.

Two ways lead to the same answer. A read model's history gives it in milliseconds, for the
whole city too; where the read model has not come as far as is asked, or holds a stream
back, the log itself is folded. Neither way ever answers with rows that are too old.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from ksbs.application.projection import Column, Projection
from ksbs.application.views_rows import (
    Cells,
    Key,
    RowChanged,
    RowDifferences,
    Segment,
    differences,
    key_of,
    plain_row,
)

__all__ = [
    "Cells",
    "Ill",
    "Key",
    "Rebuild",
    "RowChanged",
    "RowDifferences",
    "RowSource",
    "Segment",
    "Standing",
    "differences",
    "key_of",
    "plain_row",
]


@dataclass(frozen=True, slots=True)
class Rebuild:
    """The last time that the tables of a read model were made anew."""

    at: datetime
    position: int
    equal: bool | None
    """Whether they were as those before; None if there were none to compare."""
    reason: str | None


@dataclass(frozen=True, slots=True)
class Ill:
    """Something that stands in a read model's way; `stream_id` is None for all of it."""

    kind: str
    stream_id: UUID | None
    position: int
    since: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a read model stands; `position` is None as long as it has not been built."""

    name: str
    title: str
    version: int
    about: str
    """The category of the streams that it is about; empty if of every one."""
    position: int | None
    head: int
    changed: bool
    """True if its code is not what its tables were built by."""
    ills: Sequence[Ill]
    rebuild: Rebuild | None
    columns: Sequence[Column] = ()
    """What its rows hold; none where it shows entries as they are."""
    key: Sequence[str] = ()

    @property
    def lag(self) -> int:
        """How many positions of the log it has not yet looked at."""
        return self.head - (self.position or 0)


class RowSource(Protocol):
    """The read models as they are kept.

    What gives None has not taken everything up to the position, or cannot be asked:
    whoever asks then folds the log.
    """

    def able(self, stream_id: UUID, *, position: int) -> frozenset[str]:
        """Name the read models that can say how a stream stood at a position."""

    def rows(
        self, projection: Projection, *, valid_at: date, position: int
    ) -> Sequence[Cells] | None:
        """Give the rows of every stream at a pair; it may wait a little to be able to."""

    def rows_of(
        self, projection: Projection, stream_id: UUID, *, valid_at: date, position: int
    ) -> Sequence[Cells] | None:
        """Give the rows of one stream at a pair, of a read model that is able to."""

    def segments_of(
        self, projection: Projection, stream_id: UUID, *, position: int
    ) -> Sequence[Segment] | None:
        """Give what was believed of one stream, by a read model that is able to."""

    def held_back(self, projection: Projection, *, position: int) -> frozenset[UUID]:
        """Give the streams whose rows at a position are too old: fold those."""

    def standing(self) -> Sequence[Standing]:
        """Say how every read model stands."""

    def ailing(self) -> bool:
        """Tell whether anything stands in the way of any read model."""
