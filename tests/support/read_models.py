"""Read models for the tests of what keeps read models, whatever the product has."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.analysis.areas import (
    AreaDeprioritised,
    AreaIdentified,
    AreaPrioritised,
)
from ksbs.domain.analysis.merging import AreasMerged
from ksbs.domain.analysis.session import SessionHeld
from ksbs.domain.analysis.session_plan import (
    SessionCancelled,
    SessionRescheduled,
    SessionScheduled,
)
from ksbs.domain.programme import Programme


def _areas(programme: Programme) -> Iterable[Row]:
    for area in programme.areas:
        yield {
            "area_id": area.area_id,
            "title": area.title,
            "rank": area.rank,
            "prioritised_on": area.prioritised_on,
            "cause_ids": area.cause_refs,
        }


AREAS = Projection(
    name="test_areas",
    title="Areas, a row each",
    version=1,
    on=frozenset({AreaIdentified, AreaPrioritised, AreaDeprioritised, AreasMerged}),
    columns=(
        Column("area_id", "uuid", required=True),
        Column("title", "text", required=True),
        Column("rank", "integer"),
        Column("prioritised_on", "date"),
        Column("cause_ids", "uuid[]", required=True),
    ),
    key=("area_id",),
    rows=_areas,
)


def _sessions(programme: Programme) -> Iterable[Row]:
    for session in programme.sessions:
        yield {
            "number": session.number,
            "held": session.held_on is not None,
            "scheduled_at": session.scheduled_at,
            "held_on": session.held_on,
            "place": session.place,
        }


SESSIONS = Projection(
    name="test_sessions",
    title="Sessions, which come and go",
    version=1,
    on=frozenset({SessionScheduled, SessionRescheduled, SessionHeld, SessionCancelled}),
    columns=(
        Column("number", "integer", required=True),
        Column("held", "boolean", required=True),
        Column("scheduled_at", "timestamptz"),
        Column("held_on", "date"),
        Column("place", "text", required=True),
    ),
    key=("number", "held"),
    rows=_sessions,
)

READ_MODELS = (AREAS, SESSIONS)
