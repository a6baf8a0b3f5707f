"""The glossary leads from the Swedish word to the code."""

import pytest

from ksbs.domain.event import EVENTS, Event
from ksbs.domain.register import load_domain
from ksbs.domain.words import Role
from ksbs.reference.glossary import glossary

load_domain()


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda e: e.__name__)
def test_every_event_is_found_by_its_swedish_name(event: type[Event]) -> None:
    assert f"| {event.sv} | `{event.__name__}` |" in glossary()


@pytest.mark.parametrize("role", Role)
def test_every_role_is_found_by_its_swedish_name(role: Role) -> None:
    assert f"| {role.sv} | `{role.value}` | {role.en} |" in glossary()


def test_no_word_stands_twice_among_the_things() -> None:
    # given
    things = glossary().split("## Things")[1].split("## Roles")[0]
    # when
    words = [line.split("|")[1] for line in things.splitlines() if line.startswith("|")]
    # then
    assert len(words) == len(set(words))
    assert words[2:] == sorted(words[2:], key=str.casefold)
