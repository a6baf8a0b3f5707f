"""One programme at a pair: by the read models that are able, else by folding."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ksbs.application.projection import Projection
from ksbs.application.view import AsOf, ProgrammeView, programme_view
from ksbs.application.views import RowSource
from ksbs.application.views_folding import FoldedProgramme
from ksbs.application.views_rows import Cells, Segment, until_day


@dataclass(frozen=True, slots=True)
class ToldProgramme:
    """A programme at a pair; `able` names the read models that can tell of it."""

    programme_id: UUID
    as_of: AsOf
    folded: FoldedProgramme
    source: RowSource | None
    able: frozenset[str]

    def view(self) -> ProgrammeView | None:
        """Give the programme as it is shown, None if it was not nominated then."""
        return programme_view(
            self.folded.on(self.as_of.valid_at),
            programme_id=self.programme_id,
            as_of=self.as_of,
        )

    def rows(self, projection: Projection) -> Sequence[Cells]:
        """Give the rows of a read model."""
        found = None
        if self.source is not None and projection.name in self.able:
            found = self.source.rows_of(
                projection,
                self.programme_id,
                valid_at=self.as_of.valid_at,
                position=self.as_of.position,
            )
        if found is None:
            return self.folded.rows(projection, valid_at=self.as_of.valid_at)
        return found

    def segments(self, projection: Projection) -> list[Segment]:
        """Give what a read model says, from when until when."""
        found = None
        if self.source is not None and projection.name in self.able:
            found = self.source.segments_of(
                projection, self.programme_id, position=self.as_of.position
            )
        if found is None:
            found = self.folded.segments(projection)
        return until_day(projection, found, valid_at=self.as_of.valid_at)
