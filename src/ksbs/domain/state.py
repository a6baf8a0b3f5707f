"""What the state of a programme is made of: frozen, without behaviour of the process.

Every entity that can be named before its birth is folded has `born`; see
`ksbs.domain.entities`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ksbs.domain.kinds import (
    Capacity,
    CauseLevel,
    EvidenceKind,
    GoalAssessment,
    GoalLevel,
    Ground,
    InterventionStatus,
    MemberKind,
    OfferedTo,
    SchoolForm,
    Seen,
    Stance,
    Status,
    Supplier,
    Verdict,
)
from ksbs.domain.words import Role


@dataclass(frozen=True)
class Nomination:
    """What the nomination said."""

    on: date
    school_unit_code: str
    school_name: str
    school_form: SchoolForm
    organizer_number: str
    grounds: tuple[Ground, ...]
    selection_round_id: UUID | None = None


@dataclass(frozen=True)
class Offer:
    """An offer to take part and the day by which it is to be answered."""

    on: date
    offered_to: OfferedTo
    answer_by: date


@dataclass(frozen=True)
class StanceHeld:
    """The latest stance of one capacity in one matter."""

    on: date
    person_id: UUID
    stance: Stance
    capacity: Capacity


@dataclass(frozen=True)
class Decision:
    """The joint decision to take part."""

    on: date
    deciders: tuple[UUID, ...]
    starts_on: date


@dataclass(frozen=True)
class Ending:
    """How the programme ended."""

    on: date
    status: Status


@dataclass(frozen=True)
class Assignment:
    """A person in a role of the programme, both days included."""

    person_id: UUID
    role: Role
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True)
class Member:
    """A member of the working group."""

    person_id: UUID
    kind: MemberKind
    function: str


@dataclass(frozen=True)
class Evidence:
    """Something the analysis builds on."""

    evidence_id: UUID
    kind: EvidenceKind | None = None
    period: str = ""
    sha256: str | None = None
    uri: str | None = None
    summary: str = ""
    added_on: date | None = None
    born: bool = False


@dataclass(frozen=True)
class Session:
    """One of the occasions of the situation analysis, by its number."""

    number: int
    scheduled_at: datetime | None = None
    place: str = ""
    held_on: date | None = None
    led_by: tuple[UUID, ...] = ()
    attendees: tuple[UUID, ...] = ()
    absentees: tuple[UUID, ...] = ()
    minutes: str | None = None

    @property
    def born(self) -> bool:
        """True once it is planned or held."""
        return self.scheduled_at is not None or self.held_on is not None


@dataclass(frozen=True)
class StaffWork:
    """Collegial work that carries a session on to all pedagogical staff."""

    on: date
    session_number: int
    group: str
    present: int
    eligible: int


@dataclass(frozen=True)
class PupilVoices:
    """What a group of pupils was asked, and how many they were."""

    on: date
    form: str
    group: str
    count: int


@dataclass(frozen=True)
class Problem:
    """A problem seen in the evidence."""

    problem_id: UUID
    text: str = ""
    evidence_refs: tuple[UUID, ...] = ()
    born: bool = False


@dataclass(frozen=True)
class Cause:
    """A proposed cause of a problem and what its test showed."""

    cause_id: UUID
    problem_ref: UUID | None = None
    level: CauseLevel | None = None
    text: str = ""
    verdict: Verdict | None = None
    born: bool = False


@dataclass(frozen=True)
class Area:
    """A development area; `rank` stands while it is prioritised."""

    area_id: UUID
    title: str = ""
    description: str = ""
    cause_refs: tuple[UUID, ...] = ()
    identified_on: date | None = None
    rank: int | None = None
    expected_effect: str = ""
    prioritised_on: date | None = None
    merged_into: UUID | None = None
    born: bool = False


@dataclass(frozen=True)
class Goal:
    """A goal on a prioritised area."""

    goal_id: UUID
    area_id: UUID | None = None
    text: str = ""
    target_date: date | None = None
    level: GoalLevel | None = None
    withdrawn_on: date | None = None
    assessment: GoalAssessment | None = None
    assessed_on: date | None = None
    born: bool = False

    @property
    def live(self) -> bool:
        """True while it is set and not withdrawn."""
        return self.born and self.withdrawn_on is None


@dataclass(frozen=True)
class Baseline:
    """How it stood before, or why that is not known: one of the two."""

    text: str | None
    reason_missing: str | None = None

    @property
    def known(self) -> bool:
        """True if it says how it stood."""
        return self.text is not None


@dataclass(frozen=True)
class Observation:
    """A visible sign looked for on a day."""

    observation_id: UUID
    on: date
    seen: Seen
    where: str
    by_whom: UUID
    wording: str


@dataclass(frozen=True)
class Sign:
    """A visible sign of development towards a goal."""

    sign_id: UUID
    goal_id: UUID | None = None
    text: str = ""
    by_when: date | None = None
    baseline: Baseline | None = None
    observations: tuple[Observation, ...] = ()
    born: bool = False


@dataclass(frozen=True)
class Intervention:
    """An intervention, from plan to end."""

    intervention_id: UUID
    title: str = ""
    goal_ids: tuple[UUID, ...] = ()
    responsible: UUID | None = None
    supplier: Supplier | None = None
    planned_start: date | None = None
    planned_end: date | None = None
    planned_cost: int | None = None
    status: InterventionStatus = InterventionStatus.PLANNED
    started_on: date | None = None
    ended_on: date | None = None
    cost: int | None = None
    born: bool = False


@dataclass(frozen=True)
class SupportRequest:
    """Support asked of a department or a partner, and the answer."""

    request_id: UUID
    intervention_id: UUID | None = None
    of_whom: str = ""
    what: str = ""
    needed_by: date | None = None
    committed: bool | None = None
    answered_on: date | None = None
    born: bool = False


@dataclass(frozen=True)
class FollowUpPlanned:
    """A follow-up that is to come."""

    occasion: str
    term: int
    planned_on: date


@dataclass(frozen=True)
class FollowUp:
    """A follow-up with what came of it."""

    on: date
    occasion: str
