"""Who asks: one person in one role, as the verified token says."""

from dataclasses import dataclass
from uuid import UUID

from ksbs.domain.words import Role

EVERY_AREA = "*"
"""The area of a chief whose area is the whole organizer."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in a role.

    `unit` is the eight-digit school unit the token ties the role to, `area` the
    area of responsibility (`EVERY_AREA` for all); both may be absent.
    """

    person_id: UUID
    role: Role
    unit: str | None = None
    area: str | None = None
