"""The school's working group: school leadership and key persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import MemberKind
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.state import Member
from ksbs.domain.words import Line, Model, Role, Text


class GroupAlreadyFormed(RuleBroken):
    """The working group stands, with {members} members; add members or let them leave
    instead.
    """

    sv = (
        "Arbetsgruppen finns redan, med {members} medlemmar; lägg till medlemmar eller "
        "låt dem lämna i stället."
    )


class GroupUnbalanced(RuleBroken):
    """A working group needs at least one of the school leadership and one key person;
    add: {missing.en}.
    """

    sv = (
        "En arbetsgrupp behöver minst en ur skolledningen och en nyckelperson; lägg "
        "till: {missing.sv}."
    )


class NamedTwice(RuleBroken):
    """The person {person} is named twice among the members; once is enough."""

    sv = "Personen {person} anges två gånger bland medlemmarna; en gång räcker."


class NoWorkingGroup(RuleBroken):
    """There is no working group on {on}; form it first."""

    sv = "Det finns ingen arbetsgrupp den {on}; bilda den först."


class AlreadyMember(RuleBroken):
    """The person {person} is already a member of the working group."""

    sv = "Personen {person} är redan med i arbetsgruppen."


class NotMember(RuleBroken):
    """The person {person} is not a member of the working group on {on}."""

    sv = "Personen {person} är inte med i arbetsgruppen den {on}."


class GroupLeftUnbalanced(Advisory):
    """The working group is left without {missing.en}; add a member."""

    sv = "Arbetsgruppen saknar nu {missing.sv}; lägg till en medlem."


@dataclass(frozen=True)
class MembershipHeld:
    """Somebody's time in the working group, both days included."""

    member: Member
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True)
class Memberships:
    """Everybody's times in the working group, in the order in which they began."""

    held: tuple[MembershipHeld, ...] = ()


class Membership(Model):
    """A member of the working group as named in a body. / En medlem av arbetsgruppen,
    som den anges i en begäran.
    """

    person_id: UUID
    """The person who is a member. / Personen som är medlem."""
    kind: MemberKind
    """School leadership or key person. / Skolledning eller nyckelperson."""
    function: Line
    """What the member does at the school, for example "första lärare". / Vad medlemmen
    gör på skolan, till exempel ”förstelärare”.
    """

    def member(self) -> Member:
        """Give the member as it stands in the group."""
        return Member(self.person_id, self.kind, self.function)


class _Forming(Model):
    members: Annotated[tuple[Membership, ...], Field(min_length=1, max_length=100)]
    """At least one of the school leadership and one key person. / Minst en från
    skolledningen och en nyckelperson.
    """


class WorkingGroupFormed(_Forming, ProgrammeEvent):
    """The school's working group is formed."""

    stored_as = "people.working-group-formed.v1"
    sv = "Arbetsgrupp bildad"
    en = "Working group formed"

    def rules(self, programme: Programme) -> None:
        """Form it once, of both kinds of members, each named once."""
        if programme.group:
            raise GroupAlreadyFormed(members=len(programme.group))
        named: set[UUID] = set()
        for member in self.members:
            if member.person_id in named:
                raise NamedTwice(person=member.person_id)
            named.add(member.person_id)
        for kind in _missing(m.member() for m in self.members):
            raise GroupUnbalanced(missing=kind)

    def evolve(self, state: Programme) -> Programme:
        """Let the members make up the group, with any who were already added."""
        return _joined(state, self.members, on=self.occurred_on)


class FormWorkingGroup(_Forming, ProgrammeCommand):
    """Form the school's working group."""

    noun = "working-groups"
    records = WorkingGroupFormed
    by = (Role.PROGRAMME_OFFICE, Role.CHIEF)
    sv = "Bilda skolans arbetsgrupp."
    example = {
        "members": [
            {
                "personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c21",
                "kind": "leadership",
                "function": "biträdande rektor",
            },
            {
                "personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c22",
                "kind": "key_person",
                "function": "förstelärare i matematik",
            },
        ]
    }


