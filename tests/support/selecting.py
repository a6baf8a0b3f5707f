"""The selection in tests: rounds opened and criteria set, as recorded one by one."""

import itertools
from datetime import date
from typing import Any, TypeVar

from ksbs.domain.command import Dated, Occasion
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.selection.criteria import SetSelectionCriteria
from ksbs.domain.selection.round import (
    Comparison,
    OpenSelectionRound,
    Rounds,
    Threshold,
)
from tests.support.cast import ACTORS, an_id

S = TypeVar("S")

OPENS, CRITERIA_SET = date(2023, 10, 2), date(2023, 10, 9)
CLOSES = date(2024, 3, 1)
MERIT = "averageGradesMeritRating9thGrade"

_ids = map(an_id, itertools.count(5000))


def told(state: S, command: Dated, *, on: date) -> S:
    """Decide a command on any stream, check its event as it is recorded, and fold it."""
    at = Occasion(
        occurred_on=on,
        today=on,
        person_id=ACTORS[command.by[0]],
        role=command.by[0],
        new_id=lambda: next(_ids),
    )
    event = command.decide(state, occasion=at)  # type: ignore[attr-defined]  # All have.
    event.check(state)
    after: S = event.evolve(state)
    return after


def opening(**other: Any) -> OpenSelectionRound:
    """Ask for a round of compulsory schools that closes on CLOSES."""
    usual: dict[str, Any] = {
        "school_form": SchoolForm.COMPULSORY,
        "school_year": "2024/25",
        "criteria": "Låga kunskapsresultat.",
        "closes_on": CLOSES,
    }
    return OpenSelectionRound(**(usual | other))


def opened(rounds: Rounds | None = None, *, on: date = OPENS, **other: Any) -> Rounds:
    """Give the rounds with one more opened."""
    return told(rounds or Rounds(), opening(**other), on=on)


def criteria(rounds: Rounds, **other: Any) -> SetSelectionCriteria:
    """Ask for criteria of the last round: a merit rating below 200."""
    usual: dict[str, Any] = {
        "round_id": rounds.rounds[-1].round_id,
        "indicators": (MERIT,),
        "thresholds": (below(200.0),),
        "period": "2022/23",
        "rationale": "Meritvärdet säger mest.",
    }
    return SetSelectionCriteria(**(usual | other))


def below(value: float, *, indicator: str = MERIT) -> Threshold:
    """Give a threshold that is met by what lies below it."""
    return Threshold(indicator=indicator, comparison=Comparison.BELOW, value=value)
