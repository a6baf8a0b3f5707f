"""A rule that was set aside shows from then on: which, when, and by whose stances."""

from datetime import timedelta

from ksbs.domain.analysis.establishment import EstablishAnalysis, TooFewSessions
from ksbs.domain.analysis.reopening import ReopenAnalysis
from ksbs.domain.kinds import Capacity, ExceptionRule, Matter
from ksbs.domain.plan.start import StartActionPlan
from ksbs.domain.programme import JointMatter, Programme
from tests.support.cast import CHIEF, DAY, PRINCIPAL
from tests.support.given import (
    analysing,
    area_prioritised,
    established,
    exempt,
    held,
    ready_to_establish,
    scheduled,
    staff_work,
    with_sessions,
)
from tests.support.given_closing import paused
from tests.support.given_plan import plan_started
from tests.support.telling import given, refused, then

FEWER = ExceptionRule.FEWER_THAN_SIX_SESSIONS
PLAN_FIRST = ExceptionRule.PLAN_BEFORE_ANALYSIS
NEXT_DAY = DAY + timedelta(days=1)
ESTABLISH = EstablishAnalysis(
    summary="Vad analysen ledde till.",
    document_ref="Nulägesanalys",
    established_by=PRINCIPAL,
)
REOPEN = ReopenAnalysis(reason="En orsak saknades.")


def after_five_sessions() -> Programme:
    return given(with_sessions(5, programme=area_prioritised()), staff_work(1))


def used(programme: Programme) -> list[ExceptionRule | None]:
    return [exception.rule for exception in programme.exceptions_used]


def test_an_analysis_of_five_sessions_shows_the_exception_and_who_agreed() -> None:
    # given
    programme = exempt(after_five_sessions(), FEWER)
    assert programme.exceptions_used == ()
    # when
    programme = then(programme, ESTABLISH, on=NEXT_DAY)
    # then
    (exception,) = programme.exceptions_used
    assert (exception.rule, exception.on) == (FEWER, NEXT_DAY)
    agreed = {(s.capacity, s.person_id, s.on) for s in exception.stances}
    assert agreed == {
        (Capacity.CHIEF, CHIEF, DAY),
        (Capacity.PRINCIPAL, PRINCIPAL, DAY),
    }


def test_an_analysis_of_six_sessions_uses_no_exception_even_if_agreed() -> None:
    programme = then(exempt(ready_to_establish(), FEWER), ESTABLISH)
    assert programme.exceptions_used == ()
    assert established().exceptions_used == ()


def test_a_plan_before_the_analysis_shows_the_exception() -> None:
    programme = then(exempt(analysing(), PLAN_FIRST), StartActionPlan())
    assert used(programme) == [PLAN_FIRST]


def test_a_plan_on_an_established_analysis_uses_no_exception_even_if_agreed() -> None:
    programme = then(exempt(established(), PLAN_FIRST), StartActionPlan())
    assert programme.exceptions_used == ()
    assert plan_started().exceptions_used == ()


def test_every_exception_stays_in_the_order_of_use() -> None:
    # given
    programme = exempt(exempt(after_five_sessions(), FEWER), PLAN_FIRST)
    # when
    programme = then(then(programme, StartActionPlan()), ESTABLISH)
    # then
    assert used(programme) == [PLAN_FIRST, FEWER]


def test_an_exception_used_stays_flagged_when_the_sixth_session_comes_later() -> None:
    # given
    programme = then(exempt(after_five_sessions(), FEWER), ESTABLISH)
    programme = then(programme, REOPEN)
    # when
    programme = then(given(programme, scheduled(6), held(6)), ESTABLISH)
    # then
    assert used(programme) == [FEWER]


def test_a_reopened_analysis_that_is_still_short_uses_the_exception_again() -> None:
    # given
    programme = then(then(exempt(after_five_sessions(), FEWER), ESTABLISH), REOPEN)
    # when
    programme = then(programme, ESTABLISH, on=NEXT_DAY)
    # then
    assert [(e.rule, e.on) for e in programme.exceptions_used] == [
        (FEWER, DAY),
        (FEWER, NEXT_DAY),
    ]


def test_what_nobody_agreed_on_is_not_shown_as_an_exception() -> None:
    # given
    programme = after_five_sessions()
    with refused(TooFewSessions):
        then(programme, ESTABLISH)
    # when
    programme = programme.using(FEWER, on=DAY)
    # then
    assert programme.exceptions_used == ()


def test_an_exception_used_keeps_both_stances() -> None:
    # given
    programme = exempt(analysing(), PLAN_FIRST)
    # when
    after = programme.using(PLAN_FIRST, on=NEXT_DAY)
    # then
    both = tuple(programme.stances.values())
    assert after.exceptions_used == (
        JointMatter(Matter.EXCEPTION, NEXT_DAY, both, PLAN_FIRST),
    )


def test_a_joint_decision_is_no_exception() -> None:
    assert paused().joint_matters
    assert paused().exceptions_used == ()