class WorkingGroupMemberAdded(Membership, ProgrammeEvent):
    """Somebody joins the working group."""

    stored_as = "people.working-group-member-added.v1"
    sv = "Medlem tillagd i arbetsgruppen"
    en = "Working group member added"

    def rules(self, programme: Programme) -> None:
        """Add to a group that stands, and each person once."""
        if not programme.group:
            raise NoWorkingGroup(on=self.occurred_on)
        if any(m.person_id == self.person_id for m in programme.group):
            raise AlreadyMember(person=self.person_id)

    def evolve(self, state: Programme) -> Programme:
        """Add the member."""
        return _joined(state, (self,), on=self.occurred_on)


class AddWorkingGroupMember(Membership, ProgrammeCommand):
    """Add a member to the working group."""

    noun = "working-group-members"
    records = WorkingGroupMemberAdded
    by = (Role.PROGRAMME_OFFICE, Role.CHIEF)
    sv = "Lägg till en medlem i arbetsgruppen."
    example = {
        "personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c23",
        "kind": "key_person",
        "function": "specialpedagog",
    }


class _Leaving(Model):
    person_id: UUID
    """The member who leaves. / Medlemmen som lämnar."""
    reason: Text | None = None
    """Why the member leaves, if it is told. / Skälet till att medlemmen lämnar, om det
    är känt.
    """


class WorkingGroupMemberLeft(_Leaving, ProgrammeEvent):
    """Somebody leaves the working group."""

    stored_as = "people.working-group-member-left.v1"
    sv = "Medlem har lämnat arbetsgruppen"
    en = "Working group member left"

    def rules(self, programme: Programme) -> None:
        """Only a member can leave."""
        if all(m.person_id != self.person_id for m in programme.group):
            raise NotMember(person=self.person_id, on=self.occurred_on)

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Warn when a kind of member is missing afterwards."""
        before = set(_missing(state.group))
        for kind in _missing(_without(state.group, self.person_id)):
            if kind not in before:
                yield GroupLeftUnbalanced(missing=kind)

    def evolve(self, state: Programme) -> Programme:
        """Take the member out of the group; this is the last day."""
        return _left(state, self.person_id, on=self.occurred_on)


class RemoveWorkingGroupMember(_Leaving, ProgrammeCommand):
    """Record that a member leaves the working group."""

    noun = "working-group-departures"
    records = WorkingGroupMemberLeft
    by = (Role.PROGRAMME_OFFICE, Role.CHIEF)
    sv = "Registrera att en medlem lämnar arbetsgruppen."
    example = {
        "personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c22",
        "reason": "Byter arbetsplats.",
    }


def _missing(members: Iterable[Member]) -> list[MemberKind]:
    present = {member.kind for member in members}
    return [kind for kind in MemberKind if kind not in present]


def _without(group: tuple[Member, ...], person_id: UUID) -> tuple[Member, ...]:
    return tuple(m for m in group if m.person_id != person_id)


def _left(state: Programme, person_id: UUID, *, on: date) -> Programme:
    held = tuple(
        replace(m, last_day=on)
        if (m.member.person_id, m.last_day) == (person_id, None)
        else m
        for m in state.facet(Memberships).held
    )
    left = replace(state, group=_without(state.group, person_id))
    return left.keeping(Memberships(held))


def _joined(state: Programme, joining: Iterable[Membership], *, on: date) -> Programme:
    for membership in joining:
        member = membership.member()
        if member in state.group:
            continue
        # Whoever joins as something else has been what they were until then.
        state = _left(state, member.person_id, on=on)
        held = (*state.facet(Memberships).held, MembershipHeld(member, on))
        state = replace(state, group=(*state.group, member))
        state = state.keeping(Memberships(held))
    return state
