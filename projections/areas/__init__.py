"""The development areas: the causes they rest on, their rank, what became of them."""

from collections.abc import Iterable

from ksbs.application.projection import Column, FieldOf, Projection, Row
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
    title="Development areas and their priority / Utvecklingsområden och deras prioritering",
    version=1,
    on=frozenset({AreaIdentified, AreaPrioritised, AreaDeprioritised, AreasMerged}),
    columns=(
        Column("area_id", "uuid", AreaIdentified),
        Column(
            "identified_on",
            "date",
            "The day the area was identified. / Dagen då området identifierades.",
        ),
        Column("title", "text", AreaIdentified),
        Column("description", "text", AreaIdentified),
        Column("cause_ids", "uuid[]", FieldOf(AreaIdentified, "cause_refs")),
        Column(
            "rank",
            "integer",
            "Its place among the prioritised, 1 first; null unless it is prioritised. "
            "/ Dess plats bland de prioriterade, 1 först; null om det inte är "
            "prioriterat.",
            nullable=True,
        ),
        Column(
            "prioritised_on",
            "date",
            "The day it was prioritised; null unless it is. / Dagen då det "
            "prioriterades; null om det inte är det.",
            nullable=True,
        ),
        Column("reasons", "text", AreaPrioritised, nullable=True),
        Column("expected_effect", "text", AreaPrioritised, nullable=True),
        Column("within_influence", "boolean", AreaPrioritised, nullable=True),
        Column(
            "deprioritised_on",
            "date",
            "The day it ceased to be prioritised, if it did. / Dagen då det upphörde "
            "att vara prioriterat, om det gjorde det.",
            nullable=True,
        ),
        Column(
            "deprioritised_because",
            "text",
            FieldOf(AreaDeprioritised, "reason"),
            nullable=True,
        ),
        Column(
            "merged_into",
            "uuid",
            "The area that it was merged into, if it was. / Området som det slogs "
            "samman med, om det gjorde det.",
            nullable=True,
        ),
        Column(
            "merged_on",
            "date",
            "The day it was merged into another. / Dagen då det slogs samman med ett "
            "annat.",
            nullable=True,
        ),
    ),
    rows=rows,
    key=("area_id",),
)
