"""Interventions are planned towards goals."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.kinds import Supplier
from ksbs.domain.measurement import Kronor
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import live_goal
from ksbs.domain.told import Told
from ksbs.domain.words import Day, Line, Model, Role


class EndBeforeStart(RuleBroken):
    """The end, {ends_on}, lies before the start, {starts_on}."""

    sv = "Slutet, {ends_on}, ligger före starten, {starts_on}."


class InterventionAlreadyPlanned(RuleBroken):
    """An intervention “{title}” from {starts_on} to {ends_on} is already planned:
    {intervention}.
    """

    sv = (
        "En insats ”{title}” från {starts_on} till {ends_on} är redan planerad: "
        "{intervention}."
    )


def _no_goal_twice(goal_ids: tuple[UUID, ...]) -> tuple[UUID, ...]:
    if len(set(goal_ids)) < len(goal_ids):
        message = "names the same goal twice"
        raise ValueError(message)
    return goal_ids


class _PlanningIntervention(Model):
    goal_ids: Annotated[
        tuple[UUID, ...], Field(min_length=1), AfterValidator(_no_goal_twice)
    ]
    """The goals it serves, each once. / Målen den tjänar, vart och ett en gång."""
    title: Line
    """What the intervention is called. / Vad insatsen kallas."""
    kind: Line
    """What kind of work it is: training, coaching, organisation, materials. / Vilken
    sorts arbete det är: utbildning, handledning, organisation, material.
    """
    target_group: Line
    """Whom it is for; never a pupil or a person by name. / Vem den är till för; aldrig
    en elev eller en person vid namn.
    """
    responsible: UUID
    """The person responsible: whoever at the supplier it is assigned to. / Den
    ansvariga personen: den hos utföraren som den är tilldelad.
    """
    starts_on: Day
    """The first day that is planned. / Den planerade första dagen."""
    ends_on: Day
    """The last day that is planned. / Den planerade sista dagen."""
    cost: Kronor | None = None
    """What it is planned to cost, in whole Swedish kronor. / Vad den beräknas kosta, i
    hela svenska kronor.
    """
    supplier: Supplier
    """Who is to carry it out. / Utföraren: vem som ska genomföra insatsen."""


class InterventionPlanned(_PlanningIntervention, ProgrammeEvent):
    """An intervention is planned towards one or more goals."""

    stored_as = "plan.intervention-planned.v1"
    sv = "Insats planerad"
    en = "Intervention planned"

    intervention_id: NewId
    """The id that the intervention was given. / Det id som insatsen fick."""

    def rules(self, programme: Programme) -> None:
        """Serve goals that stand, end no earlier than it starts, be planned once."""
        for goal_id in self.goal_ids:
            live_goal(programme, goal_id=goal_id, on=self.occurred_on)
        if self.ends_on < self.starts_on:
            raise EndBeforeStart(starts_on=self.starts_on, ends_on=self.ends_on)
        for same in programme.interventions.where(
            title=self.title, planned_start=self.starts_on, planned_end=self.ends_on
        ):
            raise InterventionAlreadyPlanned(
                title=self.title,
                starts_on=self.starts_on,
                ends_on=self.ends_on,
                intervention=same.intervention_id,
            )

    def evolve(self, state: Programme) -> Programme:
        """Plan the intervention; how far it has come is left as it is."""
        interventions = state.interventions.change(
            self.intervention_id,
            lambda intervention: replace(
                intervention,
                title=self.title,
                goal_ids=self.goal_ids,
                responsible=self.responsible,
                supplier=self.supplier,
                planned_start=self.starts_on,
                planned_end=self.ends_on,
                planned_cost=self.cost,
                born=True,
            ),
        )
        told = state.keeping(
            state.facet(InterventionsTold).adding(self.intervention_id, self)
        )
        return replace(told, interventions=interventions)


class InterventionsTold(Told[UUID, InterventionPlanned]):
    """How each intervention was planned."""


class PlanIntervention(_PlanningIntervention, ProgrammeCommand):
    """Plan an intervention towards one or more goals."""

    noun = "interventions"
    records = InterventionPlanned
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Planera en insats för ett eller flera mål."
    example = {
        "goalIds": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c02"],
        "title": "Kollegial handledning i språkutvecklande undervisning",
        "kind": "handledning",
        "targetGroup": "Undervisande lärare i årskurs 7–9",
        "responsible": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c04",
        "startsOn": "2029-01-15",
        "endsOn": "2029-06-01",
        "cost": 120000,
        "supplier": "support_department",
    }
