"""Goals are assessed on what has been seen of their signs."""

from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import GoalAssessment
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import live_goal
from ksbs.domain.told import Told
from ksbs.domain.words import Model, Role, Text


class NothingObserved(RuleBroken):
    """No visible sign of the goal {goal} has been looked for by {on}; observe one
    first, or assess that it is too early to tell.
    """

    sv = (
        "Inget tecken för målet {goal} har observerats till och med {on}; observera ett "
        "först eller bedöm att det är för tidigt att säga."
    )


class ObservationUnknown(RuleBroken):
    """There is no observation {observation} of the goal's visible signs by {on}."""

    sv = "Det finns ingen observation {observation} av målets tecken till och med {on}."


class GoalAlreadyAssessed(RuleBroken):
    """The goal {goal} was already assessed so on {on}."""

    sv = "Målet {goal} bedömdes redan så den {on}."


class _AssessingGoal(Model):
    goal_id: UUID
    """The goal that is assessed. / Målet som bedöms."""
    assessment: GoalAssessment
    """How far the goal has been reached. / Bedömningen av hur långt målet är uppnått.
    """
    reasons: Text
    """What the assessment rests on, in words. / Skälen till bedömningen, i ord."""
    observation_refs: tuple[UUID, ...] = ()
    """The observations of the goal's signs that it rests on in particular. / De
    iakttagelser av målets tecken som den särskilt vilar på.
    """


class GoalAssessed(_AssessingGoal, ProgrammeEvent):
    """It is judged how far a goal has been reached."""

    stored_as = "followup.goal-assessed.v1"
    sv = "Mål bedömt"
    en = "Goal assessed"

    def rules(self, programme: Programme) -> None:
        """Assess a goal that stands, on observations of its signs."""
        goal = live_goal(programme, goal_id=self.goal_id, on=self.occurred_on)
        stands = (goal.assessed_on, goal.assessment)
        if stands == (self.occurred_on, self.assessment):
            raise GoalAlreadyAssessed(goal=self.goal_id, on=self.occurred_on)
        observed = {
            observation.observation_id
            for sign in programme.signs.where(goal_id=self.goal_id)
            for observation in sign.observations
        }
        if not observed and self.assessment is not GoalAssessment.TOO_EARLY:
            raise NothingObserved(goal=self.goal_id, on=self.occurred_on)
        for reference in self.observation_refs:
            if reference not in observed:
                raise ObservationUnknown(observation=reference, on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Let the assessment be the goal's latest."""
        goals = state.goals.change(
            self.goal_id,
            lambda goal: replace(
                goal, assessment=self.assessment, assessed_on=self.occurred_on
            ),
        )
        told = state.facet(GoalAssessments).adding(self.goal_id, self)
        return state.keeping(told, goals=goals)


class GoalAssessments(Told[UUID, GoalAssessed]):
    """Every assessment of each goal."""


class AssessGoal(_AssessingGoal, ProgrammeCommand):
    """Assess how far a goal has been reached."""

    noun = "goal-assessments"
    records = GoalAssessed
    by = (Role.PROCESS_SUPPORTER, Role.ANALYST, Role.PRINCIPAL)
    sv = "Bedöm hur långt ett mål har nåtts."
    example = {
        "goalId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c02",
        "assessment": "partly",
        "reasons": "Tecknen syns i två av tre arbetslag.",
        "observationRefs": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c09"],
    }
