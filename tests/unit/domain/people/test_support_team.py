from datetime import timedelta

import pytest

from ksbs.domain.enrolment.nomination import WithdrawNomination
from ksbs.domain.event import NotNominated, ProgrammeEnded
from ksbs.domain.people.support_team import (
    AlreadyAssigned,
    AssignAnalyst,
    AssignProcessSupporter,
    NotAssigned,
    ReleaseSupportMember,
    SupportTeamIncomplete,
)
from ksbs.domain.programme import Programme
from ksbs.domain.words import Role
from tests.support.cast import ANALYST, DAY, PROCESS_SUPPORTER, STAFFED, STRANGER
from tests.support.given import analysing, nominated, staffed, started
from tests.support.telling import advice, refused, then, when

RELEASE = ReleaseSupportMember(person_id=PROCESS_SUPPORTER, reason="Byter skola.")

ASSIGNING = pytest.mark.parametrize(
    "assign",
    [AssignProcessSupporter(person_id=STRANGER), AssignAnalyst(person_id=STRANGER)],
    ids=lambda command: command.noun,
)


@ASSIGNING
def test_a_person_is_assigned_from_the_day(
    assign: AssignProcessSupporter | AssignAnalyst,
) -> None:
    # given
    programme = started()
    # when
    programme = then(programme, assign)
    # then
    role = Role.ANALYST if assign.noun == "analysts" else Role.PROCESS_SUPPORTER
    (assignment,) = programme.assigned(role)
    assert (assignment.person_id, assignment.first_day) == (STRANGER, DAY)


@ASSIGNING
def test_assigning_the_same_person_again_is_refused(
    assign: AssignProcessSupporter | AssignAnalyst,
) -> None:
    # given
    programme = then(started(), assign)
    # when, then
    with refused(AlreadyAssigned, STRANGER, DAY):
        when(programme, assign)


def test_a_second_process_supporter_is_assigned_beside_the_first() -> None:
    # given
    programme = staffed()
    # when
    programme = then(programme, AssignProcessSupporter(person_id=STRANGER))
    # then
    assert [a.person_id for a in programme.assigned(Role.PROCESS_SUPPORTER)] == [
        PROCESS_SUPPORTER,
        STRANGER,
    ]


def test_nobody_is_assigned_before_the_nomination() -> None:
    with refused(NotNominated):
        when(Programme(), AssignAnalyst(person_id=STRANGER))


def test_nobody_is_assigned_after_the_end() -> None:
    # given
    programme = then(nominated(), WithdrawNomination(reason="Skolan läggs ned."))
    # when, then
    with refused(ProgrammeEnded, DAY):
        when(programme, AssignAnalyst(person_id=STRANGER))


def test_a_release_ends_the_assignment_on_that_day() -> None:
    # given
    programme = staffed()
    # when
    programme = then(programme, RELEASE)
    # then
    assert not list(programme.assigned(Role.PROCESS_SUPPORTER))
    (past,) = (a for a in programme.assignments if a.person_id == PROCESS_SUPPORTER)
    assert (past.first_day, past.last_day) == (STAFFED, DAY)


def test_only_who_is_assigned_is_released() -> None:
    with refused(NotAssigned, STRANGER):
        when(staffed(), ReleaseSupportMember(person_id=STRANGER, reason="Fel."))


def test_nobody_is_released_twice() -> None:
    # given
    programme = then(staffed(), RELEASE)
    # when, then
    with refused(NotAssigned, PROCESS_SUPPORTER):
        when(programme, RELEASE)


def test_a_release_covers_both_roles_of_a_person() -> None:
    # given
    programme = then(staffed(), AssignAnalyst(person_id=PROCESS_SUPPORTER))
    # when
    programme = then(programme, RELEASE)
    # then
    remaining = programme.assigned(Role.PROCESS_SUPPORTER, Role.ANALYST)
    assert [a.person_id for a in remaining] == [ANALYST]


def test_who_was_released_can_be_assigned_again() -> None:
    # given
    programme = then(staffed(), RELEASE)
    again = DAY + timedelta(days=7)
    # when
    programme = then(
        programme, AssignProcessSupporter(person_id=PROCESS_SUPPORTER), on=again
    )
    # then
    days = [
        (a.first_day, a.last_day)
        for a in programme.assignments
        if a.person_id == PROCESS_SUPPORTER
    ]
    assert days == [(STAFFED, DAY), (again, None)]


def test_releasing_the_last_process_supporter_during_the_analysis_is_a_warning() -> (
    None
):
    # when
    found = advice(analysing(), RELEASE)
    # then
    assert [type(a) for a in found] == [SupportTeamIncomplete]
    assert "process supporter" in found[0].en
    assert "processtödjare" in found[0].message_sv


def test_releasing_the_last_analyst_during_the_analysis_is_a_warning() -> None:
    # when
    (found,) = advice(
        analysing(), ReleaseSupportMember(person_id=ANALYST, reason="Byter skola.")
    )
    # then
    assert "analyst" in found.en


def test_no_warning_while_another_process_supporter_remains() -> None:
    # given
    programme = then(analysing(), AssignProcessSupporter(person_id=STRANGER))
    # when, then
    assert advice(programme, RELEASE) == []


def test_no_warning_before_a_part_has_begun() -> None:
    assert advice(staffed(), RELEASE) == []
