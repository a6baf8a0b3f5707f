"""A milestone is shown with the day on which it was reached."""

from datetime import date
from typing import Any

from ksbs.domain.analysis.reopening import ReopenAnalysis
from ksbs.domain.followup.meeting import RecordFollowUp
from ksbs.domain.programme import Programme
from projections.milestones import rows
from tests.support.cast import (
    ANALYSING,
    DAY,
    DECIDED,
    ESTABLISHED,
    NOMINATED,
    OFFERED,
    STARTED,
)
from tests.support.given import (
    analysing,
    established,
    held,
    nominated,
    offered,
    scheduled,
    session_day,
    with_sessions,
)
from tests.support.given_closing import END, completed, terminated
from tests.support.given_plan import plan_established
from tests.support.telling import given, then


def days(programme: Programme) -> dict[Any, Any]:
    return {row["milestone"]: row["reached_on"] for row in rows(programme)}


def test_a_nomination_is_the_first_milestone() -> None:
    assert list(rows(nominated())) == [
        {"milestone": "nominated", "reached_on": NOMINATED, "ordinal": 1}
    ]


def test_what_is_not_nominated_has_reached_nothing() -> None:
    assert list(rows(Programme())) == []


def test_an_established_plan_has_reached_everything_before_it() -> None:
    # given
    programme = plan_established()
    # when
    found = days(programme)
    # then
    sessions = {f"session_{number}": session_day(number) for number in range(1, 7)}
    assert found == {
        "nominated": NOMINATED,
        "offered": OFFERED,
        "decided": DECIDED,
        "started": STARTED,
        "analysis_started": ANALYSING,
        **sessions,
        "analysis_established": ESTABLISHED,
        "plan_started": DAY,
        "plan_established": DAY,
    }
    assert [row["ordinal"] for row in rows(programme)] == list(range(1, 15))


def test_the_sixth_session_is_reached_when_six_have_been_held() -> None:
    # given five of the six, the third of which is missing
    programme = analysing()
    for number in (1, 2, 4, 5, 6):
        programme = given(programme, held(number))
    assert "session_6" not in days(programme)
    # when an extra one is held instead
    programme = given(programme, held(7))
    # then
    assert days(programme)["session_3"] == session_day(4)
    assert days(programme)["session_6"] == session_day(7)


def test_sessions_are_counted_by_their_days_whatever_was_planned_first() -> None:
    # given
    programme = given(analysing(), scheduled(2), scheduled(1))
    # when
    programme = given(programme, held(1), held(2))
    # then
    assert days(programme)["session_1"] == session_day(1)
    assert days(programme)["session_2"] == session_day(2)


def test_extra_sessions_are_no_milestones() -> None:
    assert "session_7" not in days(with_sessions(8))


def test_an_analysis_that_is_opened_again_is_no_longer_established() -> None:
    # given, when
    programme = then(established(), ReopenAnalysis(reason="Nya resultat."))
    # then
    assert "analysis_established" not in days(programme)


def test_only_the_first_follow_up_counts() -> None:
    # given
    programme = plan_established()
    # when
    for day in (date(2025, 6, 12), date(2025, 12, 10)):
        follow_up = RecordFollowUp(
            occasion="Uppföljning",
            analysis="Tecknen syns.",
            decisions="Fortsätt.",
            next_step="Nya besök.",
        )
        programme = then(programme, follow_up, on=day)
    # then
    assert days(programme)["first_follow_up"] == date(2025, 6, 12)


def test_the_end_is_named_by_how_it_came() -> None:
    assert days(completed())["completed"] == END
    assert days(terminated())["terminated"] == DAY


def test_an_offered_programme_has_no_end() -> None:
    assert list(days(offered())) == ["nominated", "offered"]
