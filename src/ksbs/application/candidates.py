"""Schools side by side, by the criteria of a selection round: pure, without I/O.

Nothing here ranks or selects. A figure is always given with its period and its source,
and a trend with the figures that it rests on.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import linear_regression

from ksbs.application.selection_view import (
    CandidateView,
    CriterionView,
    FigureView,
    IndicatorView,
    ParticipationView,
    RawText,
    SuppressionView,
    TrendView,
)
from ksbs.application.swedish import swedish_key
from ksbs.domain.kinds import NumberKind, SchoolForm
from ksbs.domain.selection.indicators import KnownValue, Source
from ksbs.domain.selection.national_programme import NationalProgramme
from ksbs.domain.selection.round import CriteriaVersion, Threshold
from ksbs.domain.state import Nomination
from ksbs.domain.units import SchoolUnit

Figures = Mapping[tuple[str, str], KnownValue]
"""What is known of a unit, by indicator and period."""

COMPLETION = "ratioOfPupilsWithExamWithin3Years"
"""How the indicators of completion begin; the code of the programme follows."""

_FORMS = {
    Source.STATISTICS_GR: SchoolForm.COMPULSORY,
    Source.SALSA: SchoolForm.COMPULSORY,
    Source.SALSA_AND_SURVEY_TABLE: SchoolForm.COMPULSORY,
    Source.STATISTICS_GY: SchoolForm.UPPER_SECONDARY,
    Source.PROGRAMME_TABLE: SchoolForm.UPPER_SECONDARY,
}
"""The sources that tell of schools of one form only."""

_SCHOOL_YEAR = re.compile(r"([0-9]{4})/[0-9]{2}")
_CALENDAR_YEAR = re.compile(r"[0-9]{4}")
_TERM = re.compile(r"([VH])T ?([0-9]{2})")


@dataclass(frozen=True)
class School:
    """What is known of a school, from whatever source knows it.

    `described` is None where the register does not know the unit; `nominated` tells
    what its latest nomination called it, and of which form.
    """

    code: str
    described: SchoolUnit | None = None
    nominated: Nomination | None = None
    figures: Figures = field(default_factory=dict)
    nominated_in_round: bool = False
    open_programme: bool = False
    national_programme: NationalProgramme = field(default_factory=NationalProgramme)

    @property
    def best_name(self) -> str | None:
        """The register's name, else that of its nomination."""
        if self.described and self.described.name:
            return self.described.name
        return self.nominated.school_name if self.nominated else None

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that the register gives it, else its nomination and its figures."""
        if self.described and self.described.school_forms:
            return self.described.school_forms
        sources = (known.source for known in self.figures.values())
        told = {_FORMS[source] for source in sources if source in _FORMS}
        if self.nominated:
            told.add(self.nominated.school_form)
        return tuple(sorted(form.value for form in told))

    def is_of(self, form: SchoolForm) -> bool:
        """Tell whether it has the form; a school of which none is known may have any."""
        return not self.forms or form.value in self.forms


def in_order(schools: Iterable[School], *, form: SchoolForm) -> list[School]:
    """Give the schools of a form by name in Swedish order, those without one last."""
    return sorted((school for school in schools if school.is_of(form)), key=_order)


def _order(school: School) -> tuple[bool, tuple[str, str], str]:
    name = school.best_name
    return name is None, swedish_key(name or ""), school.code


def candidate(school: School, *, criteria: CriteriaVersion | None) -> CandidateView:
    """Show a school by the criteria of a round.

    Without criteria there are no indicators to look at and no thresholds; what SALSA,
    completion and suppression tell is shown all the same.
    """
    unit = school.described
    series = _Series(school.figures, period=criteria.period if criteria else None)
    return CandidateView(
        school_unit_code=school.code,
        school_name=school.best_name,
        school_forms=school.forms,
        organizer_type=unit.organizer_type if unit else None,
        status=unit.status if unit else None,
        nominated_in_round=school.nominated_in_round,
        open_programme=school.open_programme,
        national_programmes=_participation(school.national_programme),
        indicators=series.of(criteria.indicators if criteria else ()),
        salsa_deviations=series.of(filter(_is_salsa_deviation, series.names)),
        completions=series.of(filter(_is_completion, series.names)),
        suppression=_suppression(school.figures),
        criteria=tuple(
            _criterion(threshold, series.level(threshold.indicator))
            for threshold in (criteria.thresholds if criteria else ())
        ),
    )


def _participation(national: NationalProgramme) -> tuple[ParticipationView, ...]:
    return tuple(
        ParticipationView(
            period=noted.period,
            status=noted.status,
            source=noted.source,
            noted_on=noted.on,
        )
        for noted in national.periods
    )


def _is_salsa_deviation(indicator: str) -> bool:
    return indicator.startswith("salsa") and indicator.endswith("Deviation")


def _is_completion(indicator: str) -> bool:
    return indicator.startswith(COMPLETION)


class _Series:
    """A school's figures by indicator, oldest period first."""

    def __init__(self, figures: Figures, *, period: str | None) -> None:
        self._period = period
        self._by_name: dict[str, list[KnownValue]] = {}
        for (name, _), known in figures.items():
            self._by_name.setdefault(name, []).append(known)

    @property
    def names(self) -> list[str]:
        """The indicators of which anything is known, by name."""
        return sorted(self._by_name)

    def of(self, indicators: Iterable[str]) -> tuple[IndicatorView, ...]:
        """Give the level and the trend of each indicator."""
        return tuple(
            IndicatorView(
                indicator=name,
                level=self.level(name),
                trend=_trend(self._figures(name)),
            )
            for name in indicators
        )

    def level(self, indicator: str) -> FigureView | None:
        """Give the figure of the criteria's period, else of the latest one."""
        figures = self._figures(indicator)
        of_period = (figure for figure in figures if figure.period == self._period)
        return next(of_period, figures[-1] if figures else None)

    def _figures(self, indicator: str) -> list[FigureView]:
        """Give the figures of an indicator; those without a place in time come first."""
        found = (_figure(known) for known in self._by_name.get(indicator, ()))
        return sorted(found, key=lambda f: (year_of(f.period) or 0.0, f.period))


