"""Questions about areas and causes: what became of them, and where causes lay."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from ksbs.domain.calendar import terms_from
from ksbs.domain.kinds import CauseLevel, Verdict
from ksbs.questions import parameters
from ksbs.questions.asking import PORTFOLIO, Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question

_LAST_TERM_OF_YEAR_1 = 1


def _end_of_year_1(asking: Asking) -> Iterator[Row]:
    for programme in asking.rows(PORTFOLIO):
        if programme["started_on"] is None:
            continue
        terms = terms_from(date.fromisoformat(programme["started_on"]))
        day = terms[_LAST_TERM_OF_YEAR_1].ends_on
        if day <= asking.as_of.valid_at:
            yield from _what_became(asking, UUID(programme["programme_id"]), day)


def _what_became(asking: Asking, programme_id: UUID, day: date) -> Iterator[Row]:
    now = {row["area_id"]: row for row in asking.rows("areas", of=programme_id)}
    then = asking.rows("areas", at=asking.on(day), of=programme_id)
    for area in sorted((a for a in then if a["rank"]), key=lambda a: a["rank"]):
        last = now.get(area["area_id"], {})
        goals, assessments = _goals(asking, programme_id, area["area_id"])
        yield {
            **area,
            "year_ended_on": day.isoformat(),
            "rank_then": area["rank"],
            "rank_now": last.get("rank"),
            "became": _became(last),
            "deprioritised_because": last.get("deprioritised_because"),
            "goals": goals,
            "assessments": assessments,
        }


def _became(area: Row) -> str:
    if area.get("merged_into"):
        return "merged"
    return "prioritised" if area.get("rank") else "deprioritised"


def _goals(
    asking: Asking, programme_id: UUID, area_id: str
) -> tuple[list[str], list[str]]:
    """Give the goals of an area that stand, and how those assessed were seen last."""
    goals = {
        row["goal_id"]: row["goal"]
        for row in asking.rows("goals", of=programme_id)
        if row["area_id"] == area_id and row["ended_on"] is None
    }
    latest: dict[str, str] = {}
    made = asking.rows("goal_assessments", of=programme_id)
    for row in sorted(made, key=lambda r: (r["assessed_on"], r["assessment_number"])):
        if row["goal_id"] in goals:
            latest[row["goal_id"]] = row["assessment"]
    return list(goals.values()), [latest[goal] for goal in goals if goal in latest]


def _of_the_organizer(asking: Asking) -> Iterator[Row]:
    for row in asking.rows("causes"):
        organizer = row["level"] == CauseLevel.ORGANIZER.value
        if organizer and row["verdict"] != Verdict.NOT_SUPPORTED.value:
            yield row


QUESTIONS = (
    Question(
        14,
        Kind.HISTORY,
        "Areas prioritised at the end of year 1 / Områden prioriterade vid slutet av "
        "år 1",
        "Which areas were prioritised at the end of year 1, and what became of them? / "
        "Vilka områden var prioriterade vid slutet av år 1, och vad blev det av dem?",
        "`areas` with a rank on the last day of the programme's second term, beside the "
        "same `areas` on `validAt`, the `goals` that stand and the latest of their "
        "`goal_assessments`. / `areas` med rang den sista dagen av omgångens andra "
        "termin, bredvid samma `areas` på `validAt`, `goals` som gäller och det senaste "
        "i deras `goal_assessments`.",
        columns(
            *SCHOOL,
            *("year_ended_on", "title", "rank_then", "became", "rank_now"),
            *("deprioritised_because", "goals", "assessments", "area_id"),
        ),
        _end_of_year_1,
        (parameters.PROGRAMME,),
    ),
    Question(
        29,
        Kind.HISTORY,
        "Causes at the level of the organizer / Orsaker på huvudmannanivå",
        "Programmes where the cause level is the organizer. / Omgångar där orsaken "
        "ligger på huvudmannanivå.",
        "`causes` of the level organizer, but for those that their test does not "
        "support; what is not yet tested has no test. / `causes` på nivån huvudman, "
        "utom dem som inte får stöd i prövningen; det som ännu inte prövats saknar "
        "prövning.",
        columns(*SCHOOL, "cause", "proposed_on", "verdict", "assessed_on", "cause_id"),
        _of_the_organizer,
        (parameters.PROGRAMME,),
    ),
)
