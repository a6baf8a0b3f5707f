"""The example of every command on change and closing is accepted in its place."""

import json
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import pytest

from ksbs.domain.command import COMMANDS, ProgrammeCommand
from ksbs.domain.docstrings import field_docstrings
from ksbs.domain.event import EVENTS, ProgrammeEvent
from ksbs.domain.kinds import Matter
from ksbs.domain.plan.goal import GoalSet
from ksbs.domain.programme import Programme
from ksbs.domain.register import load_domain
from ksbs.domain.words import spoken
from tests.support.cast import DAY
from tests.support.given import started
from tests.support.given_closing import (
    A_YEAR_AFTER,
    END,
    agreed,
    completed,
    paused,
    ready_to_complete,
)
from tests.support.given_plan import plan_started, set_goal
from tests.support.telling import given, when

load_domain()
OURS = {
    noun: command
    for noun, command in COMMANDS.items()
    if command.part() == "closing"
    if issubclass(command, ProgrammeCommand)
}
GOAL_OF_THE_EXAMPLES = UUID("0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c02")


@cache
def with_the_goal_of_the_examples() -> Programme:
    said = set_goal().said() | {"goal_id": GOAL_OF_THE_EXAMPLES}
    return given(plan_started(), GoalSet(occurred_on=DAY, **said))


PLACES: dict[str, tuple[Programme, date]] = {
    "pauses": (agreed(started(), Matter.PAUSE), DAY),
    "resumptions": (agreed(paused(), Matter.RESUMPTION), DAY),
    "extensions": (agreed(started(), Matter.EXTENSION), DAY),
    "terminations": (agreed(started(), Matter.TERMINATION), DAY),
    "final-evaluations": (with_the_goal_of_the_examples(), DAY),
    "sustainment-plans": (started(), DAY),
    "completions": (ready_to_complete(), END),
    "post-follow-ups": (completed(), A_YEAR_AFTER),
}


def perform(noun: str) -> tuple[Any, Programme]:
    programme, on = PLACES[noun]
    command = OURS[noun].model_validate_json(json.dumps(OURS[noun].example))
    (event,) = when(programme, command, on=on)
    return event, programme


def test_every_command_has_its_place_here_and_every_event_one_command() -> None:
    # given, when
    recorded = sorted(command.records.stored_as for command in OURS.values())
    # then
    assert set(OURS) == set(PLACES)
    assert recorded == sorted(name for name in EVENTS if name.startswith("closing."))


@pytest.mark.parametrize("noun", sorted(PLACES))
def test_the_example_is_accepted_in_its_place(noun: str) -> None:
    event, _ = perform(noun)
    assert type(event) is OURS[noun].records


@pytest.mark.parametrize("noun", sorted(PLACES))
def test_an_event_reads_back_as_it_was_written(noun: str) -> None:
    # given
    event, _ = perform(noun)
    # when
    written = json.dumps(event.wire())
    # then
    assert EVENTS[event.stored_as].model_validate_json(written) == event


@pytest.mark.parametrize("noun", sorted(PLACES))
def test_an_event_leaves_a_mark_and_leaves_the_state_before_it_alone(noun: str) -> None:
    # given
    event, before = perform(noun)
    same = vars(before).copy()
    # when
    after = event.evolve(before)
    # then
    assert after != before
    assert vars(before) == same


@pytest.mark.parametrize("noun", sorted(PLACES))
def test_every_field_of_a_command_is_said_in_two_languages(noun: str) -> None:
    docstrings = field_docstrings(OURS[noun])
    for name in OURS[noun].model_fields:
        said = spoken(docstrings.get(name, ""))
        assert said.en != said.sv, f"{noun}: {name}"


@pytest.mark.parametrize("noun", sorted(PLACES))
def test_nothing_is_recorded_of_a_school_that_was_not_nominated(noun: str) -> None:
    event, _ = perform(noun)
    assert isinstance(event, ProgrammeEvent)
    assert event.evolve(Programme()).nomination is None
