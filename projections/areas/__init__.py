"""The development areas: the causes they rest on, their rank, what became of them."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.analysis.areas import (
    AreaDeprioritisations,
    AreaDeprioritised,
    AreaIdentified,
    AreaPriorities,
    AreaPrioritised,
)
from ksbs.domain.analysis.merging import AreaMergers, AreasMerged
from ksbs.domain.programme import Programme
from ksbs.domain.state import Area


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each area; those merged away stay, and say where they went."""
    for area in programme.areas:
        yield {
            "area_id": area.area_id,
            "identified_on": area.identified_on,
            "title": area.title,
            "description": area.description,
            "cause_ids": area.cause_refs,
            **_priority(programme, area),
            **_leaving(programme, area),
        }


def _priority(programme: Programme, area: Area) -> Row:
    given = programme.facet(AreaPriorities).latest(area.area_id)
    stands = given if area.rank is not None else None
    return {
        "rank": area.rank,
        "prioritised_on": area.prioritised_on,
        "reasons": stands.reasons if stands else None,
        "expected_effect": area.expected_effect if stands else None,
        "within_influence": stands.within_influence if stands else None,
    }


def _leaving(programme: Programme, area: Area) -> Row:
    taken = programme.facet(AreaDeprioritisations).latest(area.area_id)
    gone = taken if area.rank is None else None
    merger = programme.facet(AreaMergers).latest(area.area_id)
    return {
        "deprioritised_on": gone.occurred_on if gone else None,
        "deprioritised_because": gone.reason if gone else None,
        "merged_into": area.merged_into,
        "merged_on": merger.occurred_on if merger else None,
    }


PROJECTION = Projection(
    name="areas",
    title="Development areas and their priority",
    version=1,
    on=frozenset({AreaIdentified, AreaPrioritised, AreaDeprioritised, AreasMerged}),
    columns=(
        Column("area_id", "uuid", required=True),
        Column("identified_on", "date", required=True),
        Column("title", "text", required=True),
        Column("description", "text", required=True),
        Column("cause_ids", "uuid[]", required=True),
        Column("rank", "integer"),
        Column("prioritised_on", "date"),
        Column("reasons", "text"),
        Column("expected_effect", "text"),
        Column("within_influence", "boolean"),
        Column("deprioritised_on", "date"),
        Column("deprioritised_because", "text"),
        Column("merged_into", "uuid"),
        Column("merged_on", "date"),
    ),
    rows=rows,
    key=("area_id",),
)
