"""The query parameters that narrow lists, and those that page them."""

from collections.abc import Callable

from pydantic import JsonValue

from ksbs.domain.kinds import Status
from ksbs.domain.words import Role, Word
from ksbs.http.readers import (
    EXAMPLE_ID,
    Number,
    OneOf,
    read_code,
    read_event_name,
    read_id,
    read_question,
    read_text,
)
from ksbs.http.routes.schemas import DAY, MOMENT, TEXT, UNIT_TEXT, UUID_TEXT
from ksbs.http.routes.table import Parameter, Schema, Where
from ksbs.http.said import Said
from ksbs.http.times import read_day, read_moment

LARGEST_LIMIT = 200
DEFAULT_LIMIT = 20
LARGEST_PAGE = 1_000_000


def _words(words: type[Word]) -> Schema:
    return {"type": "string", "enum": [word.value for word in words]}


def _query(
    name: str,
    about: Said,
    schema: Schema,
    *,
    example: JsonValue,
    read: Callable[[str], object],
) -> Parameter:
    return Parameter(name, Where.QUERY, about, schema, example, read=read)


STATUS = _query(
    "status",
    Said("Bara omgångar med denna status.", "Only programmes of this status."),
    _words(Status),
    example="analysing",
    read=OneOf(Status),
)
SCHOOL_UNIT_CODE = _query(
    "schoolUnitCode",
    Said("Bara denna skolenhet.", "Only this school unit."),
    UNIT_TEXT,
    example="01234567",
    read=read_code,
)
PROGRAMME = _query(
    "programmeId",
    Said("Bara denna omgång.", "Only this programme."),
    UUID_TEXT,
    example=EXAMPLE_ID,
    read=read_id,
)
PERSON = _query(
    "personId",
    Said(
        "Bara denna person; i revisionsspåret det som den registrerade.",
        "Only this person; in the audit trail what the person recorded.",
    ),
    UUID_TEXT,
    example=EXAMPLE_ID,
    read=read_id,
)
ROLE = _query(
    "role",
    Said("Bara denna roll.", "Only this role."),
    _words(Role),
    example="principal",
    read=OneOf(Role),
)
NAME = _query(
    "name",
    Said(
        "Bara händelser med detta namn, som AreaPrioritised, eller lagrade namn.",
        "Only events of this name, as AreaPrioritised, or stored name.",
    ),
    TEXT,
    example="AreaPrioritised",
    read=read_event_name,
)
DNR = _query(
    "dnr",
    Said("Bara med detta diarienummer.", "Only with this case number."),
    TEXT,
    example="2026-123",
    read=read_text,
)
CORRELATION = _query(
    "correlationId",
    Said(
        "Bara det som hör till samma spår.",
        "Only what belongs to the same trace.",
    ),
    UUID_TEXT,
    example=EXAMPLE_ID,
    read=read_id,
)
NAMED = _query(
    "namedId",
    Said(
        "Bara händelser som nämner denna person, eller något annat, med sitt id.",
        "Only events that name this person, or anything else, by its id.",
    ),
    UUID_TEXT,
    example=EXAMPLE_ID,
    read=read_id,
)
QUESTION = _query(
    "q",
    Said(
        "Bara det där varje ord står i någon form, i det som någon har skrivit: närvaro "
        "hittar närvaron och närvaroplan, inte frånvaro. Högst tio ord.",
        "Only where every word stands in some form, in what people wrote: närvaro finds "
        "närvaron and närvaroplan, not frånvaro. Ten words at most.",
    ),
    TEXT,
    example="närvaro",
    read=read_question,
)
RECORDED_FROM = _query(
    "recordedFrom",
    Said(
        "Registrerat från och med denna dag eller tidpunkt.",
        "Recorded from this day or instant on.",
    ),
    MOMENT,
    example="2026-01-01",
    read=read_moment,
)
RECORDED_TO = _query(
    "recordedTo",
    Said(
        "Registrerat till och med denna dag eller tidpunkt.",
        "Recorded up to and including this day or instant.",
    ),
    MOMENT,
    example="2026-06-30",
    read=read_moment,
)
OCCURRED_FROM = _query(
    "occurredFrom",
    Said("Hände från och med denna dag.", "Happened from this day on."),
    DAY,
    example="2026-01-01",
    read=read_day,
)
OCCURRED_TO = _query(
    "occurredTo",
    Said("Hände till och med denna dag.", "Happened up to and including this day."),
    DAY,
    example="2026-06-30",
    read=read_day,
)
PAGE = _query(
    "page",
    Said("Vilken sida, från 1.", "Which page, from 1."),
    {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": 1},
    example=1,
    read=Number(LARGEST_PAGE),
)
LIMIT = _query(
    "limit",
    Said("Högst så många per svar.", "At most so many in one answer."),
    {
        "type": "integer",
        "minimum": 1,
        "maximum": LARGEST_LIMIT,
        "default": DEFAULT_LIMIT,
    },
    example=DEFAULT_LIMIT,
    read=Number(LARGEST_LIMIT),
)
AFTER = _query(
    "after",
    Said(
        "Markör: id:t på den händelse som förra svaret slutade med.",
        "Cursor: the id of the event that the previous answer ended with.",
    ),
    UUID_TEXT,
    example=EXAMPLE_ID,
    read=read_id,
)

OCCURRED = (OCCURRED_FROM, OCCURRED_TO)
RECORDED = (RECORDED_FROM, RECORDED_TO)
