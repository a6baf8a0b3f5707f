"""Chief and principal take their stances with their own identity, and may change them."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.analysis.reopening import ReopenAnalysis
from ksbs.domain.enrolment.stance import (
    NotYourCapacity,
    StanceTaken,
    StanceUnchanged,
    TakeStance,
    TooLateForException,
)
from ksbs.domain.event import ProgrammeEnded
from ksbs.domain.holding import RoleNotHeld
from ksbs.domain.joint import MatterDecided, MatterNotRipe
from ksbs.domain.kinds import Capacity, ExceptionRule, Matter, Stance
from ksbs.domain.plan.start import StartActionPlan
from ksbs.domain.programme import Programme
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
    ESTABLISHED,
    NEXT_PRINCIPAL,
    OFFERED,
    PRINCIPAL,
    STRANGER,
    UNIT,
)
from tests.support.given import (
    analysing,
    decided,
    established,
    exempt,
    nominated,
    offered,
    ready_to_establish,
    started,
)
from tests.support.given_closing import (
    END,
    completed,
    paused,
    ready_to_complete,
    resumed,
    terminated,
)
from tests.support.given_plan import plan_started
from tests.support.telling import refused, then, when

MATTERS_OF_A_PROGRAMME = [m for m in Matter if m is not Matter.ENROLMENT]


def take(**other: Any) -> TakeStance:
    usual: dict[str, Any] = {
        "matter": Matter.ENROLMENT,
        "stance": Stance.FOR,
        "capacity": Capacity.PRINCIPAL,
        "statement": "Vi har tid och vilja.",
    }
    return TakeStance(**(usual | other))


def on_matter(matter: Matter) -> TakeStance:
    exception = matter is Matter.EXCEPTION
    rule = ExceptionRule.PLAN_BEFORE_ANALYSIS if exception else None
    return take(matter=matter, rule=rule)


def test_a_stance_is_taken_as_the_person_who_acts() -> None:
    # given, when
    (event,) = when(nominated(), take(), on=OFFERED, role=Role.PRINCIPAL)
    # then
    assert isinstance(event, StanceTaken)
    assert event.person_id == PRINCIPAL


def test_a_stance_is_refused_to_who_does_not_hold_the_role_for_the_unit() -> None:
    with refused(RoleNotHeld, STRANGER, UNIT, OFFERED):
        then(nominated(), take(), on=OFFERED, role=Role.PRINCIPAL, person=STRANGER)


@pytest.mark.parametrize("on", [date(2020, 7, 31), OFFERED])
def test_a_stance_is_refused_before_the_first_day_in_the_role(on: date) -> None:
    person = PRINCIPAL if on < OFFERED else NEXT_PRINCIPAL
    with refused(RoleNotHeld, person, on):
        then(nominated(), take(), on=on, role=Role.PRINCIPAL, person=person)


def test_a_stance_is_accepted_on_the_first_day_in_the_role() -> None:
    programme = then(
        offered(), take(), on=DAY, role=Role.PRINCIPAL, person=NEXT_PRINCIPAL
    )
    (stance,) = programme.latest_stances(Matter.ENROLMENT)
    assert stance.person_id == NEXT_PRINCIPAL


def test_a_chief_does_not_take_the_stance_of_a_principal() -> None:
    with refused(NotYourCapacity):
        then(nominated(), take(), on=OFFERED, role=Role.CHIEF)


def test_a_stance_may_be_replaced_before_the_decision() -> None:
    # given
    programme = then(nominated(), take(), on=OFFERED, role=Role.PRINCIPAL)
    # when
    against = take(stance=Stance.AGAINST)
    programme = then(programme, against, on=DECIDED, role=Role.PRINCIPAL)
    # then
    (stance,) = programme.latest_stances(Matter.ENROLMENT)
    assert (stance.stance, stance.on) == (Stance.AGAINST, DECIDED)


def test_the_same_stance_is_not_taken_twice_by_one_person() -> None:
    # given
    programme = then(nominated(), take(), on=OFFERED, role=Role.PRINCIPAL)
    # when, then
    with refused(StanceUnchanged, OFFERED):
        then(programme, take(), on=DECIDED, role=Role.PRINCIPAL)


def test_a_successor_may_take_the_stance_that_the_predecessor_took() -> None:
    # given
    programme = then(nominated(), take(), on=OFFERED, role=Role.PRINCIPAL)
    # when
    programme = then(
        programme, take(), on=DAY, role=Role.PRINCIPAL, person=NEXT_PRINCIPAL
    )
    # then
    assert len(programme.latest_stances(Matter.ENROLMENT)) == 1


def test_no_stance_on_taking_part_follows_the_decision() -> None:
    with refused(MatterDecided, DECIDED):
        then(decided(), take(stance=Stance.AGAINST), role=Role.PRINCIPAL)


@pytest.mark.parametrize("matter", MATTERS_OF_A_PROGRAMME)
def test_no_stance_on_the_programme_precedes_the_decision(matter: Matter) -> None:
    with refused(MatterNotRipe):
        then(nominated(), on_matter(matter), on=OFFERED, role=Role.PRINCIPAL)


@pytest.mark.parametrize(
    ("programme", "matter"),
    [
        (decided(), Matter.EXCEPTION),
        (decided(), Matter.TERMINATION),
        (started(), Matter.PAUSE),
        (paused(), Matter.RESUMPTION),
        (started(), Matter.EXTENSION),
        (paused(), Matter.EXTENSION),
        (paused(), Matter.TERMINATION),
        (resumed(), Matter.PAUSE),
    ],
)
def test_stances_on_the_programme_follow_the_decision(
    programme: Programme, matter: Matter
) -> None:
    programme = then(programme, on_matter(matter), role=Role.PRINCIPAL)
    assert {key[0] for key in programme.stances} == {matter}


@pytest.mark.parametrize("matter", [Matter.PAUSE, Matter.EXTENSION])
def test_no_stance_on_pause_or_extension_precedes_the_start(matter: Matter) -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), on_matter(matter), on=DECIDED, role=Role.PRINCIPAL)


def test_no_stance_on_a_pause_while_one_lasts() -> None:
    with refused(ProgrammeIsPaused, DAY):
        then(paused(), on_matter(Matter.PAUSE), role=Role.PRINCIPAL)


@pytest.mark.parametrize("programme", [started(), resumed()])
def test_no_stance_on_resuming_what_is_not_paused(programme: Programme) -> None:
    with refused(ProgrammeNotPaused, DAY):
        then(programme, on_matter(Matter.RESUMPTION), role=Role.PRINCIPAL)


@pytest.mark.parametrize("matter", MATTERS_OF_A_PROGRAMME)
@pytest.mark.parametrize(("programme", "on"), [(terminated(), DAY), (completed(), END)])
def test_no_stance_follows_the_end(
    matter: Matter, programme: Programme, on: date
) -> None:
    with refused(ProgrammeEnded, on):
        then(programme, on_matter(matter), on=on, role=Role.PRINCIPAL)


def on_exception(rule: ExceptionRule) -> TakeStance:
    return take(matter=Matter.EXCEPTION, rule=rule)


@pytest.mark.parametrize(
    ("before", "after", "rule", "on"),
    [
        (
            ready_to_establish(),
            established(),
            ExceptionRule.FEWER_THAN_SIX_SESSIONS,
            ESTABLISHED,
        ),
        (established(), plan_started(), ExceptionRule.PLAN_BEFORE_ANALYSIS, DAY),
    ],
)
def test_no_exception_is_agreed_on_once_it_could_have_been_used(
    before: Programme, after: Programme, rule: ExceptionRule, on: date
) -> None:
    assert then(before, on_exception(rule), role=Role.PRINCIPAL).stances
    with refused(TooLateForException, rule.value, on):
        then(after, on_exception(rule), role=Role.PRINCIPAL)


def test_an_exception_that_was_used_cannot_be_gone_back_on() -> None:
    # given
    rule = ExceptionRule.PLAN_BEFORE_ANALYSIS
    programme = then(exempt(analysing(), rule), StartActionPlan())
    against = take(matter=Matter.EXCEPTION, rule=rule, stance=Stance.AGAINST)
    # when, then
    with refused(TooLateForException, rule.value):
        then(programme, against, role=Role.PRINCIPAL)


def test_an_exception_may_be_gone_back_on_before_it_is_used() -> None:
    # given
    rule = ExceptionRule.PLAN_BEFORE_ANALYSIS
    against = take(matter=Matter.EXCEPTION, rule=rule, stance=Stance.AGAINST)
    # when
    programme = then(exempt(analysing(), rule), against, role=Role.PRINCIPAL)
    # then
    assert not programme.exempt_from(rule)


def test_completing_early_may_be_agreed_on_until_the_end() -> None:
    rule = ExceptionRule.COMPLETION_BEFORE_THREE_YEARS
    programme = then(ready_to_complete(), on_exception(rule), role=Role.PRINCIPAL)
    assert len(programme.stances) == 1


def test_a_reopened_analysis_may_again_need_an_exception() -> None:
    # given
    rule = ExceptionRule.FEWER_THAN_SIX_SESSIONS
    reopened = then(established(), ReopenAnalysis(reason="En orsak saknades."))
    # when
    programme = then(reopened, on_exception(rule), role=Role.PRINCIPAL)
    # then
    assert len(programme.stances) == 1


@pytest.mark.parametrize(
    ("matter", "rule"),
    [
        (Matter.EXCEPTION, None),
        (Matter.PAUSE, ExceptionRule.PLAN_BEFORE_ANALYSIS),
    ],
)
def test_a_rule_is_named_for_an_exception_and_only_for_that(
    matter: Matter, rule: ExceptionRule | None
) -> None:
    with pytest.raises(ValidationError, match="rule is named"):
        take(matter=matter, rule=rule)


def test_an_exception_holds_for_the_rule_it_names_when_both_are_for() -> None:
    # given
    rule = ExceptionRule.PLAN_BEFORE_ANALYSIS
    by_principal = on_matter(Matter.EXCEPTION)
    by_chief = take(matter=Matter.EXCEPTION, rule=rule, capacity=Capacity.CHIEF)
    # when
    half = then(decided(), by_principal, role=Role.PRINCIPAL)
    both = then(half, by_chief, role=Role.CHIEF)
    # then
    assert not half.exempt_from(rule)
    assert both.exempt_from(rule)
    assert not both.exempt_from(ExceptionRule.FEWER_THAN_SIX_SESSIONS)
    assert both.stances[Matter.EXCEPTION, rule, Capacity.CHIEF].person_id == CHIEF
