from datetime import date
from uuid import UUID

import pytest
from pydantic import ValidationError

from ksbs.domain.command import Occasion
from ksbs.domain.directory.person import (
    AssignRole,
    EndRole,
    Person,
    PersonCommand,
    PersonKnown,
    PersonRegistered,
    PersonUnknown,
    RoleAlreadyHeld,
    RoleAssumed,
    RoleNotHeldNow,
)
from ksbs.domain.event import Event
from ksbs.domain.roles import Directory
from ksbs.domain.words import Role

PERSON, UNIT = UUID(int=0xB1), "01234567"
FIRST, LAST, LATER = date(2025, 8, 1), date(2026, 1, 31), date(2026, 2, 1)


def assign(*, area: str | None = None) -> AssignRole:
    return AssignRole(
        person_id=PERSON,
        role=Role.PRINCIPAL,
        school_unit_code=None if area else UNIT,
        area=area,
    )


def end() -> EndRole:
    return EndRole(person_id=PERSON, role=Role.PRINCIPAL, school_unit_code=UNIT)


def perform(person: Person, command: PersonCommand, *, on: date) -> Person:
    """Decide and check as the application does."""
    occasion = Occasion(on, on, UUID(int=1), Role.ADMIN, lambda: UUID(int=9))
    decided = command.decide(person, occasion=occasion)
    events: tuple[Event, ...] = decided if isinstance(decided, tuple) else (decided,)
    for event in events:
        event.check(person)
        person = event.evolve(person)
    return person


def holds(person: Person, day: date, unit: str = UNIT) -> bool:
    directory = Directory.of(person.roles)
    return directory.holds(PERSON, role=Role.PRINCIPAL, unit=unit, day=day)


def test_an_unknown_person_is_registered_with_the_first_role() -> None:
    # given / when
    person = perform(Person(), assign(), on=FIRST)
    # then
    assert person.person_id == PERSON
    assert not holds(person, date(2025, 7, 31))
    assert holds(person, FIRST)


def test_a_role_is_held_from_its_first_day_to_its_last() -> None:
    # given
    person = perform(Person(), assign(), on=FIRST)
    # when
    person = perform(person, end(), on=LAST)
    # then
    assert holds(person, LAST)
    assert not holds(person, LATER)


def test_a_role_for_a_unit_does_not_reach_another() -> None:
    person = perform(Person(), assign(), on=FIRST)
    assert not holds(person, FIRST, unit="07654321")


def test_a_role_for_an_area_reaches_every_unit() -> None:
    person = perform(Person(), assign(area="Norra området"), on=FIRST)
    assert holds(person, FIRST, unit="07654321")


def test_a_role_that_is_held_is_not_given_again() -> None:
    person = perform(Person(), assign(), on=FIRST)
    with pytest.raises(RoleAlreadyHeld):
        perform(person, assign(), on=LATER)


def test_a_role_that_has_ended_may_be_given_again() -> None:
    # given
    person = perform(perform(Person(), assign(), on=FIRST), end(), on=LAST)
    # when
    person = perform(person, assign(), on=LATER)
    # then
    assert holds(person, LATER)


def test_a_role_that_is_not_held_cannot_end() -> None:
    with pytest.raises(RoleNotHeldNow):
        perform(Person(person_id=PERSON), end(), on=LAST)


def test_a_role_cannot_end_before_it_began() -> None:
    person = perform(Person(), assign(), on=FIRST)
    with pytest.raises(RoleNotHeldNow):
        perform(person, end(), on=date(2025, 7, 31))


def test_a_person_is_registered_once() -> None:
    registered = PersonRegistered(occurred_on=FIRST, person_id=PERSON)
    with pytest.raises(PersonKnown):
        registered.check(Person(person_id=PERSON))


def test_an_unknown_person_assumes_no_role() -> None:
    assumed = RoleAssumed(
        occurred_on=FIRST,
        assignment_id=UUID(int=1),
        person_id=PERSON,
        role=Role.PRINCIPAL,
        school_unit_code=UNIT,
    )
    with pytest.raises(PersonUnknown):
        assumed.check(Person())


@pytest.mark.parametrize("reach", ["", '"schoolUnitCode":"01234567","area":"x",'])
def test_a_role_is_for_a_unit_or_an_area_and_not_for_both(reach: str) -> None:
    body = f'{{{reach}"personId":"{PERSON}","role":"principal"}}'
    with pytest.raises(ValidationError, match="either schoolUnitCode or area"):
        AssignRole.model_validate_json(body)
