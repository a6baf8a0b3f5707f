"""Björkexemplets skola: four sessions by exception, a new principal, a department's no."""

from datetime import date

from ksbs.demo.story.calendar import office_day
from ksbs.demo.story.cast import ELEVHALSA, EXEMPELINSTITUTET, UNDERVISNINGSSTOD
from ksbs.demo.story.parts import (
    analysis,
    closing,
    enrolment,
    followup,
    plan,
    record,
)
from ksbs.demo.story.parts.analysis import Inquiry
from ksbs.demo.story.parts.plan import Aim, Work
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import Tale
from ksbs.demo.story.themes import NARVARO, SPRAK

SESSIONS = {
    1: date(2024, 2, 6),
    2: date(2024, 2, 27),
    3: date(2024, 3, 19),
    4: date(2024, 4, 16),
}
EXCEPTION = "fewer_than_six_sessions"
END = date(2026, 12, 11)


def tell(tale: Tale) -> None:
    """From September 2023 on; the three years run until the end of 2026."""
    _enrol(tale)
    areas = _analyse(tale)
    _take_exception(tale)
    _change_principal(tale)
    aims = _set_goals(tale, areas)
    works = _plan_work(tale, aims)
    _carry_out(tale, works)
    _change_people(tale)
    _follow_up(tale, aims)
    closing.review(tale, date(2025, 1, 20), year=1)
    late = "Rutinen för närvaro behöver komma i gång i alla arbetslag."
    closing.review(tale, date(2026, 1, 19), year=2, measures=(late,))


def _enrol(tale: Tale) -> None:
    day = date(2023, 9, 4)
    enrolment.nominate(tale, day, grounds=("low_results",), by=tale.chief(day))
    enrolment.offer(tale, date(2023, 9, 11), answer_by=date(2023, 9, 29))
    day = date(2023, 9, 18)
    enrolment.stand(tale, day, tale.principal(day))
    dnr, starts_on = "KS 2023/0144", date(2024, 1, 8)
    enrolment.decide(
        tale, date(2023, 9, 20), starts_on=starts_on, dnr=dnr, refused="not-both-for"
    )
    day = date(2023, 9, 25)
    waits = "Resurserna för stödet är ännu inte klara."
    enrolment.stand(tale, day, tale.chief(day), stance="against", statement=waits)
    day = date(2023, 9, 29)
    enrolment.stand(tale, day, tale.chief(day))
    decision = enrolment.decide(tale, date(2023, 10, 2), starts_on=starts_on, dnr=dnr)
    record.report_decision(tale, date(2023, 10, 24), decision, paragraph="§ 22")
    enrolment.start(tale, starts_on)
    enrolment.assign_team(tale, date(2024, 1, 9), supporter=2, analyst=1)
    enrolment.form_group(tale, date(2024, 1, 15))


def _analyse(tale: Tale) -> list[Said]:
    analysis.begin(tale, date(2024, 1, 22))
    analysis.plan_sessions(tale, date(2024, 1, 24), on=SESSIONS)
    days = [date(2024, 1, 25), date(2024, 1, 26), date(2024, 1, 30), date(2024, 2, 1)]
    evidence = analysis.gather(tale, days, period="2022/23")
    for number, day in SESSIONS.items():
        analysis.hold(tale, number, day)
    analysis.hear_pupils(tale, date(2024, 3, 5), group="årskurs 6")
    days_of = Inquiry(
        date(2024, 2, 28), date(2024, 3, 20), date(2024, 4, 9), date(2024, 4, 17)
    )
    areas = [
        analysis.inquire(tale, theme, evidence=evidence[at : at + 3], days=days_of)
        for at, theme in enumerate((SPRAK, NARVARO))
    ]
    analysis.rank_all(tale, date(2024, 4, 24), areas, themes=(SPRAK, NARVARO))
    return areas


def _take_exception(tale: Tale) -> None:
    analysis.establish(tale, date(2024, 5, 2), refused="too-few-sessions")
    reason = "Underlaget är entydigt efter fyra tillfällen."
    day = date(2024, 5, 6)
    enrolment.stand(tale, day, tale.principal(day), rule=EXCEPTION, statement=reason)
    day = date(2024, 5, 7)
    enrolment.stand(tale, day, tale.chief(day), rule=EXCEPTION, statement=reason)
    analysis.establish(tale, date(2024, 5, 13))


def _change_principal(tale: Tale) -> None:
    before, after = date(2024, 8, 2), date(2024, 8, 5)
    tale.tell(
        after,
        tale.office(),
        "principal-changes",
        from_=tale.principal(before).person_id,
        to=tale.principal(after).person_id,
    )
    tale.tell(
        after,
        tale.office(),
        "chief-changes",
        from_=tale.chief(before).person_id,
        to=tale.chief(after).person_id,
    )


