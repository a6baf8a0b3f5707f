"""Our side of the benches: a programme ready for evidence, and evidence added to it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from uuid_utils.compat import uuid7

from ksbs.application.actor import Actor
from ksbs.application.request import Request
from ksbs.application.services import Services
from ksbs.domain.analysis.evidence import AddEvidence
from ksbs.domain.analysis.start import StartAnalysis
from ksbs.domain.command import Command
from ksbs.domain.directory.person import AssignRole
from ksbs.domain.enrolment.decision import DecideEnrolment
from ksbs.domain.enrolment.nomination import NominateSchool
from ksbs.domain.enrolment.stance import TakeStance
from ksbs.domain.enrolment.start import StartProgramme
from ksbs.domain.kinds import (
    Capacity,
    DecisionBasis,
    EvidenceKind,
    Ground,
    Matter,
    MemberKind,
    SchoolForm,
    Stance,
)
from ksbs.domain.people.support_team import AssignAnalyst, AssignProcessSupporter
from ksbs.domain.people.working_group import FormWorkingGroup, Membership
from ksbs.domain.register import load_domain
from ksbs.domain.words import Role

load_domain()

EVENTS_BEFORE_EVIDENCE = 9
"""The version of a programme whose situation analysis has just started."""

PERSONS = {role: UUID(int=0xF00 + n) for n, role in enumerate(Role)}
SUMMARY = (
    "Andelen elever som klarar alla ämnen har sjunkit tre år i rad, mest i matematik."
)


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        """Give the present instant."""
        return datetime.now(UTC)


@dataclass
class Ours:
    """Performs commands on programmes of its own."""

    services: Services
    name: str
    keys: "count[int]" = field(default_factory=count)
    programmes: list[UUID] = field(default_factory=list)

    def ask(
        self, command: Command, *, role: Role, programme_id: UUID | None = None
    ) -> UUID:
        """Perform a command and give the id of its stream."""
        unit = getattr(command, "school_unit_code", None)
        request = Request(
            command,
            Actor(PERSONS[role], role, unit, "*" if role is Role.CHIEF else None),
            f"{self.name}:{next(self.keys)}",
            programme_id=programme_id,
        )
        return self.services.performer.perform(request).main.stream_id

    def programme(self, unit: str) -> UUID:
        """Make a programme whose situation analysis has started."""
        for role in (Role.CHIEF, Role.PRINCIPAL):
            self.ask(
                AssignRole(person_id=PERSONS[role], role=role, school_unit_code=unit),
                role=Role.PROGRAMME_OFFICE,
            )
        programme_id = self.ask(_nominate(unit), role=Role.PROGRAMME_OFFICE)
        for role, command in _until_analysis():
            self.ask(command, role=role, programme_id=programme_id)
        return programme_id

    def add_evidence(self, programme_id: UUID) -> None:
        """Record one more piece of evidence."""
        command = evidence(next(self.keys))
        self.ask(command, role=Role.ANALYST, programme_id=programme_id)


def services(store: object) -> Services:
    """Give the application over an event store."""
    return Services(store, SystemClock(), uuid7)  # type: ignore[arg-type]  # a store is asked for as a port


def _nominate(unit: str) -> NominateSchool:
    return NominateSchool(
        school_unit_code=unit,
        school_name=f"Skolan {unit}",
        school_form=SchoolForm.COMPULSORY,
        organizer_number="2120000142",
        grounds=(Ground.LOW_RESULTS,),
        motive=SUMMARY,
    )


def _until_analysis() -> list[tuple[Role, Command]]:
    members = (
        Membership(
            person_id=PERSONS[Role.PRINCIPAL],
            kind=MemberKind.LEADERSHIP,
            function="rektor",
        ),
        Membership(
            person_id=PERSONS[Role.WORKING_GROUP],
            kind=MemberKind.KEY_PERSON,
            function="förstelärare",
        ),
    )
    stances: list[tuple[Role, Command]] = [
        (
            Role(capacity.value),
            TakeStance(
                matter=Matter.ENROLMENT,
                stance=Stance.FOR,
                capacity=capacity,
                statement="Skolan deltar.",
            ),
        )
        for capacity in Capacity
    ]
    return [
        *stances,
        (Role.REGISTRAR, _decision()),
        (Role.PROGRAMME_OFFICE, StartProgramme()),
        (
            Role.PROGRAMME_OFFICE,
            AssignProcessSupporter(person_id=PERSONS[Role.PROCESS_SUPPORTER]),
        ),
        (Role.PROGRAMME_OFFICE, AssignAnalyst(person_id=PERSONS[Role.ANALYST])),
        (Role.PROGRAMME_OFFICE, FormWorkingGroup(members=members)),
        (Role.PROCESS_SUPPORTER, StartAnalysis()),
    ]


def _decision() -> DecideEnrolment:
    return DecideEnrolment(
        content="Skolan deltar i tre år.",
        decisive_circumstances=SUMMARY,
        starts_on=date(2100, 1, 1),
        decision_basis=DecisionBasis.DELEGATION,
    )


def evidence(number: int) -> AddEvidence:
    """Give a piece of evidence of its own."""
    return AddEvidence(
        kind=EvidenceKind.GRADES,
        period="2024/25",
        source="Skolverket",
        uri=f"https://example.org/betyg/{number}",
        summary=SUMMARY,
    )
