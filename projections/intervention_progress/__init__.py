"""What the interventions have given, note by note; a query sums what it needs."""

from collections.abc import Iterable
from decimal import Decimal

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.interventions.course import Courses, InterventionProgressNoted
from ksbs.domain.plan.intervention import InterventionPlanned
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each note on a planned intervention, numbered from 1."""
    courses = programme.facet(Courses)
    for intervention in programme.interventions:
        notes = courses.of(intervention.intervention_id).notes
        for number, note in enumerate(notes, start=1):
            yield {
                "intervention_id": intervention.intervention_id,
                "note_number": number,
                "noted_on": note.on,
                "occasions": note.occasions,
                "staff_reached": note.staff_reached,
                "hours": Decimal(repr(note.hours)),
                "note": note.note,
            }


PROJECTION = Projection(
    name="intervention_progress",
    title="Progress of the interventions",
    version=1,
    on=frozenset({InterventionPlanned, InterventionProgressNoted}),
    columns=(
        Column("intervention_id", "uuid", required=True),
        Column("note_number", "integer", required=True),
        Column("noted_on", "date", required=True),
        Column("occasions", "integer", required=True),
        Column("staff_reached", "integer", required=True),
        Column("hours", "numeric", required=True),
        Column("note", "text", required=True),
    ),
    rows=rows,
    key=("intervention_id", "note_number"),
)
