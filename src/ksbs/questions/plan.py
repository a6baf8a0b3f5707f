"""Questions about the action plan: what it said, and how its goals changed."""

from collections.abc import Iterator
from uuid import UUID

from ksbs.application.view import AsOf
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question

_Part = tuple[str, str]
"""A part of the plan, and the id of what it is about."""


def _plan(asking: Asking) -> Iterator[Row]:
    """Give each part of the plan as known at the end of the day, and as known now."""
    then = asking.then(asking.as_of.valid_at)
    for programme_id, school in asking.schools.items():
        before = dict(_said(asking, programme_id, then))
        after = dict(_said(asking, programme_id, asking.as_of))
        for part, item_id in dict.fromkeys([*before, *after]):
            was, is_now = before.get((part, item_id)), after.get((part, item_id))
            item = {"part": part, "item_id": item_id, "then": was, "after": is_now}
            yield {**school, **item, "differs": was != is_now}


def _said(asking: Asking, programme_id: UUID, at: AsOf) -> Iterator[tuple[_Part, str]]:
    def standing(name: str) -> list[Row]:
        rows = asking.rows(name, at=at, of=programme_id)
        return [row for row in rows if row["ended_on"] is None]

    for row in asking.rows("plan_versions", at=at, of=programme_id):
        version = str(row["plan_version"])
        yield ("version", version), row["established_on"]
    for row in standing("goals"):
        yield ("goal", row["goal_id"]), f"{row['goal']} ({row['target_date']})"
    for row in standing("visible_signs"):
        yield ("sign", row["sign_id"]), row["sign"]
    for row in standing("baselines"):
        said = row["wording"] or row["value"] or row["reason_missing"]
        yield ("baseline", row["of_what"]), said
    for row in asking.rows("interventions", at=at, of=programme_id):
        key = ("intervention", row["intervention_id"])
        yield key, f"{row['title']} ({row['status']})"


def _goal_versions(asking: Asking) -> Iterator[Row]:
    wanted = asking.said.get("goal")
    for row in asking.rows("goals"):
        if wanted is None or row["goal_id"] == str(wanted):
            yield row


QUESTIONS = (
    Question(
        13,
        Kind.HISTORY,
        "What the action plan said / Vad åtgärdsplanen sade",
        "What did the action plan say on 2026-03-01, as known then and as known now? / "
        "Vad sade åtgärdsplanen den 1 mars 2026, som det var känt då och som det är "
        "känt nu?",
        "`plan_versions`, `goals`, `visible_signs`, `baselines` and `interventions` on "
        "`validAt`: as known at the end of that day, beside as known at `knownAt`. / "
        "`plan_versions`, `goals`, `visible_signs`, `baselines` och `interventions` på "
        "`validAt`: som det var känt vid dagens slut, bredvid som det är känt vid "
        "`knownAt`.",
        columns(*SCHOOL, "part", "then", "after", "differs", "item_id"),
        _plan,
        (parameters.PROGRAMME,),
        (("programme", "01000001"),),
    ),
    Question(
        17,
        Kind.HISTORY,
        "How a goal changed / Hur ett mål ändrades",
        "How did goal G change, version by version? / Hur ändrades mål G, version för "
        "version?",
        "`goals`, every version: what it says, since when, why, and in which versions "
        "of the plan. / `goals`, varje version: vad den säger, sedan när, varför, och i "
        "vilka versioner av planen.",
        columns(
            *SCHOOL,
            *("goal_version", "goal", "target_date", "said_on", "reason", "ended_on"),
            *("first_plan_version", "last_plan_version", "goal_id"),
        ),
        _goal_versions,
        (parameters.GOAL, parameters.PROGRAMME),
        (("programme", "01000001"),),
    ),
)
