"""The course that most schools take: the parts in their order, on the days of a pace.

`take` tells all of it up to the last day of the tale, so that a school that started in
2025 is in the midst of its analysis. What sets a school apart is written in its `Course`
and in the turns that `programmes` tells beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ksbs.demo.story import figures, selecting
from ksbs.demo.story.calendar import office_day
from ksbs.demo.story.pace import Day, Pace
from ksbs.demo.story.parts import (
    analysis,
    closing,
    enrolment,
    followup,
    people,
    plan,
    record,
)
from ksbs.demo.story.parts.analysis import Inquiry
from ksbs.demo.story.parts.plan import Aim, Work
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import LAST_DAY, Tale
from ksbs.demo.story.themes import Theme

SESSIONS = 6
FOLLOW_UPS = 5
_NOTED_AFTER = (45, 150)
_SIGHTS = ("not_seen", "partly", "partly", "seen", "seen")
"""What is seen of the sign of a goal that is reached, before each follow-up."""
_FALLING_SHORT = ("not_seen", "not_seen", "partly", "partly", "partly")
_MISSING = ("not_seen", "not_seen", "not_seen", "partly", "not_seen")
_SEEN = {"reached": _SIGHTS, "partly": _FALLING_SHORT, "not_reached": _MISSING}
_ON_THE_WAY = {"reached": "partly", "partly": "too_early", "not_reached": "not_reached"}


@dataclass(frozen=True, slots=True)
class Job:
    """An intervention: for which goal, when, by whom, at what cost, and its end.

    `promised` and `cost` are in kronor: what the supplier promises it for, and what it
    came to. Without a supplier the school does it itself, and nobody is asked.
    """

    aim: int
    starts: Day
    ends: Day
    supplier: str | None = None
    promised: int | None = None
    cost: int | None = None
    end: str = "completed"
    """completed, discontinued, refused (the support), or going_on."""
    title: str = ""
    notes: Sequence[tuple[int, int, float]] = ((4, 14, 12.0), (3, 18, 9.5))
    """Occasions, staff reached and hours, as noted after 45 and after 150 days."""


@dataclass(frozen=True, slots=True)
class Course:
    """What sets the course of one school apart."""

    pace: Pace
    dnr: str
    themes: Sequence[Theme]
    """The areas that are found, in the order of their rank."""
    outcomes: Sequence[str]
    """What becomes of the goal of each area that is worked on."""
    jobs: Sequence[Job] = ()
    grounds: tuple[str, ...] = ("low_results",)
    team: tuple[int, int] = (1, 1)
    """The numbers of the process supporter and the analyst."""
    chosen_in: str | None = None
    """The selection round that the nomination names, by its name in `selecting`."""
    sessions: int = SESSIONS
    ranked: int | None = None
    """How many of the areas are prioritised; all if left out."""
    paragraph: str | None = None
    """Under which paragraph the decision is reported; None if it is not."""
    late: tuple[int, date, str] | None = None
    """The session that is recorded late: its number, the day of that, and why."""
    reviews: Sequence[int] = (1, 2, 3)
    plan_first: bool = False
    """Whether the plan is begun before the analysis is established, by exception."""
    ends: date | None = None
    """The last day that is told of it, where that is another than the pace's end."""
    capacity: tuple[str, str, str, str] = ("21212", "22111", "33323", "32323")
    """The levels before, in the own and the supporters' view, and the same after."""


@dataclass(slots=True)
class Taken:
    """What a school's course has led to, to be named by its turns."""

    decision: Said
    start: Said
    evidence: list[Said] = field(default_factory=list)
    sessions: dict[int, Said] = field(default_factory=dict)
    areas: list[Said] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)


