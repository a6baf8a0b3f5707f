"""The turns of the city's schools, laid out as the last tables of its tutorial page."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from ksbs.demo.story import figures, selecting
from ksbs.demo.story.schools import CITY, GR, School
from ksbs.demo.story.step import Ref, Step
from tests.unit.demo.told import NONE, Row, Told, by_key, day_of, joined, steps

EVERYDAY = {
    "follow-up-schedules",
    "indicator-measurements",
    "minutes-approvals",
    "pupil-voices",
    "session-schedules",
    "staff-work",
    "visible-signs",
}
"""What the page tells in sentences, not day by day."""

SOMETIMES_LATE = {"intervention-progress-notes", "sign-observations"}
"""What has a table of its own, and is among the everyday entries that may come late."""

TABLED = {
    "action-plan-establishments",
    "action-plans",
    "agreements",
    "analyses",
    "analysis-establishments",
    "analysts",
    "annual-reviews",
    "area-priorities",
    "areas",
    "baselines",
    "capacity-assessments",
    "case-registrations",
    "cause-assessments",
    "causes",
    "chief-changes",
    "completions",
    "condition-assessments",
    "enrolment-decisions",
    "evidence",
    "final-evaluations",
    "follow-up-seminars",
    "follow-ups",
    "goal-assessments",
    "goals",
    "intervention-completions",
    "intervention-discontinuations",
    "intervention-progress-notes",
    "intervention-starts",
    "interventions",
    "participation-offers",
    "post-follow-ups",
    "principal-changes",
    "problems",
    "process-supporters",
    "programmes",
    "report-submissions",
    "sessions",
    "sign-observations",
    "starts",
    "support-commitments",
    "support-refusals",
    "support-requests",
    "sustainment-plans",
    "working-groups",
}
"""What has a table of its own."""

_TOLD_ELSEWHERE = {"occurredOn", "legalBasis", "decisionBasis", "uri", "foundBy"}
_IDS = {"decidedBy", "establishedBy", "responsible"}


def turns(school: School) -> Iterator[Row]:
    """Give every other entry of a school: its day, what it is, and what it says."""
    for step in Told(school).steps:
        if _is_turn(step):
            day, recorded = str(day_of(step)), str(step.recorded_on)
            late = NONE if day == recorded else recorded
            yield school.name, day, late, step.noun, joined(_details(step))


def _is_turn(step: Step) -> bool:
    if "lateReason" in step.body and step.noun not in EVERYDAY | SOMETIMES_LATE:
        return True
    if step.noun == "stances":
        return (step.body["matter"], step.body["stance"]) != ("enrolment", "for")
    if step.noun == "decision-reports":
        key: str = step.body["decisionEventId"].key
        return by_key()[key].noun != "enrolment-decisions"
    return step.noun not in EVERYDAY | TABLED


def _details(step: Step) -> Iterator[str]:
    for name, value in step.body.items():
        if name not in _TOLD_ELSEWHERE | _IDS:
            yield from _detail(value)


def _detail(value: Any) -> Iterator[str]:
    match value:
        case Ref():
            target = by_key()[value.key]
            yield f"→ {target.noun} {day_of(target)}"
        case dict():
            for each in value.values():
                yield from _detail(each)
        case tuple() | list():
            for each in value:
                yield from _detail(each)
        case UUID():
            return
        case _:
            yield str(value)


def rounds() -> Iterator[Row]:
    for name, each in selecting.ROUNDS.items():
        for version, said in enumerate(each.criteria, start=1):
            yield (
                name,
                each.school_year,
                str(each.opens_on),
                str(each.closes_on),
                str(version),
                str(said.on),
                said.indicator,
                f"below {said.below}",
                figures.school_year(said.spring),
            )


def national() -> Iterator[Row]:
    for note in selecting.NOTES:
        yield note.school.name, note.period, note.status, str(note.on)


def published() -> Iterator[Row]:
    years = range(figures.FIRST_YEAR, figures.LAST_YEAR + 1)
    for school in CITY:
        raw = (_raw(school, year) for year in years)
        yield school.name, *raw


def _raw(school: School, year: int) -> str:
    body = figures.response(school, year)["body"]
    if school.form is GR:
        found = body[figures.ELIGIBLE_NAME]
    else:
        found = body["programMetrics"][0][figures.EXAMS_NAME]
    return str(found[0]["value"])


def days_of_figures() -> str:
    return joined(
        [str(step.recorded_on) for step in steps() if step.noun == "indicators"]
    )


YEARS = tuple(
    figures.school_year(year)
    for year in range(figures.FIRST_YEAR, figures.LAST_YEAR + 1)
)
MORE: dict[str, tuple[Row, list[Row]]] = {
    "Turns": (
        ("school", "day", "recorded", "what", "says"),
        [row for school in CITY for row in turns(school)],
    ),
    "Selection rounds": (
        (
            "round",
            "for",
            "opened",
            "closes",
            "version",
            "criteria set",
            "indicator",
            "threshold",
            "period",
        ),
        list(rounds()),
    ),
    "The national programme": (
        ("school", "period", "status", "noted"),
        list(national()),
    ),
    "Published figures": (("school", *YEARS), list(published())),
}
"""The other tables, as in `tables.TABLES`, with their rows."""
