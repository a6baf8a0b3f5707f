"""The state of one programme: what its facts, folded in valid order, add up to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from ksbs.domain.entities import Entities
from ksbs.domain.kinds import (
    Capacity,
    ExceptionRule,
    InterventionStatus,
    Matter,
    Stance,
    Status,
)
from ksbs.domain.replacing import replace
from ksbs.domain.roles import Directory
from ksbs.domain.state import (
    Area,
    Assignment,
    Baseline,
    Cause,
    Decision,
    Ending,
    Evidence,
    FollowUp,
    FollowUpPlanned,
    Goal,
    Intervention,
    Member,
    Nomination,
    Offer,
    Problem,
    PupilVoices,
    Session,
    Sign,
    StaffWork,
    StanceHeld,
    SupportRequest,
)
from ksbs.domain.words import Role

F = TypeVar("F")

StanceKey = tuple[Matter, ExceptionRule | None, Capacity]

SESSIONS_OF_AN_ANALYSIS = 6


@dataclass(frozen=True)
class JointMatter:
    """A matter that both were for, and the day on which that took effect.

    It is the day of the decision, or of what an exception allowed. The stances are the
    two that stood then: who, in which capacity, since when.
    """

    matter: Matter
    on: date
    stances: tuple[StanceHeld, ...]
    rule: ExceptionRule | None = None
    """For an exception: the rule that was set aside."""


@dataclass(frozen=True)
class Programme:
    """One school unit's round of KSBS.

    `directory` is not folded from the programme's own facts: it is what the directory
    knows now about who held which role, and rules alone read it.
    """

    directory: Directory = field(default_factory=Directory, compare=False)

    nomination: Nomination | None = None
    conditions_assessed_on: date | None = None
    offers: tuple[Offer, ...] = ()
    stances: Mapping[StanceKey, StanceHeld] = field(default_factory=dict)
    decision: Decision | None = None
    started_on: date | None = None
    planned_end: date | None = None
    paused_on: date | None = None
    """The first day of the pause that lasts; None while there is none."""
    joint_matters: tuple[JointMatter, ...] = ()
    """Every joint decision and every exception used, in the order of their days."""
    ending: Ending | None = None

    assignments: tuple[Assignment, ...] = ()
    group: tuple[Member, ...] = ()

    analysis_started_on: date | None = None
    evidence: Entities[UUID, Evidence] = Entities(Evidence)
    sessions: Entities[int, Session] = Entities(Session)
    staff_work: tuple[StaffWork, ...] = ()
    pupil_voices: tuple[PupilVoices, ...] = ()
    problems: Entities[UUID, Problem] = Entities(Problem)
    causes: Entities[UUID, Cause] = Entities(Cause)
    areas: Entities[UUID, Area] = Entities(Area)
    analysis_established_on: date | None = None

    plan_started_on: date | None = None
    goals: Entities[UUID, Goal] = Entities(Goal)
    signs: Entities[UUID, Sign] = Entities(Sign)
    indicator_baselines: Mapping[str, Baseline] = field(default_factory=dict)
    interventions: Entities[UUID, Intervention] = Entities(Intervention)
    support_requests: Entities[UUID, SupportRequest] = Entities(SupportRequest)
    plan_version: int = 0
    plan_established_on: date | None = None

    follow_ups_planned: tuple[FollowUpPlanned, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    measurements: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The latest raw value by indicator and period."""

    case_number: str | None = None
    facets: Mapping[type[Any], Any] = field(default_factory=dict)
    """What single nouns keep for themselves, by type; see `facet`."""

    def facet(self, of: type[F]) -> F:
        """Give what a noun keeps in a state class of its own; empty if it kept nothing.

        A noun whose state no other noun needs defines a frozen dataclass with defaults
        beside its events, so that a new event is one module and its test.
        """
        kept: F | None = self.facets.get(of)
        return kept if kept is not None else of()

    def keeping(self, facet: Any, **changes: Any) -> "Programme":
        """Give the programme with `facet` in place of the one of its type.

        `changes` are fields of the programme that change with it, in the same copy.
        """
        changes["facets"] = {**self.facets, type(facet): facet}
        return replace(self, **changes)

    @property
    def unit(self) -> str:
        """The school unit's code; empty before the nomination is folded."""
        return self.nomination.school_unit_code if self.nomination else ""

    @property
    def status(self) -> Status | None:
        """Where the programme stands; None before it is nominated."""
        if self.ending:
            return self.ending.status
        stages = (
            (self.paused_on is not None, Status.PAUSED),
            (bool(self.plan_established_on and self.follow_ups), Status.FOLLOWING_UP),
            (self.plan_established_on is not None, Status.ACTING),
            (self.plan_started_on is not None, Status.PLANNING),
            (self.analysis_started_on is not None, Status.ANALYSING),
            (self.started_on is not None, Status.STARTED),
            (self.decision is not None, Status.DECIDED),
            (bool(self.offers), Status.OFFERED),
            (self.nomination is not None, Status.NOMINATED),
        )
        return next((status for reached, status in stages if reached), None)

    @property
    def open(self) -> bool:
        """True from the nomination until the programme ends in whatever way."""
        return self.nomination is not None and self.ending is None

    def claims(self) -> frozenset[str]:
        """Name what only one stream may hold at a time, while this one holds it."""
        held = {f"open-programme:{self.unit}"} if self.open else set()
        if self.case_number is not None:
            held.add(f"case-number:{self.case_number}")
        return frozenset(held)

    def sessions_held(self) -> list[Session]:
        """Give the sessions that have been held, by number."""
        held = (s for s in self.sessions if s.held_on is not None)
        return sorted(held, key=lambda s: s.number)

    def prioritised(self) -> list[Area]:
        """Give the prioritised areas by rank."""
        ranked = [(a.rank, a) for a in self.areas if a.rank is not None]
        return [area for _, area in sorted(ranked, key=lambda pair: pair[0])]

    def live_goals(self) -> list[Goal]:
        """Give the goals that are set and not withdrawn."""
        return [goal for goal in self.goals if goal.live]

    def assigned(self, *roles: Role) -> Iterator[Assignment]:
        """Go through the people now in any of `roles`."""
        return (a for a in self.assignments if a.role in roles and a.last_day is None)

    def both_for(self, matter: Matter, *, rule: ExceptionRule | None = None) -> bool:
        """Tell whether chief and principal, two persons, last stood for the matter."""
        latest = self.latest_stances(matter, rule=rule)
        persons = {s.person_id for s in latest if s.stance is Stance.FOR}
        return len(latest) == len(Capacity) == len(persons)

    def latest_stances(
        self, matter: Matter, *, rule: ExceptionRule | None = None
    ) -> list[StanceHeld]:
        """Give the latest stance of each capacity that has taken one."""
        keys = ((matter, rule, capacity) for capacity in Capacity)
        return [self.stances[key] for key in keys if key in self.stances]

    def exempt_from(self, rule: ExceptionRule) -> bool:
        """Tell whether both have agreed on an exception from `rule`."""
        return self.both_for(Matter.EXCEPTION, rule=rule)

    @property
    def exceptions_used(self) -> tuple[JointMatter, ...]:
        """Every rule set aside so far, in the order of use: reports flag each of them."""
        return tuple(m for m in self.joint_matters if m.matter is Matter.EXCEPTION)

    def using(self, rule: ExceptionRule, *, on: date) -> "Programme":
        """Give the programme with the exception from `rule` used, if both agreed on it."""
        return self._together(Matter.EXCEPTION, rule=rule, on=on)

    def settled(self, matter: Matter, *, on: date) -> "Programme":
        """Give the programme with `matter` decided and the stances in it used up."""
        left = {key: held for key, held in self.stances.items() if key[0] is not matter}
        return replace(self._together(matter, rule=None, on=on), stances=left)

    def _together(
        self, matter: Matter, *, rule: ExceptionRule | None, on: date
    ) -> "Programme":
        if not self.both_for(matter, rule=rule):
            return self
        stances = tuple(self.latest_stances(matter, rule=rule))
        agreed = JointMatter(matter, on, stances, rule)
        return replace(self, joint_matters=(*self.joint_matters, agreed))

    def open_interventions(self) -> list[Intervention]:
        """Give the interventions that have been started and not ended."""
        going = {InterventionStatus.STARTED, InterventionStatus.PAUSED}
        return [i for i in self.interventions if i.status in going]

    def seat(self, person_id: UUID, *, role: Role, on: date) -> "Programme":
        """Give the programme with the person in `role` from `on`."""
        seated = Assignment(person_id, role, on)
        return replace(self, assignments=(*self.assignments, seated))

    def unseat(self, person_id: UUID, *, role: Role, on: date) -> "Programme":
        """Give the programme with the person's time in `role` ended on `on`."""
        return replace(
            self,
            assignments=tuple(
                replace(a, last_day=on)
                if (a.person_id, a.role, a.last_day) == (person_id, role, None)
                else a
                for a in self.assignments
            ),
        )
