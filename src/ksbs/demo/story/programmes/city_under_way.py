"""Schools of the city under way in June 2026, or ended before their time."""

from datetime import date

from ksbs.demo.story.course import Course, Taken, enrol, take
from ksbs.demo.story.parts import enrolment, followup, joint, record
from ksbs.demo.story.programmes import courses
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import LAST_DAY, Tale

ARGUMENT = "Skolan slås samman med en annan skolenhet efter läsåret."


def tell_staden(tale: Tale) -> None:
    """Exempelgymnasiet Staden: ended early, since it is merged with another school."""
    take(tale, courses.STADEN)
    joint.agree(
        tale,
        principal=date(2023, 3, 13),
        chief=date(2023, 3, 15),
        matter="termination",
        statement=ARGUMENT,
    )
    _end_early(tale, date(2023, 3, 27))


def _end_early(tale: Tale, day: date) -> Said:
    return joint.decide(
        tale,
        day,
        "terminations",
        content="Skolans deltagande i KSBS avslutas i förtid.",
        decisive_circumstances=ARGUMENT,
        lessons="Sammanslagningar bör vara kända innan en skola nomineras.",
    )


def tell_fjall(tale: Tale) -> None:
    """Fjällexemplets skola: paused, and ended early while it was."""
    course = courses.FJALL
    _pause(tale, stances=(date(2024, 1, 22), date(2024, 1, 24)), day=date(2024, 2, 5))
    joint.agree(
        tale,
        principal=date(2024, 5, 27),
        chief=date(2024, 5, 29),
        matter="termination",
        statement=ARGUMENT,
    )
    ended = _end_early(tale, date(2024, 6, 10))
    tale.breaks.append((date(2024, 2, 6), date(2024, 6, 10)))
    take(tale, course)
    tale.until, tale.breaks = LAST_DAY, []
    record.report_decision(tale, date(2024, 8, 27), ended, paragraph="§ 61")


def _pause(tale: Tale, *, stances: tuple[date, date], day: date) -> Said:
    principal, chief = stances
    joint.agree(
        tale,
        principal=principal,
        chief=chief,
        matter="pause",
        statement="Rektor är ensam i ledningen till dess att tjänsten är tillsatt.",
    )
    return joint.decide(
        tale,
        day,
        "pauses",
        content="Arbetet i KSBS gör uppehåll från och med i dag.",
        decisive_circumstances="Skolledningen saknar tid för arbetet.",
    )


def tell_ek(tale: Tale) -> None:
    """Ekexemplets skola: a session's day corrected twice, a goal raised, the plan shown."""
    course = courses.EK
    taken = take(tale, course)
    session, stood = taken.sessions[3], course.pace.session(3)
    first, second = date(2024, 3, 25), date(2024, 3, 27)
    record.correct(
        tale,
        date(2024, 4, 8),
        session,
        field="occurredOn",
        old=stood,
        new=first,
        reason="Tillfället flyttades en dag med kort varsel.",
    )
    record.correct(
        tale,
        date(2024, 4, 22),
        session,
        field="occurredOn",
        old=first,
        new=second,
        reason="Enligt närvarolistan hölls tillfället på onsdagen.",
        found_by=tale.analyst,
    )
    _change_goal(tale, taken, course=course)
    request = record.ask_to_see(
        tale, date(2025, 2, 10), scope="Åtgärdsplanen.", who="en forskare"
    )
    record.answer(
        tale, date(2025, 2, 13), request, scope="Åtgärdsplanen.", outcome="granted"
    )
    _write_back(tale, dnr=course.dnr)


def _change_goal(tale: Tale, taken: Taken, *, course: Course) -> None:
    """A goal is raised, the plan revised, and later its target date corrected."""
    goal, day = taken.aims[0].goal, date(2025, 9, 15)
    tale.tell(
        day,
        tale.principal(day),
        "goal-revisions",
        goal_id=goal["goalId"],
        text="Minst 95 procent av eleverna svarar att de vet vad som krävs.",
        reason="Vårens enkät visar att målet kan höjas.",
    )
    day = date(2025, 9, 22)
    tale.tell(
        day,
        tale.principal(day),
        "action-plan-revisions",
        changes="Det första målet är höjt till 95 procent.",
        reason="Vårens enkät visar att målet kan höjas.",
    )
    record.correct(
        tale,
        date(2026, 4, 13),
        goal,
        field="targetDate",
        old=course.pace("target"),
        new=date(2026, 11, 27),
        reason="Måldagen i planen var en annan än den som registrerades.",
    )


