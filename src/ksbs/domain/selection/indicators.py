"""Published indicators of school units, import by import; nothing is ever overwritten.

A file's import is a stream of its own; what it says of a unit stands on the unit's
stream of indicators, as of the day that the file speaks for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import Field

from ksbs.domain.event import Event
from ksbs.domain.measurement import Measured
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Day, SchoolUnitCode, Sha256, Word

UNKNOWN_PERIOD = "unknown"
"""The period of a figure whose source names none."""

LARGEST_PART = 40_000
"""Bytes of values in one event, well below the 65,535 that an entry may hold."""


class Reason(Word):
    """Why a figure is not given, or not exactly. / Varför en siffra inte anges, eller
    inte exakt.
    """

    FEW_PUPILS = (
        "few_pupils",
        "för få elever bakom siffran",
        "based on too few pupils",
    )
    FEW_ANSWERS = (
        "few_answers",
        "för få svar bakom siffran",
        "based on too few answers",
    )
    ROUNDED = (
        "rounded",
        "avrundad: för få elever är inte behöriga",
        "rounded: too few pupils are not eligible",
    )
    NO_LEGITIMATION_REQUIRED = (
        "no_legitimation_required",
        "lärarna omfattas inte av kravet på legitimation",
        "the teachers need no registration",
    )


class Source(Word):
    """Where a figure was published. / Var en siffra har publicerats."""

    STATISTICS_GR = (
        "planned-educations-v4-gr",
        "planerade utbildningar, statistik för grundskola",
        "planned educations, statistics of compulsory schools",
    )
    STATISTICS_GY = (
        "planned-educations-v4-gy",
        "planerade utbildningar, statistik för gymnasieskola",
        "planned educations, statistics of upper-secondary schools",
    )
    SALSA = (
        "planned-educations-v4-salsa",
        "planerade utbildningar, SALSA",
        "planned educations, SALSA",
    )
    SURVEY = (
        "planned-educations-v4-survey",
        "planerade utbildningar, Skolenkäten",
        "planned educations, the school survey",
    )
    SALSA_AND_SURVEY_TABLE = (
        "salsa-and-survey-table",
        "tabell med SALSA och Skolenkäten",
        "table of SALSA and the school survey",
    )
    STATISTICS_TABLE = (
        "skolverket-statistics-table",
        "Skolverkets statistik som tabell",
        "Skolverket's statistics as a table",
    )
    PROGRAMME_TABLE = (
        "gymnasium-programme-table",
        "tabell över gymnasieprogram",
        "table of upper-secondary programmes",
    )


class IndicatorValue(Measured):
    """A published figure, with the reason where it is not exact. / En publicerad siffra,
    med skälet när den inte är exakt.
    """

    reason: Reason | None = None
    """Why the figure is suppressed, rounded or withheld, if the source says. / Varför
    siffran är prickad, avrundad eller inte utlämnad, om källan säger det.
    """


@dataclass(frozen=True)
class KnownValue:
    """A figure, where it was published, and the day from which it is known."""

    value: IndicatorValue
    source: Source
    known_on: date


Tally = Annotated[int, Field(ge=0)]
"""A number of figures or units."""

Telling = tuple[date, str]
"""The day a source spoke for, and the figure as it stood."""


@dataclass(frozen=True)
class UnitFigures:
    """Everything that is known of a unit's indicators.

    `code` is the unit's, empty before anything is known. `latest` is the figure that
    holds, by indicator and period; `told` all that a source has said of an indicator and
    a period, in valid order.
    """

    latest: Mapping[tuple[str, str], KnownValue] = field(default_factory=dict)
    told: Mapping[tuple[Source, str, str], Sequence[Telling]] = field(
        default_factory=dict
    )
    code: str = ""


def is_news(told: Sequence[Telling], *, raw: str, on: date | None) -> bool:
    """Say whether a figure adds to what its source has told, in valid order.

    A figure is known if the source said it on that day, last before it or next after
    it. So a file read again adds nothing, an old file read late adds what was published
    then, and a figure that returns to an earlier one is a revision. Without a day (`on`
    is None) whatever the source ever said is known.
    """
    if on is None:
        return raw not in {figure for _, figure in told}
    before = [figure for day, figure in told if day < on][-1:]
    same = [figure for day, figure in told if day == on]
    after = [figure for day, figure in told if day > on][:1]
    # What was said that day decides over what had been said before it.
    return raw not in {*(same or before), *same, *after}


class IndicatorsAlreadyImported(RuleBroken):
    """The import of the file {sha256} is recorded already; each import stands alone."""

    sv = "Inläsningen av filen {sha256} är redan registrerad; varje inläsning står för sig."


class NothingNewInIndicators(RuleBroken):
    """{source} says nothing about {unit} on {on} that is not recorded already."""

    sv = "{source} säger inget om {unit} den {on} som inte redan är registrerat."


class IndicatorsImported(Event):
    """A file of published indicators is read; what it says of each unit stands apart."""

    stored_as = "selection.indicators-imported.v1"
    sv = "Nyckeltal inlästa"
    en = "Indicators imported"

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """The sources that the file holds. / Källorna som filen innehåller."""
    extracted_on: Day | None = None
    """The latest day that the file speaks for, if it bears any. / Den senaste dag som
    filen talar för, om den bär någon.
    """
    file_sha256: Sha256
    """The SHA-256 of the file. / Filens SHA-256."""
    read: Tally
    """The figures in the file. / Siffrorna i filen."""
    new: Tally
    """The figures recorded. / Siffrorna som registrerades."""
    unchanged: Tally
    """The figures known already. / Siffrorna som redan var kända."""
    units: Tally
    """The school units that the file tells of. / Skolenheterna som filen berättar om."""

    def check(self, state: "IndicatorsImported | None") -> None:
        """Refuse a second import on one stream."""
        if state is not None:
            raise IndicatorsAlreadyImported(sha256=self.file_sha256)

    def evolve(self, state: "IndicatorsImported | None") -> "IndicatorsImported":
        """Stand as the import."""
        return self


class UnitIndicatorsImported(Event):
    """A source says something new about a school unit's indicators."""

    stored_as = "selection.unit-indicators-imported.v1"
    sv = "Enhetens nyckeltal inlästa"
    en = "Unit's indicators imported"

    school_unit_code: SchoolUnitCode
    """The unit, in the register or not. / Enheten, oavsett om den finns i registret."""
    source: Source
    """Where the figures were published. / Var siffrorna har publicerats."""
    values: Annotated[tuple[IndicatorValue, ...], Field(min_length=1)]
    """The figures that are new or revised. / Siffrorna som är nya eller ändrade."""

    def check(self, state: UnitFigures) -> None:
        """Refuse to record again what is known."""
        told = (
            state.told.get((self.source, value.indicator, value.period), ())
            for value in self.values
        )
        news = (
            is_news(tellings, raw=value.raw, on=self.occurred_on)
            for value, tellings in zip(self.values, told, strict=True)
        )
        if not any(news):
            raise NothingNewInIndicators(
                source=self.source, unit=self.school_unit_code, on=self.occurred_on
            )

    def evolve(self, state: UnitFigures) -> UnitFigures:
        """Let the figures be the latest, beside all that was told before."""
        latest, told = dict(state.latest), dict(state.told)
        for value in self.values:
            latest[value.indicator, value.period] = KnownValue(
                value, self.source, self.occurred_on
            )
            key = (self.source, value.indicator, value.period)
            told[key] = (*told.get(key, ()), (self.occurred_on, value.raw))
        return UnitFigures(latest, told, self.school_unit_code)


def in_parts(values: Iterable[IndicatorValue]) -> list[tuple[IndicatorValue, ...]]:
    """Divide figures, in their order, into parts that each fit in one event."""
    parts: list[tuple[IndicatorValue, ...]] = []
    part: list[IndicatorValue] = []
    size = 0
    for value in values:
        length = len(value.model_dump_json(by_alias=True).encode()) + 1
        if part and size + length > LARGEST_PART:
            parts.append(tuple(part))
            part, size = [], 0
        part.append(value)
        size += length
    return [*parts, tuple(part)] if part else parts
