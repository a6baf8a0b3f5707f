"""Work on the action plan begins."""

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import ExceptionRule
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import require_started
from ksbs.domain.words import Role


class AnalysisNotEstablished(RuleBroken):
    """The situation analysis is not established on {on}; establish it first, or let
    chief and principal agree on the exception plan_before_analysis.
    """

    sv = (
        "Nulägesanalysen är inte fastställd den {on}; fastställ den först eller låt chef "
        "och rektor enas om undantaget plan_before_analysis."
    )


class PlanAlreadyStarted(RuleBroken):
    """Work on the action plan already started on {on}."""

    sv = "Arbetet med åtgärdsplanen påbörjades redan den {on}."


class ActionPlanStarted(ProgrammeEvent):
    """Work on the action plan begins, on an established analysis."""

    stored_as = "plan.action-plan-started.v1"
    sv = "Åtgärdsplan påbörjad"
    en = "Action plan started"

    def rules(self, programme: Programme) -> None:
        """Start once, in a started programme, after the analysis or by exception."""
        require_started(programme, on=self.occurred_on)
        if programme.plan_started_on is not None:
            raise PlanAlreadyStarted(on=programme.plan_started_on)
        exempt = programme.exempt_from(ExceptionRule.PLAN_BEFORE_ANALYSIS)
        if programme.analysis_established_on is None and not exempt:
            raise AnalysisNotEstablished(on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Start the plan; before the analysis stands, an exception is used."""
        if state.analysis_established_on is None:
            rule = ExceptionRule.PLAN_BEFORE_ANALYSIS
            state = state.using(rule, on=self.occurred_on)
        return replace(state, plan_started_on=self.occurred_on)


class StartActionPlan(ProgrammeCommand):
    """Start the work on the action plan."""

    noun = "action-plans"
    records = ActionPlanStarted
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Påbörja arbetet med åtgärdsplanen."
    example = {}
