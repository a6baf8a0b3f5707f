"""The causes proposed for the problems: where each lies, and what its test showed."""

from collections.abc import Iterable

from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.analysis.causes import (
    CauseAssessed,
    CauseProposed,
    CausesTold,
    CauseTests,
)
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each cause, with its latest test."""
    tests = programme.facet(CauseTests)
    for proposed in programme.facet(CausesTold).latest_of_each():
        tested = tests.latest(proposed.cause_id)
        yield {
            "cause_id": proposed.cause_id,
            "problem_id": proposed.problem_ref,
            "proposed_on": proposed.occurred_on,
            "level": proposed.level,
            "cause": proposed.text,
            "verdict": tested.verdict if tested else None,
            "assessed_on": tested.occurred_on if tested else None,
            "reasons": tested.reasons if tested else None,
        }


PROJECTION = Projection(
    name="causes",
    title="Causes proposed and tested / Orsaker, formulerade och prövade",
    version=1,
    on=frozenset({CauseProposed, CauseAssessed}),
    columns=(
        Column("cause_id", "uuid", CauseProposed),
        Column("problem_id", "uuid", FieldOf(CauseProposed, "problem_ref")),
        Column(
            "proposed_on",
            "date",
            "The day the cause was proposed. / Dagen då orsaken formulerades.",
        ),
        Column("level", "text", CauseProposed),
        Column("cause", "text", FieldOf(CauseProposed, "text")),
        Column("verdict", "text", CauseAssessed, nullable=True),
        Column(
            "assessed_on",
            "date",
            "The day it was last tested; null until it is. / Dagen då den senast "
            "prövades; null tills det sker.",
            nullable=True,
        ),
        Column("reasons", "text", CauseAssessed, nullable=True),
    ),
    rows=rows,
    key=("cause_id",),
)
