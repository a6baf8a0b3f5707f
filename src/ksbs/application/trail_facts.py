"""What the audit trail is searched by: the text of an entry, and what it names."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from ksbs.application.trail_words import lexemes_of, sought_in
from ksbs.domain.event import Entry, Event
from ksbs.domain.words import Word

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?")
_UNIT = re.compile(r"[0-9]{8}")


def answers(entry: Entry, *, question: str) -> bool:
    """Tell whether every word asked for stands in an entry, in some form."""
    lexemes = lexemes_of(text_of(entry))
    return all(sought.is_among(lexemes) for sought in sought_in(question))


def text_of(entry: Entry) -> str:
    """Give what people wrote in an entry, and why it is late."""
    found = [value for value in _strings(entry.event) if not _is_code(value)]
    if entry.metadata.late_reason:
        found.append(entry.metadata.late_reason)
    return "\n".join(found)


def named_in(entry: Entry) -> frozenset[str]:
    """Give the ids and the codes of school units that an entry's event names."""
    found = {str(value) for value in _values(entry.event) if isinstance(value, UUID)}
    found |= {
        value.lower()
        for value in _strings(entry.event)
        if _ID.fullmatch(value) or _UNIT.fullmatch(value)
    }
    behalf = entry.metadata.on_behalf_of
    return frozenset(found | ({str(behalf)} if isinstance(behalf, UUID) else set()))


def unit_of(event: Event) -> str | None:
    """Give the school unit that an event itself is about."""
    unit = getattr(event, "school_unit_code", getattr(event, "code", None))
    return unit if isinstance(unit, str) else None


def _strings(event: Event) -> Iterator[str]:
    """Give every text of an event; words of the process are none."""
    for value in _values(event):
        if isinstance(value, str) and not isinstance(value, Word):
            yield value


def _values(value: object) -> Iterator[object]:
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _values(getattr(value, field))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _values(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _values(each)
    elif value is not None and not isinstance(value, date | datetime):
        yield value


def _is_code(text: str) -> bool:
    return bool(_ID.fullmatch(text) or _DAY.fullmatch(text))
