"""Baselines: how it stood before, for a visible sign or an indicator."""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from pydantic import model_validator

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.measurement import Number
from ksbs.domain.plan.versions import Version
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import known_sign, require_started_plan
from ksbs.domain.state import Baseline
from ksbs.domain.told import Told
from ksbs.domain.words import Line, Model, Role, Text


class BaselineAlreadyRecorded(RuleBroken):
    """The baseline of {of} is already recorded; if it was wrong, correct that entry."""

    sv = "Utgångsläget för {of} är redan registrerat; var det fel, rätta anteckningen."


@dataclass(frozen=True)
class BaselineSaid:
    """How it stood before, in a number and in words, or why that is not known."""

    value: float | None = None
    wording: str | None = None
    reason_missing: str | None = None


class BaselineVersions(Told[UUID | str, Version[BaselineSaid]]):
    """What was said of each baseline, by visible sign or by indicator."""


def telling(
    state: Programme, said: BaselineSaid, *, of: UUID | str, on: date
) -> Programme:
    """Give the programme in which that is the latest word on a baseline."""
    version = Version(on=on, plan_version=state.plan_version, says=said)
    return state.keeping(state.facet(BaselineVersions).adding(of, version))


class _RecordingBaseline(Model):
    sign_id: UUID | None = None
    """The visible sign it is the baseline of; or name an indicator. / Det synliga
    tecken det är utgångsläge för; eller ange ett nyckeltal.
    """
    indicator: Line | None = None
    """The indicator it is the baseline of; or name a visible sign. / Nyckeltalet det är
    utgångsläge för; eller ange ett synligt tecken.
    """
    value: Number | None = None
    """The baseline as a number. / Utgångsläget som tal."""
    wording: Text | None = None
    """The baseline in words. / Utgångsläget i ord."""
    reason_missing: Text | None = None
    """Why there is no baseline; then neither value nor wording is given. / Varför
    utgångsläge saknas; då anges varken värde eller formulering.
    """

    @model_validator(mode="after")
    def _of_one_thing(self) -> Self:
        if (self.sign_id is None) == (self.indicator is None):
            message = "name either a visible sign or an indicator"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _known_or_missing(self) -> Self:
        known = self.value is not None or self.wording is not None
        if known == (self.reason_missing is not None):
            message = "give value or wording, or else the reason why it is missing"
            raise ValueError(message)
        return self


class BaselineRecorded(_RecordingBaseline, ProgrammeEvent):
    """How it stood before, for a visible sign or an indicator, or why that is unknown."""

    stored_as = "plan.baseline-recorded.v1"
    sv = "Utgångsläge registrerat"
    en = "Baseline recorded"

    def rules(self, programme: Programme) -> None:
        """Be recorded once; a known baseline may follow where one was missing."""
        require_started_plan(programme, on=self.occurred_on)
        if self.sign_id is not None:
            known_sign(programme, sign_id=self.sign_id, on=self.occurred_on)
        held = self._held(programme)
        if held is not None and (held.known or self.reason_missing is not None):
            raise BaselineAlreadyRecorded(of=self.sign_id or self.indicator)

    def evolve(self, state: Programme) -> Programme:
        """Note the baseline, or the reason why there is none."""
        baseline = Baseline(self._in_words(), self.reason_missing)
        said = BaselineSaid(self.value, self.wording, self.reason_missing)
        of = self.sign_id or self.indicator
        if of is not None:
            state = telling(state, said, of=of, on=self.occurred_on)
        if self.indicator is not None:
            noted = {**state.indicator_baselines, self.indicator: baseline}
            return replace(state, indicator_baselines=noted)
        if self.sign_id is None:
            return state
        signs = state.signs.change(
            self.sign_id, lambda sign: replace(sign, baseline=baseline)
        )
        return replace(state, signs=signs)

    def _held(self, programme: Programme) -> Baseline | None:
        if self.indicator is not None:
            return programme.indicator_baselines.get(self.indicator)
        return programme.signs[self.sign_id].baseline if self.sign_id else None

    def _in_words(self) -> str | None:
        value = "" if self.value is None else f"{self.value:.15g}"
        return ": ".join(part for part in (value, self.wording) if part) or None


class RecordBaseline(_RecordingBaseline, ProgrammeCommand):
    """Record the baseline of a visible sign or an indicator, or why there is none."""

    noun = "baselines"
    records = BaselineRecorded
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Registrera utgångsläget för ett tecken eller nyckeltal, eller varför det saknas."
    example = {
        "signId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c03",
        "wording": "Vid tre av tolv lektionsbesök kunde eleverna berätta om syftet.",
    }
