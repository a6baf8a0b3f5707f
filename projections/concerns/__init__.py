"""What was raised to the organizer, and what the organizer did about it."""

from collections.abc import Iterable

from ksbs.application.projection import Column, FieldOf, Projection, Row
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
    title="Concerns raised to the organizer / Brister anmälda till huvudmannen",
    version=1,
    on=frozenset({ConcernRaised, ConcernResolved}),
    columns=(
        Column("concern_id", "uuid", ConcernRaised),
        Column("raised_on", "date", "The day it was raised. / Dagen då den anmäldes."),
        Column("concern", "text", FieldOf(ConcernRaised, "text")),
        Column(
            "resolved_on",
            "date",
            "The day it was resolved; null while it stands. / Dagen då den åtgärdades; "
            "null medan den kvarstår.",
            nullable=True,
        ),
        Column("measures", "text[]", ConcernResolved),
        Column("resolution", "text", ConcernResolved, nullable=True),
    ),
    rows=rows,
    key=("concern_id",),
)
