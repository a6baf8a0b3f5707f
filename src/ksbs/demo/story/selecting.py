"""Selection: the figures that are imported, the rounds, and the national programme."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ksbs.demo.story import figures, schools
from ksbs.demo.story.cast import Cast
from ksbs.demo.story.schools import GR, GY, School
from ksbs.demo.story.step import FIGURES, Persona, Ref, Said, Step
from ksbs.domain.kinds import SchoolForm


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a round looks at from a day on: an indicator, below which value, and why."""

    on: date
    indicator: str
    below: float
    spring: int
    rationale: str


@dataclass(frozen=True, slots=True)
class SelectionRound:
    """A round that is opened, and its criteria, version by version."""

    form: SchoolForm
    school_year: str
    opens_on: date
    closes_on: date
    criteria: tuple[Criteria, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """That a school took or takes part in the national programme."""

    on: date
    school: School
    period: str
    status: str


_LOW = "Låga kunskapsresultat, många som inte fullföljer eller svåra förutsättningar."
_ELIGIBLE = "Andelen behöriga säger mest om vägen vidare till gymnasieskolan."
_EXAMS = "Andelen med examen inom tre år visar hur många som fullföljer."

ROUNDS = {
    "GR 2020": SelectionRound(
        GR,
        "2020/21",
        date(2020, 1, 20),
        date(2020, 3, 31),
        (Criteria(date(2020, 1, 22), figures.ELIGIBLE_NAME, 75, 2019, _ELIGIBLE),),
    ),
    "GY 2021": SelectionRound(
        GY,
        "2021/22",
        date(2021, 1, 18),
        date(2021, 3, 31),
        (Criteria(date(2021, 1, 20), f"{figures.EXAMS_NAME}:EK", 78, 2020, _EXAMS),),
    ),
    "GR 2022": SelectionRound(
        GR,
        "2022/23",
        date(2022, 1, 17),
        date(2022, 3, 31),
        (Criteria(date(2022, 1, 19), figures.ELIGIBLE_NAME, 75, 2021, _ELIGIBLE),),
    ),
    "GR 2024": SelectionRound(
        GR,
        "2024/25",
        date(2024, 1, 15),
        date(2024, 3, 29),
        (
            Criteria(date(2024, 1, 17), figures.ELIGIBLE_NAME, 75, 2023, _ELIGIBLE),
            Criteria(
                date(2024, 1, 24),
                figures.MERIT_NAME,
                210,
                2023,
                "Meritvärdet säger mer än behörigheten, som är hög i de flesta skolor.",
            ),
        ),
    ),
    "GR 2026": SelectionRound(
        GR,
        "2026/27",
        date(2026, 1, 19),
        date(2026, 3, 31),
        (Criteria(date(2026, 1, 21), figures.ELIGIBLE_NAME, 80, 2025, _ELIGIBLE),),
    ),
}
"""The rounds by the name that the courses use."""

NOTES = (
    Note(date(2020, 1, 15), schools.HAG, "2016–2019", "took_part"),
    Note(date(2020, 1, 15), schools.STADEN, "2017–2020", "takes_part"),
    Note(date(2020, 9, 7), schools.STADEN, "2017–2020", "took_part"),
    Note(date(2024, 1, 16), schools.HOLM, "2019–2022", "took_part"),
    Note(date(2026, 1, 20), schools.UDDE, "2024–2027", "takes_part"),
)
"""What is noted of the national programme; the latest note of a period stands."""

CHIEF_SETS_ANEW = 2
"""The version of the criteria from which on the chief sets them."""


@dataclass(slots=True)
class Selecting:
    """Collects the steps of the selection, which are of no programme."""

    cast: Cast
    seed: int
    steps: list[Step] = field(default_factory=list)

    def tell(self) -> list[Step]:
        """Tell the imports, the rounds and the notes."""
        for year in range(figures.FIRST_YEAR, figures.LAST_YEAR + 1):
            day = figures.published_on(year)
            self._say(self.cast.office(), FIGURES, day, {"year": year})
        for name, each in ROUNDS.items():
            for version, said in enumerate(_bodies(name, each, seed=self.seed)):
                self._say_of_round(each, said, version=version)
        for note in NOTES:
            self._say(self.cast.office(), "national-programme-notes", *_noted(note))
        return self.steps

    def _say_of_round(
        self, each: SelectionRound, said: dict[str, Any], *, version: int
    ) -> None:
        day: date = said["occurredOn"]
        if version == 0:
            self._say(self.cast.office(), "selection-rounds", day, said)
        elif version < CHIEF_SETS_ANEW:
            self._say(self.cast.office(), "selection-criteria", day, said)
        else:
            chief = self.cast.chief(each.form, on=day)
            self._say(chief, "selection-criteria", day, said)

    def _say(self, who: Persona, noun: str, day: date, body: dict[str, Any]) -> None:
        number = sum(1 for step in self.steps if step.noun == noun) + 1
        key = _key(self.seed, noun, number)
        self.steps.append(Step(key, None, who, noun, body, day))


def round_id(name: str, *, seed: int) -> Ref:
    """Give the reference to a round that nominations use."""
    number = list(ROUNDS).index(name) + 1
    return Said(_key(seed, "selection-rounds", number))["roundId"]


def _key(seed: int, noun: str, number: int) -> str:
    return f"demo-{seed}/selection/{noun}-{number}"


def _bodies(name: str, each: SelectionRound, *, seed: int) -> Iterator[dict[str, Any]]:
    yield {
        "occurredOn": each.opens_on,
        "schoolForm": each.form.value,
        "schoolYear": each.school_year,
        "criteria": _LOW,
        "closesOn": each.closes_on,
    }
    for criteria in each.criteria:
        threshold = {
            "indicator": criteria.indicator,
            "comparison": "below",
            "value": criteria.below,
        }
        yield {
            "occurredOn": criteria.on,
            "roundId": round_id(name, seed=seed),
            "indicators": (criteria.indicator,),
            "thresholds": (threshold,),
            "period": figures.school_year(criteria.spring),
            "rationale": criteria.rationale,
        }


def _noted(note: Note) -> tuple[date, dict[str, Any]]:
    body = {
        "occurredOn": note.on,
        "schoolUnitCode": note.school.code,
        "period": note.period,
        "status": note.status,
        "source": "Överenskommelse med Skolverket",
    }
    return note.on, body
