from uuid import UUID

import pytest
from pydantic import ValidationError

from ksbs.domain.kinds import MemberKind
from ksbs.domain.people.working_group import (
    AddWorkingGroupMember,
    AlreadyMember,
    FormWorkingGroup,
    GroupAlreadyFormed,
    GroupLeftUnbalanced,
    GroupUnbalanced,
    NamedTwice,
    NotMember,
    NoWorkingGroup,
    RemoveWorkingGroupMember,
    WorkingGroupFormed,
    WorkingGroupMemberAdded,
)
from ksbs.domain.programme import Programme
from tests.support.cast import DAY, KEY_PERSON, LEADER, STAFFED, STRANGER
from tests.support.given import membership, staffed, started
from tests.support.telling import advice, refused, then, when

LEADING = membership(LEADER, kind=MemberKind.LEADERSHIP)
ADD = AddWorkingGroupMember(
    person_id=STRANGER, kind=MemberKind.KEY_PERSON, function="specialpedagog"
)


def persons(programme: Programme) -> list[UUID]:
    return [member.person_id for member in programme.group]


def leaving(person: UUID) -> RemoveWorkingGroupMember:
    return RemoveWorkingGroupMember(person_id=person, reason="Byter arbetsplats.")


def test_a_group_of_leadership_and_key_person_is_formed() -> None:
    # when
    programme = then(
        started(), FormWorkingGroup(members=(LEADING, membership(KEY_PERSON)))
    )
    # then
    assert [(m.person_id, m.kind, m.function) for m in programme.group] == [
        (LEADER, MemberKind.LEADERSHIP, "lärare"),
        (KEY_PERSON, MemberKind.KEY_PERSON, "lärare"),
    ]


def test_a_group_without_a_key_person_is_refused() -> None:
    with refused(GroupUnbalanced):
        when(started(), FormWorkingGroup(members=(LEADING,)))


def test_a_group_without_school_leadership_is_refused_and_says_so() -> None:
    with pytest.raises(GroupUnbalanced) as broken:
        when(started(), FormWorkingGroup(members=(membership(KEY_PERSON),)))
    assert "school leadership" in broken.value.en
    assert "skolledning" in broken.value.message_sv


def test_a_group_that_names_somebody_twice_is_refused() -> None:
    with refused(NamedTwice, LEADER):
        when(started(), FormWorkingGroup(members=(LEADING, membership(LEADER))))


def test_a_group_of_nobody_is_not_a_body() -> None:
    with pytest.raises(ValidationError, match="members"):
        FormWorkingGroup(members=())


def test_forming_a_second_group_is_refused() -> None:
    with refused(GroupAlreadyFormed, 2):
        when(staffed(), FormWorkingGroup(members=(LEADING, membership(KEY_PERSON))))


def test_a_group_that_everybody_left_can_be_formed_anew() -> None:
    # given
    programme = then(then(staffed(), leaving(LEADER)), leaving(KEY_PERSON))
    # when
    programme = then(
        programme, FormWorkingGroup(members=(LEADING, membership(STRANGER)))
    )
    # then
    assert persons(programme) == [LEADER, STRANGER]


def test_a_member_is_added() -> None:
    assert persons(then(staffed(), ADD)) == [LEADER, KEY_PERSON, STRANGER]


def test_a_member_is_added_only_to_a_group_that_stands() -> None:
    with refused(NoWorkingGroup, DAY):
        when(started(), ADD)


def test_a_member_is_added_once() -> None:
    with refused(AlreadyMember, STRANGER):
        when(then(staffed(), ADD), ADD)


def test_a_member_leaves() -> None:
    assert persons(then(staffed(), leaving(KEY_PERSON))) == [LEADER]


def test_a_member_leaves_without_a_reason_given() -> None:
    # when
    programme = then(staffed(), RemoveWorkingGroupMember(person_id=KEY_PERSON))
    # then
    assert persons(programme) == [LEADER]


def test_only_a_member_leaves() -> None:
    with refused(NotMember, STRANGER):
        when(staffed(), leaving(STRANGER))


def test_nobody_leaves_twice() -> None:
    # given
    programme = then(staffed(), leaving(KEY_PERSON))
    # when, then
    with refused(NotMember, KEY_PERSON):
        when(programme, leaving(KEY_PERSON))


def test_the_last_key_person_leaving_is_a_warning() -> None:
    # when
    found = advice(staffed(), leaving(KEY_PERSON))
    # then
    assert [type(a) for a in found] == [GroupLeftUnbalanced]
    assert "key person" in found[0].en


def test_a_key_person_of_two_leaving_is_no_warning() -> None:
    assert advice(then(staffed(), ADD), leaving(KEY_PERSON)) == []


def test_a_kind_already_missing_is_not_warned_of_again() -> None:
    # given
    programme = then(then(staffed(), ADD), leaving(LEADER))
    # when, then
    assert advice(programme, leaving(KEY_PERSON)) == []


def test_a_member_folded_before_the_group_is_formed_stays_in_it() -> None:
    # given
    added = WorkingGroupMemberAdded(
        occurred_on=STAFFED,
        person_id=STRANGER,
        kind=MemberKind.KEY_PERSON,
        function="specialpedagog",
    )
    formed = WorkingGroupFormed(occurred_on=STAFFED, members=(LEADING,))
    # when
    programme = formed.evolve(added.evolve(started()))
    # then
    assert persons(programme) == [STRANGER, LEADER]
