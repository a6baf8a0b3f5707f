"""Exempelskolan: the whole three years, with every kind of turn."""

from datetime import date

from ksbs.demo.story.cast import ELEVHALSA, EXEMPELINSTITUTET, UNDERVISNINGSSTOD
from ksbs.demo.story.parts import analysis, enrolment, plan, record
from ksbs.demo.story.parts.analysis import Inquiry
from ksbs.demo.story.parts.plan import Aim, Work
from ksbs.demo.story.programmes import exempelskolan_acts
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import Tale
from ksbs.demo.story.themes import LASNING, MAL, MATEMATIK, NARVARO

SESSIONS = {
    1: date(2023, 9, 12),
    2: date(2023, 10, 3),
    3: date(2023, 10, 24),
    4: date(2023, 11, 14),
    5: date(2023, 12, 5),
    6: date(2024, 1, 16),
}
END = date(2026, 6, 12)


def tell(tale: Tale) -> None:
    """From the nomination in July 2023 to the last follow-up in June 2026."""
    _enrol(tale)
    _meet(tale)
    areas = _find_areas(tale)
    aims = _set_goals(tale, areas)
    works = _plan_work(tale, aims)
    _change_chief(tale)
    plan.note_other_work(
        tale,
        date(2024, 9, 10),
        title="Nytt läromedel i matematik för årskurs 7–9",
        led_by="Grundskoleavdelningen",
        may_affect="Betygen i matematik kan stiga även utan handledningen.",
    )
    exempelskolan_acts.tell(tale, aims=aims, works=works)


def _enrol(tale: Tale) -> None:
    grounds = ("low_results", "difficult_conditions")
    enrolment.nominate(tale, date(2023, 7, 3), grounds=grounds)
    enrolment.assess_conditions(tale, date(2023, 7, 5))
    enrolment.offer(tale, date(2023, 7, 10), answer_by=date(2023, 8, 11))
    enrolment.start(tale, date(2023, 8, 3), refused="not-decided")
    day = date(2023, 8, 7)
    enrolment.stand(tale, day, tale.principal(day))
    day = date(2023, 8, 8)
    enrolment.stand(tale, day, tale.chief(day))
    starts_on = date(2023, 8, 14)
    decision = enrolment.decide(
        tale, date(2023, 8, 9), starts_on=starts_on, dnr="KS 2023/0101"
    )
    record.report_decision(tale, date(2023, 9, 19), decision, paragraph="§ 18")
    enrolment.start(tale, starts_on)
    enrolment.assign_team(tale, date(2023, 8, 15), supporter=1, analyst=1)
    enrolment.form_group(tale, date(2023, 8, 21))


def _meet(tale: Tale) -> None:
    analysis.begin(tale, date(2023, 8, 28))
    analysis.plan_sessions(tale, date(2023, 9, 4), on=SESSIONS)
    analysis.move_session(
        tale,
        date(2023, 10, 17),
        number=3,
        to=date(2023, 10, 26),
        reason="Krockar med nationella prov.",
    )
    held = SESSIONS | {3: date(2023, 10, 26)}
    for number in (1, 2, 3, 6):
        analysis.hold(tale, number, held[number])
    _misdate_fourth(tale)
    analysis.hold(
        tale,
        5,
        held[5],
        recorded=date(2024, 1, 8),
        late="Anteckningarna fördes in först efter jullovet.",
    )
    analysis.hear_pupils(tale, date(2023, 10, 10), group="årskurs 8")
    analysis.hear_pupils(tale, date(2023, 11, 21), group="årskurs 9")


def _misdate_fourth(tale: Tale) -> None:
    wrong, right, found = date(2023, 11, 15), SESSIONS[4], date(2023, 12, 11)
    session = analysis.hold(tale, 4, wrong)
    tale.amend(
        found,
        tale.process_supporter,
        "corrections",
        target_event_id=session.event,
        changes=[{"field": "occurredOn", "old": wrong, "new": right}],
        reason="Tillfället hölls dagen före; datumet var felskrivet.",
        found_by=tale.analyst.person_id,
    )


