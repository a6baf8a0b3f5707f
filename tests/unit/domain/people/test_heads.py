from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest

from ksbs.domain.holding import RoleNotHeld
from ksbs.domain.people.heads import (
    ChangeChief,
    ChangePrincipal,
    NotInOffice,
    SamePerson,
)
from ksbs.domain.programme import Programme
from ksbs.domain.words import Role
from tests.support.cast import (
    CHIEF,
    DAY,
    DECIDED,
    NEXT_CHIEF,
    NEXT_PRINCIPAL,
    PRINCIPAL,
    STRANGER,
)
from tests.support.given import both_for, decided, started
from tests.support.telling import refused, then, when


@dataclass(frozen=True)
class Succession:
    """One of the two offices, who holds it and who takes over on DAY."""

    change: type[ChangeChief] | type[ChangePrincipal]
    role: Role
    old: UUID
    new: UUID

    def command(
        self, *, old: UUID | None = None, new: UUID | None = None
    ) -> ChangeChief | ChangePrincipal:
        return self.change(from_person=old or self.old, to_person=new or self.new)


BOTH = pytest.mark.parametrize(
    "office",
    [
        Succession(ChangeChief, Role.CHIEF, CHIEF, NEXT_CHIEF),
        Succession(ChangePrincipal, Role.PRINCIPAL, PRINCIPAL, NEXT_PRINCIPAL),
    ],
    ids=lambda office: office.role.value,
)


def in_office(programme: Programme, role: Role) -> list[UUID]:
    return [a.person_id for a in programme.assigned(role)]


@BOTH
def test_the_new_one_is_in_office_from_the_day(office: Succession) -> None:
    # when
    programme = then(started(), office.command())
    # then
    assert in_office(programme, office.role) == [office.new]


@BOTH
def test_the_last_day_of_the_old_one_is_the_day_before(office: Succession) -> None:
    # when
    programme = then(started(), office.command())
    # then
    (past,) = (a for a in programme.assignments if a.person_id == office.old)
    assert (past.first_day, past.last_day) == (DECIDED, DAY - timedelta(days=1))


@BOTH
def test_the_old_one_has_its_own_first_day_where_there_is_none_before(
    office: Succession,
) -> None:
    # given
    (event, *_) = when(started(), office.command())
    first = event.model_copy(update={"occurred_on": date.min})
    # when
    programme = first.evolve(decided())
    # then
    (past,) = (a for a in programme.assignments if a.person_id == office.old)
    assert (past.first_day, past.last_day) == (DECIDED, DECIDED)


@BOTH
def test_the_decision_keeps_the_old_one(office: Succession) -> None:
    # when
    programme = then(started(), office.command())
    # then
    assert programme.decision == started().decision
    assert programme.decision is not None
    assert office.old in programme.decision.deciders


@BOTH
def test_who_is_not_in_office_cannot_be_replaced(office: Succession) -> None:
    with refused(NotInOffice, STRANGER, office.old):
        when(started(), office.command(old=STRANGER))


@BOTH
def test_nobody_is_in_office_before_the_decision(office: Succession) -> None:
    with refused(NotInOffice, office.old):
        when(both_for(), office.command())


@BOTH
def test_the_same_change_twice_is_refused(office: Succession) -> None:
    # given
    command = office.command()
    programme = then(started(), command)
    # when, then
    with refused(NotInOffice, office.old, office.new):
        when(programme, command)


@BOTH
def test_a_change_to_oneself_is_refused(office: Succession) -> None:
    with refused(SamePerson, office.old):
        when(started(), office.command(new=office.old))


@BOTH
def test_the_new_one_must_hold_the_role_in_the_directory(office: Succession) -> None:
    with refused(RoleNotHeld, STRANGER, office.role.value):
        when(started(), office.command(new=STRANGER))


@BOTH
def test_the_role_must_be_held_on_the_very_day(office: Succession) -> None:
    # given: the new one holds the role from DAY on
    command = office.command()
    # when, then
    with refused(RoleNotHeld, office.new):
        when(started(), command, on=DAY - timedelta(days=1))
    assert when(started(), command, on=DAY)


def test_a_principal_cannot_take_over_as_chief() -> None:
    with refused(RoleNotHeld, NEXT_PRINCIPAL):
        when(started(), ChangeChief(from_person=CHIEF, to_person=NEXT_PRINCIPAL))


def test_a_time_in_office_never_ends_before_it_began() -> None:
    # given: the principal is in office from DECIDED on
    event = when(
        started(), ChangePrincipal(from_person=PRINCIPAL, to_person=NEXT_PRINCIPAL)
    )[0]
    early = event.model_copy(update={"occurred_on": DECIDED})
    # when
    programme = early.evolve(decided())
    # then
    (past,) = (a for a in programme.assignments if a.person_id == PRINCIPAL)
    assert past.last_day == DECIDED


def test_a_change_is_written_as_from_and_to() -> None:
    # when
    (event,) = when(
        started(),
        ChangePrincipal.model_validate_json(
            f'{{"from": "{PRINCIPAL}", "to": "{NEXT_PRINCIPAL}"}}'
        ),
    )
    # then
    assert event.payload() == {"from": str(PRINCIPAL), "to": str(NEXT_PRINCIPAL)}
