"""Questions about interventions: which ran when, what was promised and delivered."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from ksbs.domain.kinds import InterventionStatus
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question

_RUNNING = (InterventionStatus.STARTED.value, InterventionStatus.PAUSED.value)
_DELIVERY = {
    None: "without_intervention",
    InterventionStatus.PLANNED.value: "not_started",
    InterventionStatus.STARTED.value: "under_way",
    InterventionStatus.PAUSED.value: "under_way",
    InterventionStatus.COMPLETED.value: "delivered",
    InterventionStatus.DISCONTINUED.value: "discontinued",
}
_COUNTS = (
    *("asked", "promised", "declined", "unanswered"),
    *("not_started", "under_way", "delivered", "discontinued"),
    "without_intervention",
    *("planned_cost", "cost"),
)


def _at_the_spring_follow_up(asking: Asking) -> Iterator[Row]:
    year: int = asking.said.get("year", asking.as_of.valid_at.year)
    spring = f"VT{year % 100:02d}"
    for follow_up in asking.rows("follow_ups"):
        if follow_up["term_name"] != spring:
            continue
        day = follow_up["held_on"]
        at = asking.on(asking.as_of.valid_at.fromisoformat(day))
        programme_id = UUID(follow_up["programme_id"])
        for row in asking.rows("interventions", at=at, of=programme_id):
            if row["status"] in _RUNNING:
                title = {"intervention": row["title"], "status": row["status"]}
                yield {**follow_up, **title, "started_on": row["started_on"]}


def _promised_and_delivered(asking: Asking) -> Iterator[Row]:
    planned = {row["intervention_id"]: row for row in asking.rows("interventions")}
    wanted = asking.said.get("department")
    by_department: dict[str, Counter[str]] = {}
    paid: set[str] = set()
    for row in asking.rows("support"):
        if wanted not in (None, row["of_whom"]):
            continue
        counts = by_department.setdefault(row["of_whom"], Counter())
        counts.update(["asked", _answer(row)])
        if not row["promised"]:
            continue
        counts[_DELIVERY[row["delivery"]]] += 1
        # Several requests may concern one intervention: its money counts once.
        if row["intervention_id"] not in paid:
            paid.add(row["intervention_id"])
            of = planned.get(row["intervention_id"], {})
            counts["planned_cost"] += of.get("planned_cost") or 0
            counts["cost"] += row["delivery_cost"] or 0
    for department, counts in sorted(by_department.items()):
        yield {"department": department, **{name: counts[name] for name in _COUNTS}}


def _answer(row: Row) -> str:
    if row["promised"] is None:
        return "unanswered"
    return "promised" if row["promised"] else "declined"


QUESTIONS = (
    Question(
        19,
        Kind.HISTORY,
        "Interventions at the spring follow-up / Insatser vid vårens uppföljning",
        "Which interventions ran at the time of the spring follow-up? / Vilka insatser "
        "pågick vid vårens uppföljning?",
        "`follow_ups` held in the spring term of the year; on the day of each the "
        "`interventions` that were under way or paused. / `follow_ups` som hölls årets "
        "vårtermin; på dagen för var och en de `interventions` som pågick eller var "
        "pausade.",
        columns(*SCHOOL, "occasion", "held_on", "intervention", "status", "started_on"),
        _at_the_spring_follow_up,
        (parameters.YEAR, parameters.PROGRAMME),
        (("year", "2025"),),
    ),
    Question(
        25,
        Kind.HISTORY,
        "Support promised and delivered / Stöd som utlovats och getts",
        "Support promised against delivered, per department, and cost. / Utlovat stöd "
        "mot det som getts, per avdelning, och kostnad.",
        "`support` by the department that was asked: the answers, and how far each "
        "intervention has come that support was promised for. A promise has no cost of "
        "its own: of `interventions` the planned cost stands beside the actual one, "
        "once for each intervention, with the department whose request comes first. / "
        "`support` per tillfrågad avdelning: svaren, och hur långt varje insats har "
        "kommit som stöd utlovats till. Ett löfte har ingen egen kostnad: ur "
        "`interventions` står den planerade kostnaden bredvid den verkliga, en gång för "
        "varje insats, hos avdelningen vars begäran kommer först.",
        columns("department", *_COUNTS),
        _promised_and_delivered,
        (parameters.DEPARTMENT, parameters.PROGRAMME),
    ),
)
