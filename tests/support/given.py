"""Programmes at their legal stages, to begin a test of the domain with.

Every stage is folded from real events, each checked against the state before it, so a
stage cannot be one that the rules forbid. Programmes are frozen, so stages are shared.
Persons, ids and days are those of `cast`; `telling` has `given`, `when`, `then`,
`refused` and `advice`.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID

from ksbs.domain.analysis.areas import AreaIdentified, AreaPrioritised
from ksbs.domain.analysis.causes import CauseProposed, ProblemIdentified
from ksbs.domain.analysis.establishment import AnalysisEstablished
from ksbs.domain.analysis.evidence import EvidenceAdded
from ksbs.domain.analysis.session import SessionHeld
from ksbs.domain.analysis.session_plan import SessionScheduled
from ksbs.domain.analysis.staff_work import StaffWorkHeld
from ksbs.domain.analysis.start import AnalysisStarted
from ksbs.domain.calendar import terms_from
from ksbs.domain.enrolment.decision import EnrolmentDecided
from ksbs.domain.enrolment.nomination import SchoolNominated
from ksbs.domain.enrolment.offer import ParticipationOffered
from ksbs.domain.enrolment.stance import StanceTaken
from ksbs.domain.enrolment.start import ProgrammeStarted
from ksbs.domain.kinds import (
    Capacity,
    CauseLevel,
    DecisionBasis,
    EvidenceKind,
    ExceptionRule,
    Ground,
    Matter,
    MemberKind,
    OfferedTo,
    SchoolForm,
    Stance,
)
from ksbs.domain.people.support_team import AnalystAssigned, ProcessSupporterAssigned
from ksbs.domain.people.working_group import Membership, WorkingGroupFormed
from ksbs.domain.programme import Programme
from tests.support.cast import (
    ANALYSING,
    ANALYST,
    AREA,
    CAUSE,
    CHIEF,
    DAY,
    DECIDED,
    DECISION,
    DIRECTORY,
    ESTABLISHED,
    EVIDENCE,
    FIRST_SESSION,
    IDENTIFIED,
    KEY_PERSON,
    LEADER,
    NOMINATED,
    OFFERED,
    PRINCIPAL,
    PRIORITISED,
    PROBLEM,
    PROCESS_SUPPORTER,
    SECOND_AREA,
    STAFFED,
    STARTED,
    UNIT,
)
from tests.support.telling import given


@cache
def nominated() -> Programme:
    """A school has been nominated, and the directory knows chief and principal."""
    return given(
        Programme(directory=DIRECTORY),
        SchoolNominated(
            occurred_on=NOMINATED,
            school_unit_code=UNIT,
            school_name="Exempelskolan",
            school_form=SchoolForm.COMPULSORY,
            organizer_number="2120000142",
            grounds=(Ground.LOW_RESULTS,),
            motive="Resultaten har sjunkit tre år i rad.",
        ),
    )


@cache
def offered() -> Programme:
    """The principal has been offered a place."""
    return given(
        nominated(),
        ParticipationOffered(
            occurred_on=OFFERED, offered_to=OfferedTo.PRINCIPAL, answer_by=DECIDED
        ),
    )


@cache
def both_for() -> Programme:
    """Chief and principal both stand for taking part; nothing is decided."""
    return given(offered(), *stances(Matter.ENROLMENT, on=DECIDED))


@cache
def decided() -> Programme:
    """The two have decided that the school takes part."""
    return given(
        both_for(),
        EnrolmentDecided(
            occurred_on=DECIDED,
            decision_id=DECISION,
            content="Skolan deltar i KSBS under tre år.",
            deciders=(CHIEF, PRINCIPAL),
            decisive_circumstances="Båda står bakom arbetet.",
            decision_basis=DecisionBasis.DELEGATION,
            starts_on=STARTED,
        ),
    )


@cache
def started() -> Programme:
    """The three years have begun; nobody but chief and principal is in place."""
    terms = terms_from(STARTED)
    return given(
        decided(),
        ProgrammeStarted(
            occurred_on=STARTED, planned_end=terms[-1].ends_on, terms=terms
        ),
    )


@cache
def staffed() -> Programme:
    """A process supporter, an analyst and a working group of two are in place."""
    return given(
        started(),
        ProcessSupporterAssigned(occurred_on=STAFFED, person_id=PROCESS_SUPPORTER),
        AnalystAssigned(occurred_on=STAFFED, person_id=ANALYST),
        WorkingGroupFormed(
            occurred_on=STAFFED,
            members=(
                membership(LEADER, kind=MemberKind.LEADERSHIP),
                membership(KEY_PERSON),
            ),
        ),
    )


@cache
def analysing() -> Programme:
    """The situation analysis has started and is empty."""
    return given(staffed(), AnalysisStarted(occurred_on=ANALYSING))


def with_sessions(count: int, *, programme: Programme | None = None) -> Programme:
    """Sessions 1 to `count` have been planned and held, by default in a new analysis."""
    programme = programme or analysing()
    for number in range(1, count + 1):
        programme = given(programme, scheduled(number), held(number))
    return programme


@cache
def evidence_added() -> Programme:
    """EVIDENCE stands in the analysis."""
    return given(
        analysing(),
        EvidenceAdded(
            occurred_on=ANALYSING,
            evidence_id=EVIDENCE,
            kind=EvidenceKind.GRADES,
            period="2023/24",
            source="Skolverket",
            uri="https://example.org/betyg",
            summary="Meritvärdet har sjunkit.",
        ),
    )


@cache
def problem_identified() -> Programme:
    """PROBLEM is seen in EVIDENCE."""
    return given(
        evidence_added(),
        ProblemIdentified(
            occurred_on=IDENTIFIED,
            problem_id=PROBLEM,
            text="Många når inte kunskapskraven i matematik.",
            evidence_refs=(EVIDENCE,),
            link_to_results="Andelen godkända har sjunkit.",
        ),
    )


@cache
def cause_proposed() -> Programme:
    """CAUSE is proposed for PROBLEM and not yet tested."""
    return given(
        problem_identified(),
        CauseProposed(
            occurred_on=IDENTIFIED,
            cause_id=CAUSE,
            problem_ref=PROBLEM,
            level=CauseLevel.TEACHING,
            text="Få tillfällen att resonera.",
        ),
    )


@cache
def area_identified() -> Programme:
    """AREA and SECOND_AREA are identified, no session has been held."""
    return given(
        cause_proposed(),
        identified(AREA, title="Resonerande undervisning"),
        identified(SECOND_AREA, title="Tydliga mål för lektionen"),
    )


@cache
def area_prioritised() -> Programme:
    """AREA holds rank 1, no session has been held."""
    return given(area_identified(), prioritised(AREA, rank=1))


@cache
def ready_to_establish() -> Programme:
    """Six sessions, staff work and a prioritised area: nothing is missing."""
    return given(with_sessions(6, programme=area_prioritised()), staff_work(1))


@cache
def established() -> Programme:
    """The analysis is established, with AREA at rank 1."""
    return given(
        ready_to_establish(),
        AnalysisEstablished(
            occurred_on=ESTABLISHED,
            summary="Sex tillfällen ledde till ett prioriterat område.",
            document_ref="Nulägesanalys",
            established_by=PRINCIPAL,
        ),
    )


def exempt(programme: Programme, rule: ExceptionRule, *, on: date = DAY) -> Programme:
    """Chief and principal have both agreed on an exception from `rule`."""
    return given(programme, *stances(Matter.EXCEPTION, on=on, rule=rule))


# Single events, where a stage needs many alike


def stances(
    matter: Matter, *, on: date, rule: ExceptionRule | None = None
) -> tuple[StanceTaken, StanceTaken]:
    """Chief and principal each stand for the matter."""
    chief, principal = (
        StanceTaken(
            occurred_on=on,
            person_id=person,
            matter=matter,
            rule=rule,
            stance=Stance.FOR,
            capacity=capacity,
            statement="Ja.",
        )
        for person, capacity in (
            (CHIEF, Capacity.CHIEF),
            (PRINCIPAL, Capacity.PRINCIPAL),
        )
    )
    return chief, principal


def membership(person: UUID, *, kind: MemberKind = MemberKind.KEY_PERSON) -> Membership:
    """A person as member of the working group."""
    return Membership(person_id=person, kind=kind, function="lärare")


def session_day(number: int) -> date:
    """Sessions are held every other week from FIRST_SESSION."""
    return FIRST_SESSION + timedelta(weeks=2 * (number - 1))


def scheduled(number: int) -> SessionScheduled:
    """The session is planned the day before its day."""
    day = session_day(number)
    return SessionScheduled(
        occurred_on=day - timedelta(days=1),
        number=number,
        at=datetime(day.year, day.month, day.day, 13, tzinfo=UTC),
        place="Personalrummet",
    )


def held(number: int) -> SessionHeld:
    """The session is held on its day."""
    return SessionHeld(
        occurred_on=session_day(number),
        number=number,
        led_by=(PROCESS_SUPPORTER, ANALYST),
        attendees=(LEADER, KEY_PERSON),
        purpose="Analysera underlaget.",
    )


def staff_work(number: int) -> StaffWorkHeld:
    """The working group carries a session on to its colleagues, on the same day."""
    return StaffWorkHeld(
        occurred_on=session_day(number),
        session_number=number,
        group="arbetslag 7–9",
        present=21,
        eligible=24,
        led_by=(KEY_PERSON,),
    )


def identified(area: UUID, *, title: str) -> AreaIdentified:
    """An area is identified, because of CAUSE."""
    return AreaIdentified(
        occurred_on=IDENTIFIED,
        area_id=area,
        title=title,
        description="Vad skolan ska utveckla.",
        cause_refs=(CAUSE,),
    )


def prioritised(area: UUID, *, rank: int, on: date = PRIORITISED) -> AreaPrioritised:
    """An area is given a rank."""
    return AreaPrioritised(
        occurred_on=on,
        area_id=area,
        rank=rank,
        reasons="Hindrar flest elever.",
        expected_effect="Fler godkända i matematik.",
        within_influence=True,
    )
