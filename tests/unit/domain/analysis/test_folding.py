import json
from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from typing import Any

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from ksbs.domain.analysis.session import SessionHeld
from ksbs.domain.command import COMMANDS, ProgrammeCommand
from ksbs.domain.event import EVENTS, Event, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.register import load_domain
from ksbs.domain.rule import RuleBroken
from tests.support.cast import ANALYSING, AREA, PROCESS_SUPPORTER, SECOND_AREA
from tests.support.given import area_prioritised, established
from tests.support.telling import occasion

load_domain()

PARTS = ("people", "analysis")
COMMANDS_HERE = [
    command
    for command in COMMANDS.values()
    if issubclass(command, ProgrammeCommand) and command.part() in PARTS
]
EVENTS_HERE = {
    event for name, event in EVENTS.items() if name.partition(".")[0] in PARTS
}
BIRTHS = {"ProblemIdentified", "CauseProposed", "AreaIdentified", "SessionHeld"}
SAID_OF_THEM = {
    "CauseAssessed",
    "AreaPrioritised",
    "AreaDeprioritised",
    "MinutesApproved",
}


THINGS = (AREA, SECOND_AREA, PROCESS_SUPPORTER)
"""The only ids in random entries, of whatever kind: so they meet each other."""


def few(value: Any, *, choice: int, key: str = "") -> Any:
    """Draw ids, session numbers and ranks from very few, so that entries meet."""
    match value:
        case dict():
            return {k: few(v, choice=choice, key=k) for k, v in value.items()}
        case list():
            return [few(v, choice=choice + i, key=key) for i, v in enumerate(value)]
        case str() if value.startswith("0197a3c2"):
            return str(THINGS[choice % 3])
        case int() if key in {"number", "sessionNumber", "rank"}:
            return 1 + choice % 3
        case _:
            return value


@st.composite
def events(draw: st.DrawFn, names: Iterable[str] | None = None) -> ProgrammeEvent:
    """An event of the two parts, on one of a few days, about one of a few things."""
    wanted = COMMANDS_HERE
    if names is not None:
        wanted = [c for c in COMMANDS_HERE if c.records.__name__ in set(names)]
    command = draw(st.sampled_from(wanted))
    choice = draw(st.integers(0, 8))
    day = ANALYSING + timedelta(days=draw(st.integers(0, 3)))
    body = command.model_validate_json(json.dumps(few(command.example, choice=choice)))
    event = body.event(command.records, occasion=occasion(command, on=day))
    ids: dict[str, Any] = {
        name: THINGS[choice % 3]
        for name in ("problem_id", "cause_id", "area_id", "evidence_id")
        if name in type(event).model_fields
    }
    return event.model_copy(update=ids)


def refusal(event: ProgrammeEvent, state: Programme) -> str:
    """What refuses the event, in both languages; empty if nothing does."""
    try:
        event.check(state)
    except RuleBroken as broken:
        return broken.en + broken.message_sv
    return ""


def fold(programme: Programme, events: Iterable[ProgrammeEvent]) -> Programme:
    return reduce(lambda state, event: event.evolve(state), events, programme)


def test_every_event_of_the_two_parts_has_a_command() -> None:
    assert {command.records for command in COMMANDS_HERE} == EVENTS_HERE
    assert len(EVENTS_HERE) == 26


@pytest.mark.parametrize("command", COMMANDS_HERE, ids=lambda command: command.noun)
def test_an_event_reads_back_as_it_was_written(
    command: type[ProgrammeCommand],
) -> None:
    # given
    body = command.model_validate_json(json.dumps(command.example))
    event: Event = body.event(command.records, occasion=occasion(command))
    # when
    again = type(event).model_validate_json(json.dumps(event.wire()))
    # then
    assert again == event
    assert again.wire() == event.wire()


@over(st.lists(events(), max_size=30), st.booleans())
def test_any_facts_in_any_order_fold(facts: list[ProgrammeEvent], late: bool) -> None:
    # given
    state = established() if late else Programme()
    # when
    for event in facts:
        before = repr(state)
        after = event.evolve(state)
        # then: the state before is untouched, and the same again gives the same
        assert repr(state) == before
        assert event.evolve(state) == after
        state = after


@over(st.lists(events(), max_size=30))
def test_rules_and_advice_meet_any_state(facts: list[ProgrammeEvent]) -> None:
    # given
    state = established()
    for event in facts:
        # when
        list(event.advise(state))
        said = refusal(event, state)
        # then: what refuses says everything
        assert "{" not in said
        state = event.evolve(state)


@over(st.lists(events(BIRTHS), max_size=8), st.lists(events(SAID_OF_THEM), max_size=12))
def test_what_is_said_before_a_birth_shows_as_if_said_after_it(
    births: list[ProgrammeEvent], said: list[ProgrammeEvent]
) -> None:
    # when
    early, late = fold(Programme(), said + births), fold(Programme(), births + said)
    # then
    assert early == late


@over(st.lists(events(SAID_OF_THEM), max_size=20))
def test_nothing_shows_before_its_birth(said: list[ProgrammeEvent]) -> None:
    # when
    programme = fold(Programme(), said)
    # then
    assert [*programme.areas, *programme.causes, *programme.sessions] == []
    assert programme.prioritised() == []


@over(st.lists(events(), max_size=60))
def test_no_accepted_history_holds_two_areas_of_one_rank_or_a_session_twice(
    facts: list[ProgrammeEvent],
) -> None:
    # given
    state, held = area_prioritised(), list[int]()
    # when
    for event in facts:
        if not refusal(event, state):
            state = event.evolve(state)
            held += [event.number] if isinstance(event, SessionHeld) else []
    # then
    ranks = [area.rank for area in state.prioritised()]
    assert len(set(ranks)) == len(ranks)
    assert len(set(held)) == len(held)
    assert len({m.person_id for m in state.group}) == len(state.group)
    current = [(a.person_id, a.role) for a in state.assignments if a.last_day is None]
    assert len(set(current)) == len(current)
