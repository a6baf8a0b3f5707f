"""What an action plan still lacks before it is whole."""

from collections.abc import Collection
from uuid import UUID

from ksbs.domain.programme import Programme
from ksbs.domain.state import Area, Goal, Sign


def areas_without_goal(programme: Programme) -> list[Area]:
    """Give the prioritised areas on which no goal stands, by rank."""
    covered = {goal.area_id for goal in programme.live_goals()}
    return [area for area in programme.prioritised() if area.area_id not in covered]


def goals_without_sign(programme: Programme) -> list[Goal]:
    """Give the goals that stand and have no visible sign."""
    signed = {sign.goal_id for sign in programme.signs}
    return [goal for goal in programme.live_goals() if goal.goal_id not in signed]


def signs_without_baseline(
    programme: Programme, *, excused: Collection[UUID] = ()
) -> list[Sign]:
    """Give the signs of goals that stand without a baseline or a reason why not."""
    live = {goal.goal_id for goal in programme.live_goals()}
    return [
        sign
        for sign in programme.signs
        if sign.goal_id in live
        and sign.baseline is None
        and sign.sign_id not in excused
    ]
