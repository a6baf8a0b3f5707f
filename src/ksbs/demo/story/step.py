"""A step of the story as data: who says what, on which day, about which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ksbs.domain.words import Role

REGISTER = "school-units"
FIGURES = "indicators"
"""The nouns of the steps that are no requests but imports of a file."""


@dataclass(frozen=True, slots=True)
class Persona:
    """A person in a role, as a token names them."""

    role: Role
    person_id: UUID
    unit: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What an earlier step led to, to be named by later ones.

    `said["goalId"]` is a reference to that field of its payload, `said.event` to the id
    of its event.
    """

    key: str

    def __getitem__(self, field: str) -> "Ref":
        return Ref(self.key, field)

    @property
    def event(self) -> "Ref":
        """A reference to the id of the event."""
        return Ref(self.key, None)


@dataclass(frozen=True, slots=True)
class Ref:
    """A value that the API gave in the answer to an earlier step."""

    key: str
    field: str | None
    """A field of the event's payload; None for the id of the event itself."""


@dataclass(frozen=True, slots=True)
class DigestOf:
    """The digest of a report at a pair of times, as the API makes it then."""

    report: str
    valid_at: date
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One request of the story.

    `school` is the code of the unit whose programme it is about, None for the directory
    and the register. `refused` names the rule that refuses it; most are not refused.
    """

    key: str
    school: str | None
    who: Persona
    noun: str
    body: Mapping[str, Any]
    """As on the wire; holds references and digests where the API gives the value."""
    recorded_on: date
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A step with the moment at which it is told, in UTC."""

    step: Step
    at: datetime
