"""A person is registered, assumes roles and ends them."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from pydantic import model_validator

from ksbs.domain.command import Dated, Occasion
from ksbs.domain.event import Event, NewId
from ksbs.domain.replacing import replace
from ksbs.domain.roles import RoleHeld
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Line, Model, Role, SchoolUnitCode


class PersonUnknown(RuleBroken):
    """The directory does not know the person {person}."""

    sv = "Katalogen känner inte till personen {person}."


class PersonKnown(RuleBroken):
    """The directory already knows the person {person}."""

    sv = "Katalogen känner redan till personen {person}."


class RoleAlreadyHeld(RuleBroken):
    """The person already holds the role {role} for {reach} since {since}; end it
    first.
    """

    sv = (
        "Personen har redan rollen {role} för {reach} sedan {since}; avsluta den först."
    )


class RoleNotHeldNow(RuleBroken):
    """The person does not hold the role {role} for {reach} on {on}, so it cannot end."""

    sv = "Personen har inte rollen {role} för {reach} den {on}, så den kan inte avslutas."


@dataclass(frozen=True)
class Person:
    """What the directory knows of one person: an opaque id and the roles held."""

    person_id: UUID | None = None
    roles: tuple[RoleHeld, ...] = ()

    def claims(self) -> frozenset[str]:
        """Hold nothing that others might want."""
        return frozenset()

    def holding(
        self, role: Role, *, unit: str | None, area: str | None
    ) -> RoleHeld | None:
        """Give the role if it is held without a last day."""
        reach = (role, unit, area)
        return next(
            (
                r
                for r in self.roles
                if (r.role, r.unit, r.area) == reach and r.last_day is None
            ),
            None,
        )


class PersonRegistered(Event):
    """The directory learns of a person, by an opaque id."""

    stored_as = "directory.person-registered.v1"
    sv = "Person registrerad"
    en = "Person registered"

    person_id: UUID
    """The person's id, which reveals nothing of who it is. / Personens id, som inget
    avslöjar om vem det är.
    """

    def check(self, state: Person) -> None:
        """Register once."""
        if state.person_id is not None:
            raise PersonKnown(person=state.person_id)

    def evolve(self, state: Person) -> Person:
        """Know the person."""
        return replace(state, person_id=self.person_id)


class _Reaching(Model):
    person_id: UUID
    """The person who holds the role. / Personen som har rollen."""
    role: Role
    """The role that is assumed or ended. / Rollen som tillträds eller avslutas."""
    school_unit_code: SchoolUnitCode | None = None
    """The school unit the role is for; else `area`. / Skolenheten som rollen gäller;
    annars `area`.
    """
    area: Line | None = None
    """The area of responsibility the role is for; else `schoolUnitCode`. /
    Ansvarsområdet som rollen gäller; annars `schoolUnitCode`.
    """

    @model_validator(mode="after")
    def _one_reach(self) -> Self:
        if (self.school_unit_code is None) == (self.area is None):
            message = "give either schoolUnitCode or area"
            raise ValueError(message)
        return self

    @property
    def reach(self) -> str:
        """The unit or the area in words."""
        return self.school_unit_code or f"the area {self.area}"


class RoleAssumed(_Reaching, Event):
    """A person assumes a role; the day is its first."""

    stored_as = "directory.role-assumed.v1"
    sv = "Roll tillträdd"
    en = "Role assumed"

    assignment_id: NewId
    """The id that the assignment was given. / Det id som uppdraget fick."""

    def check(self, state: Person) -> None:
        """Refuse to give what is held already."""
        if state.person_id is None:
            raise PersonUnknown(person=self.person_id)
        held = state.holding(self.role, unit=self.school_unit_code, area=self.area)
        if held is not None:
            raise RoleAlreadyHeld(
                role=self.role.value, reach=self.reach, since=held.first_day
            )

    def evolve(self, state: Person) -> Person:
        """Hold the role from this day."""
        held = RoleHeld(
            self.person_id,
            self.role,
            self.school_unit_code,
            self.area,
            self.occurred_on,
        )
        return replace(state, roles=(*state.roles, held))


class RoleEnded(_Reaching, Event):
    """A person's role ends; the day is its last."""

    stored_as = "directory.role-ended.v1"
    sv = "Roll avslutad"
    en = "Role ended"

    def check(self, state: Person) -> None:
        """End only what is held on the day."""
        held = state.holding(self.role, unit=self.school_unit_code, area=self.area)
        if held is None or held.first_day > self.occurred_on:
            raise RoleNotHeldNow(
                role=self.role.value, reach=self.reach, on=self.occurred_on
            )

    def evolve(self, state: Person) -> Person:
        """Give the role its last day."""
        held = state.holding(self.role, unit=self.school_unit_code, area=self.area)
        ended = tuple(
            replace(r, last_day=self.occurred_on) if r is held else r
            for r in state.roles
        )
        return replace(state, roles=ended)


class PersonCommand(Dated):
    """A command on one person in the directory."""

    person_id: UUID
    """The person it is about. / Personen det gäller."""

    def decide(
        self, person: Person, *, occasion: Occasion
    ) -> Event | tuple[Event, ...]:
        """Give the event or events that the command leads to, the main one first."""
        return self.event(self.records, occasion=occasion)


class AssignRole(_Reaching, PersonCommand):
    """Give a person a role for a school unit or an area, from that day on."""

    noun = "role-assignments"
    records = RoleAssumed
    by = (Role.PROGRAMME_OFFICE, Role.ADMIN)
    sv = "Ge en person en roll för en skolenhet eller ett område, från den dagen."
    example = {
        "personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        "role": "principal",
        "schoolUnitCode": "01234567",
    }

    def decide(self, person: Person, *, occasion: Occasion) -> tuple[Event, ...]:
        """Register the person first if the directory does not know the id."""
        assumed = self.event(RoleAssumed, occasion=occasion)
        if person.person_id is not None:
            return (assumed,)
        registered = PersonRegistered(
            occurred_on=occasion.occurred_on, person_id=self.person_id
        )
        return (registered, assumed)


class EndRole(_Reaching, PersonCommand):
    """End a person's role; the day is its last."""

    noun = "role-endings"
    records = RoleEnded
    by = (Role.PROGRAMME_OFFICE, Role.ADMIN)
    sv = "Avsluta en persons roll; dagen är den sista."
    example = {
        "personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        "role": "principal",
        "schoolUnitCode": "01234567",
    }