def take(tale: Tale, course: Course) -> Taken:
    """Tell the whole course of a school, up to its end or the last day of the tale."""
    tale.until = min(tale.until, course.ends or course.pace("end"))
    taken = enrol(tale, course)
    people.change_heads(tale, since=course.pace("decided"))
    analyse(tale, course, taken)
    establish(tale, course)
    make_plan(tale, course, taken)
    act(tale, course, taken)
    follow(tale, course, taken)
    return taken


def enrol(tale: Tale, course: Course) -> Taken:
    """From the nomination to the working group."""
    pace = course.pace
    name = course.chosen_in
    chosen_in = selecting.round_id(name, seed=tale.seed) if name else None
    day, grounds = pace("nominated"), course.grounds
    enrolment.nominate(tale, day, grounds=grounds, chosen_in=chosen_in)
    if "difficult_conditions" in course.grounds:
        enrolment.assess_conditions(tale, pace("assessed"))
    enrolment.offer(tale, pace("offered"), answer_by=pace("answer by"))
    day = pace("principal")
    enrolment.stand(tale, day, tale.principal(day))
    day = pace("chief")
    enrolment.stand(tale, day, tale.chief(day))
    day = pace("decided")
    starts_on = pace("started")
    decision = enrolment.decide(tale, day, starts_on=starts_on, dnr=course.dnr)
    record.register_case(tale, pace("registered"), dnr=course.dnr, opened_on=day)
    record.agree_on_terms(tale, pace("agreed"))
    if course.paragraph is not None:
        day = pace("reported")
        record.report_decision(tale, day, decision, paragraph=course.paragraph)
    start = enrolment.start(tale, starts_on)
    supporter, analyst = course.team
    enrolment.assign_team(tale, pace("team"), supporter=supporter, analyst=analyst)
    enrolment.form_group(tale, pace("group"))
    return Taken(decision, start)


def analyse(tale: Tale, course: Course, taken: Taken) -> None:
    """From the evidence to the areas and their ranks."""
    pace = course.pace
    analysis.begin(tale, pace("begun"))
    days = [pace("evidence", later=number) for number in range(4)]
    period = figures.school_year(figures.springs(pace)[0])
    taken.evidence = analysis.gather(tale, days, period=period)
    own, supporters = course.capacity[:2]
    day = pace("capacity before")
    closing.assess_capacity(tale, day, own=own, supporters=supporters)
    numbers = range(1, course.sessions + 1)
    planned = {number: pace.session(number) for number in numbers}
    analysis.plan_sessions(tale, pace("scheduled"), on=planned)
    for number, day in planned.items():
        taken.sessions[number] = _hold(tale, course, number, day)
    analysis.hear_pupils(tale, pace("pupils"), group="årskurs 2 och 3")
    inquiry = Inquiry(pace("problems"), pace("causes"), pace("tests"), pace("areas"))
    taken.areas = [
        analysis.inquire(tale, theme, evidence=taken.evidence, days=inquiry)
        for theme in course.themes
    ]
    ranked = course.themes[: course.ranked]
    areas = taken.areas[: course.ranked]
    analysis.rank_all(tale, pace("ranked"), areas, themes=ranked)


def _hold(tale: Tale, course: Course, number: int, day: date) -> Said:
    if course.late is None or course.late[0] != number:
        return analysis.hold(tale, number, day)
    _, recorded, reason = course.late
    return analysis.hold(tale, number, day, recorded=recorded, late=reason)


def establish(tale: Tale, course: Course) -> None:
    """The analysis is established."""
    analysis.establish(tale, course.pace("established"))


def make_plan(tale: Tale, course: Course, taken: Taken) -> None:
    """From the goals to the plan that is established."""
    pace = course.pace
    plan.begin(tale, pace("excepted" if course.plan_first else "plan"))
    for index in range(len(course.outcomes)):
        area, theme = taken.areas[index], course.themes[index]
        day = pace("goals", later=index)
        aim = plan.set_goal(tale, day, area, theme=theme, target=pace("target"))
        day = pace("baselines", later=index)
        plan.record_baselines(tale, day, aim, theme=theme)
        taken.aims.append(aim)
    taken.works = [_plan_job(tale, course, taken, job) for job in course.jobs]
    plan.establish(tale, pace("planned"))


