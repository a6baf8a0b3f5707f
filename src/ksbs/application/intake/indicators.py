"""Reads a file of published indicators: JSON, JSON on each line, or a known table."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ksbs.application.intake.documents import all_of, documents, read_file
from ksbs.application.intake.indicator_records import IndicatorRecord
from ksbs.application.intake.indicator_responses import figures_in
from ksbs.application.intake.indicator_tables import figures_of_row
from ksbs.application.intake.pages import Pages
from ksbs.application.intake.place import Place
from ksbs.application.intake.rejections import Faults
from ksbs.application.intake.tables import Header, header_of, rows_of

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class IndicatorFile:
    """What a file says: its SHA-256 in hexadecimal, and its figures in their order."""

    sha256: str
    records: tuple[IndicatorRecord, ...]


def read_indicators(path: Path) -> IndicatorFile:
    """Read what a file of Skolverket's open data says of indicators.

    Reads planned educations v4 (statistics of compulsory and upper-secondary schools,
    SALSA, surveys; with or without envelope or `{fetched_at, url, body}`; as one JSON
    document, or one a line) and three tables, told apart by content.

    A unit that the service did not find, or that has no SALSA, says nothing. A figure
    that the file repeats in the same words counts once.

    Raises:
        FileRejected: naming every fault with its line, where the file is anything but
            whole; then nothing of it may be used.
    """
    return read_file(path, read=_read)


def _read(file: BinaryIO, faults: Faults) -> IndicatorFile:
    sha256 = _sha256(file)
    header = header_of(file)
    if header is None:
        found = list(_in_documents(file, faults=faults))
    else:
        found = list(_in_table(file, header=header, faults=faults))
    faults.settle()
    records = _each_once(found, faults=faults)
    faults.settle()
    return IndicatorFile(sha256, tuple(records))


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    for block in iter(lambda: file.read(_BLOCK), b""):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()


def _in_documents(file: BinaryIO, *, faults: Faults) -> Iterator[IndicatorRecord]:
    for place, document in documents(file, faults=faults).each:
        yield from all_of(figures_in(document, place=place), place=place)


def _in_table(
    file: BinaryIO, *, header: Header, faults: Faults
) -> Iterator[IndicatorRecord]:
    pages = Pages(faults)
    for line, row in rows_of(file, header=header, faults=faults):
        place = Place(faults=faults, pages=pages, line=line)
        yield from figures_of_row(row, header=header, place=place)


def _each_once(
    records: Iterable[IndicatorRecord], *, faults: Faults
) -> Iterable[IndicatorRecord]:
    """Leave out what is repeated; one source says one thing of a figure on a day."""
    first: dict[tuple[object, ...], IndicatorRecord] = {}
    for record in records:
        value = record.value
        key = (record.code, record.source, record.day, value.indicator, value.period)
        before = first.setdefault(key, record)
        if before.value.raw != value.raw:
            faults.add(
                record.line,
                reason=f"`{value.indicator}` of unit {record.code} for {value.period} is "
                f"{value.raw!r} here and {before.value.raw!r} on line {before.line}; "
                "remove the wrong one",
            )
    return first.values()