def _write_back(tale: Tale, *, dnr: str) -> None:
    record.register_document(
        tale,
        date(2025, 2, 10),
        direction="received",
        dnr=dnr,
        counterpart="Ett lärosäte",
        brief="Begäran om åtgärdsplanen.",
    )
    answer = record.register_document(
        tale,
        date(2025, 2, 13),
        direction="drawn_up",
        dnr=dnr,
        counterpart="Ett lärosäte",
        brief="Svar på begäran, med åtgärdsplanen.",
    )
    record.dispatch(tale, date(2025, 2, 13), answer, to="Ett lärosäte")


def tell_kanalen(tale: Tale) -> None:
    """Exempelgymnasiet Kanalen: secrecy marked and lifted, disclosure masked, refused."""
    course = courses.KANALEN
    taken = take(tale, course)
    secret, cleared = taken.evidence[3], taken.evidence[0]
    record.mark(tale, date(2024, 10, 14), secret, field="summary")
    record.mark(tale, date(2024, 10, 14), cleared, field="summary")
    record.mark(tale, date(2025, 2, 17), cleared, field="summary", lift=True)
    request = record.ask_to_see(
        tale, date(2025, 3, 3), scope="Nulägesanalysens underlag.", who="allmänheten"
    )
    record.answer(
        tale,
        date(2025, 3, 6),
        request,
        scope="Nulägesanalysens underlag.",
        outcome="granted_with_masking",
        masked=((secret, "summary"),),
    )
    request = record.ask_to_see(
        tale, date(2025, 9, 15), scope="Underlaget om frånvaro.", who="en tidning"
    )
    record.answer(
        tale,
        date(2025, 9, 18),
        request,
        scope="Underlaget om frånvaro.",
        outcome="refused",
    )


def tell_holm(tale: Tale) -> None:
    """Holmexemplets skola: paused since March 2026."""
    _pause(tale, stances=(date(2026, 2, 16), date(2026, 2, 18)), day=date(2026, 3, 2))
    tale.breaks.append((date(2026, 3, 3), LAST_DAY))
    take(tale, courses.HOLM)


def tell_slott(tale: Tale) -> None:
    """Slottsexemplets skola: an open, secret concern, a follow-up that was not held."""
    take(tale, courses.SLOTT)
    day = date(2026, 3, 9)
    tale.tell(
        day,
        tale.principal(day),
        "concerns",
        text="Studiehandledning på modersmål saknas i tre språk.",
        confidentiality=record.SECRECY,  # So few pupils speak them.
    )
    occasion, planned_on = "Extra uppföljning våren 2026", date(2026, 6, 15)
    followup.schedule(tale, date(2026, 5, 4), occasion=occasion, term=3, on=planned_on)


def tell_adal(tale: Tale) -> None:
    """Ådalsexemplets skola: the fifth session was planned and has not been held."""
    take(tale, courses.ADAL)


def tell_torp(tale: Tale) -> None:
    """Torpexemplets skola: started in January 2026."""
    take(tale, courses.TORP)


def tell_parken(tale: Tale) -> None:
    """Exempelgymnasiet Parken: acts, with one follow-up."""
    take(tale, courses.PARKEN)


def tell_udde(tale: Tale) -> None:
    """Uddexemplets skola: the first decision annulled by the chief, then decided anew."""
    course = courses.UDDE
    taken = enrol(tale, course)
    day = date(2026, 4, 20)
    record.annul(
        tale,
        day,
        taken.decision,
        reason="Beslutet angav fel startdag.",
        by=tale.chief(day),
    )
    day, starts_on = date(2026, 4, 27), date(2026, 8, 24)
    enrolment.decide(tale, day, starts_on=starts_on, dnr=course.dnr)
