"""The question about when visible signs were first seen."""

from collections.abc import Iterator
from datetime import date

from ksbs.domain.kinds import Seen
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question


def _first_seen(asking: Asking) -> Iterator[Row]:
    wanted = asking.said.get("seen", Seen.SEEN.value)
    first: dict[str, Row] = {}
    seen = (r for r in asking.rows("sign_observations") if r["seen"] == wanted)
    for row in sorted(seen, key=lambda r: r["observed_on"]):
        first.setdefault(row["sign_id"], row)
    begun = _first_starts(asking)
    for sign in asking.rows("visible_signs"):
        if sign["sign_id"] in first and sign["ended_on"] is None:
            row = {**sign, "first_seen_on": first[sign["sign_id"]]["observed_on"]}
            yield {**row, **_since(row, begun.get(sign["goal_id"]))}


def _first_starts(asking: Asking) -> dict[str, Row]:
    """Give the intervention for each goal that started first."""
    started = (r for r in asking.rows("interventions") if r["started_on"])
    begun: dict[str, Row] = {}
    for row in sorted(started, key=lambda r: r["started_on"]):
        for goal_id in row["goal_ids"]:
            begun.setdefault(goal_id, row)
    return begun


def _since(row: Row, intervention: Row | None) -> Row:
    if intervention is None:
        return {}
    seen_on = date.fromisoformat(row["first_seen_on"])
    started_on = date.fromisoformat(intervention["started_on"])
    return {
        "intervention": intervention["title"],
        "started_on": intervention["started_on"],
        "days_after_start": (seen_on - started_on).days,
    }


QUESTIONS = (
    Question(
        22,
        Kind.HISTORY,
        "Visible signs first seen / När synliga tecken först sågs",
        "Visible signs first seen when, relative to the start of an intervention? / "
        "När sågs synliga tecken första gången, räknat från starten av en insats?",
        "`sign_observations`, the first of each sign that was seen so, beside the "
        "`interventions` for the sign's goal that started first. / "
        "`sign_observations`, den första av varje tecken som sågs så, bredvid den av "
        "`interventions` för tecknets mål som startade först.",
        columns(
            *SCHOOL,
            *("sign", "first_seen_on", "intervention", "started_on"),
            *("days_after_start", "sign_id"),
        ),
        _first_seen,
        (parameters.SEEN, parameters.PROGRAMME),
        (("programme", "01000013"),),
    ),
)
