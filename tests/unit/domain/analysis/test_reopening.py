"""An established analysis is reopened, worked on and established anew."""

import pytest

from ksbs.domain.analysis.areas import PrioritiseArea
from ksbs.domain.analysis.establishment import (
    AnalysisAlreadyEstablished,
    EstablishAnalysis,
)
from ksbs.domain.analysis.reopening import AnalysisStillOpen, ReopenAnalysis
from ksbs.domain.analysis.start import AnalysisNotStarted
from ksbs.domain.interventions.run import StartIntervention
from ksbs.domain.kinds import ExceptionRule, Status
from ksbs.domain.plan.establishment import EstablishActionPlan
from ksbs.domain.plan.start import AnalysisNotEstablished, StartActionPlan
from ksbs.domain.programme import Programme
from tests.support.cast import AREA, DAY, PRINCIPAL, SECOND_AREA
from tests.support.given import (
    established,
    exempt,
    ready_to_establish,
    staffed,
)
from tests.support.given_plan import (
    GOAL,
    INTERVENTION,
    intervention_planned,
    plan_established,
    plan_started,
    set_goal,
)
from tests.support.telling import refused, then, when

REOPEN = ReopenAnalysis(reason="Höstens resultat visar en ny orsak.")
ESTABLISH = EstablishAnalysis(
    summary="Två prioriterade områden.",
    document_ref="Nulägesanalys, andra utgåvan",
    established_by=PRINCIPAL,
)
PRIORITISE = PrioritiseArea(
    area_id=SECOND_AREA,
    rank=2,
    reasons="Hindrar många elever.",
    expected_effect="Fler når målen.",
    within_influence=True,
)


def reopened(programme: Programme | None = None) -> Programme:
    return then(programme or established(), REOPEN)


def test_a_reopened_analysis_is_established_no_longer() -> None:
    # given
    before = established()
    # when
    programme = reopened(before)
    # then
    assert before.analysis_established_on is not None
    assert programme.analysis_established_on is None
    assert programme.status is Status.ANALYSING


def test_an_analysis_that_is_not_established_is_not_reopened() -> None:
    with refused(AnalysisStillOpen, DAY):
        when(ready_to_establish(), REOPEN)


def test_an_analysis_is_not_reopened_twice() -> None:
    with refused(AnalysisStillOpen, DAY):
        when(reopened(), REOPEN)


def test_an_analysis_that_has_not_started_is_not_reopened() -> None:
    with refused(AnalysisNotStarted, DAY):
        when(staffed(), REOPEN)


def test_areas_are_prioritised_in_a_reopened_analysis() -> None:
    # given, when
    programme = then(reopened(), PRIORITISE)
    # then
    assert [a.area_id for a in programme.prioritised()] == [AREA, SECOND_AREA]


def test_a_reopened_analysis_is_established_anew_on_what_it_holds_already() -> None:
    # given
    with refused(AnalysisAlreadyEstablished):
        when(established(), ESTABLISH)
    # when
    programme = then(reopened(), ESTABLISH)
    # then
    assert programme.analysis_established_on == DAY


def test_an_analysis_established_anew_may_be_reopened_again() -> None:
    # given
    programme = then(reopened(), ESTABLISH)
    # when, then
    assert reopened(programme).analysis_established_on is None


def test_a_plan_waits_until_the_reopened_analysis_is_established_anew() -> None:
    # given
    with refused(AnalysisNotEstablished, DAY):
        when(reopened(), StartActionPlan())
    # when
    programme = then(then(reopened(), ESTABLISH), StartActionPlan())
    # then
    assert programme.plan_started_on == DAY


def test_a_plan_starts_on_a_reopened_analysis_by_exception() -> None:
    # given
    programme = exempt(reopened(), ExceptionRule.PLAN_BEFORE_ANALYSIS)
    # when, then
    assert when(programme, StartActionPlan())


@pytest.mark.parametrize("anew", [False, True], ids=["still open", "established anew"])
def test_a_plan_that_has_started_goes_on(anew: bool) -> None:
    # given
    programme = reopened(plan_started())
    programme = then(programme, ESTABLISH) if anew else programme
    # when
    programme = then(programme, set_goal())
    # then
    assert (programme.status, len(programme.live_goals())) == (Status.PLANNING, 1)


def test_a_plan_is_established_while_the_analysis_is_open_again() -> None:
    # given, when
    programme = then(reopened(intervention_planned()), EstablishActionPlan())
    # then
    assert (programme.plan_version, programme.status) == (1, Status.ACTING)


def test_an_established_plan_and_its_interventions_go_on() -> None:
    # given
    programme = reopened(plan_established())
    # when
    programme = then(programme, StartIntervention(intervention_id=INTERVENTION))
    # then
    assert [i.intervention_id for i in programme.open_interventions()] == [INTERVENTION]
    assert (programme.plan_version, GOAL in programme.goals) == (1, True)
