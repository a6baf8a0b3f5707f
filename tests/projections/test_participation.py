"""How many of the pedagogical staff each session reached."""

from datetime import date

from ksbs.domain.analysis.staff_work import HoldStaffWork
from projections.participation import rows
from tests.support.cast import DAY
from tests.support.given import session_day, staff_work, with_sessions
from tests.support.telling import given, then


def hold(*, group: str, present: int) -> HoldStaffWork:
    return HoldStaffWork(session_number=1, group=group, present=present, eligible=10)


def test_a_session_that_nobody_carried_on_reaches_nobody() -> None:
    assert list(rows(with_sessions(2))) == []


def test_staff_work_says_whom_it_reached_in_which_term() -> None:
    # given
    programme = given(with_sessions(1), staff_work(1))
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "session_number": 1,
        "staff_group": "arbetslag 7–9",
        "held_on": session_day(1),
        "present": 21,
        "eligible": 24,
        "term": 1,
        "term_name": "HT24",
    }


def test_each_group_of_a_session_has_a_row() -> None:
    # given
    programme = given(with_sessions(1), staff_work(1))
    # when
    programme = then(programme, hold(group="arbetslag 4–6", present=9))
    programme = then(programme, hold(group="fritidshem", present=4))
    # then
    found = list(rows(programme))
    assert [row["present"] for row in found] == [21, 9, 4]
    assert [row["eligible"] for row in found] == [24, 10, 10]


def test_work_in_the_spring_stands_in_the_second_term() -> None:
    # given
    assert date(2025, 1, 1) <= DAY
    # when
    (row,) = rows(then(with_sessions(1), hold(group="fritidshem", present=4)))
    # then
    assert (row["held_on"], row["term"], row["term_name"]) == (DAY, 2, "VT25")
