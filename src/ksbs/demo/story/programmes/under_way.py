"""Schools on their way: one plans, one analyses, one has just started."""

from datetime import date

from ksbs.demo.story.parts import analysis, closing, enrolment, plan
from ksbs.demo.story.parts.analysis import Inquiry
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import Tale
from ksbs.demo.story.themes import LASNING, MAL, MATEMATIK, SPRAK


def tell_ang(tale: Tale) -> None:
    """Ängsexemplets skola: the analysis is established, the plan is not yet whole."""
    _enrol_ang(tale)
    areas = _analyse_ang(tale)
    _plan_ang(tale, areas)
    closing.review(tale, date(2026, 1, 19), year=1)


def _enrol_ang(tale: Tale) -> None:
    enrolment.nominate(tale, date(2024, 8, 26), grounds=("difficult_conditions",))
    enrolment.assess_conditions(tale, date(2024, 8, 28))
    enrolment.offer(tale, date(2024, 9, 2), answer_by=date(2024, 9, 30))
    day = date(2024, 9, 23)
    enrolment.stand(tale, day, tale.principal(day))
    enrolment.stand(tale, day, tale.chief(day))
    enrolment.decide(
        tale, date(2024, 10, 14), starts_on=date(2025, 1, 7), dnr="KS 2024/0189"
    )
    enrolment.start(tale, date(2025, 1, 7))
    enrolment.assign_team(tale, date(2025, 1, 8), supporter=1, analyst=2)
    enrolment.form_group(tale, date(2025, 1, 14))


def _analyse_ang(tale: Tale) -> list[Said]:
    sessions = {
        1: date(2025, 2, 4),
        2: date(2025, 3, 11),
        3: date(2025, 4, 8),
        4: date(2025, 5, 13),
        5: date(2025, 9, 9),
        6: date(2025, 10, 14),
    }
    analysis.begin(tale, date(2025, 1, 20))
    analysis.plan_sessions(tale, date(2025, 1, 21), on=sessions)
    days = [date(2025, 1, 22), date(2025, 1, 24), date(2025, 1, 28)]
    evidence = analysis.gather(tale, days, period="2023/24")
    for number, day in sessions.items():
        analysis.hold(tale, number, day)
    analysis.hear_pupils(tale, date(2025, 4, 22), group="årskurs 5")
    days_of = Inquiry(
        date(2025, 3, 12), date(2025, 5, 14), date(2025, 9, 10), date(2025, 10, 15)
    )
    themes = (SPRAK, MAL)
    areas = [
        analysis.inquire(tale, theme, evidence=evidence, days=days_of)
        for theme in themes
    ]
    analysis.rank_all(tale, date(2025, 10, 21), areas, themes=themes)
    analysis.establish(tale, date(2025, 11, 10))
    return areas


def _plan_ang(tale: Tale, areas: list[Said]) -> None:
    end = date(2027, 12, 10)
    plan.begin(tale, date(2025, 11, 24))
    first = plan.set_goal(tale, date(2026, 1, 20), areas[0], theme=SPRAK, target=end)
    plan.record_baselines(tale, date(2026, 2, 10), first, theme=SPRAK)
    plan.set_goal(tale, date(2026, 3, 3), areas[1], theme=MAL, target=end)
    _withdraw_goal(tale, areas[1])
    coaching = plan.plan_work(
        tale,
        date(2026, 3, 17),
        aims=[first],
        theme=SPRAK,
        starts_on=date(2026, 8, 24),
        ends_on=date(2027, 6, 4),
        supplier=tale.choice(plan.DEPARTMENTS),
    )
    plan.ask(tale, date(2026, 3, 18), coaching, needed_by=date(2026, 8, 24))
    plan.establish(tale, date(2026, 5, 5), refused="sign-without-baseline")


def _withdraw_goal(tale: Tale, area: Said) -> None:
    text = "Alla lärare inleder lektionen med dess mål."
    aim = plan.set_goal(
        tale, date(2026, 3, 4), area, theme=MAL, target=date(2027, 6, 4), text=text
    )
    day = date(2026, 3, 10)
    tale.tell(
        day,
        tale.principal(day),
        "goal-withdrawals",
        goal_id=aim.goal["goalId"],
        reason="Målet ryms i det andra målet för samma område.",
    )


