"""Exempelskolan once its plan stands: interventions, follow-ups and what they show."""

from datetime import date

from ksbs.demo.story.calendar import office_day
from ksbs.demo.story.parts import closing, followup, record
from ksbs.demo.story.parts.plan import Aim, Work
from ksbs.demo.story.tale import Tale


def tell(tale: Tale, *, aims: list[Aim], works: list[Work]) -> None:
    """From the first intervention in April 2024 to the last follow-up in June 2026."""
    _carry_out(tale, works)
    _revise(tale, aims[0])
    _follow_up(tale, aims)
    _annul(tale, aims)
    _conclude(tale, aims)
    _report(tale)


def _carry_out(tale: Tale, works: list[Work]) -> None:
    coaching, training, structure, _ = works
    followup.start_work(tale, date(2024, 4, 15), coaching)
    followup.start_work(tale, date(2024, 8, 19), structure)
    followup.start_work(
        tale,
        date(2025, 1, 13),
        training,
        recorded=date(2025, 2, 24),
        late="Leverantören meddelade starten sent.",
    )
    followup.complete_work(tale, date(2025, 5, 30), coaching)
    followup.complete_work(tale, date(2025, 12, 12), training)


def _revise(tale: Tale, aim: Aim) -> None:
    day = date(2025, 1, 20)
    raised = "Minst 94 procent av eleverna i årskurs 9 har godkänt betyg i matematik."
    tale.tell(
        day,
        tale.principal(day),
        "goal-revisions",
        goal_id=aim.goal["goalId"],
        text=raised,
        reason="Höstens resultat visar att målet kan höjas.",
    )
    day = date(2025, 1, 27)
    tale.tell(
        day,
        tale.principal(day),
        "action-plan-revisions",
        changes="Målet i matematik är höjt till 94 procent.",
        reason="Uppföljningen i december visade att målet nås tidigare än väntat.",
    )


_OCCASIONS = (
    ("Uppföljning våren 2024", 2, date(2024, 6, 11)),
    ("Uppföljning hösten 2024", 3, date(2024, 12, 10)),
    ("Uppföljning våren 2025", 4, date(2025, 6, 10)),
    ("Uppföljning hösten 2025", 5, date(2025, 12, 9)),
    ("Uppföljning våren 2026", 6, date(2026, 6, 9)),
)
_SEEN = (
    ("not_seen", "partly", "not_seen", "not_seen", "not_seen", "partly"),
    ("partly", "partly", "not_seen", "partly", "not_seen", "not_seen"),
    ("partly", "seen", "partly", "partly", "not_seen", "not_seen"),
    ("seen", "seen", "partly", "partly", "partly", "not_seen"),
    ("seen", "seen", "partly", "seen", "not_seen", "not_seen"),
)
"""What was seen of the six signs before each follow-up."""


def _follow_up(tale: Tale, aims: list[Aim]) -> None:
    for (occasion, term, day), seen in zip(_OCCASIONS, _SEEN, strict=True):
        planned_on = date(day.year, 4 if day.month < 7 else 10, 15)  # noqa: PLR2004 (from July it is autumn)
        followup.schedule(
            tale, office_day(planned_on), occasion=occasion, term=term, on=day
        )
        followup.look(tale, office_day(date(day.year, day.month, 1)), aims, seen=seen)
        followup.follow_up(tale, day, occasion=occasion)
    for year, base in ((2023, 71.0), (2024, 76.0), (2025, 82.0)):
        period = f"{year - 1}/{year % 100:02d}"
        followup.measure(tale, office_day(date(year, 10, 2)), period=period, base=base)


def _annul(tale: Tale, aims: list[Aim]) -> None:
    day = date(2024, 12, 12)
    astray = followup.observe(tale, day, aims[0].signs[1], seen="seen")
    tale.amend(
        date(2024, 12, 16),
        tale.analyst,
        "annulments",
        target_event_id=astray.event,
        reason="Observationen gällde en annan skola.",
    )
    day = date(2025, 5, 20)
    sound = followup.observe(tale, day, aims[1].signs[1], seen="seen")
    mistaken = tale.amend(
        date(2025, 6, 12),
        tale.cast.registrar(),
        "annulments",
        target_event_id=sound.event,
        reason="Anteckningen bedömdes vara en dubblett.",
    )
    tale.amend(
        date(2025, 6, 13),
        tale.cast.registrar(),
        "annulments",
        target_event_id=mistaken.event,
        reason="Anteckningen var ingen dubblett; den ska gälla.",
    )


def _conclude(tale: Tale, aims: list[Aim]) -> None:
    assessed = (
        (date(2025, 6, 11), ("partly", "too_early", "not_reached")),
        (date(2026, 6, 10), ("reached", "partly", "not_reached")),
    )
    for day, assessments in assessed:
        for aim, assessment in zip(aims, assessments, strict=True):
            followup.assess(tale, day, aim, assessment=assessment)


def _report(tale: Tale) -> None:
    for year in (1, 2, 3):
        closing.review(tale, office_day(date(2023 + year, 6, 15)), year=year)
    title = "Lägesrapport efter tredje terminen"
    record.submit_report(tale, date(2025, 1, 20), title=title)
