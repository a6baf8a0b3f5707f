"""Norra Exempelgymnasiet: a late start in the record, a cancelled session, work begun."""

from datetime import date

from ksbs.demo.story.cast import UNDERVISNINGSSTOD
from ksbs.demo.story.parts import (
    analysis,
    closing,
    enrolment,
    followup,
    plan,
    record,
)
from ksbs.demo.story.parts.analysis import Inquiry
from ksbs.demo.story.parts.plan import Aim
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import Tale
from ksbs.demo.story.themes import MENTOR, STUDIERO

SESSIONS = {
    1: date(2024, 9, 17),
    2: date(2024, 10, 8),
    3: date(2024, 11, 12),
    4: date(2024, 12, 10),
    5: date(2025, 2, 4),
    6: date(2025, 3, 4),
}
END = date(2027, 6, 11)


def tell(tale: Tale) -> None:
    """From January 2024 on; in June 2026 the plan is being carried out."""
    _enrol(tale)
    areas = _analyse(tale)
    aims = _set_goals(tale, areas)
    _act(tale, aims)
    closing.review(tale, date(2025, 6, 16), year=1)


def _enrol(tale: Tale) -> None:
    grounds = ("high_noncompletion",)
    enrolment.nominate(tale, date(2024, 1, 15), grounds=grounds)
    enrolment.offer(tale, date(2024, 1, 29), answer_by=date(2024, 3, 1))
    day = date(2024, 2, 20)
    enrolment.stand(tale, day, tale.chief(day))
    day = date(2024, 2, 26)
    enrolment.stand(tale, day, tale.principal(day))
    decision = enrolment.decide(
        tale, date(2024, 3, 11), starts_on=date(2024, 8, 19), dnr="KS 2024/0037"
    )
    record.report_decision(tale, date(2024, 4, 16), decision, paragraph="§ 20")
    enrolment.assign_team(tale, date(2024, 8, 20), supporter=3, analyst=2)
    enrolment.form_group(tale, date(2024, 8, 27))
    enrolment.start(
        tale,
        date(2024, 8, 19),
        recorded=date(2024, 9, 9),
        late="Starten fördes in när arbetsgruppen var klar.",
    )


def _analyse(tale: Tale) -> list[Said]:
    analysis.begin(tale, date(2024, 9, 10))
    analysis.plan_sessions(tale, date(2024, 9, 11), on=SESSIONS)
    days = [date(2024, 9, 12), date(2024, 9, 13), date(2024, 9, 16)]
    evidence = analysis.gather(tale, days, period="2023/24")
    _cancel_third(tale)
    for number, day in (SESSIONS | {3: date(2024, 11, 26)}).items():
        analysis.hold(tale, number, day)
    analysis.hear_pupils(tale, date(2024, 11, 5), group="årskurs 2")
    days_of = Inquiry(
        date(2024, 10, 9), date(2024, 11, 27), date(2025, 2, 5), date(2025, 3, 5)
    )
    themes = (MENTOR, STUDIERO)
    areas = [
        analysis.inquire(tale, theme, evidence=evidence, days=days_of)
        for theme in themes
    ]
    analysis.rank_all(tale, date(2025, 3, 11), areas, themes=themes)
    analysis.establish(tale, date(2025, 3, 24))
    return areas


def _cancel_third(tale: Tale) -> None:
    tale.tell(
        date(2024, 11, 11),
        tale.process_supporter,
        "session-cancellations",
        number=3,
        reason="Processtödjaren är sjuk.",
    )
    analysis.plan_sessions(tale, date(2024, 11, 14), on={3: date(2024, 11, 26)})


def _set_goals(tale: Tale, areas: list[Said]) -> list[Aim]:
    plan.begin(tale, date(2025, 4, 7))
    aims = []
    for index, theme in enumerate((MENTOR, STUDIERO)):
        day = date(2025, 4, 22 + index)
        aim = plan.set_goal(tale, day, areas[index], theme=theme, target=END)
        missing = theme is STUDIERO
        baseline_on = date(2025, 5, 12 + index)
        plan.record_baselines(tale, baseline_on, aim, theme=theme, missing=missing)
        aims.append(aim)
    return aims


def _act(tale: Tale, aims: list[Aim]) -> None:
    mentors, calm = aims
    day = date(2025, 5, 19)
    training = plan.plan_work(
        tale,
        day,
        aims=[mentors],
        theme=MENTOR,
        starts_on=date(2025, 10, 13),
        ends_on=date(2026, 10, 30),
        supplier=tale.choice(plan.DEPARTMENTS),
    )
    order = plan.plan_work(
        tale,
        day,
        aims=[calm],
        theme=STUDIERO,
        starts_on=date(2026, 1, 12),
        ends_on=date(2026, 12, 18),
        supplier=None,
    )
    later = plan.plan_work(
        tale,
        day,
        aims=[mentors, calm],
        theme=STUDIERO,
        starts_on=date(2026, 9, 7),
        ends_on=date(2027, 3, 26),
        supplier=UNDERVISNINGSSTOD,
        title="Handledning om lektionsstart",
    )
    request = plan.ask(tale, day, training, needed_by=date(2025, 10, 13))
    plan.promise(
        tale, date(2025, 6, 2), training, request=request, until=date(2026, 10, 30)
    )
    plan.ask(tale, date(2026, 5, 18), later, needed_by=date(2026, 9, 7))
    plan.establish(tale, date(2025, 10, 6))
    followup.start_work(tale, date(2025, 10, 13), training)
    followup.start_work(tale, date(2026, 1, 12), order)
    plan.note_other_work(
        tale,
        date(2025, 11, 11),
        title="Ny närvarorutin för alla gymnasieskolor",
        led_by="Gymnasieavdelningen",
        may_affect="Frånvaron kan minska även utan mentorskapet.",
    )
    followup.measure(tale, date(2025, 10, 20), period="2024/25", base=58.0)
