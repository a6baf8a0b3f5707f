"""The story of one programme while it is written down, step by step."""

from collections import Counter
from datetime import date
from random import Random
from typing import Any

from ksbs.demo.story.calendar import is_office_day, office_day
from ksbs.demo.story.cast import Cast
from ksbs.demo.story.schools import School
from ksbs.demo.story.step import Persona, Said, Step
from ksbs.demo.story.texts import LATE_REASONS

LAST_DAY = date(2026, 6, 30)
_LATE = (True,) * 3 + (False,) * 7
"""Of ten routine entries three are late, so that about 8 % of all entries are."""
_LATE_AFTER, _LATEST = 17, 70
_SOON = (0, 0, 0, 1, 1, 2)
"""Days until a routine entry is made, where it is not late."""


class Tale:
    """Collects the steps of one school's programme, in whatever order they are told.

    Afterwards they are sorted by the day of recording; what is recorded on one day stays
    in the order in which it was told here.
    """

    def __init__(self, school: School, *, cast: Cast, seed: int) -> None:
        self.school = school
        self.cast = cast
        self.seed = seed
        self.rng = Random(f"{seed}/{school.code}")  # noqa: S311  # texts, not secrets
        self.steps: list[Step] = []
        self.process_supporter = cast.process_supporter(1)
        self.analyst = cast.analyst(1)
        self.group: list[Persona] = []
        self.until = LAST_DAY
        """What happens later is not told, nor what happens in one of the `breaks`."""
        self.breaks: list[tuple[date, date]] = []
        self._prefix = f"demo-{seed}/{school.code}"
        self._told: Counter[str] = Counter()
        self._lateness: list[bool] = []

    def office(self) -> Persona:
        """The programme office."""
        return self.cast.office()

    def chief(self, on: date) -> Persona:
        """The chief who answers for the school on a day."""
        return self.cast.chief(self.school.form, on=on)

    def principal(self, on: date) -> Persona:
        """The principal of the school on a day."""
        return self.cast.principal(self.school, on=on)

    def choice(self, variants: tuple[str, ...]) -> str:
        """Give one of several wordings."""
        return self.rng.choice(variants)

    def tell(  # noqa: PLR0913  # Each is one thing that is said of the step.
        self,
        day: date,
        who: Persona,
        noun: str,
        /,
        *,
        recorded: date | None = None,
        late: str | None = None,
        refused: str | None = None,
        **said: Any,
    ) -> Said:
        """Tell what happened on `day`, recorded then unless another day is given.

        `late` is the reason for coming late, `refused` the rule that refuses it. Fields
        are named as in Python; `from_` stands for `from`.
        """
        body = {"occurredOn": day} | _wire(said)
        if late is not None:
            body["lateReason"] = late
        if not self._is_told(day):
            return Said(f"{self._prefix}/untold")
        return self._add(recorded or day, who, noun, body, refused)

    def amend(self, day: date, who: Persona, noun: str, /, **said: Any) -> Said:
        """Tell of a correction or an annulment, which has no day of its own."""
        return self._add(day, who, noun, _wire(said), None)

    def routine(self, day: date, who: Persona, noun: str, /, **said: Any) -> Said:
        """Tell an everyday entry that nothing later builds on; some come in late."""
        if self._comes_late():
            recorded = office_day(day, later=self.rng.randint(_LATE_AFTER, _LATEST))
            if recorded <= self.until:
                reason = self.choice(LATE_REASONS)
                return self.tell(day, who, noun, recorded=recorded, late=reason, **said)
        soon = office_day(day, later=self.rng.choice(_SOON))
        recorded = soon if soon <= self.until else day
        return self.tell(day, who, noun, recorded=recorded, **said)

    def _is_told(self, day: date) -> bool:
        within = (first <= day <= last for first, last in self.breaks)
        return day <= self.until and not any(within)

    def _comes_late(self) -> bool:
        if not self._lateness:
            self._lateness = self.rng.sample(_LATE, k=len(_LATE))
        return self._lateness.pop()

    def _add(
        self,
        recorded_on: date,
        who: Persona,
        noun: str,
        body: dict[str, Any],
        refused: str | None,
    ) -> Said:
        if not is_office_day(recorded_on):
            raise ValueError(
                f"{self.school.name}, {noun}: {recorded_on} is no office day"
            )
        self._told[noun] += 1
        key = f"{self._prefix}/{noun}-{self._told[noun]}"
        step = Step(key, self.school.code, who, noun, body, recorded_on, refused)
        self.steps.append(step)
        return Said(key)


def _wire(said: dict[str, Any]) -> dict[str, Any]:
    return {_camel(name.rstrip("_")): value for name, value in said.items()}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)
