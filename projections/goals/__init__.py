"""The goals of the action plan, each version of each.

A goal as it stands is its row that has not ended. A version of the plan holds the rows
from `first_plan_version` to `last_plan_version`, both included.
"""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.plan.establishment import ActionPlanEstablished, ActionPlanRevised
from ksbs.domain.plan.goal import (
    GoalRevised,
    GoalSet,
    GoalsTold,
    GoalVersions,
    GoalWithdrawals,
    GoalWithdrawn,
)
from ksbs.domain.plan.versions import Stretch, stretches
from ksbs.domain.programme import Programme
from ksbs.domain.state import Goal


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each version of each goal."""
    versions = programme.facet(GoalVersions)
    withdrawals = programme.facet(GoalWithdrawals)
    for goal in programme.goals:
        withdrawn = withdrawals.latest(goal.goal_id)
        for stretch in stretches(versions.of(goal.goal_id), end=withdrawn):
            ended = stretch.ended
            yield _row(programme, goal, stretch) | {
                "ended_on": ended.on if ended else None,
                "withdrawn_because": (
                    ended.reason if ended and ended is withdrawn else None
                ),
            }


def _row(programme: Programme, goal: Goal, stretch: Stretch[Goal]) -> dict[str, object]:
    stands, says = programme.plan_version, stretch.version.says
    was_set = programme.facet(GoalsTold).latest(goal.goal_id)
    return {
        "goal_id": goal.goal_id,
        "goal_version": stretch.number,
        "area_id": goal.area_id,
        "goal": says.text,
        "target_date": says.target_date,
        "level": says.level,
        "authored_by": was_set.authored_by if was_set else None,
        "said_on": stretch.version.on,
        "reason": stretch.version.reason,
        "first_plan_version": stretch.first_plan_version(stands=stands),
        "last_plan_version": stretch.last_plan_version(stands=stands),
    }


PROJECTION = Projection(
    name="goals",
    title="Goals, version by version / Mål, version för version",
    version=1,
    on=frozenset(
        {GoalSet, GoalRevised, GoalWithdrawn, ActionPlanEstablished, ActionPlanRevised}
    ),
    columns=(
        Column("goal_id", "uuid", GoalSet),
        Column("goal_version", "integer", column_words.VERSION_OF_PART),
        Column("area_id", "uuid", GoalSet),
        Column("goal", "text", FieldOf(GoalSet, "text")),
        Column("target_date", "date", GoalSet, nullable=True),
        Column("level", "text", GoalSet, nullable=True),
        Column("authored_by", "text", GoalSet, nullable=True),
        Column("said_on", "date", column_words.SAID_ON),
        Column("reason", "text", GoalRevised, nullable=True),
        Column("ended_on", "date", column_words.ENDED_ON, nullable=True),
        Column(
            "withdrawn_because",
            "text",
            FieldOf(GoalWithdrawn, "reason"),
            nullable=True,
        ),
        Column(
            "first_plan_version",
            "integer",
            column_words.FIRST_PLAN_VERSION,
            nullable=True,
        ),
        Column(
            "last_plan_version",
            "integer",
            column_words.LAST_PLAN_VERSION,
            nullable=True,
        ),
    ),
    rows=rows,
    key=("goal_id", "goal_version"),
)
