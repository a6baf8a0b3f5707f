"""Follow-ups are planned ahead and recorded once; support is asked for in each."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.followup.meeting import (
    FollowUpAlreadyRecorded,
    FollowUpAlreadyScheduled,
    FollowUpPlannedBackwards,
    NoSupportInFollowUp,
    RecordFollowUp,
    ScheduleFollowUp,
)
from ksbs.domain.kinds import Status
from ksbs.domain.people.support_team import SupportMemberReleased
from ksbs.domain.standing import ProgrammeNotStarted
from ksbs.domain.state import FollowUp, FollowUpPlanned
from tests.support.cast import (
    ANALYST,
    DAY,
    DECIDED,
    PRINCIPAL,
    PROCESS_SUPPORTER,
)
from tests.support.given import decided, started
from tests.support.given_plan import plan_established
from tests.support.telling import (
    advice,
    given,
    refused,
    then,
)

TOMORROW = DAY + timedelta(days=1)


def schedule(**other: Any) -> ScheduleFollowUp:
    usual: dict[str, Any] = {
        "occasion": "Vårens uppföljning",
        "term": 2,
        "planned_on": TOMORROW,
    }
    return ScheduleFollowUp(**(usual | other))


def record(**other: Any) -> RecordFollowUp:
    usual: dict[str, Any] = {
        "occasion": "Vårens uppföljning",
        "participants": (PRINCIPAL, PROCESS_SUPPORTER),
        "analysis": "Tecknet syns delvis.",
        "decisions": "Fortsätt.",
        "next_step": "Nya besök i mars.",
    }
    return RecordFollowUp(**(usual | other))


@pytest.mark.parametrize("planned_on", [DAY, TOMORROW])
def test_a_follow_up_is_planned_ahead(planned_on: date) -> None:
    # given, when
    programme = then(started(), schedule(planned_on=planned_on))
    # then
    planned = FollowUpPlanned("Vårens uppföljning", 2, planned_on)
    assert programme.follow_ups_planned == (planned,)


def test_a_follow_up_is_not_planned_for_a_day_that_has_passed() -> None:
    yesterday = DAY - timedelta(days=1)
    with refused(FollowUpPlannedBackwards, yesterday, DAY):
        then(started(), schedule(planned_on=yesterday))


def test_a_follow_up_is_not_planned_before_the_programme_has_started() -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), schedule(), on=DECIDED)


def test_a_follow_up_of_a_term_is_planned_once() -> None:
    # given
    programme = then(started(), schedule())
    # when, then
    with refused(FollowUpAlreadyScheduled, 2, TOMORROW):
        then(programme, schedule(planned_on=date(2025, 3, 3)))


def test_a_follow_up_may_have_the_same_name_in_another_term() -> None:
    # given
    programme = then(started(), schedule())
    # when
    programme = then(programme, schedule(term=4))
    # then
    assert [planned.term for planned in programme.follow_ups_planned] == [2, 4]


@pytest.mark.parametrize("term", [0, 7])
def test_a_programme_has_six_terms(term: int) -> None:
    with pytest.raises(ValidationError, match="term"):
        schedule(term=term)


def test_a_follow_up_is_recorded() -> None:
    # given, when
    programme = then(plan_established(), record())
    # then
    assert programme.follow_ups == (FollowUp(DAY, "Vårens uppföljning"),)
    assert programme.status is Status.FOLLOWING_UP


def test_a_follow_up_is_not_recorded_before_the_programme_has_started() -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), record(), on=DECIDED)


def test_a_follow_up_is_recorded_once() -> None:
    # given
    programme = then(plan_established(), record())
    # when, then
    with refused(FollowUpAlreadyRecorded, DAY):
        then(programme, record(analysis="En annan."))


def test_a_follow_up_of_that_name_may_be_held_another_day() -> None:
    # given
    programme = then(plan_established(), record())
    # when
    programme = then(programme, record(), on=TOMORROW)
    # then
    assert [follow_up.on for follow_up in programme.follow_ups] == [DAY, TOMORROW]


@pytest.mark.parametrize("supporter", [PROCESS_SUPPORTER, ANALYST])
def test_a_follow_up_with_support_needs_no_second_look(supporter: object) -> None:
    assert advice(plan_established(), record(participants=(supporter,))) == []


@pytest.mark.parametrize("participants", [(), (PRINCIPAL,)])
def test_a_follow_up_without_support_is_worth_a_second_look(
    participants: tuple[object, ...],
) -> None:
    # given, when
    advisories = advice(plan_established(), record(participants=participants))
    # then
    assert [type(a) for a in advisories] == [NoSupportInFollowUp]


def test_support_released_earlier_counts_on_its_last_day_and_not_after() -> None:
    # given
    programme = given(
        plan_established(),
        SupportMemberReleased(
            occurred_on=DAY,
            person_id=PROCESS_SUPPORTER,
            reason="Nytt uppdrag.",
        ),
    )
    # when
    same_day = advice(programme, record())
    day_after = advice(programme, record(), on=TOMORROW)
    # then
    assert [type(a) for a in same_day] == []
    assert [type(a) for a in day_after] == [NoSupportInFollowUp]
