"""An intervention on its way: planned, started, then completed or discontinued."""

from datetime import date
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import InterventionStatus
from ksbs.domain.measurement import Kronor
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import known_intervention, require_established_plan
from ksbs.domain.told import Told
from ksbs.domain.words import Count, Model, Role, Text

CARRIED_OUT_BY = (
    Role.PRINCIPAL,
    Role.PROCESS_SUPPORTER,
    Role.SUPPORT_DEPARTMENT,
    Role.EXTERNAL_PARTNER,
)
"""A support department and a partner for the interventions assigned to them."""


class InterventionAlreadyStarted(RuleBroken):
    """The intervention {intervention} already started on {on}."""

    sv = "Insatsen {intervention} påbörjades redan den {on}."


class InterventionNotStarted(RuleBroken):
    """The intervention {intervention} has not started on {on}; start it first."""

    sv = "Insatsen {intervention} är inte påbörjad den {on}; påbörja den först."


class InterventionAlreadyEnded(RuleBroken):
    """The intervention {intervention} already ended on {on}."""

    sv = "Insatsen {intervention} avslutades redan den {on}."


class StartAfterProgramme(RuleBroken):
    """The programme's planned end, {planned_end}, lies before {on}: no intervention
    starts then.
    """

    sv = (
        "Omgångens planerade slut, {planned_end}, ligger före {on}: ingen insats påbörjas "
        "då."
    )


class _OfIntervention(Model):
    intervention_id: UUID
    """The intervention it is about. / Insatsen det gäller."""


class InterventionStarted(_OfIntervention, ProgrammeEvent):
    """A planned intervention begins."""

    stored_as = "interventions.intervention-started.v1"
    sv = "Insats påbörjad"
    en = "Intervention started"

    def rules(self, programme: Programme) -> None:
        """Start once what is planned, on an established plan, within the programme."""
        intervention = known_intervention(
            programme, intervention_id=self.intervention_id, on=self.occurred_on
        )
        if intervention.started_on is not None:
            raise InterventionAlreadyStarted(
                intervention=self.intervention_id, on=intervention.started_on
            )
        require_established_plan(programme, on=self.occurred_on)
        planned_end = programme.planned_end
        if planned_end is not None and self.occurred_on > planned_end:
            raise StartAfterProgramme(planned_end=planned_end, on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Start the intervention."""
        interventions = state.interventions.change(
            self.intervention_id,
            lambda intervention: replace(
                intervention,
                status=InterventionStatus.STARTED,
                started_on=self.occurred_on,
            ),
        )
        return replace(state, interventions=interventions)


class StartIntervention(_OfIntervention, ProgrammeCommand):
    """Start a planned intervention."""

    noun = "intervention-starts"
    records = InterventionStarted
    by = CARRIED_OUT_BY
    sv = "Påbörja en planerad insats."
    example = {"interventionId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c05"}


class _CompletingIntervention(Model):
    intervention_id: UUID
    """The intervention that was carried out. / Insatsen som genomfördes."""
    result: Text
    """What came of it. / Vad det ledde till."""
    participants: Count | None = None
    """How many took part, in numbers. / Hur många som deltog, i antal."""
    cost: Kronor | None = None
    """What it cost, in whole Swedish kronor. / Vad den kostade, i hela svenska kronor.
    """


class InterventionCompleted(_CompletingIntervention, ProgrammeEvent):
    """An intervention has been carried out."""

    stored_as = "interventions.intervention-completed.v1"
    sv = "Insats genomförd"
    en = "Intervention completed"

    def rules(self, programme: Programme) -> None:
        """Complete once what has started."""
        require_running(
            programme, intervention_id=self.intervention_id, on=self.occurred_on
        )

    def evolve(self, state: Programme) -> Programme:
        """Complete the intervention, with its cost."""
        interventions = state.interventions.change(
            self.intervention_id,
            lambda intervention: replace(
                intervention,
                status=InterventionStatus.COMPLETED,
                ended_on=self.occurred_on,
                cost=self.cost,
            ),
        )
        told = state.keeping(
            state.facet(InterventionsCompleted).adding(self.intervention_id, self)
        )
        return replace(told, interventions=interventions)


class InterventionsCompleted(Told[UUID, InterventionCompleted]):
    """What came of each intervention that was carried out."""


class CompleteIntervention(_CompletingIntervention, ProgrammeCommand):
    """Record that an intervention has been carried out."""

    noun = "intervention-completions"
    records = InterventionCompleted
    by = CARRIED_OUT_BY
    sv = "Registrera att en insats är genomförd."
    example = {
        "interventionId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c05",
        "result": "Alla arbetslag har prövat två gemensamma arbetssätt.",
        "participants": 24,
        "cost": 118500,
    }


class _DiscontinuingIntervention(Model):
    intervention_id: UUID
    """The intervention that is discontinued. / Insatsen som avbryts."""
    reason: Text
    """Why the intervention is discontinued. / Skälet till att insatsen avbryts."""
    lesson: Text
    """What was learnt. / Vad man lärde sig."""


class InterventionDiscontinued(_DiscontinuingIntervention, ProgrammeEvent):
    """An intervention is broken off."""

    stored_as = "interventions.intervention-discontinued.v1"
    sv = "Insats avbruten"
    en = "Intervention discontinued"

    def rules(self, programme: Programme) -> None:
        """Discontinue once what has started."""
        require_running(
            programme, intervention_id=self.intervention_id, on=self.occurred_on
        )

    def evolve(self, state: Programme) -> Programme:
        """End the intervention as discontinued."""
        interventions = state.interventions.change(
            self.intervention_id,
            lambda intervention: replace(
                intervention,
                status=InterventionStatus.DISCONTINUED,
                ended_on=self.occurred_on,
            ),
        )
        told = state.keeping(
            state.facet(InterventionsDiscontinued).adding(self.intervention_id, self)
        )
        return replace(told, interventions=interventions)


class InterventionsDiscontinued(Told[UUID, InterventionDiscontinued]):
    """Why each intervention was broken off, and what was learnt."""


class DiscontinueIntervention(_DiscontinuingIntervention, ProgrammeCommand):
    """Break off an intervention, with the reason and what was learnt."""

    noun = "intervention-discontinuations"
    records = InterventionDiscontinued
    by = CARRIED_OUT_BY
    sv = "Avbryt en insats, med skäl och lärdom."
    example = {
        "interventionId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c05",
        "reason": "Handledaren har slutat och ingen ersättare finns.",
        "lesson": "Två handledare behövs från början.",
    }


def require_running(programme: Programme, *, intervention_id: UUID, on: date) -> None:
    """Require an intervention that has started and not ended; it may be paused.

    Raises:
        InterventionUnknown: if it has not been planned by `on`.
        InterventionNotStarted: if it is only planned.
        InterventionAlreadyEnded: if it is completed or discontinued.
    """
    intervention = known_intervention(programme, intervention_id=intervention_id, on=on)
    if intervention.started_on is None:
        raise InterventionNotStarted(intervention=intervention_id, on=on)
    if intervention.ended_on is not None:
        raise InterventionAlreadyEnded(
            intervention=intervention_id, on=intervention.ended_on
        )
