"""Who is what to a programme is shown from the first day to the last."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ksbs.domain.kinds import MemberKind
from ksbs.domain.people.heads import ChangePrincipal
from ksbs.domain.people.support_team import AssignProcessSupporter, ReleaseSupportMember
from ksbs.domain.people.working_group import (
    AddWorkingGroupMember,
    RemoveWorkingGroupMember,
    WorkingGroupFormed,
)
from ksbs.domain.programme import Programme
from projections.people import rows
from tests.support.cast import (
    ANALYST,
    CHIEF,
    DAY,
    DECIDED,
    KEY_PERSON,
    LEADER,
    NEXT_PRINCIPAL,
    PRINCIPAL,
    PROCESS_SUPPORTER,
    STAFFED,
    STRANGER,
)
from tests.support.given import membership, nominated, staffed
from tests.support.telling import then

LATER = DAY + timedelta(days=30)


def times(programme: Programme, person: UUID) -> list[tuple[Any, ...]]:
    """The person's roles, each with its first and last day."""
    return [
        (row["role"], row["first_day"], row["last_day"])
        for row in rows(programme)
        if row["person_id"] == person
    ]


def test_before_the_decision_nobody_is_in_a_role() -> None:
    assert list(rows(nominated())) == []


def test_a_staffed_programme_shows_everybody() -> None:
    # given
    programme = staffed()
    # when
    found = [
        (row["role"], row["person_id"], row["first_day"]) for row in rows(programme)
    ]
    # then
    assert found == [
        ("chief", CHIEF, DECIDED),
        ("principal", PRINCIPAL, DECIDED),
        ("process-supporter", PROCESS_SUPPORTER, STAFFED),
        ("analyst", ANALYST, STAFFED),
        ("working-group", LEADER, STAFFED),
        ("working-group", KEY_PERSON, STAFFED),
    ]


def test_a_member_of_the_group_is_shown_with_kind_and_function() -> None:
    # given
    programme = staffed()
    # when
    (row,) = (row for row in rows(programme) if row["person_id"] == LEADER)
    # then
    assert row == {
        "role": "working-group",
        "person_id": LEADER,
        "first_day": STAFFED,
        "number": 1,
        "last_day": None,
        "kind": "leadership",
        "function": "lärare",
    }


def test_the_old_principal_leaves_the_day_before_the_new_one_begins() -> None:
    # given
    change = ChangePrincipal.model_validate({"from": PRINCIPAL, "to": NEXT_PRINCIPAL})
    # when
    programme = then(staffed(), change)
    # then
    day_before = DAY - timedelta(days=1)
    assert times(programme, PRINCIPAL) == [("principal", DECIDED, day_before)]
    assert times(programme, NEXT_PRINCIPAL) == [("principal", DAY, None)]


def test_who_is_released_and_comes_back_has_two_times() -> None:
    # given
    release = ReleaseSupportMember(person_id=PROCESS_SUPPORTER, reason="Annan skola.")
    programme = then(staffed(), release)
    # when
    again = AssignProcessSupporter(person_id=PROCESS_SUPPORTER)
    programme = then(programme, again, on=LATER)
    # then
    assert times(programme, PROCESS_SUPPORTER) == [
        ("process-supporter", STAFFED, DAY),
        ("process-supporter", LATER, None),
    ]


def test_who_joins_and_leaves_the_group_was_a_member_in_between() -> None:
    # given
    joining = AddWorkingGroupMember(
        person_id=STRANGER, kind=MemberKind.KEY_PERSON, function="specialpedagog"
    )
    programme = then(staffed(), joining)
    # when
    leaving = RemoveWorkingGroupMember(person_id=STRANGER)
    programme = then(programme, leaving, on=LATER)
    # then
    assert times(programme, STRANGER) == [("working-group", DAY, LATER)]


def test_who_leaves_the_group_and_comes_back_the_same_day_has_two_rows() -> None:
    # given
    programme = then(staffed(), RemoveWorkingGroupMember(person_id=KEY_PERSON))
    back = AddWorkingGroupMember(
        person_id=KEY_PERSON, kind=MemberKind.KEY_PERSON, function="förstelärare"
    )
    # when
    for command in (back, RemoveWorkingGroupMember(person_id=KEY_PERSON), back):
        programme = then(programme, command)
    # then
    numbers = [row["number"] for row in rows(programme) if row["first_day"] == DAY]
    assert numbers == [1, 2]


def test_a_late_formation_lets_an_added_member_stay_as_added() -> None:
    # given two facts that came in the wrong order, so the group is formed last
    added = membership(KEY_PERSON)
    programme = Programme()
    forming = WorkingGroupFormed(occurred_on=STAFFED, members=(added,))
    # when
    programme = forming.evolve(forming.evolve(programme))
    # then
    assert times(programme, KEY_PERSON) == [("working-group", STAFFED, None)]


def test_a_member_who_becomes_something_else_has_two_times() -> None:
    # given
    first = WorkingGroupFormed(occurred_on=STAFFED, members=(membership(LEADER),))
    other = membership(LEADER, kind=MemberKind.LEADERSHIP)
    second = WorkingGroupFormed(occurred_on=date(2024, 10, 1), members=(other,))
    # when
    programme = second.evolve(first.evolve(Programme()))
    # then
    assert [(row["kind"], row["last_day"]) for row in rows(programme)] == [
        ("key_person", date(2024, 10, 1)),
        ("leadership", None),
    ]
