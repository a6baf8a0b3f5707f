"""The situation analysis: evidence, sessions, problems, causes, areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from ksbs.application.days import STOCKHOLM
from ksbs.demo.story import texts
from ksbs.demo.story.calendar import office_day
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import Tale
from ksbs.demo.story.themes import Theme

_SOURCES = (
    ("grades", "Skolverket", "Betygen i årskurs 9 har sjunkit jämfört med året före."),
    ("national_tests", "Skolan", "Provresultaten ligger under betygen i två ämnen."),
    ("survey", "Skolenkäten", "Färre elever än i riket vet vad som krävs av dem."),
    ("attendance", "Skolan", "Frånvaron är högst i de två sista årskurserna."),
    (
        "observation",
        "Förvaltningen",
        "Lektionerna skiljer sig mycket åt mellan klasser.",
    ),
)
_MOST_ABSENT = 3
"""One more than those of a half of the staff who ever miss the work on a session."""
_HOURS = (time(13), time(14, 30), time(15))


def begin(tale: Tale, day: date, *, refused: str | None = None) -> Said:
    """The situation analysis begins."""
    return tale.tell(day, tale.process_supporter, "analyses", refused=refused)


def gather(tale: Tale, days: Sequence[date], *, period: str) -> list[Said]:
    """The analyst brings in evidence, one piece a day."""
    return [
        tale.tell(
            day,
            tale.analyst,
            "evidence",
            kind=kind,
            period=period,
            source=source,
            sha256=sha256(f"{tale.school.code} {kind} {period}".encode()).hexdigest(),
            summary=summary,
        )
        for day, (kind, source, summary) in zip(days, _SOURCES, strict=False)
    ]


def plan_sessions(tale: Tale, day: date, *, on: dict[int, date]) -> None:
    """The process supporter plans sessions, by their number."""
    place = tale.choice(texts.PLACES)
    hour = tale.rng.choice(_HOURS)
    for number, planned in on.items():
        tale.tell(
            day,
            tale.process_supporter,
            "session-schedules",
            number=number,
            at=datetime.combine(planned, hour, tzinfo=STOCKHOLM),
            place=place,
        )


def move_session(tale: Tale, day: date, *, number: int, to: date, reason: str) -> Said:
    """A planned session is moved to another day."""
    return tale.tell(
        day,
        tale.process_supporter,
        "session-reschedulings",
        number=number,
        at=datetime.combine(to, time(13), tzinfo=STOCKHOLM),
        place=tale.choice(texts.PLACES),
        reason=reason,
    )


def hold(
    tale: Tale,
    number: int,
    day: date,
    *,
    recorded: date | None = None,
    late: str | None = None,
) -> Said:
    """A session is held, carried on to the staff, and its minutes approved.

    From the second, fourth and sixth session one of the key persons is absent.
    """
    absent = tale.group[number // 2] if number % 2 == 0 else None
    session = tale.tell(
        day,
        tale.process_supporter,
        "sessions",
        recorded=recorded,
        late=late,
        number=number,
        led_by=(tale.process_supporter.person_id, tale.analyst.person_id),
        attendees=tuple(m.person_id for m in tale.group if m is not absent),
        absentees=() if absent is None else (absent.person_id,),
        purpose=texts.PURPOSES[(number - 1) % len(texts.PURPOSES)],
    )
    carry_on(tale, number, day)
    approved_on = office_day(recorded or day, later=tale.rng.randint(5, 9))
    tale.routine(
        approved_on,
        tale.process_supporter,
        "minutes-approvals",
        session_number=number,
        document_ref=f"Minnesanteckningar tillfälle {number}",
        approved_by=tale.process_supporter.person_id,
    )
    return session


def carry_on(tale: Tale, number: int, session_day: date) -> None:
    """The working group leads both halves of the staff in work on a session."""
    eligible = tale.school.staff // 2
    for index, group in enumerate(texts.STAFF_GROUPS):
        leader = tale.group[1 + index]
        tell = tale.tell if number == 1 else tale.routine
        tell(
            office_day(session_day, later=6 + 2 * index),
            leader,
            "staff-work",
            session_number=number,
            group=group,
            present=eligible - (number + index) % _MOST_ABSENT,
            eligible=eligible,
            led_by=(leader.person_id,),
        )


def hear_pupils(tale: Tale, day: date, *, group: str) -> Said:
    """Pupils are asked for their views."""
    return tale.routine(
        day,
        tale.group[0],
        "pupil-voices",
        form="gruppintervju",
        group=group,
        count=tale.rng.randint(18, 32),
        summary=tale.choice(texts.VOICES),
    )


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The days on which a problem is taken from the evidence to an area."""

    problem: date
    causes: date
    tests: date
    area: date


def inquire(
    tale: Tale, theme: Theme, *, evidence: Sequence[Said], days: Inquiry
) -> Said:
    """Identify a problem, propose and test its causes, and identify the area."""
    problem = tale.tell(
        days.problem,
        tale.process_supporter,
        "problems",
        text=tale.choice(theme.problems),
        evidence_refs=tuple(piece["evidenceId"] for piece in evidence),
        link_to_results=theme.link,
    )
    causes = [
        tale.tell(
            days.causes,
            tale.group[1],
            "causes",
            problem_ref=problem["problemId"],
            level=cause.level,
            text=cause.text,
        )
        for cause in theme.causes
    ]
    for said, cause in zip(causes, theme.causes, strict=True):
        _test(tale, days.tests, said=said, verdict=cause.verdict)
    return tale.tell(
        days.area,
        tale.group[1],
        "areas",
        title=theme.title,
        description=tale.choice(theme.descriptions),
        cause_refs=tuple(
            said["causeId"]
            for said, cause in zip(causes, theme.causes, strict=True)
            if cause.verdict == "supported"
        ),
    )


def _test(tale: Tale, day: date, *, said: Said, verdict: str) -> Said:
    reasons = {
        "supported": "Observationer och samtal visar samma mönster.",
        "not_supported": "Underlaget visar inget sådant samband.",
        "unclear": "Underlaget räcker inte för att avgöra.",
    }
    return tale.tell(
        day,
        tale.analyst,
        "cause-assessments",
        cause_ref=said["causeId"],
        verdict=verdict,
        reasons=reasons[verdict],
    )


def prioritise(  # noqa: PLR0913  # Each is one thing that is said of the priority.
    tale: Tale,
    day: date,
    area: Said,
    *,
    rank: int,
    theme: Theme,
    refused: str | None = None,
) -> Said:
    """The principal gives an area its rank."""
    return tale.tell(
        day,
        tale.principal(day),
        "area-priorities",
        refused=refused,
        area_id=area["areaId"],
        rank=rank,
        reasons=theme.link,
        expected_effect=tale.choice(theme.effects),
        within_influence=True,
    )


def rank_all(
    tale: Tale, day: date, areas: Sequence[Said], *, themes: Sequence[Theme]
) -> None:
    """The principal gives areas the ranks 1, 2 and on, all on one day."""
    for rank, (area, theme) in enumerate(zip(areas, themes, strict=True), start=1):
        prioritise(tale, day, area, rank=rank, theme=theme)


def establish(tale: Tale, day: date, *, refused: str | None = None) -> Said:
    """The principal establishes the analysis."""
    principal = tale.principal(day)
    return tale.tell(
        day,
        principal,
        "analysis-establishments",
        refused=refused,
        summary=f"Analysen av {tale.school.name} ledde till prioriterade områden.",
        document_ref=f"Nulägesanalys {tale.school.name} {day.year}",
        established_by=principal.person_id,
    )