def _set_goals(tale: Tale, areas: list[Said]) -> list[Aim]:
    plan.begin(tale, date(2024, 8, 19))
    aims = []
    for index, theme in enumerate((SPRAK, NARVARO)):
        day = date(2024, 9, 2 + index)
        aim = plan.set_goal(tale, day, areas[index], theme=theme, target=END)
        plan.record_baselines(tale, date(2024, 9, 9 + index), aim, theme=theme)
        aims.append(aim)
    return aims


def _plan_work(tale: Tale, aims: list[Aim]) -> list[Work]:
    language, presence = aims
    day, first = date(2024, 9, 11), date(2024, 10, 14)
    coaching = plan.plan_work(
        tale,
        day,
        aims=[language],
        theme=SPRAK,
        starts_on=first,
        ends_on=date(2025, 6, 5),
        supplier=UNDERVISNINGSSTOD,
    )
    request = plan.ask(tale, day, coaching, needed_by=first)
    plan.promise(
        tale, date(2024, 9, 18), coaching, request=request, until=date(2025, 6, 5)
    )
    routine = plan.plan_work(
        tale,
        day,
        aims=[presence],
        theme=NARVARO,
        starts_on=first,
        ends_on=date(2025, 12, 19),
        supplier=ELEVHALSA,
    )
    request = plan.ask(tale, day, routine, needed_by=first)
    plan.refuse(tale, date(2024, 9, 20), routine, request=request)
    partner = _turn_to_partner(tale, presence)
    plan.establish(tale, date(2024, 10, 7))
    return [coaching, partner]


def _turn_to_partner(tale: Tale, presence: Aim) -> Work:
    day = date(2024, 9, 24)
    partner = plan.plan_work(
        tale,
        day,
        aims=[presence],
        theme=NARVARO,
        starts_on=date(2024, 11, 4),
        ends_on=date(2026, 5, 29),
        supplier=EXEMPELINSTITUTET,
        title="Gemensam rutin för närvaro med extern handledare",
    )
    request = plan.ask(tale, day, partner, needed_by=date(2024, 11, 4))
    plan.promise(
        tale, date(2024, 10, 1), partner, request=request, until=date(2026, 5, 29)
    )
    return partner


def _carry_out(tale: Tale, works: list[Work]) -> None:
    coaching, partner = works
    followup.start_work(tale, date(2024, 10, 14), coaching)
    followup.start_work(tale, date(2024, 11, 4), partner)
    followup.break_off(tale, date(2025, 3, 17), coaching)
    followup.complete_work(tale, date(2026, 5, 29), partner)


def _change_people(tale: Tale) -> None:
    day = date(2024, 10, 15)
    newcomer = tale.cast.member(tale.school, 5)
    leaving = tale.group[3]
    tale.tell(
        day,
        tale.office(),
        "working-group-departures",
        person_id=leaving.person_id,
        reason="Byter arbetsplats.",
    )
    tale.tell(
        day,
        tale.office(),
        "working-group-members",
        person_id=newcomer.person_id,
        kind="key_person",
        function="lärare i svenska som andraspråk",
    )


_OCCASIONS = (
    ("Uppföljning vintern 2025", 3, date(2025, 1, 28)),
    ("Uppföljning våren 2025", 3, date(2025, 6, 3)),
    ("Uppföljning vintern 2026", 5, date(2026, 1, 27)),
    ("Uppföljning våren 2026", 5, date(2026, 6, 2)),
)
_SEEN = (
    ("not_seen", "not_seen", "partly", "not_seen"),
    ("partly", "not_seen", "partly", "partly"),
    ("partly", "partly", "seen", "partly"),
    ("partly", "partly", "seen", "seen"),
)


def _follow_up(tale: Tale, aims: list[Aim]) -> None:
    for index, ((occasion, term, day), seen) in enumerate(
        zip(_OCCASIONS, _SEEN, strict=True)
    ):
        if index == len(_OCCASIONS) // 2:
            _relieve(tale)
        before = office_day(date(day.year, 1 if day.month == 1 else 5, 13))
        followup.schedule(tale, before, occasion=occasion, term=term, on=day)
        followup.look(tale, before, aims, seen=seen)
        followup.follow_up(tale, day, occasion=occasion)
    for year, base in ((2024, 64.0), (2025, 69.0)):
        period = f"{year - 1}/{year % 100:02d}"
        followup.measure(tale, office_day(date(year, 10, 3)), period=period, base=base)
    day = date(2026, 6, 3)
    for aim, assessment in zip(aims, ("too_early", "partly"), strict=True):
        followup.assess(tale, day, aim, assessment=assessment)


def _relieve(tale: Tale) -> None:
    """Another process supporter takes over after the summer of 2025."""
    day = date(2025, 9, 1)
    leaving, tale.process_supporter = (
        tale.process_supporter,
        tale.cast.process_supporter(3),
    )
    tale.tell(
        day,
        tale.office(),
        "process-supporters",
        person_id=tale.process_supporter.person_id,
    )
    tale.tell(
        day,
        tale.office(),
        "support-member-releases",
        person_id=leaving.person_id,
        reason="Tar över stödet till en annan skola.",
    )
