"""The problems seen in the evidence, each with the evidence in which it is seen."""

from collections.abc import Iterable

from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.analysis.causes import ProblemIdentified, ProblemsTold
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each problem."""
    for identified in programme.facet(ProblemsTold).latest_of_each():
        yield {
            "problem_id": identified.problem_id,
            "identified_on": identified.occurred_on,
            "problem": identified.text,
            "link_to_results": identified.link_to_results,
            "evidence_ids": identified.evidence_refs,
        }


PROJECTION = Projection(
    name="problems",
    title="Problems seen in the evidence / Problem som syns i underlaget",
    version=1,
    on=frozenset({ProblemIdentified}),
    columns=(
        Column("problem_id", "uuid", ProblemIdentified),
        Column(
            "identified_on",
            "date",
            "The day the problem was identified. / Dagen då problemet identifierades.",
        ),
        Column("problem", "text", FieldOf(ProblemIdentified, "text")),
        Column("link_to_results", "text", ProblemIdentified),
        Column("evidence_ids", "uuid[]", FieldOf(ProblemIdentified, "evidence_refs")),
    ),
    rows=rows,
    key=("problem_id",),
)
