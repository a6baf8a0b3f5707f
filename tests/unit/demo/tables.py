"""The courses of the city's schools, laid out as the tables of their tutorial page."""

from collections.abc import Callable, Iterator, Sequence

from ksbs.demo.story.schools import CITY
from ksbs.demo.story.step import Ref, Step
from tests.unit.demo.told import (
    NONE,
    Row,
    Told,
    by_key,
    day_of,
    joined,
    people,
    refers,
)


def enrolment(told: Told) -> Iterator[Row]:
    nomination = told.all("programmes")[0]
    chosen = nomination.body.get("selectionRoundId")
    opened = by_key()[chosen.key] if isinstance(chosen, Ref) else None
    reports = told.all("decision-reports")
    decisions = told.all("enrolment-decisions")
    reported = [r for r in reports if refers(r.body["decisionEventId"], decisions[0])]
    name = f"{opened.body['schoolForm']} {opened.recorded_on.year}" if opened else NONE
    yield (
        told.school.name,
        joined(nomination.body["grounds"]),
        name,
        told.day("programmes"),
        told.day("participation-offers"),
        told.said("participation-offers", "answerBy"),
        _stances(told, "principal"),
        _stances(told, "chief"),
        told.day("enrolment-decisions"),
        told.said("enrolment-decisions", "startsOn"),
        joined(f"{day_of(r)}, {r.body['paragraph']}" for r in reported),
    )


def _stances(told: Told, capacity: str) -> str:
    taken = told.all("stances", matter="enrolment", capacity=capacity)
    return joined(f"{day_of(s)} {s.body['stance']}" for s in taken)


def diary(told: Told) -> Iterator[Row]:
    dnr = [
        step.body["dnr"]
        for noun in ("enrolment-decisions", "enrolment-rejections")
        for step in told.all(noun)
    ]
    if dnr:
        yield (
            told.school.name,
            dnr[0],
            told.day("case-registrations"),
            told.day("agreements"),
            told.day("condition-assessments"),
        )


def start(told: Told) -> Iterator[Row]:
    if told.all("starts"):
        yield (
            told.school.name,
            told.day("starts"),
            _assigned(told, "process-supporters"),
            _assigned(told, "analysts"),
            told.day("working-groups"),
            told.day("principal-changes"),
            told.day("chief-changes"),
        )


def _assigned(told: Told, noun: str) -> str:
    found = told.all(noun)
    return joined(f"{people()[s.body['personId']]} {day_of(s)}" for s in found)


def sessions(told: Told) -> Iterator[Row]:
    if told.all("analyses"):
        numbered = (told.day("sessions", number=number) for number in range(1, 7))
        evidence = [str(day_of(step)) for step in told.all("evidence")]
        yield (
            told.school.name,
            told.day("analyses"),
            evidence[0],
            evidence[-1],
            *numbered,
        )


def analysis(told: Told) -> Iterator[Row]:
    if told.all("problems"):
        yield (
            told.school.name,
            _distinct(told.all("problems")),
            _distinct(told.all("causes")),
            _distinct(told.all("cause-assessments")),
            _distinct(told.all("areas")),
            told.day("analysis-establishments"),
            told.day("action-plans"),
            _distinct(told.all("baselines")),
            told.day("action-plan-establishments"),
        )


def _distinct(found: Sequence[Step]) -> str:
    return joined(sorted({str(day_of(step)) for step in found}))


def areas(told: Told) -> Iterator[Row]:
    for area in told.all("areas"):
        ranked = told.of("area-priorities", "areaId", area)
        goals = told.of("goals", "areaId", area)
        assessed = [
            f"{day_of(step)} {step.body['assessment']}"
            for goal in goals
            for step in told.of("goal-assessments", "goalId", goal)
        ]
        yield (
            told.school.name,
            area.body["title"],
            joined(f"{s.body['rank']} on {day_of(s)}" for s in ranked),
            joined(str(day_of(goal)) for goal in goals),
            joined(str(goal.body["targetDate"]) for goal in goals),
            joined(assessed),
            joined(_levels(area)),
        )


def _levels(area: Step) -> Iterator[str]:
    for ref in area.body["causeRefs"]:
        yield by_key()[ref.key].body["level"]


def interventions(told: Told) -> Iterator[Row]:
    for work in told.all("interventions"):
        requests = told.of("support-requests", "interventionId", work)
        supplier = joined(request.body["ofWhom"] for request in requests)
        done = told.of("intervention-completions", "interventionId", work)
        stopped = told.of("intervention-discontinuations", "interventionId", work)
        answers = [
            f"{day_of(answer)} {word}"
            for request in requests
            for noun, word in (
                ("support-commitments", "promised"),
                ("support-refusals", "declined"),
            )
            for answer in told.of(noun, "requestId", request)
        ]
        yield (
            told.school.name,
            work.body["title"],
            supplier,
            str(day_of(work)),
            joined(str(day_of(request)) for request in requests),
            joined(answers),
            str(work.body.get("cost", NONE)),
            _days(told.of("intervention-starts", "interventionId", work)),
            joined(
                [f"completed {day_of(step)}" for step in done]
                + [f"discontinued {day_of(step)}" for step in stopped]
            ),
            joined(str(step.body["cost"]) for step in done if "cost" in step.body),
            _given(told.of("intervention-progress-notes", "interventionId", work)),
        )


