"""Charts of a report: what they show, not how they are drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from ksbs.domain.words import Bilingual
from ksbs.reports.names import refuse_names
from ksbs.reports.numbers import Number, refusal_of
from ksbs.reports.said import Said

Form = Literal["line", "step", "bar"]
"""`line` where values between the points make sense, `step` where a value holds until
the next, `bar` for values of schools, terms or kinds beside each other.
"""

MOST_SERIES = 6
"""As many as there are marks and patterns that are told apart without colour."""
MOST_STATES = 6
MOST_POINTS = 60


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one thing, one for each place of the chart; `None` leaves a gap."""

    name: str
    title: Said
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Series over days or terms, or side by side.

    `at` are the places: days in order (then the distance between them is drawn true to
    time), or texts such as terms and schools. `at_title` says what they are, `summary`
    what the chart shows, for those who do not see it; the values are added to it.
    """

    name: str
    title: Said
    form: Form
    at_title: Said
    at: tuple[date, ...] | tuple[Said, ...]
    series: tuple[Series, ...]
    summary: Said
    unit: Said | None = None
    decimals: int | None = None

    def __post_init__(self) -> None:
        """Refuse what could not be drawn.

        Raises:
            ValueError: naming the chart and what is wrong.
        """
        refuse_names("chart", (self.name,))
        refuse_names(f"series of {self.name!r}", ["at", *(s.name for s in self.series)])
        for problem in self._problems():
            raise ValueError(f"the chart {self.name!r}: {problem}")

    def _problems(self) -> Iterator[str]:
        if self.form not in get_args(Form):
            yield f"no form {self.form!r}"
        if not self.at:
            yield "it has no places: leave it out and say so in a paragraph"
        if self.form != "bar" and len(self.at) > MOST_POINTS:
            yield f"{len(self.at)} places, more than {MOST_POINTS}: make it a table"
        if not 1 <= len(self.series) <= MOST_SERIES:
            yield f"{len(self.series)} series: 1 to {MOST_SERIES} can be told apart"
        days = [day for day in self.at if isinstance(day, date)]
        if days and (len(days) < len(self.at) or days != sorted(set(days))):
            yield "its places are neither days in order nor all texts"
        for series in self.series:
            yield from self._problems_of(series)

    def _problems_of(self, series: Series) -> Iterator[str]:
        if len(series.values) != len(self.at):
            yield (
                f"the series {series.name!r} has {len(series.values)} values"
                f" for {len(self.at)} places"
            )
        for value in series.values:
            if value is not None and (wrong := refusal_of(value)):
                yield f"the series {series.name!r}: {wrong}"


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted, or happened on one day when `first` is `last`.

    `last` is None while it goes on; `state` is one of the timeline's states.
    """

    text: Said
    first: date
    last: date | None
    state: Said


@dataclass(frozen=True, slots=True)
class Lane:
    """What belongs together on a timeline, such as the interventions of an area."""

    title: Said
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes of spans between two days; what lies outside is cut at the edge.

    `states` are drawn with different patterns, in this order; give all that a reader may
    meet, so that a pattern means the same in every report. `marked` is a day drawn as
    a line, as a rule V.
    """

    name: str
    title: Said
    first: date
    last: date
    states: tuple[Said, ...]
    lanes: tuple[Lane, ...]
    summary: Said
    marked: date | None = None

    def __post_init__(self) -> None:
        """Refuse what could not be drawn.

        Raises:
            ValueError: naming the timeline and what is wrong.
        """
        refuse_names("timeline", (self.name,))
        for problem in self._problems():
            raise ValueError(f"the timeline {self.name!r}: {problem}")

    def spans(self) -> Iterator[tuple[Lane, Span]]:
        """Yield every span with its lane, in order."""
        for lane in self.lanes:
            for span in lane.spans:
                yield lane, span

    def _problems(self) -> Iterator[str]:
        if self.first >= self.last:
            yield f"it ends {self.last} but begins {self.first}"
        if not 1 <= len(self.states) <= MOST_STATES:
            yield f"{len(self.states)} states: 1 to {MOST_STATES} can be told apart"
        for _, span in self.spans():
            if span.state not in self.states:
                yield f"the state {span.state!r} is not among its states"
            if span.last is not None and span.last < span.first:
                yield f"a span ends {span.last} but begins {span.first}"


ONGOING = Bilingual(en="ongoing", sv="pågår")
"""What stands where a span has no last day yet."""
