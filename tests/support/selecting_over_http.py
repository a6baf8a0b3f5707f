"""The selection over HTTP in tests: rounds, criteria, what imports record."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx
from uuid_utils.compat import uuid7

from ksbs.application import streams
from ksbs.application.ports import Append, NewEntry
from ksbs.domain.event import Event, Metadata, RecordedBy
from ksbs.domain.kinds import NumberKind
from ksbs.domain.selection.indicators import (
    IndicatorValue,
    Source,
    UnitIndicatorsImported,
)
from ksbs.domain.selection.school_unit import SchoolUnitDescribed
from ksbs.domain.words import Role
from tests.support.api import UNIT, Site, World, person

MERIT = "averageGradesMeritRating9thGrade"
TODAY = date(2026, 10, 1)
LATE = {"lateReason": "Beslutet registreras i efterhand."}
ROUND: dict[str, Any] = {
    "schoolForm": "GR",
    "schoolYear": "2026/27",
    "criteria": "Låga kunskapsresultat.",
    "closesOn": "2026-12-18",
    "occurredOn": "2026-09-01",
} | LATE
NOTE = {
    "schoolUnitCode": UNIT,
    "period": "2024–2027",
    "status": "takes_part",
    "source": "Överenskommelse med Skolverket",
}


def open_round(world: Site, **changed: Any) -> str:
    """Open a round and give its id."""
    answer = world.post("/selection-rounds", ROUND | changed)
    assert answer.status_code == 201, answer.text
    round_id: str = answer.json()["event"]["payload"]["roundId"]
    return round_id


def set_criteria(world: Site, round_id: str, **changed: Any) -> httpx.Response:
    """Set criteria: a merit rating below 200."""
    role = changed.pop("role", Role.PROGRAMME_OFFICE)
    headers = changed.pop("headers", {})
    threshold = {"indicator": MERIT, "comparison": "below", "value": 200}
    body = {
        "roundId": round_id,
        "indicators": [MERIT],
        "thresholds": [threshold],
        "period": "2024/25",
        "rationale": "Meritvärdet säger mest.",
    }
    return world.post("/selection-criteria", body | changed, role=role, headers=headers)


def record(world: World, stream_id: UUID, event: Event) -> None:
    """Record what an import records, as the first entry of its stream."""
    metadata = Metadata(
        event_id=uuid7(),
        recorded_by=RecordedBy(person_id=person(Role.ADMIN), role=Role.ADMIN),
        command_id=uuid7(),
        correlation_id=uuid7(),
        source="import",
    )
    entry = NewEntry(stream_id, 1, metadata, event)
    world.store.append(Append(metadata.command_id, b"", (entry,)))


def describe(world: World, code: str, name: str, form: str = "GR") -> None:
    event = SchoolUnitDescribed(
        occurred_on=TODAY,
        code=code,
        unit_name=name,
        status="AKTIV",
        school_forms=(form,),
        organizer_type="KOMMUN",
        origin="school-unit-register-v2",
    )
    record(world, streams.school_unit_stream(code), event)


def publish(world: World, code: str, *, indicator: str = MERIT, **merits: str) -> None:
    """Publish merit ratings by the year in which the school year begins (`y2024`)."""
    values = []
    for year, raw in merits.items():
        begins = int(year[1:])
        values.append(
            IndicatorValue(
                indicator=indicator,
                period=f"{begins}/{(begins + 1) % 100}",
                raw=raw,
                kind=NumberKind.SUPPRESSED if raw == ".." else NumberKind.EXACT,
                number=None if raw == ".." else float(raw),
            )
        )
    event = UnitIndicatorsImported(
        occurred_on=TODAY,
        school_unit_code=code,
        source=Source.STATISTICS_GR,
        values=tuple(values),
    )
    record(world, streams.unit_indicators_stream(code), event)
