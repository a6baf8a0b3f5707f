"""What a fact in force builds on is not taken away from it; all else is."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

import pytest

from ksbs.domain.event import Change, Entry, EntryReference, ProgrammeEvent
from ksbs.domain.record import rules
from ksbs.domain.record.building import refuse_loose_ends
from ksbs.domain.words import Line, Model
from tests.support.cast import DAY, DECIDED, REGISTRAR, an_id
from tests.support.telling import refused
from tests.unit.domain.record.stage_record import StageRecord, annul, correct

UNKNOWN = an_id(99)


class Told(ProgrammeEvent):
    """Something that names no entry."""

    sv: ClassVar[str] = "Berättat"
    en: ClassVar[str] = "Told"

    what: Line = "Ett."
    beside: UUID = UNKNOWN
    """An id of something else."""


class Builder(Told):
    """Something that names one entry."""

    sv: ClassVar[str] = "Bygge"
    en: ClassVar[str] = "Building"

    on_entry: EntryReference


class MaybeBuilder(Told):
    on_entry: EntryReference | None = None


class ManyBuilder(Told):
    on_entries: tuple[EntryReference, ...]


class Point(Model):
    entry: EntryReference


class DeepBuilder(Told):
    points: tuple[Point, ...]
    point: Point | None = None


@pytest.fixture
def record() -> StageRecord:
    """Two entries, of which nothing yet names any."""
    record = StageRecord()
    record.enter(Told(occurred_on=DECIDED))
    record.enter(Told(occurred_on=DECIDED))
    return record


def builders(target: UUID) -> Iterable[ProgrammeEvent]:
    """Every form in which an entry can be named."""
    yield Builder(occurred_on=DAY, on_entry=target)
    yield MaybeBuilder(occurred_on=DAY, on_entry=target)
    yield ManyBuilder(occurred_on=DAY, on_entries=(target,))
    yield DeepBuilder(occurred_on=DAY, points=(Point(entry=target),))
    yield DeepBuilder(occurred_on=DAY, points=(), point=Point(entry=target))


@pytest.mark.parametrize("form", range(5))
def test_what_another_builds_on_is_not_annulled(form: int, record: StageRecord) -> None:
    # given
    target = record.entries[0]
    builder = record.enter(list(builders(target.event_id))[form])
    # when, then the builder is named by its name, its day and its id
    with refused(rules.OthersBuildOnIt, DAY, builder.event_id, target.event_id):
        record.perform(annul(target), on=DAY)


def test_the_builder_is_named_in_both_languages(record: StageRecord) -> None:
    # given
    target = record.entries[0]
    record.enter(Builder(occurred_on=DAY, on_entry=target.event_id))
    # when
    with pytest.raises(rules.OthersBuildOnIt) as refusal:
        record.perform(annul(target), on=DAY)
    # then
    assert refusal.value.en.startswith("Building of")
    assert refusal.value.message_sv.startswith("Bygge den")


@pytest.mark.parametrize("form", range(5))
def test_what_nothing_builds_on_is_annulled(form: int, record: StageRecord) -> None:
    # given
    named, free = record.entries
    record.enter(list(builders(named.event_id))[form])
    # when
    annulment = record.perform(annul(free), on=DAY)
    # then
    assert annulment in record.entries


def test_what_a_builder_built_on_is_annulled_after_the_builder(
    record: StageRecord,
) -> None:
    # given
    target = record.entries[0]
    builder = record.enter(Builder(occurred_on=DAY, on_entry=target.event_id))
    record.perform(annul(builder), on=DAY)
    # when
    annulment = record.perform(annul(target), on=DAY)
    # then
    assert annulment in record.entries


def test_a_builder_is_not_restored_on_what_is_annulled(record: StageRecord) -> None:
    # given
    target = record.entries[0]
    builder = record.enter(Builder(occurred_on=DAY, on_entry=target.event_id))
    without_builder = record.perform(annul(builder), on=DAY)
    without_target = record.perform(annul(target), on=DAY)
    # when, then
    with refused(rules.BuiltOnNothing, DAY, builder.event_id, target.event_id):
        record.perform(annul(without_builder), on=DAY)
    # when, then in the other order they both come back
    record.perform(annul(without_target), on=DAY)
    record.perform(annul(without_builder), on=DAY)
    with refused(rules.OthersBuildOnIt, builder.event_id):
        record.perform(annul(target), on=DAY)


def test_a_reference_is_not_corrected_to_what_is_not_in_force(
    record: StageRecord,
) -> None:
    # given
    first, second = record.entries
    builder = record.enter(Builder(occurred_on=DAY, on_entry=first.event_id))
    record.perform(annul(second), on=DAY)
    old = str(first.event_id)
    # when, then
    for new in (second.event_id, UNKNOWN):
        change = Change(field="onEntry", old=old, new=str(new))
        with refused(rules.BuiltOnNothing, builder.event_id, new):
            record.perform(correct(builder, change, found_by=REGISTRAR), on=DAY)


def test_a_reference_is_corrected_to_what_is_in_force(record: StageRecord) -> None:
    # given
    first, second = record.entries
    builder = record.enter(Builder(occurred_on=DAY, on_entry=first.event_id))
    change = Change(field="onEntry", old=str(first.event_id), new=str(second.event_id))
    # when
    correction = record.perform(correct(builder, change, found_by=REGISTRAR), on=DAY)
    # then what it now builds on is held, and what it built on is free
    with refused(rules.OthersBuildOnIt, second.event_id):
        record.perform(annul(second), on=DAY)
    record.perform(annul(first), on=DAY)
    # and the correction cannot be undone under it
    with refused(rules.BuiltOnNothing, first.event_id):
        record.perform(annul(correction), on=DAY)


def test_a_loose_end_that_was_there_keeps_nothing_from_being_amended(
    record: StageRecord,
) -> None:
    # given
    free = record.entries[0]
    record.enter(Builder(occurred_on=DAY, on_entry=UNKNOWN))
    # when
    annulment = record.perform(annul(free), on=DAY)
    # then
    assert annulment in record.entries


def test_a_new_fact_is_held_to_what_is_in_force(record: StageRecord) -> None:
    # given
    standing = tuple(record.entries)
    target = standing[0].event_id
    sound: Entry = record.enter(Builder(occurred_on=DAY, on_entry=target))
    loose: Entry = record.enter(Builder(occurred_on=DAY, on_entry=UNKNOWN))
    # when, then
    refuse_loose_ends(standing, after=(*standing, sound))
    with refused(rules.BuiltOnNothing, loose.event_id, UNKNOWN):
        refuse_loose_ends(standing, after=(*standing, loose))
