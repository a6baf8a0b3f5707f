"""Reads a file of school units: one JSON document, or one on each line."""

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ksbs.application.intake.located_json import NotJson, parse
from ksbs.application.intake.pages import Pages
from ksbs.application.intake.place import Place
from ksbs.application.intake.records import SchoolUnitRecord, contradictions, merge
from ksbs.application.intake.rejections import Faults
from ksbs.application.intake.responses import units_in
from ksbs.application.intake.text_lines import text_lines

_MB = 1_000_000
LARGEST_FILE = 200 * _MB
"""Bytes; the responses about every school unit of the country take a tenth of it."""
LARGEST_DOCUMENT = 50 * _MB
"""Bytes of one JSON document, which must be held in memory as a whole."""


def read_school_units(path: Path) -> list[SchoolUnitRecord]:
    """Read what a file of Skolverket's open data says about school units.

    Reads planned educations v4 (lists, pages, single units, with or without envelope
    or `{fetched_at, url, body}`) and Skolenhetsregistret v2 (lists and single units),
    told apart by content: as one JSON document, or one a line.

    Returns one record a unit, in the order of the file. A unit that the service did
    not find gives none. Raises FileRejected, naming every fault with its line, where
    the file is anything but whole; then nothing of it may be used.
    """
    faults = Faults(file=str(path))
    try:
        with path.open("rb") as file:
            return _read(file, size=path.stat().st_size, faults=faults)
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error}); give a file that can"
        faults.stop(None, reason=reason)


def _read(file: BinaryIO, *, size: int, faults: Faults) -> list[SchoolUnitRecord]:
    pages = Pages(faults)
    by_line = _stands_by_line(file)
    _refuse_size(size, by_line=by_line, faults=faults)
    documents = (_one_a_line if by_line else _one)(file, faults=faults)
    records: list[SchoolUnitRecord] = []
    is_collection = by_line
    for line, document in documents:
        is_collection = is_collection or isinstance(document, list)
        place = Place(faults=faults, pages=pages, line=line)
        records += _units_in(document, place=place)
    faults.settle()
    if is_collection:
        pages.check()
    units = _one_a_unit(records, faults=faults)
    faults.settle()
    return units


def _units_in(document: object, *, place: Place) -> list[SchoolUnitRecord]:
    try:
        return list(units_in(document, place=place))
    except RecursionError:
        place.fault("responses stand within responses without end; fetch it again")
        return []


def _stands_by_line(file: BinaryIO) -> bool:
    """Say whether the file holds a response a line, from its first two lines.

    A broken first line must not make a file of lines look like one document, nor a
    broken second one: either is enough.
    """
    first, second = _first_two_lines(file)
    if not second or not first.startswith(b"{"):
        return False
    return second.startswith(b"{") or _is_json(first)


def _first_two_lines(file: BinaryIO) -> tuple[bytes, bytes]:
    lines = iter(lambda: file.readline(LARGEST_DOCUMENT), b"")
    stripped = (line.removeprefix(codecs.BOM_UTF8).strip() for line in lines)
    filled = filter(None, stripped)
    first, second = next(filled, b""), next(filled, b"")
    file.seek(0)
    return first, second


def _is_json(line: bytes) -> bool:
    try:
        parse(line.decode())
    except ValueError:
        return False
    return True


def _refuse_size(size: int, *, by_line: bool, faults: Faults) -> None:
    most = LARGEST_FILE if by_line else LARGEST_DOCUMENT
    if size > most:
        faults.stop(
            None,
            reason=f"holds {size / _MB:.0f} MB, at most {most / _MB:.0f} MB wanted of "
            f"{'a file' if by_line else 'one JSON document'}; split it"
            f"{'' if by_line else ', or put one response on each line'}",
        )


def _one(file: BinaryIO, *, faults: Faults) -> Iterator[tuple[int, object]]:
    text = "".join(line for _, line in text_lines(file, faults=faults))
    faults.settle()
    if not text.strip():
        faults.stop(1, reason="the file is empty; fetch it again")
    try:
        yield 1, parse(text)
    except NotJson as error:
        faults.stop(error.line, reason=error.reason)


def _one_a_line(file: BinaryIO, *, faults: Faults) -> Iterator[tuple[int, object]]:
    for number, line in text_lines(file, faults=faults):
        if not line.strip():
            continue
        try:
            document = parse(line, first_line=number)
        except NotJson as error:
            faults.add(error.line, reason=error.reason)
        else:
            yield number, document


def _one_a_unit(
    records: Iterable[SchoolUnitRecord], *, faults: Faults
) -> list[SchoolUnitRecord]:
    """Merge what the file says of a unit; one source contradicts itself in no day."""
    same_day: dict[tuple[object, ...], SchoolUnitRecord] = {}
    units: dict[str, SchoolUnitRecord] = {}
    for record in records:
        key = (record.code, record.source, record.observed_on)
        before = same_day.setdefault(key, record)
        differing = contradictions(before, other=record)
        if differing:
            faults.add(
                record.line,
                reason=f"unit {record.code} stands on line {before.line} too, with "
                f"another {' and '.join(differing)}; remove the wrong one",
            )
        same_day[key] = merge(before, record)
        units[record.code] = merge(units.get(record.code), record)
    return list(units.values())
