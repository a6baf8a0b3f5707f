"""The versions of the action plan: when each came to stand, with its digest or why."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.plan.establishment import (
    ActionPlanEstablished,
    ActionPlanRevised,
    PlanVersions,
)
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each version."""
    for event in programme.facet(PlanVersions).latest_of_each():
        yield _row(event)


def _row(event: ActionPlanEstablished | ActionPlanRevised) -> Row:
    first = event if isinstance(event, ActionPlanEstablished) else None
    later = event if isinstance(event, ActionPlanRevised) else None
    return {
        "plan_version": event.version,
        "established_on": event.occurred_on,
        "content_hash": first.content_hash if first else None,
        "process_supporters": first.process_supporters if first else None,
        "changes": later.changes if later else None,
        "reason": later.reason if later else None,
    }


PROJECTION = Projection(
    name="plan_versions",
    title="Versions of the action plan / Åtgärdsplanens versioner",
    version=1,
    on=frozenset({ActionPlanEstablished, ActionPlanRevised}),
    columns=(
        Column(
            "plan_version",
            "integer",
            "The version's number, counted from 1. / Versionens nummer, räknat från 1.",
        ),
        Column(
            "established_on",
            "date",
            "The day from which it stands. / Dagen från vilken den gäller.",
        ),
        Column("content_hash", "text", ActionPlanEstablished, nullable=True),
        Column("process_supporters", "uuid[]", ActionPlanEstablished, nullable=True),
        Column("changes", "text", ActionPlanRevised, nullable=True),
        Column("reason", "text", ActionPlanRevised, nullable=True),
    ),
    rows=rows,
    key=("plan_version",),
)
