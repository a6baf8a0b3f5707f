"""What may stand in a log record: allow-listed keys with values that are no prose."""

import re
from collections.abc import Mapping, MutableMapping
from datetime import date
from typing import Any
from uuid import UUID

MASKED = "(masked)"

EVENT_NAME = re.compile(r"[a-z][a-z0-9]*([-.][a-z0-9]+)*")
"""What a record is called: words joined by hyphens, so that no sentence fits."""

ALLOWED = frozenset(
    {
        # where and how serious
        "timestamp",
        "level",
        "logger",
        "message",
        # the request
        "trace_id",
        "span_id",
        "request_id",
        "method",
        "route",
        "status",
        "duration_ms",
        "bytes",
        # who, by opaque id
        "person_id",
        "role",
        "unit",
        # what was recorded
        "event_id",
        "event_ids",
        "event_name",
        "programme_id",
        "command",
        "command_id",
        "position",
        "version",
        # how it ended
        "outcome",
        "reason",
        "rule",
        "code",
        # the machinery
        "count",
        "projection",
        "migration",
        "attempt",
        "host",
        "port",
        "pid",
        "mode",
        # exceptions, without their messages
        "error",
        "error_at",
        "error_code",
        "caused_by",
        "stack",
    }
)
"""The keys that pass; any other is dropped, and `dropped` counts them."""

_TOKEN = re.compile(r"[\x21-\x7e]{1,200}")


class Wording(str):
    """Text that is known to hold no data: a template, a place in the code."""

    __slots__ = ()


def keep_private(
    _logger: object, _method: str, record: MutableMapping[str, Any]
) -> Mapping[str, Any]:
    """Drop what is not allow-listed and mask what could be a name or prose."""
    name = str(record.pop("event", ""))
    kept: dict[str, Any] = {
        "event": name if EVENT_NAME.fullmatch(name) else MASKED,
    }
    kept |= {key: _harmless(value) for key, value in record.items() if key in ALLOWED}
    dropped = len(record.keys() - ALLOWED)
    return kept | {"dropped": dropped} if dropped else kept


def _harmless(value: object) -> object:
    """Give a value as it may stand: numbers, ids, times, and words without spaces."""
    if isinstance(value, Wording | bool | int | float | None):
        return value
    if isinstance(value, list | tuple):
        return [_harmless(each) for each in value]
    text = ""
    if isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, str | UUID):
        text = str(value)
    return text if _TOKEN.fullmatch(text) else MASKED
