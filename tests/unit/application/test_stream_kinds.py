"""One table says on which stream a command is decided."""

from uuid import UUID

import pytest

from ksbs.application import streams
from ksbs.application.stream_kinds import FOUNDERS, kind_of, on_a_programme
from ksbs.domain.command import COMMANDS, Command, ProgrammeCommand
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.programme import Programme
from ksbs.domain.record.amendment import AmendmentCommand
from ksbs.domain.register import load_domain
from ksbs.domain.roles import Directory
from ksbs.domain.selection.criteria import SetSelectionCriteria
from ksbs.domain.selection.national_programme import NoteNationalProgramme
from ksbs.domain.selection.round import OpenSelectionRound
from tests.support.memory_store import MemoryStore

load_domain()

EVERY = sorted(COMMANDS.values(), key=lambda command: command.noun)


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.noun)
def test_every_command_has_a_kind_of_stream(command: type[Command]) -> None:
    # given
    of_programmes = issubclass(command, ProgrammeCommand | AmendmentCommand)
    # when
    state = kind_of(command).empty(Directory())
    # then
    assert isinstance(state, Programme) is of_programmes
    assert state.claims() == frozenset()
    assert on_a_programme(command) is (of_programmes and command not in FOUNDERS)


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.noun)
def test_a_command_names_its_stream_unless_that_is_a_programme(
    command: type[Command],
) -> None:
    # given
    named_by = kind_of(command).named_by
    asked = command.model_validate(command.example, strict=False)
    # when
    found = None if named_by is None else named_by(asked, MemoryStore())
    # then
    assert (found is None) is issubclass(command, ProgrammeCommand | AmendmentCommand)


def test_streams_named_alike_are_apart() -> None:
    # given
    code, person = "01234567", UUID(int=1)
    # when
    found = {
        streams.person_stream(person),
        streams.school_unit_stream(code),
        streams.unit_indicators_stream(code),
        streams.national_programme_stream(code),
        *(streams.rounds_stream(form) for form in SchoolForm),
    }
    # then
    assert len(found) == 4 + len(SchoolForm)


@pytest.mark.parametrize(
    ("command", "category"),
    [
        (OpenSelectionRound, streams.SELECTION_ROUNDS),
        (SetSelectionCriteria, streams.SELECTION_ROUNDS),
        (NoteNationalProgramme, streams.NATIONAL_PROGRAMME),
    ],
)
def test_what_is_noted_of_the_selection_is_told_apart_from_programmes(
    command: type[Command], category: str
) -> None:
    assert streams.category_of(command.records.stored_as) == category
