"""Whatever the matter, chief and principal decide it together, by the same rule."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from ksbs.domain.enrolment.stance import StanceTaken
from ksbs.domain.event import EVENTS, ProgrammeEnded
from ksbs.domain.holding import RoleNotHeld
from ksbs.domain.joint import (
    JointCommand,
    JointDecision,
    MatterDecided,
    MatterNotRipe,
    NotBothFor,
    OtherDeciders,
    require_ripe,
)
from ksbs.domain.kinds import Capacity, Matter, Stance
from ksbs.domain.programme import Programme
from ksbs.domain.register import load_domain
from ksbs.domain.replacing import replace
from ksbs.domain.roles import Directory, RoleHeld
from ksbs.domain.standing import (
    ProgrammeIsPaused,
    ProgrammeNotPaused,
    ProgrammeNotStarted,
)
from ksbs.domain.words import Role
from tests.support.cast import (
    CHIEF,
    DAY,
    DECIDED,
    DIRECTORY,
    OFFERED,
    PRINCIPAL,
    STRANGER,
    UNIT,
)
from tests.support.given import decided, nominated, offered, started
from tests.support.given_closing import (
    DECISIONS,
    agreed,
    decided_together,
    paused,
    resumed,
    terminated,
)
from tests.support.telling import given, refused, then, when

load_domain()
RIPE: Mapping[Matter, Programme] = {
    Matter.PAUSE: started(),
    Matter.RESUMPTION: paused(),
    Matter.EXTENSION: started(),
    Matter.TERMINATION: started(),
}
EVERY_MATTER = pytest.mark.parametrize("matter", DECISIONS)
EVENTS_OF_BOTH = [
    event for event in EVENTS.values() if issubclass(event, JointDecision)
]


def stance(person: Any, capacity: Capacity, which: Stance, matter: Matter) -> Any:
    return StanceTaken(
        occurred_on=DAY,
        person_id=person,
        matter=matter,
        stance=which,
        capacity=capacity,
        statement="Min hållning.",
    )


def told(matter: Matter, **other: Any) -> JointCommand:
    return DECISIONS[matter].model_copy(update=other)


@EVERY_MATTER
def test_two_who_are_for_decide_together(matter: Matter) -> None:
    # given
    programme = agreed(RIPE[matter], matter)
    # when
    (event,) = when(programme, told(matter))
    # then
    assert isinstance(event, JointDecision)
    assert event.deciders == (CHIEF, PRINCIPAL)


@EVERY_MATTER
@pytest.mark.parametrize(
    "taken",
    [
        (),
        ((CHIEF, Capacity.CHIEF, Stance.FOR),),
        (
            (CHIEF, Capacity.CHIEF, Stance.FOR),
            (PRINCIPAL, Capacity.PRINCIPAL, Stance.AGAINST),
        ),
    ],
)
def test_nothing_is_decided_unless_the_latest_stances_of_both_are_for(
    matter: Matter, taken: tuple[tuple[Any, Capacity, Stance], ...]
) -> None:
    # given
    programme = given(RIPE[matter], *(stance(*said, matter) for said in taken))
    # when, then
    with refused(NotBothFor):
        then(programme, told(matter))


@EVERY_MATTER
def test_stances_in_another_matter_decide_nothing(matter: Matter) -> None:
    # given
    other = Matter.EXTENSION if matter is Matter.TERMINATION else Matter.TERMINATION
    programme = agreed(RIPE[matter], other)
    # when, then
    with refused(NotBothFor):
        then(programme, told(matter))


@EVERY_MATTER
def test_one_person_in_both_offices_does_not_decide_alone(matter: Matter) -> None:
    # given
    both = Directory.of(
        RoleHeld(CHIEF, role, UNIT, None, date(2020, 8, 1))
        for role in (Role.CHIEF, Role.PRINCIPAL)
    )
    programme = given(
        replace(RIPE[matter], directory=both),
        stance(CHIEF, Capacity.CHIEF, Stance.FOR, matter),
        stance(CHIEF, Capacity.PRINCIPAL, Stance.FOR, matter),
    )
    # when, then
    with refused(NotBothFor):
        then(programme, told(matter))


@EVERY_MATTER
@pytest.mark.parametrize(
    "deciders",
    [(CHIEF, STRANGER), (CHIEF,), (CHIEF, PRINCIPAL, CHIEF), (STRANGER,)],
)
def test_the_deciders_are_those_who_took_the_stances(
    matter: Matter, deciders: tuple[Any, ...]
) -> None:
    with refused(OtherDeciders, CHIEF, PRINCIPAL):
        then(agreed(RIPE[matter], matter), told(matter, deciders=deciders))


@EVERY_MATTER
def test_the_deciders_may_be_named_in_either_order(matter: Matter) -> None:
    programme = agreed(RIPE[matter], matter)
    (event,) = when(programme, told(matter, deciders=(PRINCIPAL, CHIEF)))
    assert event.payload()["deciders"] == [str(PRINCIPAL), str(CHIEF)]


@EVERY_MATTER
@pytest.mark.parametrize("left", [Role.CHIEF, Role.PRINCIPAL])
def test_both_hold_their_roles_on_the_day_of_the_decision(
    matter: Matter, left: Role
) -> None:
    # given
    until_today = Directory.of(
        replace(r, last_day=DAY if r.role is left else None) for r in DIRECTORY.held
    )
    programme = replace(agreed(RIPE[matter], matter), directory=until_today)
    # when, then
    assert when(programme, told(matter), on=DAY)
    with refused(RoleNotHeld, left.value):
        then(programme, told(matter), on=date(2025, 1, 28))


@EVERY_MATTER
def test_a_decision_uses_up_the_stances_in_its_matter_alone(matter: Matter) -> None:
    # given
    other = Matter.EXTENSION if matter is Matter.TERMINATION else Matter.TERMINATION
    programme = agreed(agreed(RIPE[matter], matter), other)
    # when
    after = then(programme, told(matter))
    # then
    assert after.latest_stances(matter) == []
    assert len(after.latest_stances(other)) == 2


def test_the_decision_to_take_part_uses_its_stances_up() -> None:
    assert decided().stances == {}


def test_it_stays_known_who_decided_what_in_which_capacity() -> None:
    # given, when
    programme = resumed()
    # then
    matters = [(m.matter, m.on) for m in programme.joint_matters]
    assert matters == [
        (Matter.ENROLMENT, DECIDED),
        (Matter.PAUSE, DAY),
        (Matter.RESUMPTION, DAY),
    ]
    for agreed_on in programme.joint_matters:
        assert {(s.capacity, s.person_id) for s in agreed_on.stances} == {
            (Capacity.CHIEF, CHIEF),
            (Capacity.PRINCIPAL, PRINCIPAL),
        }


def test_the_next_pause_needs_new_stances_of_both() -> None:
    # given
    programme = resumed()
    # when, then
    with refused(NotBothFor):
        then(programme, told(Matter.PAUSE))
    assert decided_together(programme, told(Matter.PAUSE)).paused_on == DAY


@EVERY_MATTER
def test_nothing_of_a_programme_is_decided_before_it_is_to_take_part(
    matter: Matter,
) -> None:
    with refused(MatterNotRipe, OFFERED):
        then(nominated(), told(matter), on=OFFERED)


@pytest.mark.parametrize("matter", [Matter.PAUSE, Matter.EXTENSION])
def test_what_has_not_started_is_neither_paused_nor_extended(matter: Matter) -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), told(matter), on=DECIDED)


@EVERY_MATTER
def test_what_has_ended_is_not_decided_on(matter: Matter) -> None:
    with refused(ProgrammeEnded, DAY):
        then(terminated(), told(matter))


def test_taking_part_is_ripe_until_it_is_decided() -> None:
    require_ripe(offered(), matter=Matter.ENROLMENT, on=OFFERED)
    with refused(MatterDecided, DECIDED):
        require_ripe(decided(), matter=Matter.ENROLMENT, on=DAY)


@pytest.mark.parametrize("matter", [Matter.EXTENSION, Matter.TERMINATION])
def test_a_pause_hinders_no_other_decision(matter: Matter) -> None:
    programme = decided_together(paused(), told(matter))
    assert programme != paused()


def test_a_pause_and_a_resumption_take_turns() -> None:
    require_ripe(started(), matter=Matter.PAUSE, on=DAY)
    require_ripe(paused(), matter=Matter.RESUMPTION, on=DAY)
    with refused(ProgrammeIsPaused, DAY):
        require_ripe(paused(), matter=Matter.PAUSE, on=DAY)
    with refused(ProgrammeNotPaused, DAY):
        require_ripe(started(), matter=Matter.RESUMPTION, on=DAY)


def test_five_matters_are_decided_so_and_by_nobody_else() -> None:
    # given, when
    matters = {event.matter for event in EVENTS_OF_BOTH}
    # then
    assert matters == set(Matter) - {Matter.EXCEPTION}
    assert len(EVENTS_OF_BOTH) == len(matters)
    assert all(event.decision for event in EVENTS_OF_BOTH)


_STANCES = st.builds(
    stance,
    st.sampled_from([CHIEF, PRINCIPAL]),
    st.sampled_from(Capacity),
    st.sampled_from(Stance),
    st.sampled_from(sorted(DECISIONS)),
)


@for_all(st.lists(_STANCES, max_size=8), st.sampled_from(sorted(DECISIONS)))
def test_no_order_of_stances_lets_a_decision_through_without_both(
    taken: list[StanceTaken], matter: Matter
) -> None:
    # given
    programme = RIPE[matter]
    last: dict[Capacity, StanceTaken] = {}
    for said in taken:
        programme = said.evolve(programme)
        if said.matter is matter:
            last[said.capacity] = said
    agree = (
        len(last) == len(Capacity)
        and all(said.stance is Stance.FOR for said in last.values())
        and last[Capacity.CHIEF].person_id == CHIEF
        and last[Capacity.PRINCIPAL].person_id == PRINCIPAL
    )
    # when
    try:
        then(programme, told(matter))
    except (NotBothFor, RoleNotHeld):
        accepted = False
    else:
        accepted = True
    # then
    assert accepted == agree
