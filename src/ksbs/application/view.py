"""What readers see: the programme at a moment, and an entry of the record.

The models are the wire: camelCase, dates as RFC 3339.
"""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, JsonValue

from ksbs.domain.event import Entry, RecordedBy
from ksbs.domain.kinds import GoalAssessment, InterventionStatus, Seen, Status
from ksbs.domain.programme import Programme
from ksbs.domain.words import Model, Role


class AsOf(Model):
    """The pair of times that an answer is for, and where the log then stood."""

    valid_at: date
    """What was true on this day, the day included."""
    known_at: datetime
    """As known at this instant, UTC."""
    position: int
    """The last position of the log that the answer knows."""
    root: str
    """The ledger's root hash at that position, in hexadecimal."""


class SessionView(Model):
    """A session that was held."""

    number: int
    occurred_on: date


class AreaView(Model):
    """A development area; `rank` is null unless it is prioritised."""

    area_id: UUID
    title: str
    rank: int | None


class GoalView(Model):
    """A goal that has not been withdrawn, with its latest assessment."""

    goal_id: UUID
    area_id: UUID | None
    text: str
    target_date: date | None
    assessment: GoalAssessment | None


class SignView(Model):
    """A visible sign, with how it was last seen."""

    sign_id: UUID
    goal_id: UUID | None
    text: str
    last_observed: Seen | None


class InterventionView(Model):
    """An intervention and how far it has come."""

    intervention_id: UUID
    title: str
    status: InterventionStatus
    started_on: date | None
    ended_on: date | None


class PersonView(Model):
    """A person in a role of the programme; `to` is null while it lasts."""

    role: Role
    person_id: UUID
    first_day: Annotated[date, Field(alias="from")]
    last_day: Annotated[date | None, Field(alias="to")]


class ProgrammeView(Model):
    """A programme as it was on a day, as known at an instant."""

    programme_id: UUID
    school_unit_code: str
    school_name: str
    status: Status
    started_on: date | None
    planned_end: date | None
    sessions: tuple[SessionView, ...]
    areas: tuple[AreaView, ...]
    goals: tuple[GoalView, ...]
    signs: tuple[SignView, ...]
    interventions: tuple[InterventionView, ...]
    people: tuple[PersonView, ...]
    as_of: AsOf


class EventView(Model):
    """An entry of the record, as it was recorded."""

    event_id: UUID
    programme_id: UUID | None
    """The programme; null for entries on other streams, such as the directory's."""
    stream_id: UUID
    version: int
    name: str
    """The event's name in the catalogue."""
    stored_as: str
    """The stored name with its schema version."""
    occurred_on: date
    recorded_at: datetime
    recorded_by: RecordedBy
    on_behalf_of: UUID | Literal["working_group"] | None
    command_id: UUID
    correlation_id: UUID
    causation_id: UUID | None
    dnr: str | None
    confidentiality: str | None
    source: str
    late_reason: str | None
    payload: dict[str, JsonValue]


def programme_view(
    programme: Programme, *, programme_id: UUID, as_of: AsOf
) -> ProgrammeView | None:
    """Show a programme; None if it was not nominated then."""
    nomination, status = programme.nomination, programme.status
    if nomination is None or status is None:
        return None
    return ProgrammeView(
        programme_id=programme_id,
        school_unit_code=nomination.school_unit_code,
        school_name=nomination.school_name,
        status=status,
        started_on=programme.started_on,
        planned_end=programme.planned_end,
        sessions=_sessions(programme),
        areas=_areas(programme),
        goals=_goals(programme),
        signs=_signs(programme),
        interventions=_interventions(programme),
        people=_people(programme),
        as_of=as_of,
    )


def event_view(entry: Entry, *, category: str) -> EventView:
    """Show an entry of a stream of that category."""
    event, meta = entry.event, entry.metadata
    return EventView(
        event_id=meta.event_id,
        programme_id=entry.stream_id if category == "programme" else None,
        stream_id=entry.stream_id,
        version=entry.version,
        name=entry.name,
        stored_as=event.stored_as,
        occurred_on=event.occurred_on,
        recorded_at=entry.recorded_at,
        recorded_by=meta.recorded_by,
        on_behalf_of=meta.on_behalf_of,
        command_id=meta.command_id,
        correlation_id=meta.correlation_id,
        causation_id=meta.causation_id,
        dnr=meta.dnr,
        confidentiality=meta.confidentiality,
        source=meta.source,
        late_reason=meta.late_reason,
        payload=event.payload(),
    )


def _sessions(programme: Programme) -> tuple[SessionView, ...]:
    return tuple(
        SessionView(number=s.number, occurred_on=s.held_on)
        for s in programme.sessions_held()
        if s.held_on is not None
    )


def _areas(programme: Programme) -> tuple[AreaView, ...]:
    ranked = sorted(programme.areas, key=lambda a: (a.rank is None, a.rank or 0))
    return tuple(
        AreaView(area_id=a.area_id, title=a.title, rank=a.rank) for a in ranked
    )


def _goals(programme: Programme) -> tuple[GoalView, ...]:
    return tuple(
        GoalView(
            goal_id=g.goal_id,
            area_id=g.area_id,
            text=g.text,
            target_date=g.target_date,
            assessment=g.assessment,
        )
        for g in programme.goals
        if g.live
    )


def _signs(programme: Programme) -> tuple[SignView, ...]:
    return tuple(
        SignView(
            sign_id=s.sign_id,
            goal_id=s.goal_id,
            text=s.text,
            last_observed=s.observations[-1].seen if s.observations else None,
        )
        for s in programme.signs
    )


def _interventions(programme: Programme) -> tuple[InterventionView, ...]:
    return tuple(
        InterventionView(
            intervention_id=i.intervention_id,
            title=i.title,
            status=i.status,
            started_on=i.started_on,
            ended_on=i.ended_on,
        )
        for i in programme.interventions
    )


def _people(programme: Programme) -> tuple[PersonView, ...]:
    return tuple(
        PersonView(
            role=a.role,
            person_id=a.person_id,
            first_day=a.first_day,
            last_day=a.last_day,
        )
        for a in programme.assignments
    )
