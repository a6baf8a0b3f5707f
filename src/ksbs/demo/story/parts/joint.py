"""Matters that chief and principal decide together: their stances, and the decision."""

from datetime import date
from typing import Any

from ksbs.demo.story.parts import enrolment
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import Tale

FEWER_SESSIONS = "fewer_than_six_sessions"
PLAN_FIRST = "plan_before_analysis"
EARLY_END = "completion_before_three_years"


def agree(
    tale: Tale, *, principal: date, chief: date, statement: str, **about: str
) -> None:
    """Both are for; `about` names a `matter`, or the `rule` of an exception."""
    for day, who in (
        (principal, tale.principal(principal)),
        (chief, tale.chief(chief)),
    ):
        enrolment.stand(tale, day, who, statement=statement, **about)


def decide(tale: Tale, day: date, noun: str, *, content: str, **said: Any) -> Said:
    """The registrar records the decision of both."""
    return tale.tell(
        day,
        tale.cast.registrar(),
        noun,
        content=content,
        legal_basis=("Skollagen 4 kap. 3–7 §§",),
        decision_basis="delegation",
        **said,
    )
