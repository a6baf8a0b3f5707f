"""Goals on the prioritised areas: set, revised, withdrawn."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import model_validator

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.kinds import AuthoredBy, GoalLevel
from ksbs.domain.plan.versions import Turn, Version
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import live_goal, require_started_plan
from ksbs.domain.state import Goal
from ksbs.domain.told import Told
from ksbs.domain.words import Day, Model, Role, Text


class AreaNotPrioritised(RuleBroken):
    """The development area {area} is not prioritised on {on}; a goal stands on a
    prioritised area.
    """

    sv = (
        "Utvecklingsområdet {area} är inte prioriterat den {on}; ett mål sätts i ett "
        "prioriterat område."
    )


class GoalAlreadySet(RuleBroken):
    """A goal that reads the same stands on the area {area}: {goal}."""

    sv = "Ett mål med samma lydelse gäller redan i området {area}: {goal}."


class TargetDatePassed(RuleBroken):
    """The target date {target_date} lies before {on}, when the goal was set."""

    sv = "Måldatumet {target_date} ligger före {on}, då målet sattes."


class TargetDateAfterEnd(RuleBroken):
    """The target date {target_date} lies after the planned end, {planned_end}."""

    sv = (
        "Måldatumet {target_date} ligger efter omgångens planerade slut, {planned_end}."
    )


class GoalUnchanged(RuleBroken):
    """The goal {goal} already reads so; a revision changes something."""

    sv = "Målet {goal} lyder redan så; en revidering ändrar något."


class _SettingGoal(Model):
    area_id: UUID
    """The prioritised development area that the goal is for. / Det prioriterade
    utvecklingsområde som målet gäller.
    """
    text: Text
    """The goal in words. / Målet i ord."""
    target_date: Day
    """The day by which the goal is to be reached, within the programme. / Dagen då
    målet ska vara uppnått, inom omgången.
    """
    level: GoalLevel
    """Where the goal is to be met. / Var målet ska uppnås."""
    authored_by: AuthoredBy
    """Who wrote the goal. / Vem som skrev målet."""


class GoalSet(_SettingGoal, ProgrammeEvent):
    """A goal is set on a prioritised area."""

    stored_as = "plan.goal-set.v1"
    sv = "Mål satt"
    en = "Goal set"

    goal_id: NewId
    """The id that the goal was given. / Det id som målet fick."""

    def rules(self, programme: Programme) -> None:
        """Stand on a prioritised area, once, with a target within the programme."""
        require_started_plan(programme, on=self.occurred_on)
        area = programme.areas[self.area_id]
        if not area.born or area.rank is None:
            raise AreaNotPrioritised(area=self.area_id, on=self.occurred_on)
        same = programme.goals.where(area_id=self.area_id, text=self.text, live=True)
        for goal in same:
            raise GoalAlreadySet(area=self.area_id, goal=goal.goal_id)
        _require_target(programme, target_date=self.target_date, on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Set the goal."""
        goals = state.goals.change(
            self.goal_id,
            lambda goal: replace(
                goal,
                area_id=self.area_id,
                text=self.text,
                target_date=self.target_date,
                level=self.level,
                born=True,
            ),
        )
        told = state.keeping(state.facet(GoalsTold).adding(self.goal_id, self))
        return _reading(self, replace(told, goals=goals), reason=None)


class GoalsTold(Told[UUID, GoalSet]):
    """How each goal was set."""


class SetGoal(_SettingGoal, ProgrammeCommand):
    """Set a goal on a prioritised area."""

    noun = "goals"
    records = GoalSet
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Sätt ett mål i ett prioriterat område."
    example = {
        "areaId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        "text": "Minst 85 procent av eleverna i årskurs 9 är behöriga till gymnasiet.",
        "targetDate": "2029-06-01",
        "level": "pupil",
        "authoredBy": "school",
    }


class _RevisingGoal(Model):
    goal_id: UUID
    """The goal that is revised. / Målet som revideras."""
    text: Text | None = None
    """The new wording, if it changes. / Den nya formuleringen, om den ändras."""
    target_date: Day | None = None
    """The new target date, if it changes. / Det nya måldatumet, om det ändras."""
    level: GoalLevel | None = None
    """The new level, if it changes. / Den nya nivån, om den ändras."""
    reason: Text
    """Why the goal is revised. / Skälet till att målet revideras."""

    @model_validator(mode="after")
    def _something_is_revised(self) -> Self:
        if self.text is None and self.target_date is None and self.level is None:
            message = "give at least one of text, target date and level"
            raise ValueError(message)
        return self


