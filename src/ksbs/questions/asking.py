"""What a question is answered from: rows of read models at pairs of times, and the log.

Rows come from the read models where they have come as far as is asked; otherwise the
streams are folded. Either way every cell is a plain value: days as 2026-03-01.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from ksbs.application.days import day_of
from ksbs.application.history import History
from ksbs.application.projection import Projection
from ksbs.application.refusals import not_then
from ksbs.application.swedish import swedish_key
from ksbs.application.trail_filter import TrailFilter
from ksbs.application.trail_index import TrailIndex
from ksbs.application.view import AsOf
from ksbs.application.views import RowSource
from ksbs.application.views_rows import Cells, key_of, plain_row
from ksbs.application.views_seeing import Sees, everything
from ksbs.domain.event import Entry
from ksbs.domain.replay import facts, known, until
from ksbs.questions.folding import Folding, folded_rows
from ksbs.questions.walking import LogWalk

Row = Mapping[str, Any]
"""Cells by the name of their column: texts, numbers, truths and lists of them."""

PORTFOLIO = "programme_status"


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """A file of a report that was made again: its bytes, its format and language."""

    content: bytes
    format: str
    language: str


class MakeAgain(Protocol):
    """Makes a report again; what knows the reports lies above the questions."""

    def __call__(self, asking: "Asking", name: str, *, sha256: str) -> MadeAgain | None:
        """Give the file of that digest, else the usual one, None if there can be none.

        Args:
            asking: At the pair that the report shows, about one programme.
            name: The report's name.
            sha256: The digest that is looked for, in lower-case hexadecimal.
        """


@dataclass(frozen=True)
class Asking:
    """One question asked at a pair of times, with what was said in its parameters.

    `person` is who asks, `late_after_days` after how many days an entry is late. Without
    `trail_index` every entry of the log is looked at where a question is about the log,
    without `make_again` no report can be made again. It is asked about the programmes
    that `sees` tells of.
    """

    history: History
    projections: Mapping[str, Projection]
    source: RowSource | None
    as_of: AsOf
    said: Mapping[str, Any]
    person: UUID
    late_after_days: int = 14
    trail_index: TrailIndex | None = None
    sees: Sees = everything
    make_again: MakeAgain | None = None
    _read: dict[tuple[str, date, int, UUID | None], list[Row]] = field(
        default_factory=dict
    )
    _folding: Folding = field(default_factory=Folding)

    @cached_property
    def schools(self) -> Mapping[UUID, Row]:
        """The programmes asked about, by school in Swedish order, as of the pair.

        Raises:
            NotFound: if one is asked for that there was not.
        """
        wanted = self.said.get("programme")
        asked = (
            {
                "programme_id": row["programme_id"],
                "school": row["school_name"],
                "school_unit_code": row["school_unit_code"],
            }
            for row in self._rows(PORTFOLIO, self.as_of, None)
            if wanted in (None, row["programme_id"], row["school_unit_code"])
            and self.sees(UUID(row["programme_id"]))
        )
        found = {
            UUID(row["programme_id"]): row for row in sorted(asked, key=self._place)
        }
        if wanted is not None and not found:
            raise not_then(wanted, self.as_of)
        return found

    def rows(
        self, name: str, *, at: AsOf | None = None, of: UUID | None = None
    ) -> list[Row]:
        """Give the rows of a read model about programmes, each with its school.

        Args:
            name: The read model.
            at: The pair; that of the question if nothing is said.
            of: Only this programme.
        """
        if of is None and len(self.schools) == 1:
            of = next(iter(self.schools))
        found = [
            {**row, **self.schools[programme_id]}
            for row in self._rows(name, at or self.as_of, of)
            if (programme_id := UUID(row["programme_id"])) in self.schools
        ]
        key = self.projections[name]
        return sorted(found, key=lambda row: (*self._place(row), *_sortable(key, row)))

    def others(
        self, name: str, *, at: AsOf | None = None, of: UUID | None = None
    ) -> list[Row]:
        """Give the rows of a read model about other streams, those of one or of all."""
        return self._rows(name, at or self.as_of, of)

    def at_any_time(self) -> tuple[AsOf, AsOf]:
        """Give the pair of the question, and that of all that is known now of any day."""
        now = self.history.resolve(valid_at=date.max)
        return self.as_of, now

    def on(self, day: date) -> AsOf:
        """Give the pair of another day, as known at the pair of the question."""
        return self.as_of.model_copy(update={"valid_at": day})

    def then(self, day: date) -> AsOf:
        """Give the pair of a day as known at its end, or as asked if that is earlier."""
        if day >= day_of(self.as_of.known_at):
            return self.on(day)
        found = self.history.resolve(valid_at=day, known_at=day)
        return found if found.position < self.as_of.position else self.on(day)

    def when_recorded(self, entry: Entry) -> AsOf:
        """Give the pair of an entry's day, as known when its command was recorded."""
        return self.history.resolve(
            valid_at=entry.occurred_on, known_at=entry.recorded_at
        )

    def entries(self, stream_id: UUID) -> Sequence[Entry]:
        """Give the entries of a stream that were known."""
        entries = list(self.history.store.stream(stream_id))
        return known(entries, position=self.as_of.position)

    def facts(self, stream_id: UUID) -> list[Entry]:
        """Give what held of a stream on the day, as it reads, in valid order."""
        ordered = facts(self.entries(stream_id))
        return list(until(ordered, valid_at=self.as_of.valid_at))

    def log(self, *asked: TrailFilter) -> Iterator[Entry]:
        """Walk the log backwards: what was known, about days up to the pair's.

        Args:
            asked: An entry fits one of these; each comes once. All if none is said.
        """
        walk = LogWalk(self.history.store, self.trail_index, self.as_of)
        return walk.through(asked or (TrailFilter(),))

    def _rows(self, name: str, at: AsOf, of: UUID | None) -> list[Row]:
        key = (name, at.valid_at, at.position, of)
        if key not in self._read:
            self._read[key] = self._plain(self.projections[name], at, of)
        return self._read[key]

    def _plain(self, projection: Projection, at: AsOf, of: UUID | None) -> list[Row]:
        own = projection.about.id_column
        found = self._of_one(projection, at, of) if of else self._of_all(projection, at)
        return [
            {**plain_row(projection, row), own: str(stream_id)}
            for stream_id, rows in found.items()
            for row in rows
        ]

    def _of_one(
        self, projection: Projection, at: AsOf, of: UUID
    ) -> Mapping[UUID, Sequence[Cells]]:
        source, rows = self.source, None
        if source and projection.name in source.able(of, position=at.position):
            rows = source.rows_of(
                projection, of, valid_at=at.valid_at, position=at.position
            )
        if rows is None:
            rows = folded_rows(projection, self.history.store.stream(of), at)
        return {of: rows}

    def _of_all(
        self, projection: Projection, at: AsOf
    ) -> Mapping[UUID, Sequence[Cells]]:
        source, store = self.source, self.history.store
        rows = None
        if source is not None:
            rows = source.rows(projection, valid_at=at.valid_at, position=at.position)
        if source is None or rows is None:
            return self._folding.of_all(projection, at, store=store)
        found: dict[UUID, list[Cells]] = {}
        for row in rows:
            found.setdefault(row[projection.about.id_column], []).append(row)
        for of in source.held_back(projection, position=at.position):
            found[of] = folded_rows(projection, store.stream(of), at)
        return found

    def _place(self, row: Row) -> tuple[Any, ...]:
        return (*swedish_key(row["school"]), row["programme_id"])


def _sortable(projection: Projection, row: Row) -> tuple[Any, ...]:
    return key_of(projection, row)
