"""One sample of every event, made of its command's example."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pydantic.fields import FieldInfo

from ksbs.domain.calendar import terms_from
from ksbs.domain.command import COMMANDS
from ksbs.domain.event import EVENTS, Event, Metadata, RecordedBy
from ksbs.domain.register import load_domain
from ksbs.domain.words import Role

DAY = date(2026, 8, 17)
COMMAND_DIGEST = bytes(range(32))

_DERIVED: Mapping[str, Any] = {
    "planned_end": terms_from(DAY)[-1].ends_on.isoformat(),
    "terms": [term.wire() for term in terms_from(DAY)],
    "version": 1,
    "code": "01234567",
    "unit_name": "Exempelskolan",
    "origin": "school-unit-register-v2",
    "school_unit_code": "01234567",
    "source": "planned-educations-v4-gr",
    "sources": ["planned-educations-v4-gr"],
    "file_sha256": bytes(range(32)).hex(),
    "read": 3,
    "new": 2,
    "unchanged": 1,
    "units": 1,
    "values": [
        {
            "indicator": "ratioOfPupils9thGradeEligibleForNationalProgramYR",
            "period": "2024/25",
            "raw": "~100",
            "kind": "approximate",
            "number": 100.0,
            "reason": "rounded",
        },
        {
            "indicator": "averageGradesMeritRating9thGrade",
            "period": "2024/25",
            "raw": "..",
            "kind": "suppressed",
            "reason": "few_pupils",
        },
    ],
}
"""What the system derives, or a source says, beside what a command's example says."""

_SAID_OF_EVERY_COMMAND = {
    "occurredOn",
    "lateReason",
    "onBehalfOf",
    "dnr",
    "confidentiality",
}


def samples() -> dict[str, Event]:
    """Give one event of every kind, by its stored name."""
    load_domain()
    examples = {c.records: c.example for c in COMMANDS.values()}
    return {
        name: _sample(event, examples.get(event, {}))
        for name, event in sorted(EVENTS.items())
    }


def metadata() -> Metadata:
    """Give the metadata under which every sample is recorded."""
    return Metadata(
        event_id=_id(1),
        recorded_by=RecordedBy(
            person_id=_id(2), role=Role.PRINCIPAL, school_unit_code="01234567"
        ),
        command_id=_id(3),
        correlation_id=_id(4),
        dnr="UTBF 2026/1234",
        source="api",
        late_reason="Underlaget kom sent.",
    )


def _sample(event: type[Event], example: Mapping[str, Any]) -> Event:
    said = {k: v for k, v in example.items() if k not in _SAID_OF_EVERY_COMMAND}
    missing = {
        info.serialization_alias or name: _made(name, info)
        for name, info in event.model_fields.items()
        if info.is_required()
    }
    fields = missing | said | {"occurredOn": DAY.isoformat()}
    return event.model_validate_json(json.dumps(fields))


def _made(name: str, info: FieldInfo) -> Any:
    if info.annotation is UUID:
        return str(_id(5))
    return _DERIVED.get(name)


def _id(number: int) -> UUID:
    """Give a UUIDv7 of a fixed instant."""
    return UUID(f"0198b5a0-0000-7000-8000-{number:012x}")
