"""The example of every command on plan, interventions and follow-up is accepted."""

import json
from datetime import date
from uuid import UUID

import pytest

from ksbs.domain.analysis.areas import AreaDeprioritised
from ksbs.domain.command import COMMANDS, ProgrammeCommand
from ksbs.domain.event import EVENTS, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.register import load_domain
from ksbs.domain.replacing import replace
from ksbs.domain.roles import Directory, RoleHeld
from ksbs.domain.words import Role
from tests.support.cast import AREA, DAY, UNIT
from tests.support.given import established, identified, prioritised
from tests.support.telling import given, when

load_domain()
OURS = {
    noun: command
    for noun, command in COMMANDS.items()
    if command.part() in {"plan", "interventions", "followup"}
    if issubclass(command, ProgrammeCommand)
}
STORY = (
    "action-plans",
    "goals",
    "visible-signs",
    "interventions",
    "support-requests",
    "action-plan-establishments",
    "intervention-starts",
    "sign-observations",
)
"""The examples that the others refer to, in the order in which they happen."""
FIRST = {
    "concern-resolutions": "concerns",
    "intervention-resumptions": "intervention-pauses",
}
"""The example that has to come just before another one, and before no other."""


def placeholder(number: int) -> UUID:
    """Give an id of the examples."""
    return UUID(f"0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c{number:02d}")


IDENTITIES = {
    "goals": {"goal_id": placeholder(2)},
    "visible-signs": {"sign_id": placeholder(3)},
    "interventions": {"intervention_id": placeholder(5)},
    "support-requests": {"request_id": placeholder(6)},
    "sign-observations": {"observation_id": placeholder(9)},
    "concerns": {"concern_id": placeholder(10)},
}


def before_the_plan() -> Programme:
    """The area of the examples is the prioritised one, in a programme until 2029.

    The directory knows the principal and the chief of the examples.
    """
    programme = given(
        established(),
        AreaDeprioritised(occurred_on=DAY, area_id=AREA, reason="Ett annat går före."),
        identified(placeholder(1), title="Området i exemplen"),
        prioritised(placeholder(1), rank=1, on=DAY),
    )
    heads = {31: Role.PRINCIPAL, 33: Role.CHIEF}
    directory = Directory.of(
        RoleHeld(placeholder(number), role, UNIT, None, DAY)
        for number, role in heads.items()
    )
    return replace(programme, planned_end=date(2029, 6, 30), directory=directory)


def before(noun: str) -> Programme:
    """Tell the examples that come before that of `noun`."""
    programme = before_the_plan()
    for earlier in STORY[: STORY.index(noun)] if noun in STORY else STORY:
        _, programme = perform(programme, earlier)
    if noun in FIRST:
        _, programme = perform(programme, FIRST[noun])
    return programme


def example(noun: str) -> ProgrammeCommand:
    return OURS[noun].model_validate_json(json.dumps(OURS[noun].example))


def perform(programme: Programme, noun: str) -> tuple[ProgrammeEvent, Programme]:
    (event,) = when(programme, example(noun))
    event = event.model_copy(update=IDENTITIES.get(noun, {}))
    return event, given(programme, event)


@pytest.mark.parametrize("noun", sorted(OURS))
def test_the_example_is_accepted_once_what_it_refers_to_exists(noun: str) -> None:
    # given
    programme = before(noun)
    # when
    event, _ = perform(programme, noun)
    # then
    assert type(event) is OURS[noun].records


@pytest.mark.parametrize("noun", sorted(OURS))
def test_an_event_reads_back_as_it_was_written(noun: str) -> None:
    # given
    event, _ = perform(before(noun), noun)
    # when
    written = json.dumps(event.wire())
    # then
    assert EVENTS[event.stored_as].model_validate_json(written) == event


def test_every_event_of_the_parts_has_one_command() -> None:
    # given
    parts = ("plan.", "interventions.", "followup.")
    # when
    recorded = sorted(command.records.stored_as for command in OURS.values())
    # then
    assert recorded == sorted(name for name in EVENTS if name.startswith(parts))
