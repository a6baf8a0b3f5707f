"""How a programme is looked at as a whole, brought to its end, and looked back on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ksbs.demo.story.parts.plan import Aim
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import Tale

LEVELS = ("leadership", "organisation", "roles", "ways_of_working", "follow_up")
_WORDS = {
    1: "Det saknas ett gemensamt sätt att arbeta.",
    2: "Det finns ett sätt att arbeta, men det används av få.",
    3: "De flesta arbetar på ett gemensamt sätt.",
    4: "Alla arbetar på ett gemensamt sätt och utvecklar det.",
}


def assess_capacity(
    tale: Tale, day: date, *, own: str, supporters: str
) -> tuple[Said, Said]:
    """The school and its process supporter judge its capacity: five levels each.

    `own` and `supporters` give the levels in the order of `LEVELS`, as in "22132".
    """
    return (
        _view(tale, day, tale.principal(day), view="own", levels=own),
        _view(
            tale,
            day,
            tale.process_supporter,
            view="process_supporters",
            levels=supporters,
        ),
    )


def _view(tale: Tale, day: date, who: Any, *, view: str, levels: str) -> Said:
    said: dict[str, Any] = {
        name: {"level": int(level), "words": _WORDS[int(level)]}
        for name, level in zip(LEVELS, levels, strict=True)
    }
    return tale.tell(day, who, "capacity-assessments", view=view, **said)


def review(tale: Tale, day: date, *, year: int, measures: Sequence[str] = ()) -> Said:
    """Chief and principal review a year; it is on track unless there are measures."""
    chief, principal = tale.chief(day), tale.principal(day)
    return tale.tell(
        day,
        chief,
        "annual-reviews",
        year=year,
        participants=(chief.person_id, principal.person_id),
        on_track=not measures,
        measures=tuple(measures),
    )


def evaluate(  # noqa: PLR0913  # Each is one thing that the evaluation says.
    tale: Tale,
    day: date,
    aims: Sequence[Aim],
    *,
    outcomes: Sequence[str],
    before: dict[str, Any],
    after: dict[str, Any],
) -> Said:
    """The programme is evaluated, goal by goal, with a figure before and after."""
    comments = {
        "reached": "Tecknen syns i alla arbetslag, och talet nås.",
        "partly": "Tecknen syns i de flesta arbetslag; resultaten följer efter.",
        "not_reached": "Tecknen syns inte utanför de klasser där arbetet prövades.",
    }
    return tale.tell(
        day,
        tale.process_supporter,
        "final-evaluations",
        goals=tuple(
            {
                "goalId": aim.goal["goalId"],
                "outcome": outcome,
                "comment": comments[outcome],
            }
            for aim, outcome in zip(aims, outcomes, strict=True)
        ),
        capacity_before="Analysen av resultat gjordes av ledningen ensam.",
        capacity_after="Arbetslagen analyserar sina resultat varje termin.",
        indicators_before=(before,),
        indicators_after=(after,),
        views_of_pupils="Fler elever än förr säger att de vet vad de ska lära sig.",
        views_of_staff="Lärarna vill behålla den gemensamma planeringstiden.",
    )


def sustain(tale: Tale, day: date, *, follow_up_on: date) -> Said:
    """The principal sets how the work goes on."""
    principal = tale.principal(day)
    return tale.tell(
        day,
        principal,
        "sustainment-plans",
        how="Lektionsbesöken fortsätter varje termin och tas upp i arbetslagen.",
        responsible=principal.person_id,
        follow_up_on=follow_up_on,
    )


def complete(tale: Tale, day: date) -> Said:
    """The programme office records that the programme is completed."""
    return tale.tell(day, tale.office(), "completions")


def look_back(tale: Tale, day: date, *, findings: str, what_lasts: str) -> Said:
    """A year later the analyst and the principal look at what lasts."""
    return tale.tell(
        day,
        tale.analyst,
        "post-follow-ups",
        findings=findings,
        what_lasts=what_lasts,
        participants=(tale.principal(day).person_id, tale.analyst.person_id),
    )
