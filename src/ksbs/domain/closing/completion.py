"""A programme is completed when its three years are done and everything is in place."""

from collections.abc import Iterable

from ksbs.domain.closing.final_evaluation import FinalEvaluations
from ksbs.domain.closing.sustainment import Sustainment
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import ExceptionRule, Status
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.standing import require_not_paused, require_started
from ksbs.domain.state import Ending
from ksbs.domain.words import Role

_EARLY = ExceptionRule.COMPLETION_BEFORE_THREE_YEARS


class CompletionBeforePlannedEnd(RuleBroken):
    """The programme is planned to end on {planned_end} and cannot be completed on {on};
    chief and principal can agree on an exception from completion_before_three_years.
    """

    sv = (
        "Omgången är planerad till och med {planned_end} och kan inte slutföras den {on}; "
        "chef och rektor kan enas om undantag för completion_before_three_years."
    )


class FinalEvaluationMissing(RuleBroken):
    """There is no final evaluation on {on}; record it first."""

    sv = "Det finns ingen slututvärdering den {on}; registrera den först."


class GoalsNotAssessed(RuleBroken):
    """Goals that stand on {on} have not been assessed: {goals}; assess every one first."""

    sv = "Mål som gäller den {on} är inte bedömda: {goals}; bedöm vart och ett först."


class InterventionsStillOpen(RuleBroken):
    """Interventions are still open on {on}: {interventions}; complete or discontinue
    every one first.
    """

    sv = (
        "Insatser är fortfarande öppna den {on}: {interventions}; slutför eller avbryt "
        "var och en först."
    )


class SustainmentPlanMissing(Advisory):
    """It is not set how the work goes on in the school's ordinary quality work."""

    sv = "Det är inte angivet hur arbetet går vidare i skolans ordinarie kvalitetsarbete."


class GoalsOutsideEvaluation(Advisory):
    """Goals set after the final evaluation of {evaluated_on} are not in it: {goals}."""

    sv = "Mål satta efter slututvärderingen den {evaluated_on} finns inte i den: {goals}."


class ProgrammeCompleted(ProgrammeEvent):
    """The programme has come to its planned end."""

    stored_as = "closing.programme-completed.v1"
    sv = "KSBS slutförd"
    en = "Programme completed"

    def rules(self, programme: Programme) -> None:
        """Complete in time or by exception, with nothing of the work left open."""
        require_started(programme, on=self.occurred_on)
        require_not_paused(programme, on=self.occurred_on)
        self._require_time(programme)
        if programme.facet(FinalEvaluations).latest is None:
            raise FinalEvaluationMissing(on=self.occurred_on)
        self._require_goals_assessed(programme)
        self._require_interventions_closed(programme)

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Point at a missing plan for afterwards, and at goals never evaluated."""
        if state.facet(Sustainment).on is None:
            yield SustainmentPlanMissing()
        evaluation = state.facet(FinalEvaluations).latest
        if evaluation is None:
            return
        named = {goal.goal_id for goal in evaluation.goals}
        outside = [g.goal_id for g in state.live_goals() if g.goal_id not in named]
        if outside:
            yield GoalsOutsideEvaluation(
                evaluated_on=evaluation.on, goals=", ".join(map(str, outside))
            )

    def evolve(self, state: Programme) -> Programme:
        """End the programme; before the planned end, an exception is used."""
        if self._early(state):
            state = state.using(_EARLY, on=self.occurred_on)
        return replace(state, ending=Ending(self.occurred_on, Status.COMPLETED))

    def _early(self, programme: Programme) -> bool:
        planned_end = programme.planned_end
        return planned_end is not None and self.occurred_on < planned_end

    def _require_time(self, programme: Programme) -> None:
        if self._early(programme) and not programme.exempt_from(_EARLY):
            raise CompletionBeforePlannedEnd(
                planned_end=programme.planned_end, on=self.occurred_on
            )

    def _require_goals_assessed(self, programme: Programme) -> None:
        left = [g.goal_id for g in programme.live_goals() if g.assessment is None]
        if left:
            raise GoalsNotAssessed(goals=", ".join(map(str, left)), on=self.occurred_on)

    def _require_interventions_closed(self, programme: Programme) -> None:
        still_open = [
            f"“{i.title}” ({i.intervention_id})" for i in programme.open_interventions()
        ]
        if still_open:
            raise InterventionsStillOpen(
                interventions=", ".join(still_open), on=self.occurred_on
            )


class CompleteProgramme(ProgrammeCommand):
    """Complete the programme."""

    noun = "completions"
    records = ProgrammeCompleted
    by = (Role.PROGRAMME_OFFICE,)
    sv = "Slutför omgången."
    example = {}
