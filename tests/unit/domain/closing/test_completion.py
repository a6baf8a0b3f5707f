"""A programme is completed when nothing of the work is left open."""

from datetime import timedelta

import pytest

from ksbs.domain.closing.completion import (
    CompleteProgramme,
    CompletionBeforePlannedEnd,
    FinalEvaluationMissing,
    GoalsNotAssessed,
    GoalsOutsideEvaluation,
    InterventionsStillOpen,
    SustainmentPlanMissing,
)
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEnded
from ksbs.domain.followup.goal_assessment import GoalAssessed
from ksbs.domain.interventions.course import PauseIntervention
from ksbs.domain.interventions.run import (
    CompleteIntervention,
    DiscontinueIntervention,
    StartIntervention,
)
from ksbs.domain.kinds import ExceptionRule, GoalAssessment, Status
from ksbs.domain.plan.goal import GoalSet
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.standing import ProgrammeIsPaused, ProgrammeNotStarted
from tests.support.cast import DAY, DECIDED, an_id
from tests.support.given import decided, exempt
from tests.support.given_closing import (
    END,
    completed,
    decided_together,
    evaluate,
    evaluated,
    goals_assessed,
    outcome,
    pause,
    ready_to_complete,
    resume,
    set_sustainment,
)
from tests.support.given_plan import (
    GOAL,
    INTERVENTION,
    assess_goal,
    set_goal,
    sign_observed,
)
from tests.support.telling import advice, given, refused, then

COMPLETE = CompleteProgramme()
DAY_BEFORE = END - timedelta(days=1)
EARLY = ExceptionRule.COMPLETION_BEFORE_THREE_YEARS
SECOND_GOAL = an_id(38)
START = StartIntervention(intervention_id=INTERVENTION)
PAUSE = PauseIntervention(intervention_id=INTERVENTION, reason="Sjukdom.")


def assessed_unseen() -> GoalAssessed:
    return GoalAssessed(
        occurred_on=END,
        goal_id=SECOND_GOAL,
        assessment=GoalAssessment.TOO_EARLY,
        reasons="Inget har hunnit synas.",
    )


def with_second_goal(programme: Programme) -> Programme:
    said = set_goal(text="Ett till.", target_date=END).said()
    second = GoalSet(occurred_on=END, goal_id=SECOND_GOAL, **said)
    return given(programme, second)


def test_a_programme_with_everything_in_place_is_completed_on_its_last_day() -> None:
    # given, when
    programme = then(ready_to_complete(), COMPLETE, on=END)
    # then
    assert programme.status is Status.COMPLETED
    assert programme.ending is not None
    assert programme.ending.on == END
    assert programme.exceptions_used == ()


def test_a_programme_may_be_completed_after_its_planned_end() -> None:
    programme = then(ready_to_complete(), COMPLETE, on=END + timedelta(days=30))
    assert programme.status is Status.COMPLETED


def test_what_never_started_is_not_completed() -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), COMPLETE, on=DECIDED)


def test_a_programme_is_completed_once() -> None:
    with refused(ProgrammeEnded, END):
        then(completed(), COMPLETE, on=END)


def test_a_paused_programme_is_resumed_before_it_is_completed() -> None:
    # given
    paused = decided_together(ready_to_complete(), pause(), on=END)
    # when, then
    with refused(ProgrammeIsPaused, END):
        then(paused, COMPLETE, on=END)
    resumed = decided_together(paused, resume(), on=END)
    assert then(resumed, COMPLETE, on=END).status is Status.COMPLETED


def ready_early() -> Programme:
    programme = then(goals_assessed(), evaluate(), on=DAY_BEFORE)
    return then(programme, set_sustainment(), on=DAY_BEFORE)


def test_a_programme_is_not_completed_before_its_planned_end() -> None:
    with refused(CompletionBeforePlannedEnd, END, DAY_BEFORE, EARLY.value):
        then(ready_early(), COMPLETE, on=DAY_BEFORE)


def test_both_may_agree_that_a_programme_is_completed_early() -> None:
    # given
    programme = exempt(ready_early(), EARLY, on=DAY_BEFORE)
    # when
    programme = then(programme, COMPLETE, on=DAY_BEFORE)
    # then
    assert programme.status is Status.COMPLETED
    (used,) = programme.exceptions_used
    assert (used.rule, used.on) == (EARLY, DAY_BEFORE)


