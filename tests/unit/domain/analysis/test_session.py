from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from ksbs.domain.analysis.session import (
    ApproveMinutes,
    BothPresentAndAbsent,
    HoldSession,
    MinutesAlreadyApproved,
    MinutesApproved,
    NobodyFromSchool,
    NobodyOfTheTeamLeads,
    SessionHeld,
    SessionNotHeld,
    SessionOutOfOrder,
)
from ksbs.domain.analysis.session_plan import SessionAlreadyHeld
from ksbs.domain.kinds import MemberKind
from ksbs.domain.people.support_team import ReleaseSupportMember
from ksbs.domain.people.working_group import AddWorkingGroupMember
from tests.support.cast import (
    ANALYST,
    DAY,
    KEY_PERSON,
    LEADER,
    PRINCIPAL,
    PROCESS_SUPPORTER,
    STRANGER,
)
from tests.support.given import analysing, held, scheduled, with_sessions
from tests.support.telling import advice, given, refused, then, when

MINUTES = ApproveMinutes(
    session_number=1, document_ref="Anteckningar 1", approved_by=PRINCIPAL
)
RELEASE = ReleaseSupportMember(person_id=PROCESS_SUPPORTER, reason="Byter skola.")


def session(number: int = 1, **said: Any) -> HoldSession:
    fields: dict[str, Any] = {
        "led_by": (PROCESS_SUPPORTER,),
        "attendees": (LEADER, KEY_PERSON),
        "purpose": "Analysera underlaget.",
    }
    return HoldSession(number=number, **(fields | said))


def test_a_planned_session_is_held() -> None:
    # given
    programme = given(analysing(), scheduled(1))
    # when
    programme = then(programme, session(absentees=(STRANGER,)))
    # then
    (one,) = programme.sessions_held()
    assert (one.held_on, one.led_by) == (DAY, (PROCESS_SUPPORTER,))
    assert (one.attendees, one.absentees) == ((LEADER, KEY_PERSON), (STRANGER,))


def test_a_session_is_held_without_having_been_planned() -> None:
    assert then(analysing(), session()).sessions[1].held_on == DAY


def test_a_number_is_held_once() -> None:
    with refused(SessionAlreadyHeld, 1, held(1).occurred_on):
        when(with_sessions(1), session(1))


@pytest.mark.parametrize("led_by", [(), (KEY_PERSON,), (PRINCIPAL, STRANGER)])
def test_a_session_that_nobody_of_the_team_leads_is_refused(
    led_by: tuple[UUID, ...],
) -> None:
    with refused(NobodyOfTheTeamLeads, PROCESS_SUPPORTER, ANALYST):
        when(analysing(), session(led_by=led_by))


@pytest.mark.parametrize("led_by", [(ANALYST,), (KEY_PERSON, PROCESS_SUPPORTER)])
def test_one_of_the_team_is_enough_to_lead(led_by: tuple[UUID, ...]) -> None:
    assert when(analysing(), session(led_by=led_by))


def test_who_has_been_released_no_longer_leads() -> None:
    # given
    programme = then(analysing(), RELEASE, on=DAY - timedelta(days=1))
    # when, then
    with refused(NobodyOfTheTeamLeads, ANALYST):
        when(programme, session())


def test_who_is_released_on_the_day_still_leads_on_it() -> None:
    # given
    programme = then(analysing(), RELEASE, on=DAY)
    # when, then
    assert when(programme, session(), on=DAY)


@pytest.mark.parametrize("attendees", [(), (ANALYST,), (ANALYST, PROCESS_SUPPORTER)])
def test_a_session_without_anybody_from_the_school_is_refused(
    attendees: tuple[UUID, ...],
) -> None:
    with refused(NobodyFromSchool, 1):
        when(analysing(), session(attendees=attendees))


@pytest.mark.parametrize("attendees", [(ANALYST, LEADER), (PRINCIPAL,), (STRANGER,)])
def test_anybody_but_the_team_is_from_the_school(attendees: tuple[UUID, ...]) -> None:
    assert when(analysing(), session(attendees=attendees))


def test_a_member_of_the_working_group_is_from_the_school_whatever_else() -> None:
    # given
    programme = then(
        analysing(),
        AddWorkingGroupMember(
            person_id=ANALYST, kind=MemberKind.KEY_PERSON, function="analytiker"
        ),
    )
    # when, then
    assert when(programme, session(attendees=(ANALYST,)))


@pytest.mark.parametrize("absent", [LEADER, PROCESS_SUPPORTER])
def test_nobody_is_both_present_and_absent(absent: UUID) -> None:
    with refused(BothPresentAndAbsent, absent):
        when(analysing(), session(absentees=(absent,)))


@pytest.mark.parametrize("field", ["led_by", "attendees", "absentees"])
def test_a_list_that_names_somebody_twice_is_not_a_body(field: str) -> None:
    with pytest.raises(ValidationError, match="names the same person twice"):
        session(1, **{field: (ANALYST, ANALYST)})


@pytest.mark.parametrize(("held_so_far", "number", "expected"), [(0, 2, 1), (2, 5, 3)])
def test_a_session_out_of_order_is_a_warning(
    held_so_far: int, number: int, expected: int
) -> None:
    # when
    found = advice(with_sessions(held_so_far), session(number))
    # then
    assert [type(a) for a in found] == [SessionOutOfOrder]
    assert f"session {expected} was next" in found[0].en


def test_the_next_session_in_order_is_no_warning() -> None:
    assert advice(with_sessions(3), session(4)) == []


def test_a_seventh_session_follows_the_sixth_without_warning() -> None:
    assert advice(with_sessions(6), session(7)) == []


def test_the_minutes_of_a_held_session_are_approved() -> None:
    assert then(with_sessions(1), MINUTES).sessions[1].minutes == "Anteckningar 1"


def test_the_minutes_of_a_planned_session_cannot_be_approved() -> None:
    with refused(SessionNotHeld, 1, DAY):
        when(given(analysing(), scheduled(1)), MINUTES)


def test_minutes_are_approved_once() -> None:
    # given
    programme = then(with_sessions(1), MINUTES)
    # when, then
    with refused(MinutesAlreadyApproved, 1, "Anteckningar 1"):
        when(programme, MINUTES)


def test_minutes_folded_before_their_session_show_when_it_is_held() -> None:
    # given
    (minutes,) = when(with_sessions(1), MINUTES)
    assert isinstance(minutes, MinutesApproved)
    early = minutes.evolve(analysing())
    assert 1 not in early.sessions
    # when
    (event,) = when(analysing(), session())
    assert isinstance(event, SessionHeld)
    programme = event.evolve(early)
    # then
    assert programme.sessions[1].minutes == "Anteckningar 1"
