"""The parts of a programme as readers see them, and how they are read off its state."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.kinds import GoalAssessment, InterventionStatus, Seen
from ksbs.domain.programme import Programme
from ksbs.domain.words import Model, Role


class SessionView(Model):
    """A session that was held. / Ett tillfälle som genomfördes."""

    number: int
    """The session's number. / Tillfällets nummer."""
    occurred_on: date
    """The day it was held. / Dagen då det genomfördes."""


class AreaView(Model):
    """A development area; `rank` is null unless it is prioritised.

    / Ett utvecklingsområde; `rank` är null om det inte är prioriterat.
    """

    area_id: UUID
    """The development area. / Utvecklingsområdet."""
    title: str
    """What the area is called. / Vad området kallas."""
    rank: int | None
    """Its place among the prioritised: 1 comes first. / Dess plats bland de
    prioriterade: 1 kommer först.
    """


class GoalView(Model):
    """A goal that has not been withdrawn, with its latest assessment.

    / Ett mål som inte har dragits tillbaka, med sin senaste bedömning.
    """

    goal_id: UUID
    """The goal. / Målet."""
    area_id: UUID | None
    """The development area that it is for. / Utvecklingsområdet som det gäller."""
    text: str
    """The goal in words, as it reads now. / Målet i ord, som det nu lyder."""
    target_date: date | None
    """The day by which it is to be reached. / Dagen då det ska vara uppnått."""
    assessment: GoalAssessment | None
    """How far it had been reached when it was last assessed. / Hur långt det var
    uppnått när det senast bedömdes.
    """


class SignView(Model):
    """A visible sign, with how it was last seen.

    / Ett synligt tecken, och hur det senast syntes.
    """

    sign_id: UUID
    """The visible sign. / Det synliga tecknet."""
    goal_id: UUID | None
    """The goal that it is a sign of. / Målet som det är ett tecken på."""
    text: str
    """The sign in words, as it reads now. / Tecknet i ord, som det nu lyder."""
    last_observed: Seen | None
    """How far it showed when it was last looked for. / I vilken grad det syntes vid den
    senaste observationen.
    """


class InterventionView(Model):
    """An intervention and how far it has come.

    / En insats och hur långt den har kommit.
    """

    intervention_id: UUID
    """The intervention. / Insatsen."""
    title: str
    """What the intervention is called. / Vad insatsen kallas."""
    status: InterventionStatus
    """How far it has come. / Hur långt den har kommit."""
    started_on: date | None
    """The day it began, if it has. / Dagen då den påbörjades, om den har det."""
    ended_on: date | None
    """The day it was completed or discontinued, if it was. / Dagen då den genomfördes
    eller avbröts, om den har det.
    """


class PersonView(Model):
    """A person in a role of the programme; `to` is null while it lasts.

    / En person i en roll i omgången; `to` är null medan den varar.
    """

    role: Role
    """The role in the programme. / Rollen i omgången."""
    person_id: UUID
    """The person who has the role. / Personen som har rollen."""
    first_day: Annotated[date, Field(alias="from")]
    """The first day in the role. / Första dagen i rollen."""
    last_day: Annotated[date | None, Field(alias="to")]
    """The last day in the role, if it has ended. / Sista dagen i rollen, om den har
    avslutats.
    """


def sessions_of(programme: Programme) -> tuple[SessionView, ...]:
    """Give the sessions that were held."""
    return tuple(
        SessionView(number=s.number, occurred_on=s.held_on)
        for s in programme.sessions_held()
        if s.held_on is not None
    )


def areas_of(programme: Programme) -> tuple[AreaView, ...]:
    """Give the development areas, the prioritised first and by rank."""
    ranked = sorted(programme.areas, key=lambda a: (a.rank is None, a.rank or 0))
    return tuple(
        AreaView(area_id=a.area_id, title=a.title, rank=a.rank) for a in ranked
    )


def goals_of(programme: Programme) -> tuple[GoalView, ...]:
    """Give the goals that stand."""
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


def signs_of(programme: Programme) -> tuple[SignView, ...]:
    """Give the visible signs, with how each was last seen."""
    return tuple(
        SignView(
            sign_id=s.sign_id,
            goal_id=s.goal_id,
            text=s.text,
            last_observed=s.observations[-1].seen if s.observations else None,
        )
        for s in programme.signs
    )


def interventions_of(programme: Programme) -> tuple[InterventionView, ...]:
    """Give the interventions and how far they have come."""
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


def people_of(programme: Programme) -> tuple[PersonView, ...]:
    """Give who has had which role, and when."""
    return tuple(
        PersonView(
            role=a.role,
            person_id=a.person_id,
            first_day=a.first_day,
            last_day=a.last_day,
        )
        for a in programme.assignments
    )
