"""Reads a file of school units: one JSON document, or one on each line."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from ksbs.application.intake.documents import all_of, documents, read_file
from ksbs.application.intake.records import SchoolUnitRecord, contradictions, merge
from ksbs.application.intake.rejections import Faults
from ksbs.application.intake.responses import units_in
from ksbs.application.intake.tables import refuse_tables


def read_school_units(path: Path) -> list[SchoolUnitRecord]:
    """Read what a file of Skolverket's open data says about school units.

    Reads planned educations v4 (lists, pages, single units, with or without envelope
    or `{fetched_at, url, body}`) and Skolenhetsregistret v2 (lists and single units),
    told apart by content: as one JSON document, or one a line.

    Returns one record a unit, in the order of the file. A unit that the service did
    not find gives none. Raises FileRejected, naming every fault with its line, where
    the file is anything but whole; then nothing of it may be used.
    """
    return read_file(path, read=_read)


def _read(file: BinaryIO, faults: Faults) -> list[SchoolUnitRecord]:
    refuse_tables(file, faults=faults)
    found = documents(file, faults=faults)
    records: list[SchoolUnitRecord] = []
    is_collection = found.by_line
    for place, document in found.each:
        is_collection = is_collection or isinstance(document, list)
        records += all_of(units_in(document, place=place), place=place)
    faults.settle()
    if is_collection:
        found.pages.check()
    units = _one_a_unit(records, faults=faults)
    faults.settle()
    return units


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