def _days(found: Sequence[Step]) -> str:
    return joined(str(day_of(step)) for step in found)


def _given(notes: Sequence[Step]) -> str:
    said = (
        f"{day_of(n)}: {n.body['occasions']}/{n.body['staffReached']}/{n.body['hours']}"
        for n in sorted(notes, key=day_of)
    )
    return joined(said)


def signs(told: Told) -> Iterator[Row]:
    for goal in told.all("goals"):
        area = by_key()[goal.body["areaId"].key]
        first = told.of("visible-signs", "goalId", goal)[0]
        looks = sorted(told.of("sign-observations", "signId", first), key=day_of)
        if looks:
            seen = [f"{day_of(look)} {look.body['seen']}" for look in looks]
            yield told.school.name, area.body["title"], joined(seen)


def follow_ups(told: Told) -> Iterator[Row]:
    if told.all("follow-ups"):
        years = (told.day("annual-reviews", year=year) for year in (1, 2, 3))
        yield (
            told.school.name,
            told.day("follow-ups"),
            *years,
            told.day("follow-up-seminars"),
            told.day("report-submissions"),
        )


def capacity(told: Told) -> Iterator[Row]:
    own = told.all("capacity-assessments", view="own")
    theirs = told.all("capacity-assessments", view="process_supporters")
    for one, other in zip(own, theirs, strict=True):
        assert day_of(one) == day_of(other)
        yield told.school.name, str(day_of(one)), _scale(one), _scale(other)


def _scale(step: Step) -> str:
    names = ("leadership", "organisation", "roles", "waysOfWorking", "followUp")
    said = {name: step.body[name] for name in step.body if name in names}
    said |= {
        "waysOfWorking": step.body.get(
            "waysOfWorking", step.body.get("ways_of_working")
        )
    }
    return " ".join(str(said[name]["level"]) for name in names)


def endings(told: Told) -> Iterator[Row]:
    if told.all("final-evaluations"):
        (evaluation,) = told.all("final-evaluations")
        outcomes = [goal["outcome"] for goal in evaluation.body["goals"]]
        figures = [
            f"{evaluation.body[name][0]['period']}: {evaluation.body[name][0]['raw']}"
            for name in ("indicatorsBefore", "indicatorsAfter")
        ]
        yield (
            told.school.name,
            str(day_of(evaluation)),
            joined(outcomes),
            *figures,
            told.day("sustainment-plans"),
            told.day("completions"),
            told.day("post-follow-ups"),
        )


Table = Callable[[Told], Iterator[Row]]

TABLES: dict[str, tuple[Row, Table]] = {
    "Enrolment": (
        (
            "school",
            "grounds",
            "round",
            "nominated",
            "offered",
            "answer by",
            "principal",
            "chief",
            "decided",
            "to start on",
            "reported to the committee",
        ),
        enrolment,
    ),
    "Diary": (("school", "dnr", "case registered", "agreement", "conditions"), diary),
    "Start and people": (
        (
            "school",
            "started",
            "process supporter",
            "analyst",
            "working group",
            "another principal",
            "another chief",
        ),
        start,
    ),
    "Sessions": (
        (
            "school",
            "analysis",
            "first evidence",
            "last evidence",
            *map(str, range(1, 7)),
        ),
        sessions,
    ),
    "Analysis and plan": (
        (
            "school",
            "problems",
            "causes",
            "causes tested",
            "areas found",
            "analysis established",
            "plan begun",
            "baselines",
            "plan established",
        ),
        analysis,
    ),
    "Areas and goals": (
        (
            "school",
            "area",
            "rank",
            "goal set",
            "target date",
            "goal assessed",
            "causes at the level of",
        ),
        areas,
    ),
    "Interventions": (
        (
            "school",
            "intervention",
            "asked of",
            "planned",
            "asked",
            "answered",
            "planned cost",
            "started",
            "ended",
            "cost",
            "notes: occasions/staff/hours",
        ),
        interventions,
    ),
    "Signs": (("school", "area", "both signs, when looked for"), signs),
    "Follow-up": (
        ("school", "follow-ups", "year 1", "year 2", "year 3", "seminar", "report"),
        follow_ups,
    ),
    "Capacity": (("school", "day", "own view", "the supporter's view"), capacity),
    "Endings": (
        (
            "school",
            "evaluated",
            "goals",
            "before",
            "after",
            "sustainment plan",
            "completed",
            "looked back",
        ),
        endings,
    ),
}
"""The tables by the heading under which they stand: their columns, and their rows."""


def rows(heading: str) -> list[Row]:
    """Give the rows that a table must have, in the order of the schools."""
    _, table = TABLES[heading]
    return [row for school in CITY for row in table(Told(school))]