def tell_strand(tale: Tale) -> None:
    """Strandexemplets skola: four of six sessions have been held."""
    enrolment.nominate(tale, date(2025, 2, 3), grounds=("low_results",))
    enrolment.offer(tale, date(2025, 2, 17), answer_by=date(2025, 3, 14))
    day = date(2025, 3, 10)
    enrolment.stand(tale, day, tale.principal(day))
    enrolment.stand(tale, day, tale.chief(day))
    enrolment.decide(
        tale, date(2025, 4, 7), starts_on=date(2025, 8, 18), dnr="KS 2025/0061"
    )
    enrolment.start(tale, date(2025, 8, 18))
    enrolment.assign_team(tale, date(2025, 8, 19), supporter=2, analyst=1)
    enrolment.form_group(tale, date(2025, 8, 25))
    _analyse_strand(tale)


def _analyse_strand(tale: Tale) -> None:
    sessions = {
        1: date(2025, 10, 7),
        2: date(2025, 11, 11),
        3: date(2026, 1, 27),
        4: date(2026, 4, 14),
        5: date(2026, 9, 8),
    }
    analysis.begin(tale, date(2025, 9, 8))
    analysis.plan_sessions(tale, date(2025, 9, 15), on=sessions)
    days = [date(2025, 9, 16), date(2025, 9, 18), date(2025, 9, 23), date(2025, 9, 25)]
    evidence = analysis.gather(tale, days, period="2024/25")
    analysis.move_session(
        tale,
        date(2026, 1, 20),
        number=3,
        to=date(2026, 2, 3),
        reason="Skolan har studiedag.",
    )
    for number, day in (sessions | {3: date(2026, 2, 3)}).items():
        if day < date(2026, 6, 30):
            analysis.hold(tale, number, day)
    _hold_twice(tale)
    analysis.hear_pupils(tale, date(2026, 3, 10), group="årskurs 7")
    days_of = Inquiry(
        date(2025, 11, 12), date(2026, 2, 4), date(2026, 4, 16), date(2026, 5, 12)
    )
    themes = (MATEMATIK, LASNING)
    areas = [
        analysis.inquire(tale, theme, evidence=evidence, days=days_of)
        for theme in themes
    ]
    analysis.rank_all(tale, date(2026, 5, 19), areas, themes=themes)
    _deprioritise(tale, areas[1])


def _hold_twice(tale: Tale) -> None:
    tale.tell(
        date(2026, 4, 15),
        tale.process_supporter,
        "sessions",
        refused="session-already-held",
        number=4,
        led_by=(tale.process_supporter.person_id,),
        attendees=(tale.group[0].person_id,),
        purpose="Samma tillfälle en gång till.",
    )


def _deprioritise(tale: Tale, area: Said) -> None:
    day = date(2026, 6, 2)
    tale.tell(
        day,
        tale.principal(day),
        "area-deprioritisations",
        area_id=area["areaId"],
        reason="Kommunens läslyft tar hand om området under läsåret.",
    )


def tell_as(tale: Tale) -> None:
    """Åsexemplets skola: started, with a team but no working group yet."""
    grounds = ("low_results", "difficult_conditions")
    enrolment.nominate(tale, date(2025, 9, 15), grounds=grounds)
    enrolment.assess_conditions(tale, date(2025, 9, 22))
    enrolment.offer(tale, date(2025, 10, 6), answer_by=date(2025, 10, 31), to="chief")
    day = date(2025, 10, 20)
    enrolment.stand(tale, day, tale.chief(day))
    day = date(2025, 10, 27)
    enrolment.stand(tale, day, tale.principal(day))
    enrolment.decide(
        tale, date(2025, 12, 1), starts_on=date(2026, 6, 15), dnr="KS 2025/0212"
    )
    enrolment.start(tale, date(2026, 6, 15))
    enrolment.assign_team(tale, date(2026, 6, 16), supporter=3, analyst=2)
    analysis.begin(tale, date(2026, 6, 17), refused="working-group-missing")
