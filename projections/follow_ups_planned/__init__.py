"""The follow-ups that are planned; one that is held keeps its plan."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.followup.meeting import FollowUpScheduled
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each occasion planned for a term."""
    planned = {(p.occasion, p.term): p for p in programme.follow_ups_planned}
    for plan in planned.values():
        yield {
            "occasion": plan.occasion,
            "term": plan.term,
            "planned_on": plan.planned_on,
        }


PROJECTION = Projection(
    name="follow_ups_planned",
    title="Follow-ups planned / Planerade uppföljningar",
    version=1,
    on=frozenset({FollowUpScheduled}),
    columns=(
        Column("occasion", "text", FollowUpScheduled),
        Column("term", "integer", FollowUpScheduled),
        Column("planned_on", "date", FollowUpScheduled),
    ),
    rows=rows,
    key=("occasion", "term"),
)
