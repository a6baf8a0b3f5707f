"""Indicators are measured, each figure as it was published."""

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.measurement import Measured
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.told import Told
from ksbs.domain.words import Role


class AlreadyMeasured(RuleBroken):
    """The figure {raw} for {indicator}, {period}, is the one that already stands."""

    sv = "Värdet {raw} för {indicator}, {period}, är det som redan gäller."


class IndicatorMeasured(Measured, ProgrammeEvent):
    """A figure for an indicator and a period; a later one does not erase it."""

    stored_as = "followup.indicator-measured.v1"
    sv = "Nyckeltal uppmätt"
    en = "Indicator measured"

    def rules(self, programme: Programme) -> None:
        """Bring a figure that differs from the latest one."""
        if programme.measurements.get((self.indicator, self.period)) == self.raw:
            raise AlreadyMeasured(
                raw=self.raw, indicator=self.indicator, period=self.period
            )

    def evolve(self, state: Programme) -> Programme:
        """Let the figure be the latest of its indicator and period."""
        measured = (self.indicator, self.period)
        latest = {**state.measurements, measured: self.raw}
        told = state.facet(Measurements).adding(measured, self)
        return state.keeping(told, measurements=latest)


class Measurements(Told[tuple[str, str], IndicatorMeasured]):
    """Every figure for each indicator and period."""


class MeasureIndicator(Measured, ProgrammeCommand):
    """Record the value of an indicator for a period."""

    noun = "indicator-measurements"
    records = IndicatorMeasured
    by = (Role.PROCESS_SUPPORTER, Role.ANALYST, Role.PRINCIPAL)
    sv = "Registrera ett nyckeltals värde för en period."
    example = {
        "indicator": "Andel elever behöriga till yrkesprogram",
        "period": "2028/29",
        "raw": "81,4",
        "kind": "exact",
        "number": 81.4,
    }
