"""Entries of the log as the questions about it show and narrow them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from ksbs.application.days import end_of, start_of, written
from ksbs.application.trail_filter import TrailFilter
from ksbs.domain.event import Entry
from ksbs.questions import parameters
from ksbs.questions.asking import Asking
from ksbs.questions.columns import SCHOOL

ENTRY = ("recorded_at", "occurred_on", "event", *SCHOOL, "recorded_by", "role")
"""The columns that say which entry a row is about."""
PERIOD = (parameters.FROM, parameters.TO)


def entry_row(asking: Asking, entry: Entry) -> dict[str, Any]:
    """Give the cells of an entry."""
    by = entry.metadata.recorded_by
    return {
        **asking.schools.get(entry.stream_id, {}),
        "recorded_at": written(entry.recorded_at),
        "occurred_on": entry.occurred_on.isoformat(),
        "event": entry.name,
        "event_id": str(entry.event_id),
        "recorded_by": str(by.person_id),
        "role": by.role.value,
        "dnr": entry.metadata.dnr,
        "late_reason": entry.metadata.late_reason,
    }


def narrowed(asking: Asking, *filters: TrailFilter) -> Iterator[Entry]:
    """Walk the entries of the period and the programmes asked for, latest first."""
    said = asking.said
    first, last = said.get("from"), said.get("to")
    everything = "programme" not in said
    one = not everything and len(asking.schools) == 1
    asked = [
        replace(
            which,
            programme_id=next(iter(asking.schools)) if one else None,
            recorded_from=None if first is None else start_of(first),
            recorded_to=None if last is None else end_of(last),
        )
        for which in filters or (TrailFilter(),)
    ]
    for entry in asking.log(*asked):
        if everything or entry.stream_id in asking.schools:
            yield entry


def person_of(asking: Asking) -> UUID:
    """Give the person asked about, who asks if none is said."""
    found: UUID = asking.said.get("person", asking.person)
    return found
