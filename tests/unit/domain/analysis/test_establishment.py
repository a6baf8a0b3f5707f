import pytest

from ksbs.domain.analysis.establishment import (
    AnalysisAlreadyEstablished,
    EstablishAnalysis,
    NothingPrioritised,
    StaffCoverageMissing,
    TooFewSessions,
)
from ksbs.domain.enrolment.stance import TakeStance
from ksbs.domain.kinds import Capacity, ExceptionRule, Matter, Stance
from ksbs.domain.programme import Programme
from ksbs.domain.words import Role
from tests.support.cast import DAY, ESTABLISHED, PRINCIPAL
from tests.support.given import (
    area_identified,
    area_prioritised,
    established,
    exempt,
    held,
    ready_to_establish,
    staff_work,
    with_sessions,
)
from tests.support.telling import given, refused, then, when

ESTABLISH = EstablishAnalysis(
    summary="Sex tillfällen ledde till ett prioriterat område.",
    document_ref="Nulägesanalys",
    established_by=PRINCIPAL,
)


def with_five_sessions() -> Programme:
    return given(with_sessions(5, programme=area_prioritised()), staff_work(1))


def test_a_complete_analysis_is_established() -> None:
    assert then(ready_to_establish(), ESTABLISH).analysis_established_on == DAY


def test_fewer_than_six_sessions_are_refused() -> None:
    with refused(TooFewSessions, 6, 5):
        when(with_five_sessions(), ESTABLISH)


def test_an_extra_session_makes_up_for_one_that_was_never_held() -> None:
    # given: sessions 2 to 7
    programme = given(area_prioritised(), *map(held, range(2, 8)), staff_work(2))
    # when, then
    assert when(programme, ESTABLISH)


def test_fewer_sessions_are_enough_when_both_have_agreed() -> None:
    # given
    programme = exempt(with_five_sessions(), ExceptionRule.FEWER_THAN_SIX_SESSIONS)
    # when, then
    assert when(programme, ESTABLISH)


def test_the_agreement_of_one_of_them_is_not_enough() -> None:
    # given
    programme = then(
        with_five_sessions(),
        TakeStance(
            matter=Matter.EXCEPTION,
            rule=ExceptionRule.FEWER_THAN_SIX_SESSIONS,
            stance=Stance.FOR,
            capacity=Capacity.CHIEF,
            statement="Ja.",
        ),
        role=Role.CHIEF,
    )
    # when, then
    with refused(TooFewSessions, 5):
        when(programme, ESTABLISH)


@pytest.mark.parametrize(
    "rule", [r for r in ExceptionRule if r is not ExceptionRule.FEWER_THAN_SIX_SESSIONS]
)
def test_an_exception_from_another_rule_does_not_help(rule: ExceptionRule) -> None:
    # given
    programme = exempt(with_five_sessions(), rule)
    # when, then
    with refused(TooFewSessions, 5):
        when(programme, ESTABLISH)


def test_nothing_prioritised_is_refused() -> None:
    # given
    programme = given(with_sessions(6, programme=area_identified()), staff_work(1))
    # when, then
    with refused(NothingPrioritised, DAY):
        when(programme, ESTABLISH)


def test_an_analysis_that_does_not_say_how_many_took_part_is_refused() -> None:
    with refused(StaffCoverageMissing):
        when(with_sessions(6, programme=area_prioritised()), ESTABLISH)


def test_an_exception_from_the_sessions_is_none_from_the_rest() -> None:
    # given
    programme = exempt(area_prioritised(), ExceptionRule.FEWER_THAN_SIX_SESSIONS)
    # when, then
    with refused(StaffCoverageMissing):
        when(programme, ESTABLISH)


def test_an_analysis_is_established_once() -> None:
    with refused(AnalysisAlreadyEstablished, ESTABLISHED):
        when(established(), ESTABLISH)
