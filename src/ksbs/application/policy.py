"""Who may do what: one pure table, deny by default, every answer with its rule's id.

A rule allows a role an action where the actor stands in a relation to the programme.
Roles that act for the whole administration need no relation; the others act for their
own school, their assigned programmes, their own area, their assigned interventions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from ksbs.application.actor import EVERY_AREA, Actor
from ksbs.domain.command import COMMANDS, Command
from ksbs.domain.event import WORKING_GROUP, Event
from ksbs.domain.programme import Programme
from ksbs.domain.words import Role


class Relation(StrEnum):
    """How a role must stand to a programme."""

    NONE = "none"
    OWN_SCHOOL = "own-school"
    OWN_AREA = "own-area"
    ASSIGNED_PROGRAMME = "assigned-programme"
    ASSIGNED_INTERVENTION = "assigned-intervention"
    ASKED_FOR_SUPPORT = "asked-for-support"
    """Of a department or partner while the programme has asked for support at all."""


class Read(StrEnum):
    """The actions that only look."""

    PROGRAMME = "read-programme"
    AUDIT_TRAIL = "read-audit-trail"
    DIRECTORY = "read-directory"
    SCHOOL_UNITS = "read-school-units"
    PROJECTIONS = "read-projections"
    SELECTION = "read-selection"
    QUESTIONS = "read-questions"
    PERSONAL_QUESTIONS = "read-personal-questions"
    """What one person recorded, and what names them."""
    REPORTS = "read-reports"
    AUDIT_EXTRACT = "read-audit-extract"


IMPORT = "import"

RELATION: dict[Role, Relation] = {
    Role.CHIEF: Relation.OWN_AREA,
    Role.PRINCIPAL: Relation.OWN_SCHOOL,
    Role.WORKING_GROUP: Relation.OWN_SCHOOL,
    Role.PROCESS_SUPPORTER: Relation.ASSIGNED_PROGRAMME,
    Role.ANALYST: Relation.ASSIGNED_PROGRAMME,
    Role.SUPPORT_DEPARTMENT: Relation.ASSIGNED_INTERVENTION,
    Role.EXTERNAL_PARTNER: Relation.ASSIGNED_INTERVENTION,
    Role.PROGRAMME_OFFICE: Relation.NONE,
    Role.REGISTRAR: Relation.NONE,
    Role.DPO: Relation.NONE,
    Role.AUDITOR: Relation.NONE,
    Role.ADMIN: Relation.NONE,
}

_EVERYONE = frozenset(Role)
_CONTENT = _EVERYONE - {Role.ADMIN}

READERS: dict[Read, frozenset[Role]] = {
    Read.PROGRAMME: _CONTENT,
    Read.AUDIT_TRAIL: _CONTENT,
    Read.DIRECTORY: frozenset(
        {Role.PROGRAMME_OFFICE, Role.REGISTRAR, Role.DPO, Role.AUDITOR, Role.ADMIN}
    ),
    Read.SCHOOL_UNITS: _EVERYONE,
    Read.PROJECTIONS: frozenset({Role.PROGRAMME_OFFICE, Role.AUDITOR, Role.ADMIN}),
    Read.SELECTION: frozenset(
        {
            Role.CHIEF,
            Role.PROCESS_SUPPORTER,
            Role.ANALYST,
            Role.PROGRAMME_OFFICE,
            Role.REGISTRAR,
            Role.AUDITOR,
        }
    ),
    Read.QUESTIONS: frozenset(
        {Role.PROGRAMME_OFFICE, Role.REGISTRAR, Role.DPO, Role.AUDITOR}
    ),
    Read.PERSONAL_QUESTIONS: frozenset({Role.REGISTRAR, Role.DPO, Role.AUDITOR}),
    Read.REPORTS: frozenset(
        {Role.CHIEF, Role.PROGRAMME_OFFICE, Role.REGISTRAR, Role.DPO, Role.AUDITOR}
    ),
    Read.AUDIT_EXTRACT: frozenset({Role.REGISTRAR, Role.AUDITOR}),
}

IMPORTERS = frozenset({Role.PROGRAMME_OFFICE, Role.ADMIN})

GROUP_PARTS = frozenset({"analysis", "plan", "interventions", "followup"})
"""Where process supporter and analyst record on behalf of the group they lead."""

_ASKED = frozenset({Role.SUPPORT_DEPARTMENT, Role.EXTERNAL_PARTNER})
_LEADERS = frozenset({Role.PROCESS_SUPPORTER, Role.ANALYST})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The policy's answer and the id of the rule that gave it."""

    allowed: bool
    rule: str


