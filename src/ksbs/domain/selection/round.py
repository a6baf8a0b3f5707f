"""The selection rounds of a school form, which are opened one at a time.

One stream holds the rounds of one school form, for a form has at most one open round.
Their criteria are set in `criteria`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, StringConstraints

from ksbs.domain.command import Dated, Occasion
from ksbs.domain.event import Event, NewId
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.measurement import Number
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Day, Line, Model, Role, Text, Word


class RoundStillOpen(RuleBroken):
    """A selection round of the school form {form.en} is open from {opens_on} to
    {closes_on}; open the next one when it has closed.
    """

    sv = (
        "En urvalsomgång för skolformen {form.sv} är öppen från {opens_on} till "
        "{closes_on}; öppna nästa när den har stängt."
    )


class RoundClosesBeforeItOpens(RuleBroken):
    """A round that opens on {on} cannot close on {closes_on}; choose a later day."""

    sv = (
        "En omgång som öppnar den {on} kan inte stänga den {closes_on}; välj en senare "
        "dag."
    )


_YEARS = re.compile(r"[0-9]{4}/[0-9]{2}")


def _two_years(text: str) -> str:
    if not _YEARS.fullmatch(text) or (int(text[:4]) + 1) % 100 != int(text[5:]):
        message = "should be a school year of two years in a row, as in 2026/27"
        raise ValueError(message)
    return text


SchoolYear = Annotated[
    str, StringConstraints(min_length=7, max_length=7), AfterValidator(_two_years)
]
"""A school year: "2026/27"."""


class Comparison(Word):
    """On which side of a threshold a value has to be. / På vilken sida om ett
    tröskelvärde ett värde ska ligga.
    """

    BELOW = "below", "under", "below"
    ABOVE = "above", "över", "above"


class Threshold(Model):
    """What an indicator is compared with; it selects no school by itself. / Vad ett
    nyckeltal jämförs med; det väljer ingen skola på egen hand.
    """

    indicator: Line
    """The indicator's name in its source. / Nyckeltalets namn i sin källa."""
    comparison: Comparison
    """On which side of the threshold a value has to be. / På vilken sida om
    tröskelvärdet ett värde ska ligga.
    """
    value: Number
    """A value equal to this one is on neither side. / Ett värde lika med detta ligger
    på ingendera sidan.
    """

    def met_by(self, number: float) -> bool:
        """Tell whether a number lies on the side that is meant."""
        if self.comparison is Comparison.BELOW:
            return number < self.value
        return number > self.value


@dataclass(frozen=True)
class CriteriaVersion:
    """The criteria of a round as they stood from a day on."""

    version: int
    on: date
    indicators: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    period: str
    rationale: str


@dataclass(frozen=True)
class Round:
    """A selection round, open from its first day to its last, both included."""

    round_id: UUID
    school_form: SchoolForm
    school_year: str
    criteria: str
    opens_on: date
    closes_on: date
    versions: tuple[CriteriaVersion, ...] = ()

    def open_on(self, day: date) -> bool:
        """Tell whether schools may be nominated in the round on `day`."""
        return self.opens_on <= day <= self.closes_on


@dataclass(frozen=True)
class Rounds:
    """The selection rounds of one school form, in the order they opened."""

    rounds: tuple[Round, ...] = ()

    def claims(self) -> frozenset[str]:
        """Hold nothing that others might want."""
        return frozenset()

    def __iter__(self) -> Iterator[Round]:
        """Go through the rounds."""
        return iter(self.rounds)

    def find(self, round_id: UUID) -> Round | None:
        """Give the round of that id, if it has been opened."""
        return next((r for r in self.rounds if r.round_id == round_id), None)


class _Opening(Model):
    school_form: SchoolForm
    """The school form that schools are selected in. / Skolformen som skolor väljs i."""
    school_year: SchoolYear
    """The school year that schools are selected for, "2026/27". / Läsåret som skolor
    väljs för, ”2026/27”.
    """
    criteria: Text
    """What schools are chosen by, in words. / Vad skolor väljs utifrån, i ord."""
    closes_on: Day
    """The last day on which a school may be nominated in the round. / Sista dagen som
    en skola kan nomineras i omgången.
    """


class SelectionRoundOpened(_Opening, Event):
    """A selection round opens for the schools of a school form."""

    stored_as = "selection.selection-round-opened.v1"
    sv = "Urvalsomgång öppnad"
    en = "Selection round opened"

    round_id: NewId
    """The id that the selection round was given. / Det id som urvalsomgången fick."""

    def check(self, state: Rounds) -> None:
        """Open one round at a time, for at least its first day."""
        if self.closes_on < self.occurred_on:
            raise RoundClosesBeforeItOpens(
                on=self.occurred_on, closes_on=self.closes_on
            )
        for other in state:
            if other.open_on(self.occurred_on):
                raise RoundStillOpen(
                    form=self.school_form,
                    opens_on=other.opens_on,
                    closes_on=other.closes_on,
                )

    def evolve(self, state: Rounds) -> Rounds:
        """Open the round, without criteria."""
        opened = Round(
            round_id=self.round_id,
            school_form=self.school_form,
            school_year=self.school_year,
            criteria=self.criteria,
            opens_on=self.occurred_on,
            closes_on=self.closes_on,
        )
        return Rounds((*state.rounds, opened))


class RoundCommand(Dated):
    """A command on the selection rounds of a school form."""

    def decide(self, rounds: Rounds, *, occasion: Occasion) -> Event:
        """Give the event that the command leads to."""
        return self.event(self.records, occasion=occasion)


class OpenSelectionRound(_Opening, RoundCommand):
    """Open a selection round for a school form."""

    noun = "selection-rounds"
    records = SelectionRoundOpened
    by = (Role.PROGRAMME_OFFICE,)
    sv = "Öppna en urvalsomgång för en skolform."
    example = {
        "schoolForm": "GR",
        "schoolYear": "2026/27",
        "criteria": "Låga kunskapsresultat eller svåra förutsättningar.",
        "closesOn": "2026-12-18",
    }
