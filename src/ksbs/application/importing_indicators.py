"""Importing files of published indicators: nothing is overwritten, twice is once.

A figure is recorded as of the day its source spoke for, today where the source bears no
date; a revised figure stands beside the one it revises. All that one call records is one
command: of each file an entry of its own, then what it says of each unit.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from ksbs.application import policy, streams
from ksbs.application.actor import Actor
from ksbs.application.days import day_of
from ksbs.application.importing_files import New, Progress, read_each, record_news
from ksbs.application.intake import (
    IndicatorFile,
    IndicatorRecord,
    Rejection,
    read_indicators,
)
from ksbs.application.services import Services
from ksbs.domain.event import Entry
from ksbs.domain.replay import facts, fold
from ksbs.domain.selection.indicators import (
    IndicatorsImported,
    IndicatorValue,
    Source,
    Telling,
    UnitFigures,
    UnitIndicatorsImported,
    in_parts,
    is_news,
)

ACTION = "import-indicators"


@dataclass(frozen=True, slots=True)
class IndicatorImportResult:
    """What an import came to.

    `read` counts the figures in the files, each once; it is the sum of `new`, which were
    recorded, and `unchanged`. `units` counts the school units they are about, of which
    the register does not know `unknown_units` (codes, sorted); their figures are kept
    all the same. Where anything was `rejected`, nothing at all was recorded.
    """

    read: int
    new: int
    unchanged: int
    units: int
    unknown_units: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()


def import_indicators(
    services: Services,
    paths: Sequence[Path],
    *,
    actor: Actor,
    progress: Progress | None = None,
) -> IndicatorImportResult:
    """Record what files of Skolverket's open data say anew of published indicators.

    Raises:
        Forbidden: if the actor may not import.
        StoreUnavailable: nothing is recorded; the same import can be made again.
    """
    policy.require(policy.may_import(actor), action=ACTION, role=actor.role)
    today = day_of(services.clock.now())
    found = read_each(paths, read=read_indicators, progress=progress)
    rejected = [*found.rejected, *_of_the_future(found.files, today=today)]
    files = _each_once(file for _, file in found.files)
    read = sum(len(file.records) for file in files)
    units = {each.code for file in files for each in file.records}
    if rejected:
        return IndicatorImportResult(read, 0, 0, len(units), rejected=tuple(rejected))
    new = _record(services, files, actor=actor, today=today)
    unknown = _unknown(services, units)
    return IndicatorImportResult(read, new, read - new, len(units), unknown)


def _of_the_future(
    files: Iterable[tuple[Path, IndicatorFile]], *, today: date
) -> Iterator[Rejection]:
    """Name each line that speaks for a day yet to come, once."""
    for path, file in files:
        lines = {each.line: each.day for each in file.records if each.day is not None}
        for line, day in lines.items():
            if day > today:
                reason = (
                    f"the response is of {day}, which lies in the future; today is "
                    f"{today}; set the clock of the machine that fetched it"
                )
                yield Rejection(str(path), line, reason)


def _each_once(files: Iterable[IndicatorFile]) -> list[IndicatorFile]:
    """Leave to the first file what several say of the same day in the same words."""
    seen: set[tuple[object, ...]] = set()
    left = []
    for file in files:
        records = []
        for each in file.records:
            key = (each.code, each.source, each.day, *_words(each.value))
            if key not in seen:
                seen.add(key)
                records.append(each)
        left.append(IndicatorFile(file.sha256, tuple(records)))
    return left


def _words(value: IndicatorValue) -> tuple[str, str, str]:
    return value.indicator, value.period, value.raw


def _record(
    services: Services, files: Sequence[IndicatorFile], *, actor: Actor, today: date
) -> int:
    """Append what is new and give the number of figures it holds."""

    def news() -> list[New]:
        known = services.store.streams(streams.UNIT_INDICATORS)
        fresh = _fresh(files, known=_Known(known), today=today)
        return _events(services, files, fresh=fresh, known=known)

    return sum(_size(each) for each in record_news(services, news=news, actor=actor))


def _size(new: New) -> int:
    event = new.event
    return len(event.values) if isinstance(event, UnitIndicatorsImported) else 0


@dataclass(slots=True)
class _Known:
    """What has been told of each unit, recorded already or in this import."""

    entries: Mapping[UUID, Sequence[Entry]]
    told: dict[str, dict[tuple[Source, str, str], list[Telling]]] = field(
        default_factory=dict
    )

    def takes(self, record: IndicatorRecord, *, today: date) -> bool:
        """Say whether a record is news, and if it is know it from now on."""
        value = record.value
        key = (record.source, value.indicator, value.period)
        tellings = self._of(record.code).setdefault(key, [])
        if not is_news(tellings, raw=value.raw, on=record.day):
            return False
        insort(tellings, (record.day or today, value.raw), key=lambda each: each[0])
        return True

    def _of(self, code: str) -> dict[tuple[Source, str, str], list[Telling]]:
        if code not in self.told:
            entries = self.entries.get(streams.unit_indicators_stream(code), ())
            told = fold(UnitFigures(), facts(entries)).told
            self.told[code] = {key: list(tellings) for key, tellings in told.items()}
        return self.told[code]


Part = tuple[int, str, Source, date]
"""The index of a file, and of what it says: the unit, the source, the day."""


def _fresh(
    files: Sequence[IndicatorFile], *, known: _Known, today: date
) -> dict[Part, list[IndicatorValue]]:
    """Give the figures that are news, by the order of days, undated ones as of today."""
    told = [
        (each.day or today, each.day is None, index, each)
        for index, file in enumerate(files)
        for each in file.records
    ]
    fresh: dict[Part, list[IndicatorValue]] = {}
    for day, _, index, each in sorted(told, key=lambda telling: telling[:3]):
        if known.takes(each, today=today):
            part = (index, each.code, each.source, day)
            fresh.setdefault(part, []).append(each.value)
    return fresh


def _events(
    services: Services,
    files: Sequence[IndicatorFile],
    *,
    fresh: Mapping[Part, Sequence[IndicatorValue]],
    known: Mapping[UUID, Sequence[Entry]],
) -> list[New]:
    """Give of each file with news its own entry, followed by what it says of units."""
    events: list[New] = []
    versions = {stream_id: len(entries) for stream_id, entries in known.items()}
    last: int | None = None
    cause = 0
    for part in sorted(fresh):
        index, code, source, day = part
        if index != last:
            last, cause = index, len(events)
            header = _header(files[index], fresh=fresh, index=index, services=services)
            events.append(New(services.new_id(), 1, header))
        stream_id = streams.unit_indicators_stream(code)
        for values in in_parts(fresh[part]):
            versions[stream_id] = versions.get(stream_id, 0) + 1
            event = UnitIndicatorsImported(
                occurred_on=day, school_unit_code=code, source=source, values=values
            )
            events.append(New(stream_id, versions[stream_id], event, cause))
    return events


def _header(
    file: IndicatorFile,
    *,
    fresh: Mapping[Part, Sequence[IndicatorValue]],
    index: int,
    services: Services,
) -> IndicatorsImported:
    new = sum(len(values) for part, values in fresh.items() if part[0] == index)
    days = [each.day for each in file.records if each.day is not None]
    return IndicatorsImported(
        occurred_on=day_of(services.clock.now()),
        sources=tuple(sorted({each.source for each in file.records})),
        extracted_on=max(days, default=None),
        file_sha256=file.sha256,
        read=len(file.records),
        new=new,
        unchanged=len(file.records) - new,
        units=len({each.code for each in file.records}),
    )


def _unknown(services: Services, codes: Iterable[str]) -> tuple[str, ...]:
    """Give the codes that the register of school units does not know, sorted."""
    known = services.store.streams(streams.SCHOOL_UNIT)
    unknown = (code for code in codes if streams.school_unit_stream(code) not in known)
    return tuple(sorted(unknown))
