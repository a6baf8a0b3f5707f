"""Whoever acts in a capacity holds that role on the day, as the directory knows it."""

from uuid import UUID

from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import Capacity
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Role


class RoleNotHeld(RuleBroken):
    """The person {person} did not hold the role {role} for the school unit {unit} on
    {on}, as the directory now knows it; record the role assignment first.
    """

    sv = (
        "Personen {person} hade enligt katalogen inte rollen {role} för skolenheten "
        "{unit} den {on}; registrera rolltilldelningen först."
    )


def require_role(
    programme: Programme,
    *,
    person_id: UUID,
    capacity: Capacity,
    event: ProgrammeEvent,
) -> None:
    """Raise RoleNotHeld unless the person held the capacity on the event's day."""
    role = Role(capacity.value)
    if not programme.directory.holds(
        person_id, role=role, unit=programme.unit, day=event.occurred_on
    ):
        raise RoleNotHeld(
            person=person_id, role=role.value, unit=programme.unit, on=event.occurred_on
        )
