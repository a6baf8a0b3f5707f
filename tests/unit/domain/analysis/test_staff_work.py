from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.analysis.session_plan import CancelSession
from ksbs.domain.analysis.staff_work import (
    HoldStaffWork,
    MorePresentThanEligible,
    SessionUnknown,
    StaffWorkAlreadyHeld,
)
from tests.support.cast import DAY, KEY_PERSON
from tests.support.given import analysing, scheduled, with_sessions
from tests.support.telling import given, refused, then, when


def work(**said: Any) -> HoldStaffWork:
    fields: dict[str, Any] = {
        "session_number": 1,
        "group": "arbetslag 7–9",
        "present": 21,
        "eligible": 24,
        "led_by": (KEY_PERSON,),
    }
    return HoldStaffWork(**(fields | said))


def test_work_on_a_held_session_counts_those_present() -> None:
    # when
    (done,) = then(with_sessions(1), work()).staff_work
    # then
    assert (done.on, done.session_number, done.group) == (DAY, 1, "arbetslag 7–9")
    assert (done.present, done.eligible) == (21, 24)


def test_work_that_prepares_a_planned_session_is_held() -> None:
    assert when(given(analysing(), scheduled(1)), work())


def test_work_on_an_unknown_session_is_refused() -> None:
    with refused(SessionUnknown, 2, DAY):
        when(with_sessions(1), work(session_number=2))


def test_work_on_a_cancelled_session_is_refused() -> None:
    # given
    planned = given(analysing(), scheduled(1))
    programme = then(planned, CancelSession(number=1, reason="Sjukdom."))
    # when, then
    with refused(SessionUnknown, 1):
        when(programme, work())


def test_more_present_than_concerned_is_refused() -> None:
    with refused(MorePresentThanEligible, 25, 24):
        when(with_sessions(1), work(present=25))


@pytest.mark.parametrize("present", [0, 24])
def test_nobody_and_everybody_are_possible(present: int) -> None:
    assert when(with_sessions(1), work(present=present))


@pytest.mark.parametrize("counts", [{"present": -1}, {"eligible": 0}])
def test_impossible_counts_are_not_a_body(counts: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match=next(iter(counts))):
        work(**counts)


def test_the_same_work_twice_is_refused() -> None:
    # given
    programme = then(with_sessions(1), work())
    # when, then
    with refused(StaffWorkAlreadyHeld, "arbetslag 7–9", 1, DAY):
        when(programme, work(present=20))


@pytest.mark.parametrize("other", [{"group": "fritids"}, {"session_number": 2}])
def test_another_group_or_session_of_the_day_is_other_work(
    other: dict[str, Any],
) -> None:
    # given
    programme = then(with_sessions(2), work())
    # when
    programme = then(programme, work(**other))
    # then
    assert len(programme.staff_work) == 2