def _find_areas(tale: Tale) -> list[Said]:
    days = [date(2023, 8, 30), date(2023, 9, 1), date(2023, 9, 5), date(2023, 9, 7)]
    evidence = analysis.gather(tale, days, period="2022/23")
    found = date(2024, 1, 17)
    areas = [
        analysis.inquire(
            tale,
            theme,
            evidence=evidence[index : index + 2],
            days=Inquiry(problem, date(2023, 11, 16), date(2023, 12, 7), found),
        )
        for index, (theme, problem) in enumerate(
            (
                (MATEMATIK, date(2023, 10, 4)),
                (LASNING, date(2023, 10, 27)),
                (MAL, date(2023, 10, 27)),
            )
        )
    ]
    first, second, third = areas
    analysis.prioritise(tale, date(2024, 1, 23), first, rank=1, theme=MATEMATIK)
    analysis.prioritise(tale, date(2024, 1, 23), second, rank=2, theme=LASNING)
    analysis.prioritise(
        tale, date(2024, 1, 30), third, rank=2, theme=MAL, refused="rank-taken"
    )
    analysis.prioritise(tale, date(2024, 1, 30), third, rank=3, theme=MAL)
    analysis.establish(tale, date(2024, 2, 5))
    return areas


def _set_goals(tale: Tale, areas: list[Said]) -> list[Aim]:
    plan.begin(tale, date(2024, 2, 12))
    misspelt = plan.goal_text(tale, LASNING).replace("procent", "procnet")
    texts = ("", misspelt, "")
    aims = []
    for index, theme in enumerate((MATEMATIK, LASNING, MAL)):
        day = date(2024, 2, 20 + index)
        aim = plan.set_goal(
            tale, day, areas[index], theme=theme, target=END, text=texts[index]
        )
        baseline_on = date(2024, 3, 5 + index)
        plan.record_baselines(tale, baseline_on, aim, theme=theme, missing=index == 2)  # noqa: PLR2004  # the third goal's second sign has none
        aims.append(aim)
    _mend_wording(tale, aims[1])
    return aims


def _mend_wording(tale: Tale, aim: Aim) -> None:
    right = aim.text.replace("procnet", "procent")
    tale.amend(
        date(2024, 3, 11),
        tale.cast.registrar(),
        "corrections",
        target_event_id=aim.goal.event,
        changes=[{"field": "text", "old": aim.text, "new": right}],
        reason="Felskrivning.",
        found_by=tale.process_supporter.person_id,
    )


def _plan_work(tale: Tale, aims: list[Aim]) -> list[Work]:
    mathematics, reading, purpose = aims
    day = date(2024, 3, 12)
    coaching = plan.plan_work(
        tale,
        day,
        aims=[mathematics],
        theme=MATEMATIK,
        starts_on=date(2024, 4, 15),
        ends_on=date(2025, 5, 30),
        supplier=UNDERVISNINGSSTOD,
    )
    training = plan.plan_work(
        tale,
        day,
        aims=[reading],
        theme=LASNING,
        starts_on=date(2025, 1, 13),
        ends_on=date(2025, 12, 12),
        supplier=EXEMPELINSTITUTET,
    )
    structure = plan.plan_work(
        tale,
        day,
        aims=[purpose],
        theme=MAL,
        starts_on=date(2024, 8, 19),
        ends_on=date(2026, 5, 29),
        supplier=None,
    )
    presence = plan.plan_work(
        tale,
        day,
        aims=[mathematics, purpose],
        theme=NARVARO,
        starts_on=date(2024, 9, 2),
        ends_on=date(2025, 6, 5),
        supplier=ELEVHALSA,
    )
    works = [coaching, training, structure, presence]
    _ask_for_support(tale, works)
    plan.establish(tale, date(2024, 4, 8))
    return works


def _ask_for_support(tale: Tale, works: list[Work]) -> None:
    coaching, training, _, presence = works
    asked = date(2024, 3, 13)
    for work, answered, until in (
        (coaching, date(2024, 3, 20), date(2025, 6, 5)),
        (training, date(2024, 3, 25), date(2025, 12, 19)),
    ):
        request = plan.ask(tale, asked, work, needed_by=date(2024, 4, 15))
        plan.promise(tale, answered, work, request=request, until=until)
    request = plan.ask(tale, asked, presence, needed_by=date(2024, 9, 2))
    plan.refuse(tale, date(2024, 3, 27), presence, request=request)


def _change_chief(tale: Tale) -> None:
    before, after = date(2024, 8, 2), date(2024, 8, 5)
    tale.tell(
        after,
        tale.office(),
        "chief-changes",
        from_=tale.chief(before).person_id,
        to=tale.chief(after).person_id,
    )
