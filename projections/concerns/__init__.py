"""What was raised to the organizer, and what the organizer did about it."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.followup.concern import ConcernRaised, ConcernResolved, Concerns
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each concern."""
    for concern in programme.facet(Concerns).known:
        resolved = concern.resolved_on is not None
        yield {
            "concern_id": concern.concern_id,
            "raised_on": concern.raised_on,
            "concern": concern.text,
            "resolved_on": concern.resolved_on,
            "measures": concern.measures,
            "resolution": concern.resolution if resolved else None,
        }


PROJECTION = Projection(
    name="concerns",
    title="Concerns raised to the organizer",
    version=1,
    on=frozenset({ConcernRaised, ConcernResolved}),
    columns=(
        Column("concern_id", "uuid", required=True),
        Column("raised_on", "date", required=True),
        Column("concern", "text", required=True),
        Column("resolved_on", "date"),
        Column("measures", "text[]", required=True),
        Column("resolution", "text"),
    ),
    rows=rows,
    key=("concern_id",),
)
