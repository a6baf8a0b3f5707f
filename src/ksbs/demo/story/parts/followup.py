"""Interventions on their way, and the follow-up of signs, figures and goals."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ksbs.demo.story import texts
from ksbs.demo.story.calendar import office_day
from ksbs.demo.story.parts.plan import Aim, Work
from ksbs.demo.story.step import Persona, Said
from ksbs.demo.story.tale import Tale

ELIGIBLE = "Andel elever behöriga till yrkesprogram"
MERIT = "Genomsnittligt meritvärde årskurs 9"
EXAMS = "Andel elever med examen inom tre år"


def start_work(tale: Tale, day: date, work: Work, **how: Any) -> Said:
    """An intervention begins."""
    return tale.tell(
        day,
        tale.process_supporter,
        "intervention-starts",
        intervention_id=work.intervention["interventionId"],
        **how,
    )


def note(tale: Tale, day: date, work: Work, *, given: tuple[int, int, float]) -> Said:
    """It is noted what an intervention has given: occasions, staff reached, hours."""
    occasions, reached, hours = given
    return tale.routine(
        day,
        tale.process_supporter,
        "intervention-progress-notes",
        intervention_id=work.intervention["interventionId"],
        occasions=occasions,
        staff_reached=reached,
        hours=hours,
        note=tale.choice(texts.RESULTS),
    )


def complete_work(
    tale: Tale, day: date, work: Work, *, cost: int | None = None, **how: Any
) -> Said:
    """An intervention has been carried out; who carried it out says so.

    What it cost is chosen by the seed unless it is given.
    """
    paid: dict[str, Any] = {}
    if work.supplier is not None:
        drawn = tale.rng.randrange(40, 180) * 1000
        paid = {"cost": drawn if cost is None else cost}
    return tale.tell(
        day,
        _reporter(tale, day, work),
        "intervention-completions",
        intervention_id=work.intervention["interventionId"],
        result=tale.choice(texts.RESULTS),
        participants=tale.school.staff - tale.rng.randint(0, tale.school.staff // 3),
        **paid,
        **how,
    )


def break_off(tale: Tale, day: date, work: Work) -> Said:
    """An intervention is broken off."""
    return tale.tell(
        day,
        tale.principal(day),
        "intervention-discontinuations",
        intervention_id=work.intervention["interventionId"],
        reason="Handledaren har slutat och ingen ersättare finns.",
        lesson="Två handledare behövs från början.",
    )


def schedule(tale: Tale, day: date, *, occasion: str, term: int, on: date) -> Said:
    """A follow-up is planned."""
    return tale.routine(
        day,
        tale.process_supporter,
        "follow-up-schedules",
        occasion=occasion,
        term=term,
        planned_on=on,
    )


def meet_others(tale: Tale, day: date) -> Said:
    """The school meets other schools of the programme."""
    principal = tale.principal(day)
    return tale.tell(
        day,
        tale.process_supporter,
        "follow-up-seminars",
        theme="Synliga tecken som stöd i uppföljningen",
        participants=(principal.person_id, tale.group[1].person_id),
        summary="Skolan tar med sig ett gemensamt observationsschema.",
        school_count=6,
    )


def observe(tale: Tale, day: date, sign: Said, *, seen: str, **how: Any) -> Said:
    """Somebody looks for a sign, and says so the same day."""
    return tale.tell(
        day, tale.analyst, "sign-observations", **_sight(tale, sign, seen), **how
    )


def look(tale: Tale, day: date, aims: Sequence[Aim], *, seen: Sequence[str]) -> None:
    """The analyst looks for every sign of the goals; `seen` names each one's answer."""
    signs = [sign for aim in aims for sign in aim.signs]
    for index, (sign, answer) in enumerate(zip(signs, seen, strict=True)):
        visited = office_day(day, later=index // 2)
        tale.routine(
            visited, tale.analyst, "sign-observations", **_sight(tale, sign, answer)
        )


def follow_up(tale: Tale, day: date, *, occasion: str) -> Said:
    """A follow-up is held with the support that stays on."""
    principal = tale.principal(day)
    present = (principal, tale.process_supporter, tale.analyst)
    return tale.tell(
        day,
        tale.process_supporter,
        "follow-ups",
        occasion=occasion,
        participants=tuple(persona.person_id for persona in present),
        analysis=tale.choice(texts.FOLLOW_UP_ANALYSES),
        decisions=tale.choice(texts.FOLLOW_UP_DECISIONS),
        next_step=tale.choice(texts.NEXT_STEPS),
    )


def measure(tale: Tale, day: date, *, period: str, base: float) -> None:
    """The year's figures, as they were published."""
    share = base + tale.rng.randrange(-10, 11) / 10
    merit = 200 + tale.rng.randrange(-60, 240) / 10
    for indicator, number in ((ELIGIBLE, share), (MERIT, merit)):
        tale.routine(
            day,
            tale.analyst,
            "indicator-measurements",
            indicator=indicator,
            period=period,
            raw=f"{number:.1f}".replace(".", ","),
            kind="exact",
            number=round(number, 1),
        )


def assess(tale: Tale, day: date, aim: Aim, *, assessment: str) -> Said:
    """It is judged how far a goal has been reached."""
    reasons = {
        "reached": "Tecknen syns i alla arbetslag, och talet nås.",
        "partly": "Tecknen syns i två av tre arbetslag.",
        "not_reached": "Tecknen syns inte utanför de klasser där arbetet prövades.",
        "too_early": "Insatsen har pågått för kort tid.",
    }
    return tale.tell(
        day,
        tale.principal(day),
        "goal-assessments",
        goal_id=aim.goal["goalId"],
        assessment=assessment,
        reasons=reasons[assessment],
    )


def _sight(tale: Tale, sign: Said, seen: str) -> dict[str, Any]:
    return {
        "sign_id": sign["signId"],
        "seen": seen,
        "where": tale.choice(texts.WHERE_SEEN),
        "by_whom": tale.analyst.person_id,
        "wording": tale.choice(texts.SIGHTS[seen]),
    }


def _reporter(tale: Tale, day: date, work: Work) -> Persona:
    if work.supplier is None:
        return tale.principal(day)
    return tale.cast.supplier(work.supplier)
