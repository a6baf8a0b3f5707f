"""The board of interventions: planned, under way, ended, with their cost."""

from collections.abc import Iterable

from ksbs.application.programme_parts import InterventionView
from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.interventions.course import (
    Courses,
    InterventionPaused,
    InterventionResumed,
)
from ksbs.domain.interventions.run import (
    InterventionCompleted,
    InterventionDiscontinued,
    InterventionsCompleted,
    InterventionsDiscontinued,
    InterventionStarted,
)
from ksbs.domain.kinds import InterventionStatus
from ksbs.domain.plan.intervention import InterventionPlanned, InterventionsTold
from ksbs.domain.programme import Programme
from ksbs.domain.state import Intervention


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each planned intervention."""
    for intervention in programme.interventions:
        yield {
            **_plan(programme, intervention),
            **_run(programme, intervention),
            **_end(programme, intervention),
        }


def _plan(programme: Programme, intervention: Intervention) -> Row:
    planned = programme.facet(InterventionsTold).latest(intervention.intervention_id)
    return {
        "intervention_id": intervention.intervention_id,
        "title": intervention.title,
        "goal_ids": intervention.goal_ids,
        "kind": planned.kind if planned else None,
        "target_group": planned.target_group if planned else None,
        "supplier": intervention.supplier,
        "responsible": intervention.responsible,
        "planned_start": intervention.planned_start,
        "planned_end": intervention.planned_end,
        "planned_cost": intervention.planned_cost,
    }


def _run(programme: Programme, intervention: Intervention) -> Row:
    paused = intervention.status is InterventionStatus.PAUSED
    course = programme.facet(Courses).of(intervention.intervention_id)
    return {
        "status": intervention.status,
        "started_on": intervention.started_on,
        "paused_on": course.paused_on if paused else None,
        "ended_on": intervention.ended_on,
        "cost": intervention.cost,
    }


def _end(programme: Programme, intervention: Intervention) -> Row:
    key, status = intervention.intervention_id, intervention.status
    done = programme.facet(InterventionsCompleted).latest(key)
    done = done if status is InterventionStatus.COMPLETED else None
    broken = programme.facet(InterventionsDiscontinued).latest(key)
    broken = broken if status is InterventionStatus.DISCONTINUED else None
    return {
        "participants": done.participants if done else None,
        "result": done.result if done else None,
        "discontinued_because": broken.reason if broken else None,
        "lesson": broken.lesson if broken else None,
    }


PROJECTION = Projection(
    name="interventions",
    title="Interventions / Insatser",
    version=1,
    on=frozenset(
        {
            InterventionPlanned,
            InterventionStarted,
            InterventionPaused,
            InterventionResumed,
            InterventionCompleted,
            InterventionDiscontinued,
        }
    ),
    columns=(
        Column("intervention_id", "uuid", InterventionPlanned),
        Column("title", "text", InterventionPlanned),
        Column("goal_ids", "uuid[]", InterventionPlanned),
        Column("kind", "text", InterventionPlanned, nullable=True),
        Column("target_group", "text", InterventionPlanned, nullable=True),
        Column("supplier", "text", InterventionPlanned),
        Column("responsible", "uuid", InterventionPlanned),
        Column("planned_start", "date", FieldOf(InterventionPlanned, "starts_on")),
        Column("planned_end", "date", FieldOf(InterventionPlanned, "ends_on")),
        Column(
            "planned_cost",
            "integer",
            FieldOf(InterventionPlanned, "cost"),
            nullable=True,
        ),
        Column("status", "text", InterventionView),
        Column("started_on", "date", InterventionView, nullable=True),
        Column(
            "paused_on",
            "date",
            "The day it was paused; null unless it is paused. / Dagen då den pausades; "
            "null om den inte är pausad.",
            nullable=True,
        ),
        Column("ended_on", "date", InterventionView, nullable=True),
        Column("cost", "integer", InterventionCompleted, nullable=True),
        Column("participants", "integer", InterventionCompleted, nullable=True),
        Column("result", "text", InterventionCompleted, nullable=True),
        Column(
            "discontinued_because",
            "text",
            FieldOf(InterventionDiscontinued, "reason"),
            nullable=True,
        ),
        Column("lesson", "text", InterventionDiscontinued, nullable=True),
    ),
    rows=rows,
    key=("intervention_id",),
)
