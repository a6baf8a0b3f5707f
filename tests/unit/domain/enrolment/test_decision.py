"""Taking part is decided by two persons together, or not at all."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.enrolment.decision import (
    BothAreFor,
    DecideEnrolment,
    EnrolmentDecided,
    RejectEnrolment,
    StartBeforeDecision,
)
from ksbs.domain.enrolment.nomination import AlreadyDecided
from ksbs.domain.enrolment.stance import StanceTaken, TakeStance
from ksbs.domain.event import NotNominated, ProgrammeEnded
from ksbs.domain.holding import RoleNotHeld
from ksbs.domain.joint import NotBothFor, OtherDeciders
from ksbs.domain.kinds import Capacity, DecisionBasis, Matter, Stance, Status
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.roles import Directory, RoleHeld
from ksbs.domain.words import Role
from tests.support.cast import (
    CHIEF,
    DECIDED,
    DIRECTORY,
    OFFERED,
    PRINCIPAL,
    STARTED,
    STRANGER,
    UNIT,
)
from tests.support.given import both_for, decided, nominated, stances
from tests.support.telling import given, refused, then, when


def decide(**other: Any) -> DecideEnrolment:
    usual: dict[str, Any] = {
        "content": "Skolan deltar i KSBS.",
        "decisive_circumstances": "Båda står bakom arbetet.",
        "decision_basis": DecisionBasis.DELEGATION,
        "starts_on": STARTED,
    }
    return DecideEnrolment(**(usual | other))


REJECT = RejectEnrolment(
    content="Skolan deltar inte.",
    decisive_circumstances="De två är inte överens.",
    decision_basis=DecisionBasis.DELEGATION,
    reason="Rektor byts i höst.",
)


def stance(person: object, capacity: Capacity, which: Stance) -> StanceTaken:
    return StanceTaken.model_validate(
        {
            "occurred_on": DECIDED,
            "person_id": person,
            "matter": Matter.ENROLMENT,
            "stance": which,
            "capacity": capacity,
            "statement": "Min hållning.",
        }
    )


def test_two_who_are_for_decide_together() -> None:
    # given, when
    programme = then(both_for(), decide(), on=DECIDED)
    # then
    assert programme.status is Status.DECIDED
    assert programme.decision is not None
    assert set(programme.decision.deciders) == {CHIEF, PRINCIPAL}


def test_the_decision_seats_chief_and_principal() -> None:
    # given, when
    programme = then(both_for(), decide(), on=DECIDED)
    # then
    seated = {(a.role, a.person_id, a.first_day) for a in programme.assignments}
    assert seated == {
        (Role.CHIEF, CHIEF, DECIDED),
        (Role.PRINCIPAL, PRINCIPAL, DECIDED),
    }


@pytest.mark.parametrize(
    "taken",
    [
        (),
        (stance(CHIEF, Capacity.CHIEF, Stance.FOR),),
        (stance(PRINCIPAL, Capacity.PRINCIPAL, Stance.FOR),),
        (
            stance(CHIEF, Capacity.CHIEF, Stance.AGAINST),
            stance(PRINCIPAL, Capacity.PRINCIPAL, Stance.FOR),
        ),
        (
            stance(CHIEF, Capacity.CHIEF, Stance.FOR),
            stance(PRINCIPAL, Capacity.PRINCIPAL, Stance.FOR),
            stance(PRINCIPAL, Capacity.PRINCIPAL, Stance.AGAINST),
        ),
    ],
)
def test_nothing_is_decided_unless_the_latest_stances_of_both_are_for(
    taken: tuple[StanceTaken, ...],
) -> None:
    # given
    programme = given(nominated(), *taken)
    # when, then
    with refused(NotBothFor):
        then(programme, decide(), on=DECIDED)


def test_one_person_in_both_offices_does_not_decide_alone() -> None:
    # given
    both = Directory.of(
        RoleHeld(CHIEF, role, UNIT, None, date(2020, 8, 1))
        for role in (Role.CHIEF, Role.PRINCIPAL)
    )
    programme = given(
        replace(nominated(), directory=both),
        stance(CHIEF, Capacity.CHIEF, Stance.FOR),
        stance(CHIEF, Capacity.PRINCIPAL, Stance.FOR),
    )
    # when, then
    with refused(NotBothFor):
        then(programme, decide(), on=DECIDED)


def test_the_deciders_are_those_who_took_the_stances() -> None:
    with refused(OtherDeciders, CHIEF, PRINCIPAL):
        then(both_for(), decide(deciders=(CHIEF, STRANGER)), on=DECIDED)


def test_the_deciders_may_be_named_in_either_order() -> None:
    programme = then(both_for(), decide(deciders=(PRINCIPAL, CHIEF)), on=DECIDED)
    assert programme.status is Status.DECIDED


@pytest.mark.parametrize("left", [Role.CHIEF, Role.PRINCIPAL])
def test_both_hold_their_roles_on_the_day_of_the_decision(left: Role) -> None:
    # given
    held = Directory.of(
        RoleHeld(
            r.person_id,
            r.role,
            r.unit,
            r.area,
            r.first_day,
            DECIDED if r.role is left else None,
        )
        for r in DIRECTORY.held
    )
    programme = replace(both_for(), directory=held)
    # when, then
    assert then(programme, decide(), on=DECIDED).status is Status.DECIDED
    with refused(RoleNotHeld, left.value):
        then(programme, decide(), on=DECIDED + timedelta(days=1))


def test_the_programme_may_start_on_the_day_of_the_decision() -> None:
    programme = then(both_for(), decide(starts_on=DECIDED), on=DECIDED)
    assert programme.decision is not None
    assert programme.decision.starts_on == DECIDED


def test_the_programme_does_not_start_before_the_decision() -> None:
    with refused(StartBeforeDecision, OFFERED, DECIDED):
        then(both_for(), decide(starts_on=OFFERED), on=DECIDED)


def test_taking_part_is_decided_once() -> None:
    with refused(AlreadyDecided, DECIDED):
        then(decided(), decide())


def test_nothing_is_decided_before_the_nomination() -> None:
    with refused(NotNominated):
        then(Programme(directory=DIRECTORY), decide(), on=DECIDED)


def test_not_taking_part_is_decided_when_the_two_do_not_agree() -> None:
    # given
    programme = given(nominated(), stance(CHIEF, Capacity.CHIEF, Stance.AGAINST))
    # when
    programme = then(programme, REJECT, on=DECIDED)
    # then
    assert programme.status is Status.REJECTED
    assert not programme.open


def test_not_taking_part_is_not_decided_against_both() -> None:
    with refused(BothAreFor):
        then(both_for(), REJECT, on=DECIDED)


def test_what_is_decided_is_not_rejected() -> None:
    with refused(AlreadyDecided, DECIDED):
        then(decided(), REJECT)


def test_what_is_rejected_is_not_decided() -> None:
    # given
    programme = then(nominated(), REJECT, on=OFFERED)
    # when, then
    with refused(ProgrammeEnded, OFFERED):
        given(programme, *stances(Matter.ENROLMENT, on=DECIDED))


def test_who_decided_stands_in_the_event() -> None:
    # given, when
    (event,) = when(both_for(), decide(), on=DECIDED)
    # then
    assert isinstance(event, EnrolmentDecided)
    assert event.payload()["deciders"] == [str(CHIEF), str(PRINCIPAL)]
    assert "occurredOn" not in event.payload()


def test_a_decision_says_what_and_why() -> None:
    with pytest.raises(ValidationError, match="content"):
        decide(content="")


def test_a_stance_command_does_not_name_the_person() -> None:
    assert "person_id" not in TakeStance.model_fields