class Forbidden(Exception):
    """The policy says no."""

    def __init__(self, rule: str, *, action: str, role: Role) -> None:
        self.rule = rule
        self.action = action
        self.role = role
        super().__init__(f"the role {role.value} may not {action} ({rule})")


def roles_for(command: type[Command]) -> frozenset[Role]:
    """Give the roles that may perform a command, in whatever relation it takes."""
    leaders = _LEADERS if command.part() in GROUP_PARTS else frozenset()
    return frozenset(command.by) | leaders


def may_command(
    actor: Actor, command: Command, *, relations: Iterable[Relation]
) -> Verdict:
    """Say whether the actor may perform the command."""
    noun = type(command).noun
    if actor.role in command.by:
        return _related(actor.role, noun, relations)
    if _leads_for_group(actor.role, command):
        return _related(actor.role, f"{noun}:for-working-group", relations)
    return Verdict(allowed=False, rule=f"{noun}:not-{actor.role.value}")


def may_amend(
    actor: Actor,
    command: Command,
    *,
    target: type[Event],
    relations: Iterable[Relation],
) -> Verdict:
    """Say whether the actor may amend an entry: whoever may record it, or a registrar."""
    noun = type(command).noun
    recorders = {
        role
        for known in COMMANDS.values()
        if target is known.records
        for role in roles_for(known)
    }
    if actor.role in recorders | set(command.by):
        return _related(actor.role, noun, relations)
    return Verdict(allowed=False, rule=f"{noun}:not-{actor.role.value}")


def may_read(actor: Actor, what: Read, *, relations: Iterable[Relation]) -> Verdict:
    """Say whether the actor may look at it."""
    if actor.role not in READERS[what]:
        return Verdict(allowed=False, rule=f"{what.value}:not-{actor.role.value}")
    if what not in {Read.PROGRAMME, Read.AUDIT_TRAIL}:
        return Verdict(allowed=True, rule=f"{what.value}:{actor.role.value}")
    if actor.role in _ASKED and Relation.ASKED_FOR_SUPPORT in set(relations):
        # Whoever is to answer has to see what is asked.
        rule = f"{what.value}:{actor.role.value}:{Relation.ASKED_FOR_SUPPORT.value}"
        return Verdict(allowed=True, rule=rule)
    return _related(actor.role, what.value, relations)


def may_import(actor: Actor) -> Verdict:
    """Say whether the actor may import files."""
    allowed = actor.role in IMPORTERS
    sign = "" if allowed else "not-"
    return Verdict(allowed=allowed, rule=f"{IMPORT}:{sign}{actor.role.value}")


def require(verdict: Verdict, *, action: str, role: Role) -> None:
    """Raise Forbidden unless the verdict allows."""
    if not verdict.allowed:
        raise Forbidden(verdict.rule, action=action, role=role)


def relations_to(
    actor: Actor,
    programme: Programme,
    *,
    unit: str,
    today: date,
    intervention_id: UUID | None = None,
) -> frozenset[Relation]:
    """Give the relations in which the actor stands to a programme of `unit` today.

    `intervention_id` narrows the assigned interventions to that one.
    """
    found = {Relation.NONE}
    held = programme.directory.holds(
        actor.person_id, role=actor.role, unit=unit, day=today
    )
    member = any(m.person_id == actor.person_id for m in programme.group)
    if actor.unit == unit or held or member:
        found.add(Relation.OWN_SCHOOL)
    if actor.unit == unit or held or actor.area == EVERY_AREA:
        found.add(Relation.OWN_AREA)
    if any(a.person_id == actor.person_id for a in programme.assigned(actor.role)):
        found.add(Relation.ASSIGNED_PROGRAMME)
    if any(
        i.responsible == actor.person_id
        and intervention_id in (None, i.intervention_id)
        for i in programme.interventions
    ):
        found.add(Relation.ASSIGNED_INTERVENTION)
    if actor.role in _ASKED and len(programme.support_requests) > 0:
        found.add(Relation.ASKED_FOR_SUPPORT)
    return frozenset(found)


def _related(role: Role, action: str, relations: Iterable[Relation]) -> Verdict:
    needed = RELATION[role]
    allowed = needed in set(relations)
    rule = f"{action}:{role.value}" + (f":{needed.value}" if needed != "none" else "")
    return Verdict(allowed=allowed, rule=rule)


def _leads_for_group(role: Role, command: Command) -> bool:
    return (
        role in _LEADERS
        and command.part() in GROUP_PARTS
        and command.on_behalf_of == WORKING_GROUP
    )
