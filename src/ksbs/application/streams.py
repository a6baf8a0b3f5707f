"""The kinds of streams: their ids, their empty states, what is folded on them."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from ksbs.domain.command import Command
from ksbs.domain.directory.person import Person, PersonCommand
from ksbs.domain.event import Entry
from ksbs.domain.programme import Programme
from ksbs.domain.replay import facts, fold
from ksbs.domain.roles import Directory, RoleHeld

PROGRAMME = "programme"
PERSON = "person"
SCHOOL_UNIT = "school-unit"

_OTHERS = {
    "directory.person-": PERSON,
    "directory.role-": PERSON,
    "selection.school-unit-": SCHOOL_UNIT,
}
"""How the stored names begin that stand on other streams than a programme's."""

_NAMES = UUID("6e0e7c1c-6b0f-5e5f-9d43-8a3c5d0d6b11")
"""The namespace of the ids that streams get from a name of ours."""


def person_stream(person_id: UUID) -> UUID:
    """Give the id of a person's stream, which is never a programme's."""
    return uuid5(_NAMES, f"person:{person_id}")


def school_unit_stream(code: str) -> UUID:
    """Give the id of a school unit's stream in the register."""
    return uuid5(_NAMES, f"school-unit:{code}")


def command_id(person_id: UUID, *, key: str) -> UUID:
    """Give the id of the command that a person names by an idempotency key."""
    return uuid5(_NAMES, f"command:{person_id}:{key}")


@cache
def category_of(stored_name: str) -> str:
    """Give the category of the stream on which an event of that name stands."""
    for beginning, category in _OTHERS.items():
        if stored_name.startswith(beginning):
            return category
    return PROGRAMME


def is_programme(entries: Sequence[Entry]) -> bool:
    """Tell whether the entries are those of a programme; none are nobody's."""
    return bool(entries) and category_of(entries[0].event.stored_as) == PROGRAMME


def initial(command: Command, directory: Directory) -> Any:
    """Give the state before the first entry of the stream that a command is about."""
    if isinstance(command, PersonCommand):
        return Person()
    return Programme(directory=directory)


def person_of(entries: Sequence[Entry]) -> Person:
    """Fold a person's stream."""
    return fold(Person(), facts(entries))


def directory_of(streams: Iterable[Sequence[Entry]]) -> Directory:
    """Fold the streams of all persons into the roles they hold."""
    held: list[RoleHeld] = []
    for entries in streams:
        held.extend(person_of(entries).roles)
    return Directory.of(held)
