"""How it stood before, for each visible sign and indicator, or why that is not known.

A baseline that was missing may be followed by a known one, in a version of its own.
"""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from ksbs.application import column_words
from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.plan.baseline import (
    BaselineRecorded,
    BaselineSaid,
    BaselineVersions,
)
from ksbs.domain.plan.establishment import ActionPlanEstablished, ActionPlanRevised
from ksbs.domain.plan.goal import GoalWithdrawals, GoalWithdrawn
from ksbs.domain.plan.sign import VisibleSignDefined
from ksbs.domain.plan.versions import Stretch, Turn, stretches
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each version of each baseline."""
    for of, versions in programme.facet(BaselineVersions).of_each.items():
        if isinstance(of, UUID) and of not in programme.signs:
            continue
        for stretch in stretches(versions, end=_end(programme, of)):
            yield _row(of, stretch, stands=programme.plan_version)


def _end(programme: Programme, of: UUID | str) -> Turn | None:
    """Give the turn that took the goal of a sign, and with it the baseline, away."""
    goal_id = programme.signs[of].goal_id if isinstance(of, UUID) else None
    return programme.facet(GoalWithdrawals).latest(goal_id) if goal_id else None


def _row(of: UUID | str, stretch: Stretch[BaselineSaid], *, stands: int) -> Row:
    says, ended = stretch.version.says, stretch.ended
    return {
        "of_kind": "sign" if isinstance(of, UUID) else "indicator",
        "of_what": str(of),
        "baseline_version": stretch.number,
        "sign_id": of if isinstance(of, UUID) else None,
        "value": None if says.value is None else Decimal(repr(says.value)),
        "wording": says.wording,
        "reason_missing": says.reason_missing,
        "said_on": stretch.version.on,
        "ended_on": ended.on if ended else None,
        "first_plan_version": stretch.first_plan_version(stands=stands),
        "last_plan_version": stretch.last_plan_version(stands=stands),
    }


PROJECTION = Projection(
    name="baselines",
    title="Baselines / Utgångslägen",
    version=1,
    on=frozenset(
        {
            BaselineRecorded,
            VisibleSignDefined,
            GoalWithdrawn,
            ActionPlanEstablished,
            ActionPlanRevised,
        }
    ),
    columns=(
        Column(
            "of_kind",
            "text",
            "What it is the baseline of: `sign` or `indicator`. / Vad det är ett "
            "utgångsläge för: `sign` (tecken) eller `indicator` (nyckeltal).",
        ),
        Column(
            "of_what",
            "text",
            "The id of the visible sign, or the indicator's name. / Det synliga "
            "tecknets id, eller nyckeltalets namn.",
        ),
        Column("baseline_version", "integer", column_words.VERSION_OF_PART),
        Column(
            "sign_id",
            "uuid",
            "The visible sign; null for an indicator. / Det synliga tecknet; null för "
            "ett nyckeltal.",
            nullable=True,
        ),
        Column("value", "numeric", BaselineRecorded, nullable=True),
        Column("wording", "text", BaselineRecorded, nullable=True),
        Column("reason_missing", "text", BaselineRecorded, nullable=True),
        Column("said_on", "date", column_words.SAID_ON),
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
    key=("of_kind", "of_what", "baseline_version"),
)
