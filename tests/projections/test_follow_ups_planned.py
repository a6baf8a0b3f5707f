"""The follow-ups that are planned."""

from datetime import date

from ksbs.domain.followup.meeting import ScheduleFollowUp
from projections.follow_ups_planned import rows
from tests.support.given import started
from tests.support.telling import then


def schedule(*, term: int, planned_on: date) -> ScheduleFollowUp:
    return ScheduleFollowUp(
        occasion="Terminsuppföljning", term=term, planned_on=planned_on
    )


def test_a_programme_without_plans_has_no_rows() -> None:
    assert list(rows(started())) == []


def test_each_term_that_a_follow_up_is_planned_for_has_a_row() -> None:
    # given
    programme = then(started(), schedule(term=2, planned_on=date(2025, 6, 10)))
    # when
    programme = then(programme, schedule(term=3, planned_on=date(2025, 12, 9)))
    # then
    assert list(rows(programme)) == [
        {
            "occasion": "Terminsuppföljning",
            "term": 2,
            "planned_on": date(2025, 6, 10),
        },
        {
            "occasion": "Terminsuppföljning",
            "term": 3,
            "planned_on": date(2025, 12, 9),
        },
    ]
