"""The published indicators of school units at a moment on both time axes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from ksbs.application import streams
from ksbs.application.ports import EventStore
from ksbs.domain.event import Entry
from ksbs.domain.replay import facts, fold, known, until
from ksbs.domain.selection.indicators import (
    KnownValue,
    UnitFigures,
    UnitIndicatorsImported,
)
from ksbs.domain.units import SchoolUnit

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class UnitIndicators:
    """What was known of a unit's indicators, and of the unit itself.

    `name` and `school_form` are None where the register had not described the unit;
    a unit of several school forms has them with a comma between (`GR, GY`). `latest` is
    the figure that held, by indicator and period.
    """

    code: str
    name: str | None
    school_form: str | None
    latest: Mapping[tuple[str, str], KnownValue]


def unit_indicators(
    store: EventStore, *, valid_at: date, position: int
) -> Mapping[str, UnitIndicators]:
    """Give what held on a day, as known at a position, by school unit code in order.

    Only units of which some figure was known are given; the units and their figures are
    read from the log as it stood, so a later revision changes nothing of it.
    """
    described = store.streams(streams.SCHOOL_UNIT)
    found = (
        _indicators(entries, described, valid_at=valid_at, position=position)
        for entries in store.streams(streams.UNIT_INDICATORS).values()
    )
    units = {unit.code: unit for unit in found if unit is not None}
    return dict(sorted(units.items()))


def _indicators(
    entries: Sequence[Entry],
    described: Mapping[UUID, Sequence[Entry]],
    *,
    valid_at: date,
    position: int,
) -> UnitIndicators | None:
    code = _code(entries)
    held = _held(entries, UnitFigures(), valid_at=valid_at, position=position)
    if code is None or not held.latest:
        return None
    about = described.get(streams.school_unit_stream(code), ())
    unknown: SchoolUnit | None = None
    unit = _held(about, unknown, valid_at=valid_at, position=position)
    if unit is None:
        return UnitIndicators(code, None, None, held.latest)
    forms = ", ".join(unit.school_forms) or None
    return UnitIndicators(code, unit.name, forms, held.latest)


def _code(entries: Sequence[Entry]) -> str | None:
    events = (entry.event for entry in entries)
    codes = (
        event.school_unit_code
        for event in events
        if isinstance(event, UnitIndicatorsImported)
    )
    return next(codes, None)


def _held(entries: Sequence[Entry], nothing: S, *, valid_at: date, position: int) -> S:
    return fold(
        nothing, until(facts(known(entries, position=position)), valid_at=valid_at)
    )
