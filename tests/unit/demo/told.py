"""The told story, to be asked what was when at a school."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from ksbs.auth.persons import default_person
from ksbs.demo.story import story
from ksbs.demo.story.cast import Cast
from ksbs.demo.story.schools import School
from ksbs.demo.story.step import Ref, Step

Row = tuple[str, ...]
NONE = "–"


@cache
def steps() -> tuple[Step, ...]:
    """Give every step of the story with seed 1, in the order of its recording."""
    return tuple(told.step for told in story(Cast(default_person), seed=1))


@cache
def by_key() -> Mapping[str, Step]:
    return {step.key: step for step in steps()}


@cache
def people() -> Mapping[Any, str]:
    """Name those who work with several schools by their number in the story."""
    cast = Cast(default_person)
    supporters = {cast.process_supporter(n).person_id: f"PS {n}" for n in (1, 2, 3)}
    return supporters | {cast.analyst(n).person_id: f"AN {n}" for n in (1, 2)}


class Told:
    """What is told of one school."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.steps = [s for s in steps() if s.school == school.code and not s.refused]

    def all(self, noun: str, **fields: object) -> list[Step]:
        """Give the steps of a noun that say these things."""
        return [
            step
            for step in self.steps
            if step.noun == noun
            and all(step.body.get(name) == value for name, value in fields.items())
        ]

    def day(self, noun: str, **fields: object) -> str:
        """Give the days on which something was so, or a dash."""
        return joined(str(day_of(step)) for step in self.all(noun, **fields))

    def said(self, noun: str, field: str) -> str:
        """Give what a field of a noun says, each time."""
        return joined(str(step.body[field]) for step in self.all(noun))

    def of(self, noun: str, field: str, step: Step) -> list[Step]:
        """Give the steps of a noun whose field refers to a step."""
        return [s for s in self.all(noun) if refers(s.body[field], step)]


def refers(value: object, step: Step) -> bool:
    if isinstance(value, tuple | list):
        return any(refers(each, step) for each in value)
    return isinstance(value, Ref) and value.key == step.key


def day_of(step: Step) -> date:
    day: date = step.body.get("occurredOn", step.recorded_on)
    return day


def joined(values: Iterator[str] | Sequence[str]) -> str:
    return ", ".join(values) or NONE
