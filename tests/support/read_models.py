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
    title="Areas, a row each / Områden, en rad för varje",
    version=1,
    on=frozenset({AreaIdentified, AreaPrioritised, AreaDeprioritised, AreasMerged}),
    columns=(
        Column("area_id", "uuid", "The area. / Området."),
        Column("title", "text", "Its title. / Dess namn."),
        Column("rank", "integer", "Its rank. / Dess rang.", nullable=True),
        Column(
            "prioritised_on",
            "date",
            "The day of its priority. / Dagen för dess prioritering.",
            nullable=True,
        ),
        Column("cause_ids", "uuid[]", "Its causes. / Dess orsaker."),
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
    title="Sessions, which come and go / Tillfällen, som kommer och går",
    version=1,
    on=frozenset({SessionScheduled, SessionRescheduled, SessionHeld, SessionCancelled}),
    columns=(
        Column("number", "integer", "Its number. / Dess nummer."),
        Column("held", "boolean", "True once it is held. / Sant när det hållits."),
        Column(
            "scheduled_at",
            "timestamptz",
            "When it is planned. / När det är planerat.",
            nullable=True,
        ),
        Column(
            "held_on",
            "date",
            "The day it was held. / Dagen då det hölls.",
            nullable=True,
        ),
        Column("place", "text", "Its place. / Dess plats."),
    ),
    key=("number", "held"),
    rows=_sessions,
)

READ_MODELS = (AREAS, SESSIONS)
