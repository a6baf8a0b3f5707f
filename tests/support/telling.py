"""Fold what is given, record as the application does, expect advice and refusals."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import pytest

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.words import Role
from tests.support.cast import ACTORS, DAY, an_id

_ids = map(an_id, itertools.count(1000))


def given(programme: Programme, *events: ProgrammeEvent) -> Programme:
    """Fold events into a programme, each checked as it is when recorded."""
    for event in events:
        event.check(programme)
        programme = event.evolve(programme)
    return programme


def occasion(
    command: type[ProgrammeCommand],
    *,
    on: date | None = None,
    role: Role | None = None,
    person: UUID | None = None,
) -> Occasion:
    """The occasion of a command: on DAY, by the first role that may, unless told."""
    role = role or command.by[0]
    return Occasion(
        occurred_on=on or DAY,
        today=max(on or DAY, DAY),
        person_id=person or ACTORS[role],
        role=role,
        new_id=lambda: next(_ids),
    )


def when(
    programme: Programme,
    command: ProgrammeCommand,
    *,
    on: date | None = None,
    role: Role | None = None,
    person: UUID | None = None,
) -> tuple[ProgrammeEvent, ...]:
    """Decide and check as the application does; give the events, the main one first.

    `on` is the day on which it happened: by default what the command says, or DAY.

    Raises:
        RuleBroken: if the command or one of its events is refused.
    """
    at = occasion(type(command), on=on or command.occurred_on, role=role, person=person)
    decided_on = command.decide(programme, occasion=at)
    events = decided_on if isinstance(decided_on, tuple) else (decided_on,)
    given(programme, *events)
    return events


def then(
    programme: Programme,
    command: ProgrammeCommand,
    *,
    on: date | None = None,
    role: Role | None = None,
    person: UUID | None = None,
) -> Programme:
    """Give the programme after the command."""
    return given(programme, *when(programme, command, on=on, role=role, person=person))


@contextmanager
def refused(rule: type[RuleBroken], *saying: object) -> Iterator[None]:
    """Expect `rule` to refuse, and to say each of `saying` in both languages."""
    with pytest.raises(rule) as caught:
        yield
    assert type(caught.value) is rule
    _says(caught.value.en, caught.value.message_sv, *saying)


def advice(
    programme: Programme, command: ProgrammeCommand, *, on: date | None = None
) -> list[Advisory]:
    """Give what is worth a second look, once the command has been accepted."""
    at = occasion(type(command), on=on or command.occurred_on)
    advisories = list(command.advise(programme, occasion=at))
    for event in when(programme, command, on=on):
        advisories += event.advise(programme)
    for advisory in advisories:
        _says(advisory.en, advisory.message_sv)
    return advisories


def _says(en: str, sv: str, *saying: object) -> None:
    for message in (en, sv):
        assert "{" not in message, f"a detail is missing in {message!r}"
        for word in saying:
            assert str(word) in message, f"{word!s} is not said in {message!r}"
