"""The categories of streams and their ids, and what the directory's fold to."""

from collections.abc import Iterable, Sequence
from functools import cache
from uuid import UUID, uuid5

from ksbs.domain.directory.person import Person
from ksbs.domain.event import Entry
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.replay import facts, fold
from ksbs.domain.roles import Directory, RoleHeld

PROGRAMME = "programme"
PERSON = "person"
SCHOOL_UNIT = "school-unit"
SELECTION_ROUNDS = "selection-rounds"
NATIONAL_PROGRAMME = "national-programme"
INDICATOR_IMPORT = "indicator-import"
UNIT_INDICATORS = "unit-indicators"

_OTHERS = {
    "directory.person-": PERSON,
    "directory.role-": PERSON,
    "selection.school-unit-": SCHOOL_UNIT,
    "selection.selection-": SELECTION_ROUNDS,
    "selection.national-programme-": NATIONAL_PROGRAMME,
    "selection.indicators-": INDICATOR_IMPORT,
    "selection.unit-indicators-": UNIT_INDICATORS,
}
"""How the stored names begin that stand on other streams than a programme's."""

CATEGORIES = (PROGRAMME, *dict.fromkeys(_OTHERS.values()))
"""Every category of streams."""

_NAMES = UUID("6e0e7c1c-6b0f-5e5f-9d43-8a3c5d0d6b11")
"""The namespace of the ids that streams get from a name of ours."""


def person_stream(person_id: UUID) -> UUID:
    """Give the id of a person's stream, which is never a programme's."""
    return uuid5(_NAMES, f"person:{person_id}")


def school_unit_stream(code: str) -> UUID:
    """Give the id of a school unit's stream in the register."""
    return uuid5(_NAMES, f"school-unit:{code}")


def unit_indicators_stream(code: str) -> UUID:
    """Give the id of the stream of a school unit's published indicators."""
    return uuid5(_NAMES, f"unit-indicators:{code}")


def rounds_stream(form: SchoolForm) -> UUID:
    """Give the id of the stream of the selection rounds of a school form."""
    return uuid5(_NAMES, f"selection-rounds:{form.value}")


def national_programme_stream(code: str) -> UUID:
    """Give the id of the stream of a school unit's part in the national programme."""
    return uuid5(_NAMES, f"national-programme:{code}")


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


def person_of(entries: Sequence[Entry]) -> Person:
    """Fold a person's stream."""
    return fold(Person(), facts(entries))


def directory_of(streams: Iterable[Sequence[Entry]]) -> Directory:
    """Fold the streams of all persons into the roles they hold."""
    held: list[RoleHeld] = []
    for entries in streams:
        held.extend(person_of(entries).roles)
    return Directory.of(held)
