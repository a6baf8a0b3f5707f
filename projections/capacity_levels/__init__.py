"""How far each dimension of the improvement capacity had come, as each view had it."""

from collections.abc import Iterable

from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.followup.capacity import (
    CapacityAssessments,
    CapacityLevel,
    ImprovementCapacityAssessed,
)
from ksbs.domain.programme import Programme

DIMENSIONS = ("leadership", "organisation", "roles", "ways_of_working", "follow_up")
"""As they are named in an assessment."""


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each dimension of each view's assessment on a day."""
    made = programme.facet(CapacityAssessments).made
    for assessment in {(a.on, a.view): a for a in made}.values():
        for dimension in DIMENSIONS:
            level = getattr(assessment, dimension)
            yield {
                "assessed_on": assessment.on,
                "seen_by": assessment.view,
                "dimension": dimension,
                "level": level.level,
                "words": level.words,
            }


PROJECTION = Projection(
    name="capacity_levels",
    title="Improvement capacity / Förbättringskapacitet",
    version=1,
    on=frozenset({ImprovementCapacityAssessed}),
    columns=(
        Column(
            "assessed_on",
            "date",
            "The day of the assessment. / Dagen för bedömningen.",
        ),
        Column("seen_by", "text", FieldOf(ImprovementCapacityAssessed, "view")),
        Column(
            "dimension",
            "text",
            "Which of the five: `leadership`, `organisation`, `roles`, "
            "`ways_of_working` or `follow_up`. / Vilken av de fem: `leadership` "
            "(ledning), `organisation`, `roles` (roller), `ways_of_working` "
            "(arbetssätt) eller `follow_up` (uppföljning).",
        ),
        Column("level", "integer", CapacityLevel),
        Column("words", "text", CapacityLevel),
    ),
    rows=rows,
    key=("assessed_on", "seen_by", "dimension"),
)
