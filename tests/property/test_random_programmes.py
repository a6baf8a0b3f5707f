"""Random programmes: whatever is tried, no step breaks what must always hold.

What must hold is said here once more, in other words than the rules use, so that a rule
that forgets a case is found out.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from ksbs.domain.command import COMMANDS, ProgrammeCommand
from ksbs.domain.kinds import InterventionStatus, Stance, Status
from ksbs.domain.programme import Programme
from ksbs.domain.replay import broken, facts, misdirected
from tests.support.walk import Step, Walk

WALKS = range(32)
STEPS = 240


@cache
def walked(seed: int) -> Walk:
    walk = Walk(seed)
    walk.go(steps=STEPS)
    return walk


def all_steps() -> list[Step]:
    return [step for seed in WALKS for step in walked(seed).steps]


def violations(programme: Programme) -> Iterator[str]:
    """Say what must always hold and does not."""
    yield from _of_the_start(programme)
    yield from _of_the_analysis(programme)
    yield from _of_the_plan(programme)
    yield from _of_the_end(programme)


def _of_the_start(programme: Programme) -> Iterator[str]:
    decision = programme.decision
    if decision is not None and len(set(decision.deciders)) != 2:
        yield "a decision by others than two"
    for settled in programme.joint_matters:
        if {s.stance for s in settled.stances} != {Stance.FOR}:
            yield "a joint matter settled while one was against"
        if len({s.person_id for s in settled.stances}) != 2:
            yield "a joint matter settled by others than two"
    if programme.started_on is not None:
        if decision is None or programme.started_on < decision.on:
            yield "a start before the decision"
        if (
            programme.planned_end is None
            or programme.planned_end < programme.started_on
        ):
            yield "an end before the start"


def _of_the_analysis(programme: Programme) -> Iterator[str]:
    ranks = [area.rank for area in programme.areas if area.rank is not None]
    if len(ranks) != len(set(ranks)):
        yield "two areas of one rank"
    for area in programme.prioritised():
        if area.identified_on is None or area.prioritised_on is None:
            yield "an area prioritised that was not identified"
        elif area.prioritised_on < area.identified_on:
            yield "an area prioritised before it was identified"
    for session in programme.sessions_held():
        if not session.led_by or not session.attendees:
            yield "a session that nobody led or attended"
    for work in programme.staff_work:
        if work.present > work.eligible:
            yield "more present than there are"


def _of_the_plan(programme: Programme) -> Iterator[str]:
    prioritised = {area.area_id for area in programme.prioritised()}
    for goal in programme.live_goals():
        if goal.area_id not in prioritised:
            yield "a goal on an area that is not prioritised"
    for sign in programme.signs:
        if sign.goal_id is None or sign.goal_id not in programme.goals:
            yield "a sign of no goal"
    for intervention in programme.interventions:
        started, ended = intervention.started_on, intervention.ended_on
        if started is None and intervention.status is not InterventionStatus.PLANNED:
            yield "an intervention under way that never started"
        if started is not None and programme.plan_established_on is None:
            yield "an intervention started on no established plan"
        if started is not None and ended is not None and ended < started:
            yield "an intervention ended before it started"


def _of_the_end(programme: Programme) -> Iterator[str]:
    ending = programme.ending
    if ending is None or ending.status is not Status.COMPLETED:
        return
    if programme.open_interventions():
        yield "completed while an intervention is open"
    if any(goal.assessment is None for goal in programme.live_goals()):
        yield "completed without every goal assessed"


@pytest.mark.parametrize("seed", WALKS)
def test_no_walk_breaks_what_must_always_hold(seed: int) -> None:
    # given
    walk = walked(seed)
    entries = walk.entries
    initial = Programme(directory=walk.performer.directory.now())
    # when
    programme, found = initial, []
    for fact in facts(entries):
        programme = fact.event.evolve(programme)
        found += [f"{fact.name}: {said}" for said in violations(programme)]
    # then
    assert not found
    assert not broken(initial, facts(entries)), "a hard rule is broken in valid order"
    assert not misdirected(entries)


def test_no_refused_step_records_anything() -> None:
    # given
    refused = [step for step in all_steps() if step.refused is not None]
    # then
    assert all(step.grown == 0 for step in refused)
    assert all(step.grown >= 1 for step in all_steps() if step.refused is None)
    assert len({step.refused for step in refused}) > 100, "too few rules were met"


def test_the_walks_go_all_the_way_and_take_every_command_along() -> None:
    # given
    walks = [walked(seed) for seed in WALKS]
    taken = Counter(step.noun for step in all_steps() if step.refused is None)
    # then
    reached = Counter(walk.programme().status for walk in walks)
    assert reached[Status.COMPLETED] > len(WALKS) / 4, reached
    known = {n for n, c in COMMANDS.items() if issubclass(c, ProgrammeCommand)}
    assert known - taken.keys() == set(), "these were never accepted on any walk"