class GoalRevised(_RevisingGoal, ProgrammeEvent):
    """A goal is worded, dated or placed anew; what it said before stays readable."""

    stored_as = "plan.goal-revised.v1"
    sv = "Mål reviderat"
    en = "Goal revised"

    def rules(self, programme: Programme) -> None:
        """Revise a goal that stands, to something else, within the programme."""
        goal = live_goal(programme, goal_id=self.goal_id, on=self.occurred_on)
        if self.target_date is not None:
            _require_target(
                programme, target_date=self.target_date, on=self.occurred_on
            )
        stands = (goal.text, goal.target_date, goal.level)
        revised = (
            self.text or goal.text,
            self.target_date or goal.target_date,
            self.level or goal.level,
        )
        if revised == stands:
            raise GoalUnchanged(goal=self.goal_id)

    def evolve(self, state: Programme) -> Programme:
        """Let the goal read as revised."""
        goals = state.goals.change(
            self.goal_id,
            lambda goal: replace(
                goal,
                text=self.text or goal.text,
                target_date=self.target_date or goal.target_date,
                level=self.level or goal.level,
            ),
        )
        return _reading(self, replace(state, goals=goals), reason=self.reason)


class GoalVersions(Told[UUID, Version[Goal]]):
    """How each goal has read, from when it was set to its latest revision."""


class ReviseGoal(_RevisingGoal, ProgrammeCommand):
    """Revise a goal: its wording, target date or level."""

    noun = "goal-revisions"
    records = GoalRevised
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Revidera ett mål: lydelse, måldatum eller nivå."
    example = {
        "goalId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c02",
        "text": "Minst 88 procent av eleverna i årskurs 9 är behöriga till gymnasiet.",
        "reason": "Vårens resultat visar att målet kan höjas.",
    }


class _WithdrawingGoal(Model):
    goal_id: UUID
    """The goal that is withdrawn. / Målet som dras tillbaka."""
    reason: Text
    """Why the goal is withdrawn. / Skälet till att målet dras tillbaka."""


class GoalWithdrawn(_WithdrawingGoal, ProgrammeEvent):
    """A goal is taken out of the action plan."""

    stored_as = "plan.goal-withdrawn.v1"
    sv = "Mål tillbakataget"
    en = "Goal withdrawn"

    def rules(self, programme: Programme) -> None:
        """Withdraw only a goal that stands."""
        live_goal(programme, goal_id=self.goal_id, on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Let the goal stand no longer."""
        goals = state.goals.change(
            self.goal_id, lambda goal: replace(goal, withdrawn_on=self.occurred_on)
        )
        withdrawn = Turn(
            on=self.occurred_on, plan_version=state.plan_version, reason=self.reason
        )
        ends = state.facet(GoalWithdrawals).adding(self.goal_id, withdrawn)
        return replace(state.keeping(ends), goals=goals)


class GoalWithdrawals(Told[UUID, Turn]):
    """When and why each goal was withdrawn."""


class WithdrawGoal(_WithdrawingGoal, ProgrammeCommand):
    """Withdraw a goal from the action plan."""

    noun = "goal-withdrawals"
    records = GoalWithdrawn
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Ta tillbaka ett mål ur åtgärdsplanen."
    example = {
        "goalId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c02",
        "reason": "Målet ryms i ett annat mål i samma område.",
    }


def _reading(
    event: GoalSet | GoalRevised, state: Programme, *, reason: str | None
) -> Programme:
    """Keep how the goal reads after `event`."""
    version = Version(
        on=event.occurred_on,
        plan_version=state.plan_version,
        reason=reason,
        says=state.goals[event.goal_id],
    )
    return state.keeping(state.facet(GoalVersions).adding(event.goal_id, version))


def _require_target(programme: Programme, *, target_date: date, on: date) -> None:
    if target_date < on:
        raise TargetDatePassed(target_date=target_date, on=on)
    planned_end = programme.planned_end
    if planned_end is not None and target_date > planned_end:
        raise TargetDateAfterEnd(target_date=target_date, planned_end=planned_end)
