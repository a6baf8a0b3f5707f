"""Questions about all programmes: their state, their pace, the rounds, what is overdue."""

from collections.abc import Iterator
from datetime import date

from ksbs.domain.calendar import day_before
from ksbs.questions import parameters
from ksbs.questions.asking import PORTFOLIO, Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question
from ksbs.questions.wanted import wanted_round

_DECIDED = "decided"
_PACE = {
    "started": ("started_on", "days_to_start"),
    "session_6": ("sixth_session_on", "days_to_sixth_session"),
    "plan_established": ("plan_established_on", "days_to_plan"),
}
_NUMBERED = {"annual_review", "session"}
"""The steps that are known by their number: of the year, of the session."""
_STEPS = ("annual_review", "follow_up", "offer_answer", "session")


def _at_new_year(asking: Asking) -> Iterator[Row]:
    day = asking.said.get("on") or _last_of_december(asking.as_of.valid_at)
    status = asking.said.get("status")
    for row in asking.rows(PORTFOLIO, at=asking.on(day)):
        if status in (None, row["status"]):
            yield {**row, "on": day.isoformat()}


def _last_of_december(day: date) -> date:
    this_year = date(day.year, 12, 31)
    return this_year if this_year <= day else day_before(date(day.year, 1, 1))


def _pace(asking: Asking) -> Iterator[Row]:
    reached: dict[str, dict[str, str]] = {}
    for row in asking.rows("milestones"):
        days = reached.setdefault(row["programme_id"], {})
        days[row["milestone"]] = row["reached_on"]
    for programme_id, school in asking.schools.items():
        days = reached.get(str(programme_id), {})
        if _DECIDED in days:
            yield {**school, "decided_on": days[_DECIDED], **_days(days)}


def _days(days: dict[str, str]) -> Row:
    begun = date.fromisoformat(days[_DECIDED])
    found: dict[str, str | int] = {}
    for milestone, (on, count) in _PACE.items():
        if milestone in days:
            found[on] = days[milestone]
            found[count] = (date.fromisoformat(days[milestone]) - begun).days
    return found


def _of_round(asking: Asking) -> Iterator[Row]:
    rounds = {row["round_id"]: row for row in asking.others("selection_rounds")}
    wanted = wanted_round(asking)
    for row in asking.rows("nominations"):
        of = rounds.get(row["round_id"])
        if of and wanted in (None, of["round_id"], of["school_year"]):
            yield {**row, "school_year": of["school_year"]}


def _overdue(asking: Asking) -> Iterator[Row]:
    day = asking.as_of.valid_at
    step = asking.said.get("step")
    wanted = _STEPS if step is None else (step,)
    for row in asking.rows("due_steps"):
        open_still = row["done_on"] is None and row["lapsed_on"] is None
        late = (day - date.fromisoformat(row["due_on"])).days
        if row["kind"] in wanted and open_still and late > 0:
            item = row["reference"] if row["kind"] in _NUMBERED else row["what"]
            yield {**row, "step": row["kind"], "item": item, "days_overdue": late}


QUESTIONS = (
    Question(
        15,
        Kind.HISTORY,
        "All programmes on 31 December / Alla omgångar den 31 december",
        "The state of all programmes on 31 December. / Läget i alla omgångar den 31 "
        "december.",
        "`programme_status` on the day `on`, as known at `knownAt`. / "
        "`programme_status` på dagen `on`, som det var känt vid `knownAt`.",
        columns(
            *SCHOOL,
            *("on", "status", "nominated_on", "decided_on", "started_on"),
            *("planned_end", "ended_on"),
        ),
        _at_new_year,
        (parameters.ON, parameters.STATUS, parameters.PROGRAMME),
        (("on", "2024-12-31"),),
    ),
    Question(
        20,
        Kind.HISTORY,
        "Time from the decision / Tid från beslutet",
        "Time from decision to start, to the sixth session, to the established plan, "
        "per school. / Tid från beslut till start, till sjätte tillfället, till "
        "fastställd plan, per skola.",
        "`milestones`: decided, started, session_6 and plan_established, and the days "
        "between. / `milestones`: decided, started, session_6 och plan_established, och "
        "dagarna emellan.",
        columns(
            *SCHOOL,
            *("decided_on", "started_on", "days_to_start", "sixth_session_on"),
            *("days_to_sixth_session", "plan_established_on", "days_to_plan"),
        ),
        _pace,
        (parameters.PROGRAMME,),
    ),
    Question(
        21,
        Kind.HISTORY,
        "What became of a round's nominations / Vad det blev av en omgångs nomineringar",
        "Which schools were nominated, declined, rejected in round R, and why? / Vilka "
        "skolor nominerades, tackade nej och avslogs i urvalsomgång R, och varför?",
        "`nominations` of the round, with their outcome and its reason. / `nominations` "
        "i urvalsomgången, med utfall och skäl.",
        columns(
            *SCHOOL,
            *("school_form", "school_year", "nominated_on", "grounds", "motive"),
            *("outcome", "outcome_on", "reason_kind", "reason"),
        ),
        _of_round,
        (parameters.ROUND, parameters.PROGRAMME),
        (("round", "2024/25"),),
    ),
    Question(
        30,
        Kind.AUDIT,
        "Steps overdue / Försenade steg",
        "Steps overdue: answer to offer, session, follow-up, annual review. / "
        "Försenade steg: svar på erbjudande, tillfälle, uppföljning, årsavstämning.",
        "`due_steps` due before `validAt`, neither done nor lapsed by then. / "
        "`due_steps` som skulle ha skett före `validAt` och varken är gjorda eller har "
        "förfallit då.",
        columns(*SCHOOL, "step", "item", "due_on", "days_overdue"),
        _overdue,
        (parameters.STEP, parameters.PROGRAMME),
    ),
)
