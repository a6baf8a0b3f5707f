"""The criteria of a selection round are set, version by version.

A threshold selects no school; it is what indicators are compared with.
"""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.command import Occasion
from ksbs.domain.event import Derived, Event
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.selection.round import (
    CriteriaVersion,
    RoundCommand,
    Rounds,
    Threshold,
)
from ksbs.domain.words import Line, Model, Role, Text


class RoundNotOpened(RuleBroken):
    """No selection round {round} has been opened by {on}; open it first."""

    sv = "Ingen urvalsomgång {round} har öppnats den {on}; öppna omgången först."


class RoundClosed(RuleBroken):
    """The selection round {round} closed on {closes_on}; its criteria stand."""

    sv = "Urvalsomgången {round} stängde den {closes_on}; dess kriterier står fast."


class CriteriaUnchanged(RuleBroken):
    """These criteria are those of version {version} already; change something."""

    sv = "Dessa kriterier är redan de i version {version}; ändra något."


class CriteriaVersionNotNext(RuleBroken):
    """The round's criteria stand at version {stands} on {on}, so version {version} does
    not follow.
    """

    sv = (
        "Omgångens kriterier har version {stands} den {on}, så version {version} följer "
        "inte på den."
    )


class ThresholdWithoutIndicator(RuleBroken):
    """There is a threshold for {indicator}, which is not among the indicators; add it
    to them.
    """

    sv = (
        "Det finns ett tröskelvärde för {indicator}, som inte är bland nyckeltalen; "
        "lägg till det där."
    )


class _SettingCriteria(Model):
    round_id: UUID
    """The selection round that they are for. / Urvalsomgången som de gäller."""
    indicators: Annotated[tuple[Line, ...], Field(min_length=1, max_length=50)]
    """The indicators to look at, by their names in their sources. / Nyckeltalen att se
    på, med namnen i sina källor.
    """
    thresholds: Annotated[tuple[Threshold, ...], Field(max_length=100)] = ()
    """What they are compared with; no threshold selects by itself. / Vad de jämförs
    med; inget tröskelvärde väljer på egen hand.
    """
    period: Line
    """The period whose values are looked at, as the sources write it. / Perioden vars
    värden man ser på, som källorna skriver den.
    """
    rationale: Text
    """Why these criteria. / Varför just dessa kriterier."""


class SelectionCriteriaSet(_SettingCriteria, Event):
    """The criteria of a selection round are set, as a version of their own."""

    stored_as = "selection.selection-criteria-set.v1"
    sv = "Urvalskriterier fastställda"
    en = "Selection criteria set"

    version: Annotated[int, Field(ge=1), Derived()]
    """The version that stands from now on. / Versionen som gäller från och med nu."""

    def check(self, state: Rounds) -> None:
        """Set what is whole and new, as the next version, while the round is open."""
        found = state.find(self.round_id)
        if found is None:
            raise RoundNotOpened(round=self.round_id, on=self.occurred_on)
        if self.occurred_on > found.closes_on:
            raise RoundClosed(round=self.round_id, closes_on=found.closes_on)
        for threshold in self.thresholds:
            if threshold.indicator not in self.indicators:
                raise ThresholdWithoutIndicator(indicator=threshold.indicator)
        self._require_next(found.versions)

    def _require_next(self, versions: tuple[CriteriaVersion, ...]) -> None:
        if versions and _content(self) == _content(versions[-1]):
            raise CriteriaUnchanged(version=versions[-1].version)
        stands = versions[-1].version if versions else 0
        if self.version != stands + 1:
            raise CriteriaVersionNotNext(
                stands=stands, version=self.version, on=self.occurred_on
            )

    def evolve(self, state: Rounds) -> Rounds:
        """Add the version to its round."""
        version = CriteriaVersion(
            version=self.version,
            on=self.occurred_on,
            indicators=self.indicators,
            thresholds=self.thresholds,
            period=self.period,
            rationale=self.rationale,
        )
        return Rounds(
            tuple(
                replace(r, versions=(*r.versions, version))
                if r.round_id == self.round_id
                else r
                for r in state
            )
        )


def _content(criteria: "SelectionCriteriaSet | CriteriaVersion") -> tuple[object, ...]:
    return (
        criteria.indicators,
        criteria.thresholds,
        criteria.period,
        criteria.rationale,
    )


class SetSelectionCriteria(_SettingCriteria, RoundCommand):
    """Set the criteria of a selection round; a change is a new version."""

    noun = "selection-criteria"
    records = SelectionCriteriaSet
    by = (Role.PROGRAMME_OFFICE, Role.CHIEF)
    sv = "Fastställ kriterierna för en urvalsomgång; en ändring är en ny version."
    example = {
        "roundId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c31",
        "indicators": ["averageGradesMeritRating9thGrade"],
        "thresholds": [
            {
                "indicator": "averageGradesMeritRating9thGrade",
                "comparison": "below",
                "value": 199.5,
            }
        ],
        "period": "2024/25",
        "rationale": "Meritvärdet säger mest om elevernas samlade resultat.",
    }

    def decide(self, rounds: Rounds, *, occasion: Occasion) -> SelectionCriteriaSet:
        """Number the version."""
        found = rounds.find(self.round_id)
        stands = found.versions[-1].version if found and found.versions else 0
        return self.event(SelectionCriteriaSet, occasion=occasion, version=stands + 1)
