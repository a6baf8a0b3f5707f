"""What readers see of the selection: rounds, their criteria, and the candidates.

The models are the wire: camelCase, dates as RFC 3339. Nothing here ranks or selects.
"""

from datetime import date
from uuid import UUID

from ksbs.application.view import AsOf
from ksbs.domain.kinds import NumberKind, SchoolForm
from ksbs.domain.selection.national_programme import Participation
from ksbs.domain.selection.round import Comparison, Threshold
from ksbs.domain.words import Model, SchoolUnitCode


class CriteriaView(Model):
    """A version of a round's criteria; it stands until the next one."""

    version: int
    set_on: date
    indicators: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    period: str
    rationale: str


class NominationCounts(Model):
    """What became of the nominations that name a round."""

    nominated: int
    """All of them; the other counts add up to this."""
    withdrawn: int
    declined: int
    rejected: int
    decided: int
    """Decided to take part, whatever came of it later."""
    undecided: int


class SelectionRoundView(Model):
    """A selection round as it was on a day, as known at an instant."""

    round_id: UUID
    school_form: SchoolForm
    school_year: str
    criteria: str
    """What schools are chosen by, in words."""
    opens_on: date
    closes_on: date
    """The last day on which a school may be nominated in it."""
    open: bool
    """Whether it was open on that day."""
    criteria_versions: tuple[CriteriaView, ...]
    """Oldest first."""
    nominations: NominationCounts
    as_of: AsOf


class FigureView(Model):
    """A published figure, with its period and its source."""

    period: str
    raw: str
    """Exactly as published."""
    kind: NumberKind
    number: float | None
    """Null unless the figure is exact or approximate."""
    source: str
    known_on: date
    """The day that the source spoke for."""


class TrendView(Model):
    """How an indicator has changed."""

    change_per_year: float | None
    """The slope of the straight line that fits best, in the indicator's unit per
    year, to two decimals; null with fewer than two figures to rest on.
    """
    figures: tuple[FigureView, ...]
    """The figures it rests on, oldest first."""
    left_out_figures: tuple[FigureView, ...]
    """Figures that are no numbers, or of a period that has no place in time."""
    approximate: bool
    """Whether any figure it rests on is approximate."""


class IndicatorView(Model):
    """An indicator of a school: its level and its trend."""

    indicator: str
    """The indicator's name in its source."""
    level: FigureView | None
    """The figure of the criteria's period, of the latest period where there is none
    of it; null where nothing is known.
    """
    trend: TrendView


class CriterionView(Model):
    """A threshold beside the figure that it is compared with; it selects nothing."""

    indicator: str
    comparison: Comparison
    threshold: float
    figure: FigureView | None
    meets_threshold: bool | None
    """Null where the figure is suppressed, missing, withheld or not known at all."""


class RawText(Model):
    """A text that stands in place of a figure."""

    raw: str
    count: int


class SuppressionView(Model):
    """How much of what is published of a school is suppressed."""

    count: int
    """The suppressed figures."""
    of: int
    """All figures known of the school."""
    texts: tuple[RawText, ...]
    """What stands in their place, the commonest first."""


class ParticipationView(Model):
    """A school's part in a period of the national programme."""

    period: str
    status: Participation
    source: str
    noted_on: date


class CandidateView(Model):
    """A school of the round's form, side by side with the others; never ranked."""

    school_unit_code: SchoolUnitCode
    school_name: str | None
    """Null where no source names it."""
    school_forms: tuple[str, ...]
    """Empty where no source tells; such a school stands in the rounds of every form."""
    organizer_type: str | None
    status: str | None
    """The unit's status in the register."""
    nominated_in_round: bool
    open_programme: bool
    national_programmes: tuple[ParticipationView, ...]
    indicators: tuple[IndicatorView, ...]
    """Those of the criteria, in their order."""
    salsa_deviations: tuple[IndicatorView, ...]
    """Results beside what SALSA expects of the pupils' background."""
    completions: tuple[IndicatorView, ...]
    """Shares of upper-secondary pupils with an exam within three years, programme
    by programme; the rest did not complete.
    """
    suppression: SuppressionView
    criteria: tuple[CriterionView, ...]
    """The thresholds of the criteria, in their order."""
