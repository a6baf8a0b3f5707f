"""The programme is evaluated at its end, goal by goal and as a whole."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import GoalAssessment
from ksbs.domain.measurement import Measured
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import live_goal, require_started
from ksbs.domain.words import Model, Role, Text


class GoalEvaluatedTwice(RuleBroken):
    """The goal {goal} stands twice in the final evaluation; give one outcome of it."""

    sv = "Målet {goal} står två gånger i slututvärderingen; ange ett utfall för det."


class GoalsNotEvaluated(RuleBroken):
    """The final evaluation lacks goals that stand on {on}: {goals}; give the outcome of
    every one.
    """

    sv = (
        "Slututvärderingen saknar mål som gäller den {on}: {goals}; ange utfallet för "
        "vart och ett."
    )


class FigureGivenTwice(RuleBroken):
    """The indicator {indicator} for {period} stands twice among the same figures; give
    it once.
    """

    sv = (
        "Nyckeltalet {indicator} för {period} står två gånger bland samma värden; ange "
        "det en gång."
    )


class EvaluationUnchanged(RuleBroken):
    """The final evaluation of {on} already says the same; change something in it."""

    sv = "Slututvärderingen den {on} säger redan detsamma; ändra något i den."


class GoalOutcome(Model):
    """How far one goal was reached in the end. / Hur långt ett mål nåddes till slut."""

    goal_id: UUID
    """The goal. / Målet."""
    outcome: GoalAssessment
    """How far it was reached. / Hur långt det nåddes."""
    comment: Text
    """What the outcome rests on. / Vad utfallet vilar på."""


@dataclass(frozen=True)
class FinalEvaluation:
    """One version of the final evaluation."""

    on: date
    goals: tuple[GoalOutcome, ...]
    capacity_before: str
    capacity_after: str
    indicators_before: tuple[Measured, ...]
    indicators_after: tuple[Measured, ...]
    views_of_pupils: str
    views_of_staff: str


@dataclass(frozen=True)
class FinalEvaluations:
    """The versions of the final evaluation, numbered from 1 as they stand here."""

    versions: tuple[FinalEvaluation, ...] = ()

    @property
    def latest(self) -> FinalEvaluation | None:
        """The version that stands; None before there is any."""
        return self.versions[-1] if self.versions else None


class _Evaluating(Model):
    goals: tuple[GoalOutcome, ...]
    """The outcome of every goal that stands. / Utfallet för varje mål som gäller."""
    capacity_before: Text
    """The school's improvement capacity when the programme began. / Skolans
    förbättringskapacitet när omgången började.
    """
    capacity_after: Text
    """The school's improvement capacity now. / Skolans förbättringskapacitet nu."""
    indicators_before: tuple[Measured, ...] = ()
    """Figures from before the programme. / Värden från tiden före omgången."""
    indicators_after: tuple[Measured, ...] = ()
    """The same figures at its end. / Samma värden vid dess slut."""
    views_of_pupils: Text
    """What pupils think, as a group and never one by one. / Vad eleverna anser, som
    grupp och aldrig var för sig.
    """
    views_of_staff: Text
    """What the staff think. / Vad personalen anser."""


class FinalEvaluationRecorded(_Evaluating, ProgrammeEvent):
    """The programme is evaluated; another evaluation is a new version of it."""

    stored_as = "closing.final-evaluation-recorded.v1"
    sv = "Slututvärdering"
    en = "Final evaluation recorded"

    def rules(self, programme: Programme) -> None:
        """Evaluate every goal that stands, each once, and say something new."""
        require_started(programme, on=self.occurred_on)
        self._require_every_goal(programme)
        _require_each_once(self.indicators_before)
        _require_each_once(self.indicators_after)
        stands = programme.facet(FinalEvaluations).latest
        if stands is not None and stands == replace(self._said(), on=stands.on):
            raise EvaluationUnchanged(on=stands.on)

    def evolve(self, state: Programme) -> Programme:
        """Let this version stand; earlier ones are kept."""
        earlier = state.facet(FinalEvaluations).versions
        return state.keeping(FinalEvaluations((*earlier, self._said())))

    def _require_every_goal(self, programme: Programme) -> None:
        named: set[UUID] = set()
        for goal in self.goals:
            live_goal(programme, goal_id=goal.goal_id, on=self.occurred_on)
            if goal.goal_id in named:
                raise GoalEvaluatedTwice(goal=goal.goal_id)
            named.add(goal.goal_id)
        left_out = [g.goal_id for g in programme.live_goals() if g.goal_id not in named]
        if left_out:
            raise GoalsNotEvaluated(
                goals=", ".join(map(str, left_out)), on=self.occurred_on
            )

    def _said(self) -> FinalEvaluation:
        return FinalEvaluation(
            self.occurred_on,
            self.goals,
            self.capacity_before,
            self.capacity_after,
            self.indicators_before,
            self.indicators_after,
            self.views_of_pupils,
            self.views_of_staff,
        )


class RecordFinalEvaluation(_Evaluating, ProgrammeCommand):
    """Record the final evaluation, or a new version of it."""

    noun = "final-evaluations"
    records = FinalEvaluationRecorded
    by = (Role.PROCESS_SUPPORTER, Role.ANALYST, Role.PRINCIPAL)
    sv = "Registrera slututvärderingen, eller en ny version av den."
    example = {
        "goals": [
            {
                "goalId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c02",
                "outcome": "partly",
                "comment": "Tecknen syns i alla arbetslag, resultaten följer efter.",
            },
        ],
        "capacityBefore": "Analysen av resultat gjordes av ledningen ensam.",
        "capacityAfter": "Arbetslagen analyserar sina resultat varje termin.",
        "indicatorsBefore": [
            {
                "indicator": "Andel elever behöriga till yrkesprogram",
                "period": "2023/24",
                "raw": "74,2",
                "kind": "exact",
                "number": 74.2,
            },
        ],
        "indicatorsAfter": [
            {
                "indicator": "Andel elever behöriga till yrkesprogram",
                "period": "2026/27",
                "raw": "81,4",
                "kind": "exact",
                "number": 81.4,
            },
        ],
        "viewsOfPupils": "Fler elever än förr säger att de vet vad de ska lära sig.",
        "viewsOfStaff": "Lärarna vill behålla den gemensamma planeringstiden.",
    }


def _require_each_once(figures: tuple[Measured, ...]) -> None:
    given: set[tuple[str, str]] = set()
    for figure in figures:
        key = (figure.indicator, figure.period)
        if key in given:
            raise FigureGivenTwice(indicator=figure.indicator, period=figure.period)
        given.add(key)
