"""The streams that selection rests on, folded as of a day and a position."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ksbs.application import streams
from ksbs.application.ports import EventStore
from ksbs.domain.event import Entry
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.replay import facts, fold, known, until
from ksbs.domain.selection.national_programme import NationalProgramme
from ksbs.domain.selection.round import Round, Rounds


def rounds(
    store: EventStore, form: SchoolForm, *, valid_at: date, position: int | None = None
) -> Rounds:
    """Give the selection rounds of a school form that had been opened by a day.

    With a position: as they were known there; else as they are known now.
    """
    entries = store.stream(streams.rounds_stream(form))
    return fold(Rounds(), _seen(entries, valid_at=valid_at, position=position))


def selection_round(
    store: EventStore, round_id: UUID, *, valid_at: date, position: int | None = None
) -> Round | None:
    """Give one selection round, None if it had not been opened by the day."""
    every = (
        rounds(store, form, valid_at=valid_at, position=position) for form in SchoolForm
    )
    found = (each.find(round_id) for each in every)
    return next((each for each in found if each is not None), None)


def national_programme(
    store: EventStore, code: str, *, valid_at: date, position: int | None = None
) -> NationalProgramme:
    """Give what was noted of a school unit's part in the national programme."""
    entries = store.stream(streams.national_programme_stream(code))
    return national_programme_of(entries, valid_at=valid_at, position=position)


def national_programme_of(
    entries: Sequence[Entry], *, valid_at: date, position: int | None = None
) -> NationalProgramme:
    """Fold the notes of one school unit."""
    seen = _seen(entries, valid_at=valid_at, position=position)
    return fold(NationalProgramme(), seen)


def _seen(
    entries: Sequence[Entry], *, valid_at: date, position: int | None
) -> Sequence[Entry]:
    if position is not None:
        entries = known(entries, position=position)
    return until(facts(entries), valid_at=valid_at)
