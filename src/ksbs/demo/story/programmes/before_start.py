"""Schools before a start, and those that never get there."""

from datetime import date

from ksbs.demo.story.parts import enrolment
from ksbs.demo.story.tale import Tale


def tell_sodra(tale: Tale) -> None:
    """Södra Exempelgymnasiet: decided, starts in August 2026."""
    enrolment.nominate(tale, date(2026, 1, 19), grounds=("high_noncompletion",))
    enrolment.offer(tale, date(2026, 2, 9), answer_by=date(2026, 3, 31))
    day = date(2026, 3, 16)
    enrolment.stand(tale, day, tale.principal(day))
    day = date(2026, 3, 23)
    enrolment.stand(tale, day, tale.chief(day))
    enrolment.decide(
        tale, date(2026, 5, 4), starts_on=date(2026, 8, 17), dnr="KS 2026/0093"
    )


def tell_lilla(tale: Tale) -> None:
    """Lilla Exempelskolan: offered; the principal is for, the chief has not said."""
    enrolment.nominate(tale, date(2026, 4, 13), grounds=("low_results",))
    enrolment.offer(tale, date(2026, 5, 18), answer_by=date(2026, 8, 31))
    day = date(2026, 6, 1)
    enrolment.stand(tale, day, tale.principal(day))


def tell_dal(tale: Tale) -> None:
    """Dalexemplets skola: nominated, and not a second time."""
    grounds = ("low_results", "difficult_conditions")
    enrolment.nominate(tale, date(2026, 6, 8), grounds=grounds)
    enrolment.assess_conditions(tale, date(2026, 6, 10))
    day = date(2026, 6, 12)
    enrolment.nominate(
        tale,
        day,
        grounds=("low_results",),
        by=tale.chief(day),
        refused="unit-has-open-programme",
    )


def tell_hojd(tale: Tale) -> None:
    """Höjdexemplets skola: the offer was declined."""
    enrolment.nominate(tale, date(2023, 10, 16), grounds=("low_results",))
    enrolment.offer(tale, date(2023, 11, 6), answer_by=date(2023, 12, 1))
    day = date(2023, 11, 27)
    tale.tell(
        day,
        tale.principal(day),
        "participation-declines",
        reason="resources",
        text="Skolan genomför redan två större projekt.",
    )


def tell_kvarn(tale: Tale) -> None:
    """Kvarnexemplets skola: the nomination was withdrawn."""
    day = date(2024, 10, 7)
    enrolment.nominate(tale, day, grounds=("low_results",), by=tale.chief(day))
    tale.tell(
        date(2024, 11, 18),
        tale.office(),
        "nomination-withdrawals",
        reason="Skolan läggs ned vid läsårets slut.",
    )


def tell_ostra(tale: Tale) -> None:
    """Östra Exempelgymnasiet: the two did not agree, so it does not take part."""
    enrolment.nominate(tale, date(2025, 1, 20), grounds=("high_noncompletion",))
    enrolment.offer(tale, date(2025, 2, 10), answer_by=date(2025, 3, 7))
    day = date(2025, 2, 24)
    enrolment.stand(tale, day, tale.chief(day))
    day = date(2025, 3, 3)
    against = "Skolan slås ihop med en annan skola nästa läsår."
    enrolment.stand(tale, day, tale.principal(day), stance="against", statement=against)
    day, dnr = date(2025, 3, 10), "KS 2025/0040"
    enrolment.decide(
        tale, day, starts_on=date(2025, 8, 18), dnr=dnr, refused="not-both-for"
    )
    tale.tell(
        date(2025, 3, 17),
        tale.cast.registrar(),
        "enrolment-rejections",
        content=f"{tale.school.name} deltar inte i KSBS.",
        decisive_circumstances="Chef och rektor är inte överens om tidpunkten.",
        decision_basis="delegation",
        reason="Skolan slås ihop med en annan skola.",
        dnr=dnr,
    )