@pytest.mark.parametrize("other", [rule for rule in ExceptionRule if rule is not EARLY])
def test_an_exception_from_another_rule_does_not_let_it_end_early(
    other: ExceptionRule,
) -> None:
    # given
    agreed = exempt(decided(), other, on=DAY).stances
    programme = replace(ready_early(), stances=agreed)
    # when, then
    with refused(CompletionBeforePlannedEnd):
        then(programme, COMPLETE, on=DAY_BEFORE)


def test_an_exception_that_was_not_needed_is_not_flagged() -> None:
    programme = exempt(ready_early(), EARLY, on=DAY_BEFORE)
    assert then(programme, COMPLETE, on=END).exceptions_used == ()


def test_the_final_evaluation_comes_first() -> None:
    # given
    programme = goals_assessed()
    # when, then
    with refused(FinalEvaluationMissing, END):
        then(programme, COMPLETE, on=END)
    assert then(evaluated(), COMPLETE, on=END).status is Status.COMPLETED


def test_every_goal_is_assessed_first() -> None:
    # given
    programme = then(sign_observed(), evaluate(), on=END)
    # when, then
    with refused(GoalsNotAssessed, GOAL, END):
        then(programme, COMPLETE, on=END)
    programme = then(programme, assess_goal(), on=END)
    assert then(programme, COMPLETE, on=END).status is Status.COMPLETED


@pytest.mark.parametrize("turns", [(START,), (START, PAUSE)])
def test_an_intervention_under_way_or_paused_keeps_the_programme_open(
    turns: tuple[ProgrammeCommand, ...],
) -> None:
    # given
    programme = ready_to_complete()
    for turn in turns:
        programme = then(programme, turn, on=END)
    # when, then
    with refused(InterventionsStillOpen, INTERVENTION, "Handledning i matematik"):
        then(programme, COMPLETE, on=END)


@pytest.mark.parametrize(
    "close",
    [
        CompleteIntervention(intervention_id=INTERVENTION, result="Prövat av alla."),
        DiscontinueIntervention(
            intervention_id=INTERVENTION,
            reason="Ingen handledare.",
            lesson="Två krävs.",
        ),
    ],
)
def test_closed_interventions_let_the_programme_end(close: ProgrammeCommand) -> None:
    # given
    programme = then(then(ready_to_complete(), START, on=END), close, on=END)
    # when, then
    assert then(programme, COMPLETE, on=END).status is Status.COMPLETED


def test_an_intervention_that_was_only_planned_hinders_nothing() -> None:
    # given
    (planned,) = ready_to_complete().interventions
    assert planned.started_on is None
    # when, then
    assert then(ready_to_complete(), COMPLETE, on=END).ending is not None


def test_a_missing_plan_for_afterwards_is_worth_a_second_look() -> None:
    assert [type(a) for a in advice(evaluated(), COMPLETE, on=END)] == [
        SustainmentPlanMissing
    ]


def test_a_programme_with_everything_in_place_gives_no_advice() -> None:
    assert advice(ready_to_complete(), COMPLETE, on=END) == []


def test_a_goal_set_after_the_evaluation_is_worth_a_second_look() -> None:
    # given
    programme = given(with_second_goal(ready_to_complete()), assessed_unseen())
    # when
    (advisory,) = advice(programme, COMPLETE, on=END)
    # then
    assert isinstance(advisory, GoalsOutsideEvaluation)
    assert str(SECOND_GOAL) in advisory.en
    assert str(GOAL) not in advisory.en


def test_a_goal_in_a_later_version_of_the_evaluation_gives_no_advice() -> None:
    # given
    programme = given(with_second_goal(ready_to_complete()), assessed_unseen())
    both = evaluate(goals=(outcome(), outcome(goal_id=SECOND_GOAL)))
    # when
    programme = then(programme, both, on=END)
    # then
    assert advice(programme, COMPLETE, on=END) == []


def test_a_completed_programme_leaves_the_school_free() -> None:
    assert completed().claims() == frozenset()
