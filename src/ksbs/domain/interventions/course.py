"""How an intervention goes while it runs: its progress, its pauses, its resumptions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.interventions.run import CARRIED_OUT_BY, require_running
from ksbs.domain.kinds import InterventionStatus
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Count, Model, Text


class ProgressAlreadyNoted(RuleBroken):
    """The same progress of the intervention {intervention} is already noted for
    {on}.
    """

    sv = "Samma läge för insatsen {intervention} är redan noterat den {on}."


class InterventionIsPaused(RuleBroken):
    """The intervention {intervention} is paused since {on}; resume it first."""

    sv = "Insatsen {intervention} är pausad sedan den {on}; återuppta den först."


class InterventionNotPaused(RuleBroken):
    """The intervention {intervention} is not paused on {on}; there is nothing to
    resume.
    """

    sv = "Insatsen {intervention} är inte pausad den {on}; det finns inget att återuppta."


@dataclass(frozen=True)
class ProgressNote:
    """What an intervention has given since the note before it."""

    on: date
    occasions: int
    staff_reached: int
    hours: float
    note: str


@dataclass(frozen=True)
class Course:
    """How one intervention has gone.

    `paused_on` is the day of the latest pause until the intervention is resumed; whether
    it is paused now is said by its status, since an end also ends a pause.
    """

    notes: tuple[ProgressNote, ...] = ()
    paused_on: date | None = None


@dataclass(frozen=True)
class Courses:
    """How the interventions of the programme have gone."""

    by_intervention: Mapping[UUID, Course] = field(default_factory=dict)

    def of(self, intervention_id: UUID) -> Course:
        """Give the course of an intervention; an empty one if nothing is noted."""
        return self.by_intervention.get(intervention_id, Course())

    def put(self, intervention_id: UUID, course: Course) -> "Courses":
        """Give the courses with that of one intervention replaced."""
        return Courses({**self.by_intervention, intervention_id: course})


class _OnItsWay(Model):
    intervention_id: UUID
    """The intervention it is about. / Insatsen det gäller."""


class _NotingProgress(_OnItsWay):
    occasions: Count
    """How many occasions have been held since the note before. / Hur många tillfällen
    som hållits sedan förra noteringen.
    """
    staff_reached: Count
    """How many of the staff those occasions reached, each counted once. / Hur många i
    personalen som tillfällena nådde, var och en räknad en gång.
    """
    hours: Annotated[float, Field(ge=0, le=100_000)]
    """How many hours were given since the note before. / Hur många timmar som getts
    sedan förra noteringen.
    """
    note: Text
    """How it goes, about the work and never about a person. / Hur det går, om arbetet
    och aldrig om en person.
    """


class InterventionProgressNoted(_NotingProgress, ProgrammeEvent):
    """It is noted what an intervention has given since last."""

    stored_as = "interventions.intervention-progress-noted.v1"
    sv = "Insatsens läge noterat"
    en = "Intervention progress noted"

    def rules(self, programme: Programme) -> None:
        """Note once what a running intervention gives; not while it is paused."""
        _require_under_way(self, programme)
        notes = programme.facet(Courses).of(self.intervention_id).notes
        if self._noted() in notes:
            raise ProgressAlreadyNoted(
                intervention=self.intervention_id, on=self.occurred_on
            )

    def evolve(self, state: Programme) -> Programme:
        """Add the note to those of the intervention."""
        courses = state.facet(Courses)
        course = courses.of(self.intervention_id)
        noted = replace(course, notes=(*course.notes, self._noted()))
        return state.keeping(courses.put(self.intervention_id, noted))

    def _noted(self) -> ProgressNote:
        return ProgressNote(
            on=self.occurred_on,
            occasions=self.occasions,
            staff_reached=self.staff_reached,
            hours=self.hours,
            note=self.note,
        )


class NoteInterventionProgress(_NotingProgress, ProgrammeCommand):
    """Note what an intervention has given since last."""

    noun = "intervention-progress-notes"
    records = InterventionProgressNoted
    by = CARRIED_OUT_BY
    sv = "Notera vad en insats har gett sedan sist."
    example = {
        "interventionId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c05",
        "occasions": 3,
        "staffReached": 18,
        "hours": 7.5,
        "note": "Arbetslagen har planerat och prövat en lektion var.",
    }


class _PausingIntervention(_OnItsWay):
    reason: Text
    """Why it is paused. / Varför den pausas."""


class InterventionPaused(_PausingIntervention, ProgrammeEvent):
    """A started intervention is paused."""

    stored_as = "interventions.intervention-paused.v1"
    sv = "Insats pausad"
    en = "Intervention paused"

    def rules(self, programme: Programme) -> None:
        """Pause what is under way."""
        _require_under_way(self, programme)

    def evolve(self, state: Programme) -> Programme:
        """Pause the intervention from this day."""
        return _turned(
            self, state, to=InterventionStatus.PAUSED, paused_on=self.occurred_on
        )


class PauseIntervention(_PausingIntervention, ProgrammeCommand):
    """Pause an intervention that has started."""

    noun = "intervention-pauses"
    records = InterventionPaused
    by = CARRIED_OUT_BY
    sv = "Pausa en påbörjad insats."
    example = {
        "interventionId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c05",
        "reason": "Handledaren är sjukskriven till och med mars.",
    }


class InterventionResumed(_OnItsWay, ProgrammeEvent):
    """A paused intervention goes on."""

    stored_as = "interventions.intervention-resumed.v1"
    sv = "Insats återupptagen"
    en = "Intervention resumed"

    def rules(self, programme: Programme) -> None:
        """Resume what is paused and has not ended."""
        require_running(
            programme, intervention_id=self.intervention_id, on=self.occurred_on
        )
        if not _paused(programme, self.intervention_id):
            raise InterventionNotPaused(
                intervention=self.intervention_id, on=self.occurred_on
            )

    def evolve(self, state: Programme) -> Programme:
        """Let the intervention go on."""
        return _turned(self, state, to=InterventionStatus.STARTED, paused_on=None)


class ResumeIntervention(_OnItsWay, ProgrammeCommand):
    """Resume an intervention that is paused."""

    noun = "intervention-resumptions"
    records = InterventionResumed
    by = CARRIED_OUT_BY
    sv = "Återuppta en pausad insats."
    example = {"interventionId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c05"}


def _paused(programme: Programme, intervention_id: UUID) -> bool:
    status = programme.interventions[intervention_id].status
    return status is InterventionStatus.PAUSED


def _require_under_way(
    event: InterventionProgressNoted | InterventionPaused, programme: Programme
) -> None:
    intervention_id = event.intervention_id
    require_running(programme, intervention_id=intervention_id, on=event.occurred_on)
    if _paused(programme, intervention_id):
        since = programme.facet(Courses).of(intervention_id).paused_on
        raise InterventionIsPaused(intervention=intervention_id, on=since)


def _turned(
    event: InterventionPaused | InterventionResumed,
    state: Programme,
    *,
    to: InterventionStatus,
    paused_on: date | None,
) -> Programme:
    interventions = state.interventions.change(
        event.intervention_id, lambda intervention: replace(intervention, status=to)
    )
    courses = state.facet(Courses)
    course = replace(courses.of(event.intervention_id), paused_on=paused_on)
    state = state.keeping(courses.put(event.intervention_id, course))
    return replace(state, interventions=interventions)
