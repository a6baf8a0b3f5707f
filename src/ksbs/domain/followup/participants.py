"""Who took part: person ids, each named once."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field


def _each_once(persons: tuple[UUID, ...]) -> tuple[UUID, ...]:
    if len(set(persons)) < len(persons):
        message = "names the same person twice"
        raise ValueError(message)
    return persons


Participants = Annotated[
    tuple[UUID, ...], Field(min_length=1), AfterValidator(_each_once)
]
"""Ids of the persons who took part, at least one, each named once."""
