"""Importing files of school units: all of it or nothing, and twice is once.

What the files say is merged with what the register knows already; only a unit of which
something new is said is recorded. All that one call records is one command.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from ksbs.application import policy, streams
from ksbs.application.actor import Actor
from ksbs.application.days import day_of
from ksbs.application.intake import (
    FileRejected,
    Rejection,
    SchoolUnitRecord,
    merge,
    read_school_units,
)
from ksbs.application.ports import Append, NewEntry, VersionConflict
from ksbs.application.services import Services
from ksbs.domain.event import Entry, Metadata, RecordedBy
from ksbs.domain.replay import facts
from ksbs.domain.selection.school_unit import SchoolUnitDescribed

_RETRIES = 8

Progress = Callable[[int], None]
"""Is told how many of the files have been read."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import came to.

    `read` counts the units that the files tell of, each once; it is the sum of `new`,
    of which something was recorded, and `unchanged`. Where anything was `rejected`,
    nothing at all was recorded.
    """

    read: int
    new: int
    unchanged: int
    rejected: tuple[Rejection, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What the files say of each unit, and what is wrong with them."""

    units: dict[str, SchoolUnitRecord] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)


def import_school_units(
    services: Services,
    paths: Sequence[Path],
    *,
    actor: Actor,
    progress: Progress | None = None,
) -> ImportResult:
    """Record what files of Skolverket's open data say anew about school units.

    A unit is described as of the day its source spoke for, today where the source
    bears no date. An import needs no reason for coming late: its file bears the day.

    Raises:
        Forbidden: if the actor may not import.
        StoreUnavailable: nothing is recorded; the same import can be made again.
    """
    policy.require(policy.may_import(actor), action=policy.IMPORT, role=actor.role)
    today = day_of(services.clock.now())
    reading = _read(paths, today=today, progress=progress)
    if reading.rejected:
        return ImportResult(len(reading.units), 0, 0, tuple(reading.rejected))
    new = _record(services, reading.units, actor=actor, today=today)
    return ImportResult(len(reading.units), new, len(reading.units) - new)


def _read(paths: Sequence[Path], *, today: date, progress: Progress | None) -> _Reading:
    reading = _Reading()
    for number, path in enumerate(paths, start=1):
        try:
            records = read_school_units(path)
        except FileRejected as refused:
            reading.rejected += refused.rejections
        else:
            _take(reading, records, path=path, today=today)
        if progress is not None:
            progress(number)
    return reading


def _take(
    reading: _Reading, records: Iterable[SchoolUnitRecord], *, path: Path, today: date
) -> None:
    for record in records:
        day = record.observed_on
        if day is not None and day > today:
            reason = (
                f"unit {record.code} is described as of {day}, which lies in the "
                f"future; today is {today}"
            )
            reading.rejected.append(Rejection(str(path), record.line, reason))
        reading.units[record.code] = merge(reading.units.get(record.code), record)


def _record(
    services: Services,
    units: Mapping[str, SchoolUnitRecord],
    *,
    actor: Actor,
    today: date,
) -> int:
    """Append what is new and give the number of units it concerns."""
    for _ in range(_RETRIES):
        known = services.store.streams(streams.SCHOOL_UNIT)
        events = [
            (known.get(streams.school_unit_stream(code), []), event)
            for code, record in sorted(units.items())
            if (event := _news(record, known=known, today=today)) is not None
        ]
        if not events:
            return 0
        try:
            services.store.append(_append(services, events, actor=actor))
        except VersionConflict:
            # Another import was quicker; what is new is asked again.
            continue
        return len(events)
    raise VersionConflict


def _news(
    record: SchoolUnitRecord, *, known: Mapping[UUID, Sequence[Entry]], today: date
) -> SchoolUnitDescribed | None:
    """Give the description that the record leads to, None if it says nothing new."""
    last = _last(known.get(streams.school_unit_stream(record.code), ()))
    before = None if last is None else _as_record(last)
    merged = merge(before, record)
    if before is not None and merged.facts() == before.facts():
        return None
    day = merged.observed_on or today
    if last is not None:
        # A description must not fall behind the one that it replaces: in valid order
        # the last one counts, and one without a date stands on the day of its import.
        day = max(day, last.occurred_on)
    return _described(merged, occurred_on=day)


def _last(entries: Sequence[Entry]) -> SchoolUnitDescribed | None:
    ordered = facts(entries)
    event = ordered[-1].event if ordered else None
    return event if isinstance(event, SchoolUnitDescribed) else None


def _as_record(event: SchoolUnitDescribed) -> SchoolUnitRecord:
    return SchoolUnitRecord(
        code=event.code,
        name=event.unit_name,
        status=event.status,
        school_forms=event.school_forms,
        municipality_code=event.municipality_code,
        organizer_number=event.organizer_number,
        organizer_type=event.organizer_type,
        organizer_name=event.organizer_name,
        source=event.origin,
        observed_on=event.observed_on,
        line=None,
    )


def _described(record: SchoolUnitRecord, *, occurred_on: date) -> SchoolUnitDescribed:
    return SchoolUnitDescribed(
        occurred_on=occurred_on,
        code=record.code,
        unit_name=record.name,
        status=record.status,
        school_forms=record.school_forms,
        municipality_code=record.municipality_code,
        organizer_number=record.organizer_number,
        organizer_type=record.organizer_type,
        organizer_name=record.organizer_name,
        observed_on=record.observed_on,
        origin=record.source,
    )


def _append(
    services: Services,
    events: Sequence[tuple[Sequence[Entry], SchoolUnitDescribed]],
    *,
    actor: Actor,
) -> Append:
    command_id = services.new_id()
    digest = hashlib.sha256()
    entries = []
    for before, event in events:
        digest.update(event.model_dump_json(by_alias=True).encode() + b"\n")
        stream_id = streams.school_unit_stream(event.code)
        metadata = _metadata(services, actor=actor, command_id=command_id)
        entries.append(NewEntry(stream_id, len(before) + 1, metadata, event))
    return Append(command_id, digest.digest(), tuple(entries))


def _metadata(services: Services, *, actor: Actor, command_id: UUID) -> Metadata:
    return Metadata(
        event_id=services.new_id(),
        recorded_by=RecordedBy(
            person_id=actor.person_id, role=actor.role, school_unit_code=actor.unit
        ),
        command_id=command_id,
        correlation_id=command_id,
        source="import",
    )
