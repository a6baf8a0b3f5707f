"""Who may see which of many programmes, folding as few as possible."""

from collections.abc import Iterator, Sequence
from typing import Any, cast
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from ksbs.application.actor import Actor
from ksbs.application.services import Services
from ksbs.application.trail_filter import TrailFilter
from ksbs.application.trail_index import Reach, reach_of
from ksbs.application.views_seeing import Sees, sees
from ksbs.domain.event import Entry
from ksbs.domain.words import Role
from tests.support.api import UNIT, World, person
from tests.support.memory_store import MemoryStore

OTHER = "01234568"


class Counting:
    """A store that counts the streams that are read."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.read = 0

    def stream(self, stream_id: UUID) -> Sequence[Entry]:
        self.read += 1
        return self._store.stream(stream_id)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Within:
    """An index that knows which programmes are within anybody's reach."""

    def __init__(self, *programmes: UUID) -> None:
        self._programmes = frozenset(programmes)

    def entries(self, which: TrailFilter, **_: object) -> None:
        del which

    def programmes(self, reach: Reach, *, up_to: int) -> frozenset[UUID]:
        assert reach.named
        assert up_to
        return self._programmes


@pytest.fixture
def services(world: World) -> Services:
    """Two schools, told to a store that counts."""
    world.nominate()
    world.nominate(schoolUnitCode=OTHER)
    return Services(cast("Any", Counting(world.store)), world.clock, uuid7)


@pytest.fixture
def world() -> Iterator[World]:
    with World() as world:
        yield world


def two(services: Services) -> tuple[UUID, UUID]:
    founded = services.store.following(0, category="programme")
    first, second = (entry.stream_id for entry in founded)
    return first, second


def sight(services: Services, actor: Actor, *within: UUID) -> Sees:
    first, second = two(services)
    units = {first: UNIT, second: OTHER}
    index = Within(*within) if within else None
    return sees(actor, history=services.history, units=lambda: units, index=index)


def reads(services: Services) -> int:
    store: Any = services.store
    return int(store.read)


@pytest.mark.parametrize("role", [Role.PROGRAMME_OFFICE, Role.AUDITOR, Role.DPO])
def test_who_sees_everything_needs_no_programme_read(
    services: Services, role: Role
) -> None:
    # when
    may = sight(services, Actor(person(role), role))
    seen = [may(each) for each in two(services)]

    # then
    assert seen == [True, True]
    assert reads(services) == 0


def test_an_administrator_sees_none_and_none_is_read(services: Services) -> None:
    # when
    may = sight(services, Actor(person(Role.ADMIN), Role.ADMIN))

    # then
    assert [may(each) for each in two(services)] == [False, False]
    assert reads(services) == 0


def test_a_chief_of_one_unit_sees_that_one_by_its_code(services: Services) -> None:
    # when
    may = sight(services, Actor(person(Role.CHIEF), Role.CHIEF, UNIT))

    # then
    assert [may(each) for each in two(services)] == [True, False]
    assert reads(services) == 0


def test_a_principal_may_be_a_member_elsewhere_so_the_others_are_read(
    services: Services,
) -> None:
    # when
    may = sight(services, Actor(person(Role.PRINCIPAL), Role.PRINCIPAL, UNIT))

    # then
    assert [may(each) for each in two(services)] == [True, False]
    assert reads(services) == 1


def test_what_names_nobody_is_not_read(services: Services) -> None:
    # given
    first, _ = two(services)
    actor = Actor(person(Role.PRINCIPAL), Role.PRINCIPAL, UNIT)

    # when
    may = sight(services, actor, first)

    # then
    assert [may(each) for each in two(services)] == [True, False]
    assert reads(services) == 0


def test_being_within_reach_is_not_yet_being_allowed(services: Services) -> None:
    # when
    may = sight(services, Actor(UUID(int=7), Role.ANALYST), *two(services))

    # then
    assert [may(each) for each in two(services)] == [False, False]
    assert reads(services) == 2


def test_a_unit_that_is_not_known_is_looked_for_in_the_programme(
    services: Services,
) -> None:
    # given
    actor = Actor(person(Role.CHIEF), Role.CHIEF, UNIT)

    # when
    may = sees(actor, history=services.history, units=dict)

    # then
    assert [may(each) for each in two(services)] == [True, False]
    assert reads(services) == 2


def test_departments_reach_what_asks_for_support(services: Services) -> None:
    # when
    asked = reach_of(
        Actor(UUID(int=7), Role.SUPPORT_DEPARTMENT), history=services.history
    )
    analyst = reach_of(Actor(UUID(int=7), Role.ANALYST), history=services.history)

    # then
    assert asked.named == frozenset({str(UUID(int=7))})
    assert asked.told
    assert analyst.told == frozenset()


def test_a_role_for_an_area_reaches_everything(world: World) -> None:
    # given
    analyst = UUID(int=9)
    body = {"personId": str(analyst), "role": "chief", "area": "Norr"}
    assert world.post("/role-assignments", body, role=Role.ADMIN).status_code == 201

    # when
    reach = reach_of(Actor(analyst, Role.CHIEF), history=world.services.history)

    # then
    assert reach.named is None
