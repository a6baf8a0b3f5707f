"""Another principal or chief takes over; what was decided stays with who decided it."""

from uuid import UUID

from pydantic import Field

from ksbs.domain.calendar import day_before
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.holding import require_role
from ksbs.domain.kinds import Capacity
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Model, Role


class NotInOffice(RuleBroken):
    """The person {person} is not {role.en} of this programme on {on}; now it is
    {incumbent}.
    """

    sv = (
        "Personen {person} är inte {role.sv} i denna omgång den {on}; nu är det "
        "{incumbent}."
    )


class SamePerson(RuleBroken):
    """A change of {role.en} needs two persons; {person} is named as both."""

    sv = "Ett byte av {role.sv} kräver två personer; {person} anges som båda."


class _Succeeding(Model):
    from_person: UUID = Field(alias="from")
    """The person who leaves. / Personen som lämnar."""
    to_person: UUID = Field(alias="to")
    """The person who takes over, and holds the role in the directory on that day. /
    Personen som tar över och har rollen i katalogen den dagen.
    """


class PrincipalChanged(_Succeeding, ProgrammeEvent):
    """The school has another principal from this day."""

    stored_as = "people.principal-changed.v1"
    sv = "Rektorsbyte"
    en = "Principal changed"

    def rules(self, programme: Programme) -> None:
        """Replace the one in office by another who holds the role."""
        _require_succession(self, programme, capacity=Capacity.PRINCIPAL)

    def evolve(self, state: Programme) -> Programme:
        """Seat the new principal; the decision keeps the old one."""
        return _succeeded(self, state, role=Role.PRINCIPAL)


class ChangePrincipal(_Succeeding, ProgrammeCommand):
    """Record that another principal takes over."""

    noun = "principal-changes"
    records = PrincipalChanged
    by = (Role.PROGRAMME_OFFICE, Role.CHIEF)
    sv = "Registrera att en ny rektor tar över."
    example = {
        "from": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c31",
        "to": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c32",
    }


class ChiefChanged(_Succeeding, ProgrammeEvent):
    """The school answers to another chief from this day."""

    stored_as = "people.chief-changed.v1"
    sv = "Byte av grundskolechef/områdeschef"
    en = "Chief changed"

    def rules(self, programme: Programme) -> None:
        """Replace the one in office by another who holds the role."""
        _require_succession(self, programme, capacity=Capacity.CHIEF)

    def evolve(self, state: Programme) -> Programme:
        """Seat the new chief; the decision keeps the old one."""
        return _succeeded(self, state, role=Role.CHIEF)


class ChangeChief(_Succeeding, ProgrammeCommand):
    """Record that another chief takes over."""

    noun = "chief-changes"
    records = ChiefChanged
    by = (Role.PROGRAMME_OFFICE, Role.CHIEF)
    sv = "Registrera att en ny grundskolechef/områdeschef tar över."
    example = {
        "from": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c33",
        "to": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c34",
    }


_Change = PrincipalChanged | ChiefChanged


def _require_succession(
    event: _Change, programme: Programme, *, capacity: Capacity
) -> None:
    role = Role(capacity.value)
    if event.from_person == event.to_person:
        raise SamePerson(role=role, person=event.to_person)
    incumbents = [a.person_id for a in programme.assigned(role)]
    if event.from_person not in incumbents:
        raise NotInOffice(
            person=event.from_person,
            role=role,
            on=event.occurred_on,
            incumbent=", ".join(map(str, incumbents)) or "–",
        )
    require_role(programme, person_id=event.to_person, capacity=capacity, event=event)


def _succeeded(event: _Change, state: Programme, *, role: Role) -> Programme:
    # The new one begins on the day of the event, so the last day of the other is the
    # day before: nobody is found twice in the same office on one day.
    last = day_before(event.occurred_on)
    for assignment in state.assigned(role):
        if assignment.person_id == event.from_person:
            last = max(last, assignment.first_day)
    state = state.unseat(event.from_person, role=role, on=last)
    return state.seat(event.to_person, role=role, on=event.occurred_on)
