"""An exception is shown from its use, with the two who agreed on it."""

from datetime import timedelta

from ksbs.domain.analysis.establishment import AnalysisEstablished
from ksbs.domain.analysis.reopening import ReopenAnalysis
from ksbs.domain.closing.completion import CompleteProgramme
from ksbs.domain.kinds import ExceptionRule
from ksbs.domain.plan.start import StartActionPlan
from ksbs.domain.programme import Programme
from projections.exceptions import rows
from tests.support.cast import CHIEF, DAY, PRINCIPAL
from tests.support.given import analysing, area_prioritised, exempt, staff_work
from tests.support.given import with_sessions as sessions
from tests.support.given_closing import END, ready_to_complete
from tests.support.telling import given, then

NEXT_DAY = DAY + timedelta(days=1)


def established_early() -> Programme:
    """The analysis is established after two sessions, on NEXT_DAY."""
    programme = given(sessions(2, programme=area_prioritised()), staff_work(1))
    agreed = exempt(programme, ExceptionRule.FEWER_THAN_SIX_SESSIONS)
    return given(agreed, establishing())


def establishing() -> AnalysisEstablished:
    return AnalysisEstablished(
        occurred_on=NEXT_DAY,
        summary="Två tillfällen räckte.",
        document_ref="Nulägesanalys",
        established_by=PRINCIPAL,
    )


def test_what_is_agreed_and_not_used_has_no_row() -> None:
    # given
    programme = exempt(analysing(), ExceptionRule.PLAN_BEFORE_ANALYSIS)
    # when, then
    assert list(rows(programme)) == []


def test_a_plan_before_the_analysis_uses_an_exception() -> None:
    # given
    programme = exempt(analysing(), ExceptionRule.PLAN_BEFORE_ANALYSIS)
    # when
    (row,) = rows(then(programme, StartActionPlan(), on=NEXT_DAY))
    # then
    assert row == {
        "rule": "plan_before_analysis",
        "used_on": NEXT_DAY,
        "number": 1,
        "chief": CHIEF,
        "chief_agreed_on": DAY,
        "principal": PRINCIPAL,
        "principal_agreed_on": DAY,
    }


def test_a_rule_set_aside_twice_on_a_day_has_two_rows() -> None:
    # given
    reason = "Ett underlag saknades."
    reopened = then(established_early(), ReopenAnalysis(reason=reason), on=NEXT_DAY)
    # when
    first, second = rows(given(reopened, establishing()))
    # then
    assert first["rule"] == second["rule"] == "fewer_than_six_sessions"
    assert (first["number"], second["number"]) == (1, 2)


def test_a_completion_before_time_uses_an_exception() -> None:
    # given
    rule = ExceptionRule.COMPLETION_BEFORE_THREE_YEARS
    day_before = END - timedelta(days=1)
    programme = exempt(ready_to_complete(), rule, on=day_before)
    # when
    (row,) = rows(then(programme, CompleteProgramme(), on=day_before))
    # then
    assert (row["rule"], row["used_on"]) == (rule, day_before)


def test_what_is_done_in_time_uses_no_exception() -> None:
    assert list(rows(then(ready_to_complete(), CompleteProgramme(), on=END))) == []
