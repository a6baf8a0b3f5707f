"""Support asked for, promised or refused, and delivered.

What is delivered is the intervention it was asked for: its status, its end, its cost.
Several requests may concern one intervention, so sum the cost over interventions.
"""

from collections.abc import Iterable
from uuid import UUID

from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.interventions.course import InterventionPaused, InterventionResumed
from ksbs.domain.interventions.run import (
    InterventionCompleted,
    InterventionDiscontinued,
    InterventionStarted,
)
from ksbs.domain.plan.intervention import InterventionPlanned
from ksbs.domain.plan.support import (
    RequestsTold,
    SupportAnswers,
    SupportCommitted,
    SupportDeclined,
    SupportRequested,
)
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each request."""
    for asked in programme.facet(RequestsTold).latest_of_each():
        yield {
            "request_id": asked.request_id,
            "intervention_id": asked.intervention_id,
            "of_whom": asked.of_whom,
            "asked_for": asked.what,
            "requested_on": asked.occurred_on,
            "needed_by": asked.needed_by,
            **_answer(programme, asked.request_id),
            **_delivery(programme, asked.intervention_id),
        }


def _answer(programme: Programme, request_id: UUID) -> Row:
    answer = programme.facet(SupportAnswers).latest(request_id)
    promise = answer if isinstance(answer, SupportCommitted) else None
    refusal = answer if isinstance(answer, SupportDeclined) else None
    return {
        "answered_on": answer.occurred_on if answer else None,
        "answered_by": answer.who if answer else None,
        "promised": promise is not None if answer else None,
        "promised_what": promise.what if promise else None,
        "promised_until": promise.until if promise else None,
        "declined_because": refusal.reason if refusal else None,
    }


def _delivery(programme: Programme, intervention_id: UUID | None) -> Row:
    found = programme.interventions[intervention_id] if intervention_id else None
    born = found if found and found.born else None
    return {
        "delivery": born.status if born else None,
        "delivery_ended_on": born.ended_on if born else None,
        "delivery_cost": born.cost if born else None,
    }


PROJECTION = Projection(
    name="support",
    title=(
        "Support asked for, promised and delivered / "
        "Stöd som begärts, utlovats och levererats"
    ),
    version=1,
    on=frozenset(
        {
            SupportRequested,
            SupportCommitted,
            SupportDeclined,
            InterventionPlanned,
            InterventionStarted,
            InterventionPaused,
            InterventionResumed,
            InterventionCompleted,
            InterventionDiscontinued,
        }
    ),
    columns=(
        Column("request_id", "uuid", SupportRequested),
        Column("intervention_id", "uuid", SupportRequested, nullable=True),
        Column("of_whom", "text", SupportRequested),
        Column("asked_for", "text", FieldOf(SupportRequested, "what")),
        Column("requested_on", "date", "The day of the request. / Dagen för begäran."),
        Column("needed_by", "date", SupportRequested),
        Column(
            "answered_on",
            "date",
            "The day of the answer; null until there is one. / Dagen för svaret; null "
            "tills det finns.",
            nullable=True,
        ),
        Column("answered_by", "text", FieldOf(SupportCommitted, "who"), nullable=True),
        Column(
            "promised",
            "boolean",
            "True if it was promised, false if refused; null until answered. / Sant om "
            "det utlovades, falskt om det nekades; null tills det besvarats.",
            nullable=True,
        ),
        Column(
            "promised_what",
            "text",
            FieldOf(SupportCommitted, "what"),
            nullable=True,
        ),
        Column(
            "promised_until",
            "date",
            FieldOf(SupportCommitted, "until"),
            nullable=True,
        ),
        Column(
            "declined_because",
            "text",
            FieldOf(SupportDeclined, "reason"),
            nullable=True,
        ),
        Column(
            "delivery",
            "text",
            "How far the intervention has come that it was asked for; null if for "
            "none. / Hur långt insatsen som det begärdes för har kommit; null om det "
            "inte begärdes för någon.",
            nullable=True,
        ),
        Column(
            "delivery_ended_on",
            "date",
            "The day that intervention was completed or discontinued. / Dagen då den "
            "insatsen genomfördes eller avbröts.",
            nullable=True,
        ),
        Column(
            "delivery_cost",
            "integer",
            "What that intervention cost, in whole Swedish kronor; several requests "
            "may be for the same. / Vad den insatsen kostade, i hela kronor; flera "
            "begäranden kan gälla samma.",
            nullable=True,
        ),
    ),
    rows=rows,
    key=("request_id",),
)
