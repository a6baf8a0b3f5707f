"""Schools of the city that were chosen in a round and did not start."""

from datetime import date

from ksbs.demo.story import selecting
from ksbs.demo.story.parts import enrolment
from ksbs.demo.story.tale import Tale


def tell_alv(tale: Tale) -> None:
    """Älvexemplets skola: declined for want of time, in the round of 2024."""
    _nominate(tale, date(2024, 2, 12), name="GR 2024")
    enrolment.offer(tale, date(2024, 2, 26), answer_by=date(2024, 3, 29))
    day = date(2024, 3, 18)
    tale.tell(
        day,
        tale.principal(day),
        "participation-declines",
        reason="time",
        text="Skolan har under året öppnat en ny avdelning.",
    )


def tell_skog(tale: Tale) -> None:
    """Skogsexemplets skola: rejected in 2022, since the chief was against."""
    _nominate(tale, date(2022, 2, 7), name="GR 2022")
    enrolment.offer(tale, date(2022, 2, 21), answer_by=date(2022, 3, 31))
    day = date(2022, 3, 14)
    enrolment.stand(tale, day, tale.principal(day))
    day = date(2022, 3, 21)
    against = "Skolan får redan stöd i ett annat utvecklingsarbete."
    enrolment.stand(tale, day, tale.chief(day), stance="against", statement=against)
    tale.tell(
        date(2022, 4, 11),
        tale.cast.registrar(),
        "enrolment-rejections",
        content=f"{tale.school.name} deltar inte i KSBS.",
        decisive_circumstances="Chef och rektor är inte överens.",
        decision_basis="delegation",
        reason="Skolan får redan stöd i ett annat utvecklingsarbete.",
        dnr="KS 2022/0061",
    )


def tell_brunn(tale: Tale) -> None:
    """Brunnsexemplets skola: offered in 2026, and the day to answer has gone by."""
    _nominate(tale, date(2026, 2, 16), name="GR 2026")
    enrolment.offer(tale, date(2026, 3, 2), answer_by=date(2026, 4, 30))


def _nominate(tale: Tale, day: date, *, name: str) -> None:
    round_id = selecting.round_id(name, seed=tale.seed)
    grounds = ("low_results",)
    enrolment.nominate(tale, day, grounds=grounds, chosen_in=round_id)
