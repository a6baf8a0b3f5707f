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
    title="Progress of the interventions / Insatsernas läge, notering för notering",
    version=1,
    on=frozenset({InterventionPlanned, InterventionProgressNoted}),
    columns=(
        Column("intervention_id", "uuid", InterventionProgressNoted),
        Column(
            "note_number",
            "integer",
            "Which note on the intervention it is, counted from 1. / Vilken notering "
            "om insatsen det är, räknat från 1.",
        ),
        Column("noted_on", "date", "The day of the note. / Dagen för noteringen."),
        Column("occasions", "integer", InterventionProgressNoted),
        Column("staff_reached", "integer", InterventionProgressNoted),
        Column("hours", "numeric", InterventionProgressNoted),
        Column("note", "text", InterventionProgressNoted),
    ),
    rows=rows,
    key=("intervention_id", "note_number"),
)
