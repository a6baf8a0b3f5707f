"""Who held which role for which unit, on which days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ksbs.domain.words import Role


@dataclass(frozen=True)
class RoleHeld:
    """A role held by a person from its first day to its last, both included.

    Exactly one of `unit` (eight digits) and `area` (an area of responsibility) is set.
    """

    person_id: UUID
    role: Role
    unit: str | None
    area: str | None
    first_day: date
    last_day: date | None = None

    def on(self, day: date) -> bool:
        """Tell whether the role was held on `day`."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def reaches(self, unit: str) -> bool:
        """Tell whether the role covers `unit`.

        No source yet says which units an area holds, so a role for an area covers
        every unit; a role for a unit covers that one.
        """
        return self.unit in (None, unit)


@dataclass(frozen=True)
class Directory:
    """The roles of all persons, as the directory knows them now."""

    held: tuple[RoleHeld, ...] = field(default=())

    def holds(self, person_id: UUID, *, role: Role, unit: str, day: date) -> bool:
        """Tell whether the person held `role` for `unit` on `day`."""
        return any(
            r.person_id == person_id
            and r.role == role
            and r.reaches(unit)
            and r.on(day)
            for r in self.held
        )

    @classmethod
    def of(cls, held: Iterable[RoleHeld]) -> "Directory":
        """Build a directory from its entries."""
        return cls(tuple(held))
