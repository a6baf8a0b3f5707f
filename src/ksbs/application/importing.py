"""Importing files of school units: all of it or nothing, and twice is once.

What the files say is merged with what the register knows already; only a unit of which
something new is said is recorded. All that one call records is one command.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from ksbs.application import policy, streams
from ksbs.application.actor import Actor
from ksbs.application.days import day_of
from ksbs.application.importing_files import New, Progress, read_each, record_news
from ksbs.application.intake import (
    Rejection,
    SchoolUnitRecord,
    merge,
    read_school_units,
)
from ksbs.application.services import Services
from ksbs.domain.event import Entry
from ksbs.domain.replay import facts
from ksbs.domain.selection.school_unit import SchoolUnitDescribed


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
    found = read_each(paths, read=read_school_units, progress=progress)
    reading = _Reading(rejected=list(found.rejected))
    for path, records in found.files:
        _take(reading, records, path=path, today=today)
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

    def news() -> list[New]:
        known = services.store.streams(streams.SCHOOL_UNIT)
        return [
            New(stream_id, len(known.get(stream_id, ())) + 1, event)
            for code, unit in sorted(units.items())
            for stream_id in [streams.school_unit_stream(code)]
            if (event := _news(unit, known=known, today=today)) is not None
        ]

    return len(record_news(services, news=news, actor=actor))


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
