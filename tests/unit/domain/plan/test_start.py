"""Work on the action plan starts on an established analysis, or by exception."""

from ksbs.domain.kinds import ExceptionRule, Status
from ksbs.domain.plan.start import (
    AnalysisNotEstablished,
    PlanAlreadyStarted,
    StartActionPlan,
)
from ksbs.domain.standing import ProgrammeNotStarted
from tests.support.cast import DAY, DECIDED, ESTABLISHED
from tests.support.given import (
    analysing,
    decided,
    established,
    exempt,
)
from tests.support.given_plan import plan_started
from tests.support.telling import refused, then

EXCEPTION = ExceptionRule.PLAN_BEFORE_ANALYSIS


def test_the_plan_starts_once_the_analysis_is_established() -> None:
    # given
    programme = established()
    # when
    programme = then(programme, StartActionPlan())
    # then
    assert programme.plan_started_on == DAY
    assert programme.status is Status.PLANNING


def test_the_plan_does_not_start_before_the_analysis_is_established() -> None:
    # given
    programme = analysing()
    # when, then
    with refused(AnalysisNotEstablished, DAY, EXCEPTION.value):
        then(programme, StartActionPlan())


def test_the_plan_starts_before_the_analysis_when_both_agree_on_the_exception() -> None:
    # given
    programme = exempt(analysing(), EXCEPTION)
    # when
    programme = then(programme, StartActionPlan())
    # then
    assert programme.plan_started_on == DAY


def test_an_exception_from_another_rule_does_not_let_the_plan_start() -> None:
    # given
    programme = exempt(analysing(), ExceptionRule.FEWER_THAN_SIX_SESSIONS)
    # when, then
    with refused(AnalysisNotEstablished):
        then(programme, StartActionPlan())


def test_the_plan_does_not_start_before_the_programme_even_by_exception() -> None:
    # given
    programme = exempt(decided(), EXCEPTION, on=DECIDED)
    # when, then
    with refused(ProgrammeNotStarted, DECIDED):
        then(programme, StartActionPlan(), on=DECIDED)


def test_the_plan_starts_once() -> None:
    # given
    programme = then(established(), StartActionPlan(), on=ESTABLISHED)
    # when, then
    with refused(PlanAlreadyStarted, ESTABLISHED):
        then(programme, StartActionPlan())


def test_a_started_plan_is_empty() -> None:
    # given, when
    programme = plan_started()
    # then
    assert (len(programme.goals), programme.plan_version) == (0, 0)
