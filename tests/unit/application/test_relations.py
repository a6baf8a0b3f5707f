"""How departments and partners stand to a programme, and what that lets them do."""

from datetime import date
from uuid import UUID

import pytest

from ksbs.application import policy
from ksbs.application.actor import Actor
from ksbs.application.policy import Read, Relation
from ksbs.domain.plan.support import SupportRequested
from ksbs.domain.programme import Programme
from ksbs.domain.words import Role
from tests.support.cast import UNIT
from tests.support.given import established

ASKED = SupportRequested(
    occurred_on=date(2026, 3, 2),
    request_id=UUID(int=5),
    intervention_id=None,
    of_whom="Språkutvecklingsenheten",
    what="Handledning",
    needed_by=date(2026, 8, 17),
)


def may_read(programme: Programme, role: Role) -> bool:
    actor = Actor(UUID(int=99), role)
    relations = policy.relations_to(actor, programme, unit=UNIT, today=date(2026, 4, 1))
    return policy.may_read(actor, Read.PROGRAMME, relations=relations).allowed


@pytest.mark.parametrize("role", [Role.SUPPORT_DEPARTMENT, Role.EXTERNAL_PARTNER])
def test_whoever_is_asked_for_support_sees_the_programme(role: Role) -> None:
    assert not may_read(established(), role)
    assert may_read(ASKED.evolve(established()), role)


def test_a_request_for_support_shows_the_programme_to_nobody_else() -> None:
    assert not may_read(ASKED.evolve(established()), Role.PROCESS_SUPPORTER)
    assert not may_read(ASKED.evolve(established()), Role.PRINCIPAL)


def test_being_asked_for_support_is_not_being_assigned_an_intervention() -> None:
    # given
    actor = Actor(UUID(int=99), Role.SUPPORT_DEPARTMENT)
    # when
    relations = policy.relations_to(
        actor, ASKED.evolve(established()), unit=UNIT, today=date(2026, 4, 1)
    )
    # then
    assert Relation.ASKED_FOR_SUPPORT in relations
    assert Relation.ASSIGNED_INTERVENTION not in relations