def _plan_job(tale: Tale, course: Course, taken: Taken, job: Job) -> Work:
    pace, starts_on, ends_on = course.pace, course.pace.on(job.starts), job.ends
    work = plan.plan_work(
        tale,
        pace("works"),
        aims=[taken.aims[job.aim]],
        theme=course.themes[job.aim],
        starts_on=starts_on,
        ends_on=pace.on(ends_on),
        supplier=job.supplier,
        title=job.title,
        cost=job.promised,
    )
    if job.supplier is not None:
        request = plan.ask(tale, pace("asked"), work, needed_by=starts_on)
        if job.end == "refused":
            plan.refuse(tale, pace("answered"), work, request=request)
        else:
            until = pace.on(ends_on)
            plan.promise(tale, pace("answered"), work, request=request, until=until)
    return work


def act(tale: Tale, course: Course, taken: Taken) -> None:
    """The interventions, from their starts to their ends."""
    for job, work in zip(course.jobs, taken.works, strict=True):
        if job.end == "refused":
            continue
        start, end = course.pace.on(job.starts), course.pace.on(job.ends)
        followup.start_work(tale, start, work)
        for after, given in zip(_NOTED_AFTER, job.notes, strict=True):
            day = office_day(start, later=after)
            if day < end:
                followup.note(tale, day, work, given=given)
        if job.end == "completed":
            followup.complete_work(tale, end, work, cost=job.cost)
        elif job.end == "discontinued":
            followup.break_off(tale, end, work)


def follow(tale: Tale, course: Course, taken: Taken) -> None:
    """Follow-ups, figures, reviews and the report after the third term."""
    pace = course.pace
    figures.measure(tale, pace)
    for number in range(1, FOLLOW_UPS + 1):
        day, occasion = pace(f"follow-up {number}"), f"Uppföljning termin {number + 1}"
        before = office_day(day, later=-40)
        followup.schedule(tale, before, occasion=occasion, term=number + 1, on=day)
        seen = [_SEEN[o][number - 1] for o in course.outcomes for _ in range(2)]
        followup.look(tale, office_day(day, later=-14), taken.aims, seen=seen)
        followup.follow_up(tale, day, occasion=occasion)
    for year in course.reviews:
        closing.review(tale, pace(f"review {year}"), year=year)
    title = "Lägesrapport efter tredje terminen"
    record.submit_report(tale, pace("term 3"), title=title)
    followup.meet_others(tale, pace("seminar"))
    for aim, outcome in zip(taken.aims, course.outcomes, strict=True):
        way, after = _ON_THE_WAY[outcome], pace("review 2", later=1)
        followup.assess(tale, after, aim, assessment=way)
        day = pace("follow-up 5", later=1)
        followup.assess(tale, day, aim, assessment=outcome)


def evaluate(
    tale: Tale, course: Course, taken: Taken, *, on: date | None = None
) -> None:
    """Capacity anew, the final evaluation, and the day after how the work goes on."""
    pace = course.pace
    day = on or pace("evaluated")
    own, supporters = course.capacity[2:]
    closing.assess_capacity(tale, day, own=own, supporters=supporters)
    before, after = figures.before_and_after(tale.school, pace, on=day)
    closing.evaluate(
        tale, day, taken.aims, outcomes=course.outcomes, before=before, after=after
    )
    closing.sustain(tale, office_day(day, later=1), follow_up_on=pace("afterwards"))


def finish(
    tale: Tale, course: Course, taken: Taken, *, evaluated: date | None = None
) -> None:
    """Evaluate and complete the programme; after that the tale may go on."""
    evaluate(tale, course, taken, on=evaluated)
    closing.complete(tale, tale.until)
    tale.until = LAST_DAY
