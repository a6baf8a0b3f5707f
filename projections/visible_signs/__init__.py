"""The visible signs of the goals, each version of each.

A sign as it stands is its row that has not ended; it ends with its goal. A version of
the plan holds the rows from `first_plan_version` to `last_plan_version`.
"""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.plan.establishment import ActionPlanEstablished, ActionPlanRevised
from ksbs.domain.plan.goal import GoalWithdrawals, GoalWithdrawn
from ksbs.domain.plan.sign import SignVersions, SignWording, VisibleSignDefined
from ksbs.domain.plan.sign_revision import VisibleSignRevised
from ksbs.domain.plan.versions import Stretch, stretches
from ksbs.domain.programme import Programme
from ksbs.domain.state import Sign


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each version of each sign."""
    versions = programme.facet(SignVersions)
    withdrawals = programme.facet(GoalWithdrawals)
    for sign in programme.signs:
        end = withdrawals.latest(sign.goal_id) if sign.goal_id else None
        for stretch in stretches(versions.of(sign.sign_id), end=end):
            yield _row(sign, stretch, stands=programme.plan_version)


def _row(sign: Sign, stretch: Stretch[SignWording], *, stands: int) -> Row:
    says, ended = stretch.version.says, stretch.ended
    return {
        "sign_id": sign.sign_id,
        "sign_version": stretch.number,
        "goal_id": sign.goal_id,
        "sign": says.text,
        "observed_how": says.observed_how,
        "by_whom": says.by_whom,
        "by_when": says.by_when,
        "said_on": stretch.version.on,
        "reason": stretch.version.reason,
        "ended_on": ended.on if ended else None,
        "first_plan_version": stretch.first_plan_version(stands=stands),
        "last_plan_version": stretch.last_plan_version(stands=stands),
    }


PROJECTION = Projection(
    name="visible_signs",
    title="Visible signs, version by version / Synliga tecken, version för version",
    version=1,
    on=frozenset(
        {
            VisibleSignDefined,
            VisibleSignRevised,
            GoalWithdrawn,
            ActionPlanEstablished,
            ActionPlanRevised,
        }
    ),
    columns=(
        Column("sign_id", "uuid", VisibleSignDefined),
        Column("sign_version", "integer", column_words.VERSION_OF_PART),
        Column("goal_id", "uuid", VisibleSignDefined),
        Column("sign", "text", FieldOf(VisibleSignDefined, "text")),
        Column("observed_how", "text", VisibleSignDefined),
        Column("by_whom", "text", VisibleSignDefined),
        Column("by_when", "date", VisibleSignDefined, nullable=True),
        Column("said_on", "date", column_words.SAID_ON),
        Column("reason", "text", VisibleSignRevised, nullable=True),
        Column("ended_on", "date", column_words.ENDED_ON, nullable=True),
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
    key=("sign_id", "sign_version"),
)
