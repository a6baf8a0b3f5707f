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
_Words = tuple[str, int | None]
"""What a part says, and the first version of the plan that holds it, if one does."""
_NOTHING: tuple[None, None] = (None, None)


def _plan(asking: Asking) -> Iterator[Row]:
    """Give each part of the plan as known at the end of the day, and as known now."""
    then = asking.then(asking.as_of.valid_at)
    for programme_id, school in asking.schools.items():
        before = dict(_said(asking, programme_id, then))
        after = dict(_said(asking, programme_id, asking.as_of))
        for part, item_id in dict.fromkeys([*before, *after]):
            was, held_then = before.get((part, item_id), _NOTHING)
            is_now, held_now = after.get((part, item_id), _NOTHING)
            yield {
                **school,
                "part": part,
                "item_id": item_id,
                "then": was,
                "now": is_now,
                "differs": (was, held_then) != (is_now, held_now),
                "first_plan_version": held_now or held_then,
            }


def _said(
    asking: Asking, programme_id: UUID, at: AsOf
) -> Iterator[tuple[_Part, _Words]]:
    def standing(name: str) -> list[Row]:
        rows = asking.rows(name, at=at, of=programme_id)
        return [row for row in rows if row["ended_on"] is None]

    for row in asking.rows("plan_versions", at=at, of=programme_id):
        version = row["plan_version"]
        yield ("version", str(version)), (row["established_on"], version)
    for row in standing("goals"):
        said = f"{row['goal']} ({row['target_date']})"
        yield ("goal", row["goal_id"]), (said, row["first_plan_version"])
    for row in standing("visible_signs"):
        yield ("sign", row["sign_id"]), (row["sign"], row["first_plan_version"])
    for row in standing("baselines"):
        said = row["wording"] or row["value"] or row["reason_missing"]
        yield ("baseline", row["of_what"]), (said, row["first_plan_version"])
    for row in asking.rows("interventions", at=at, of=programme_id):
        key = ("intervention", row["intervention_id"])
        yield key, (f"{row['title']} ({row['status']})", None)


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
        "`validAt`: as known at the end of that day, beside as known at `knownAt`. What "
        "no established version holds is still being worked on; interventions are "
        "outside the versions. / `plan_versions`, `goals`, `visible_signs`, `baselines` "
        "och `interventions` på `validAt`: som det var känt vid dagens slut, bredvid "
        "som det är känt vid `knownAt`. Det som ingen fastställd version innehåller "
        "arbetas det ännu med; insatser står utanför versionerna.",
        columns(
            *SCHOOL,
            *("part", "then", "now", "differs", "first_plan_version", "item_id"),
        ),
        _plan,
        (parameters.PROGRAMME,),
        (("programme", "01000024"),),
        day="2026-03-01",
    ),
    Question(
        17,
        Kind.HISTORY,
        "How a goal changed / Hur ett mål ändrades",
        "How did goal G change, version by version? / Hur ändrades mål G, version för "
        "version?",
        "`goals`, every version: what it says, since when, why, until when, and in "
        "which versions of the plan. / `goals`, varje version: vad den säger, sedan "
        "när, varför, till när, och i vilka versioner av planen.",
        columns(
            *SCHOOL,
            *("goal_version", "goal", "target_date", "level", "said_on", "reason"),
            *("ended_on", "withdrawn_because"),
            *("first_plan_version", "last_plan_version", "goal_id"),
        ),
        _goal_versions,
        (parameters.GOAL, parameters.PROGRAMME),
        (("programme", "01000001"),),
    ),
)
