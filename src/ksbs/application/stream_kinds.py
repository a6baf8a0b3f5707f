"""On which stream a command is decided: one table for every kind of stream.

The event that a command leads to tells the kind, so a new command needs no entry here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ksbs.application import streams
from ksbs.application.ports import EventStore
from ksbs.domain.command import Command
from ksbs.domain.directory.person import Person, PersonCommand
from ksbs.domain.enrolment.nomination import NominateSchool
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.programme import Programme
from ksbs.domain.roles import Directory
from ksbs.domain.selection.criteria import SetSelectionCriteria
from ksbs.domain.selection.national_programme import (
    NationalProgramme,
    NoteNationalProgramme,
)
from ksbs.domain.selection.round import (
    OpenSelectionRound,
    Rounds,
    SelectionRoundOpened,
)

FOUNDERS: tuple[type[Command], ...] = (NominateSchool,)
"""The commands that found a programme; all others of its kind are recorded on one."""


@dataclass(frozen=True, slots=True)
class StreamKind:
    """A kind of streams that commands are decided on.

    `empty` gives the state before a stream's first entry. `named_by` gives the stream
    that a command names itself; it is None for programmes, which the request names.
    """

    empty: Callable[[Directory], Any]
    named_by: Callable[[Any, EventStore], UUID] | None = None


def kind_of(command: type[Command]) -> StreamKind:
    """Give the kind of the streams that a command is decided on."""
    return _KINDS[streams.category_of(command.records.stored_as)]


def on_a_programme(command: type[Command]) -> bool:
    """Tell whether the command is recorded on a programme that must exist."""
    return kind_of(command).named_by is None and not issubclass(command, FOUNDERS)


def _of_person(command: PersonCommand, _: EventStore) -> UUID:
    return streams.person_stream(command.person_id)


def _of_unit(command: NoteNationalProgramme, _: EventStore) -> UUID:
    return streams.national_programme_stream(command.school_unit_code)


def _of_form(
    command: OpenSelectionRound | SetSelectionCriteria, store: EventStore
) -> UUID:
    if isinstance(command, OpenSelectionRound):
        return streams.rounds_stream(command.school_form)
    form = form_of_round(command.round_id, store=store)
    # A round that nobody opened is refused as such on any of these streams.
    return streams.rounds_stream(form or SchoolForm.COMPULSORY)


def form_of_round(round_id: UUID, *, store: EventStore) -> SchoolForm | None:
    """Give the school form of a selection round, None if there is no such round."""
    for form in SchoolForm:
        for entry in store.stream(streams.rounds_stream(form)):
            event = entry.event
            if isinstance(event, SelectionRoundOpened) and event.round_id == round_id:
                return form
    return None


_KINDS: Mapping[str, StreamKind] = {
    streams.PROGRAMME: StreamKind(lambda directory: Programme(directory=directory)),
    streams.PERSON: StreamKind(lambda _: Person(), _of_person),
    streams.SELECTION_ROUNDS: StreamKind(lambda _: Rounds(), _of_form),
    streams.NATIONAL_PROGRAMME: StreamKind(lambda _: NationalProgramme(), _of_unit),
}
"""The kinds by the category of their events."""
