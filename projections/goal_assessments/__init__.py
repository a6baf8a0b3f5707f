"""Every assessment of each goal; the latest has the highest number."""

from collections.abc import Iterable

from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.followup.goal_assessment import GoalAssessed, GoalAssessments
from ksbs.domain.plan.goal import GoalSet
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each assessment of a goal that has been set, numbered from 1."""
    assessments = programme.facet(GoalAssessments)
    for goal in programme.goals:
        for number, made in enumerate(assessments.of(goal.goal_id), start=1):
            yield {
                "goal_id": goal.goal_id,
                "assessment_number": number,
                "assessed_on": made.occurred_on,
                "assessment": made.assessment,
                "reasons": made.reasons,
                "observation_ids": made.observation_refs,
            }


PROJECTION = Projection(
    name="goal_assessments",
    title="Assessments of the goals / Bedömningar av målen",
    version=1,
    on=frozenset({GoalSet, GoalAssessed}),
    columns=(
        Column("goal_id", "uuid", GoalAssessed),
        Column(
            "assessment_number",
            "integer",
            "Which assessment of the goal it is, counted from 1. / Vilken bedömning av "
            "målet det är, räknat från 1.",
        ),
        Column(
            "assessed_on",
            "date",
            "The day of the assessment. / Dagen för bedömningen.",
        ),
        Column("assessment", "text", GoalAssessed),
        Column("reasons", "text", GoalAssessed),
        Column("observation_ids", "uuid[]", FieldOf(GoalAssessed, "observation_refs")),
    ),
    rows=rows,
    key=("goal_id", "assessment_number"),
)
