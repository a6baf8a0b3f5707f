"""How the work goes on when the programme has ended."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import require_started
from ksbs.domain.words import Day, Model, Role, Text


class SustainmentUnchanged(RuleBroken):
    """The sustainment plan of {on} already says the same; change something in it."""

    sv = "Planen för fortsatt arbete från den {on} säger redan detsamma; ändra något i den."


class SustainmentFollowedUpBefore(RuleBroken):
    """The day to follow up, {follow_up_on}, lies before the plan itself, of {on}."""

    sv = "Dagen för uppföljning, {follow_up_on}, ligger före själva planen, den {on}."


@dataclass(frozen=True)
class Sustainment:
    """How the work goes on, as last set; `on` is None before it is."""

    on: date | None = None
    how: str = ""
    responsible: UUID | None = None
    follow_up_on: date | None = None


class _SettingSustainment(Model):
    how: Text
    """How the work goes on in the school's ordinary quality work. / Hur arbetet går
    vidare i skolans ordinarie kvalitetsarbete.
    """
    responsible: UUID
    """The person who sees to it. / Personen som ansvarar för det."""
    follow_up_on: Day | None = None
    """The day on which the school itself looks back. / Dagen då skolan själv följer upp.
    """


class SustainmentPlanSet(_SettingSustainment, ProgrammeEvent):
    """It is set how the work goes on in the school's ordinary quality work."""

    stored_as = "closing.sustainment-plan-set.v1"
    sv = "Fortsatt arbete planerat"
    en = "Sustainment plan set"

    def rules(self, programme: Programme) -> None:
        """Look ahead, in a started programme, and say something new."""
        require_started(programme, on=self.occurred_on)
        if self.follow_up_on is not None and self.follow_up_on < self.occurred_on:
            raise SustainmentFollowedUpBefore(
                follow_up_on=self.follow_up_on, on=self.occurred_on
            )
        stands = programme.facet(Sustainment)
        if stands.on is not None and stands == self._set(stands.on):
            raise SustainmentUnchanged(on=stands.on)

    def evolve(self, state: Programme) -> Programme:
        """Let this plan stand; an earlier one stays in the record."""
        return state.keeping(self._set(self.occurred_on))

    def _set(self, on: date) -> Sustainment:
        return Sustainment(on, self.how, self.responsible, self.follow_up_on)


class SetSustainmentPlan(_SettingSustainment, ProgrammeCommand):
    """Set how the work goes on when the programme has ended."""

    noun = "sustainment-plans"
    records = SustainmentPlanSet
    by = (Role.PRINCIPAL,)
    sv = "Ange hur arbetet går vidare när omgången är slut."
    example = {
        "how": "Lektionsbesöken fortsätter varje termin och tas upp i arbetslagen.",
        "responsible": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c31",
        "followUpOn": "2031-11-14",
    }
