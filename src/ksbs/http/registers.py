"""The registers over HTTP: school units, persons, the roles they hold."""

from collections.abc import Iterator

from ksbs.domain.roles import RoleHeld
from ksbs.domain.units import SchoolUnit
from ksbs.http import paging
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.reading import as_of, reply_with
from ksbs.http.wire_registers import (
    PersonList,
    RegisteredPerson,
    RoleAssignment,
    RoleAssignmentList,
    SchoolUnitList,
    SchoolUnitView,
)


def list_school_units(api: Api, asked: Asked) -> Reply:
    """Answer `GET /school-units`."""
    pair = as_of(api, asked)
    units = api.school_units.every(
        valid_at=pair.valid_at, position=pair.position, actor=asked.actor
    )
    items = tuple(_unit(unit) for unit in paging.page_of(units, asked))
    return reply_with(
        SchoolUnitList(
            items=items,
            meta=paging.page_meta(asked, total=len(units), count=len(items)),
            links=paging.page_links(asked, total=len(units)),
        )
    )


def get_school_unit(api: Api, asked: Asked) -> Reply:
    """Answer `GET /school-units/{schoolUnitCode}`."""
    pair = as_of(api, asked)
    unit = api.school_units.one(
        asked.path["schoolUnitCode"],
        valid_at=pair.valid_at,
        position=pair.position,
        actor=asked.actor,
    )
    return reply_with(_unit(unit))


def _unit(unit: SchoolUnit) -> SchoolUnitView:
    return SchoolUnitView(
        school_unit_code=unit.code,
        school_name=unit.name,
        status=unit.status,
        school_forms=unit.school_forms,
        municipality_code=unit.municipality_code,
        organizer_number=unit.organizer_number,
        organizer_type=unit.organizer_type,
        organizer_name=unit.organizer_name,
        observed_on=unit.observed_on,
    )


def list_persons(api: Api, asked: Asked) -> Reply:
    """Answer `GET /persons`."""
    pair = as_of(api, asked, day="on")
    persons = [
        person
        for person in api.persons.every(position=pair.position, actor=asked.actor)
        if person.registered_on <= pair.valid_at
    ]
    items = tuple(
        RegisteredPerson(
            person_id=person.person_id,
            registered_on=person.registered_on,
            roles=tuple(r.role for r in person.roles if r.on(pair.valid_at)),
        )
        for person in paging.page_of(persons, asked)
    )
    return reply_with(
        PersonList(
            items=items,
            meta=paging.page_meta(asked, total=len(persons), count=len(items)),
            links=paging.page_links(asked, total=len(persons)),
        )
    )


def list_role_assignments(api: Api, asked: Asked) -> Reply:
    """Answer `GET /role-assignments`."""
    found = list(_roles(api, asked))
    items = tuple(_assignment(role) for role in paging.page_of(found, asked))
    return reply_with(
        RoleAssignmentList(
            items=items,
            meta=paging.page_meta(asked, total=len(found), count=len(items)),
            links=paging.page_links(asked, total=len(found)),
        )
    )


def _roles(api: Api, asked: Asked) -> Iterator[RoleHeld]:
    pair, query = as_of(api, asked, day="on"), asked.query
    for person in api.persons.every(position=pair.position, actor=asked.actor):
        if query.get("personId") not in {None, person.person_id}:
            continue
        for role in sorted(person.roles, key=lambda r: r.first_day):
            if (
                query.get("role") in (None, role.role)
                and query.get("schoolUnitCode") in (None, role.unit)
                and ("on" not in query or role.on(pair.valid_at))
            ):
                yield role


def _assignment(role: RoleHeld) -> RoleAssignment:
    return RoleAssignment(
        person_id=role.person_id,
        role=role.role,
        school_unit_code=role.unit,
        area=role.area,
        first_day=role.first_day,
        last_day=role.last_day,
    )