def _figure(known: KnownValue) -> FigureView:
    value = known.value
    return FigureView(
        period=value.period,
        raw=value.raw,
        kind=value.kind,
        number=value.number,
        source=known.source,
        known_on=known.known_on,
    )


def _trend(series: list[FigureView]) -> TrendView:
    points = [
        (year, figure.number, figure)
        for figure in series
        if figure.number is not None and (year := year_of(figure.period)) is not None
    ]
    figures = tuple(figure for _, _, figure in points)
    slope = None
    if len({year for year, _, _ in points}) > 1:
        years, numbers = [p[0] for p in points], [p[1] for p in points]
        slope = round(linear_regression(years, numbers).slope, 2)
    return TrendView(
        change_per_year=slope,
        figures=figures,
        left_out_figures=tuple(figure for figure in series if figure not in figures),
        approximate=any(f.kind is NumberKind.APPROXIMATE for f in figures),
    )


def year_of(period: str) -> float | None:
    """Place a period in time, None where it has no place.

    A school year counts as the year in which it begins, a calendar year as itself; the
    autumn term begins the school year and the spring term comes half a year later.
    """
    if found := _SCHOOL_YEAR.fullmatch(period):
        return float(found[1])
    if found := _TERM.fullmatch(period):
        year = 2000 + int(found[2])
        return float(year) if found[1] == "H" else year - 0.5
    return float(period) if _CALENDAR_YEAR.fullmatch(period) else None


def _suppression(figures: Figures) -> SuppressionView:
    suppressed = Counter(
        known.value.raw
        for known in figures.values()
        if known.value.kind is NumberKind.SUPPRESSED
    )
    commonest_first = sorted(suppressed.items(), key=lambda each: (-each[1], each[0]))
    return SuppressionView(
        count=suppressed.total(),
        of=len(figures),
        texts=tuple(RawText(raw=raw, count=count) for raw, count in commonest_first),
    )


def _criterion(threshold: Threshold, figure: FigureView | None) -> CriterionView:
    number = figure.number if figure else None
    return CriterionView(
        indicator=threshold.indicator,
        comparison=threshold.comparison,
        threshold=threshold.value,
        figure=figure,
        meets_threshold=None if number is None else threshold.met_by(number),
    )
