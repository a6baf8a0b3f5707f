"""The parameters in paths and headers, and the two times: each described once."""

from pydantic import JsonValue

from ksbs.http.readers import EXAMPLE_ID
from ksbs.http.routes.schemas import DAY, MOMENT, UNIT_TEXT, UUID_TEXT
from ksbs.http.routes.table import Parameter, Schema, Where
from ksbs.http.said import Said
from ksbs.http.times import read_day, read_moment

LONGEST_KEY = 255
KEY_PATTERN = r"^[^\x00-\x20\x7f-\x9f]([^\x00-\x1f\x7f-\x9f]*[^\x00-\x20\x7f-\x9f])?$"
"""Any text without control characters; a header's value has no spaces around it."""
EXAMPLE_TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def _path(name: str, about: Said, schema: Schema, example: JsonValue) -> Parameter:
    return Parameter(name, Where.PATH, about, schema, example, required=True)


def _header(name: str, about: Said, schema: Schema, example: JsonValue) -> Parameter:
    return Parameter(name, Where.HEADER, about, schema, example)


PROGRAMME_ID = _path(
    "programmeId", Said("Omgångens id.", "The programme's id."), UUID_TEXT, EXAMPLE_ID
)
ROUND_ID = _path(
    "roundId",
    Said("Urvalsomgångens id.", "The selection round's id."),
    UUID_TEXT,
    EXAMPLE_ID,
)
EVENT_ID = _path(
    "eventId", Said("Händelsens id.", "The event's id."), UUID_TEXT, EXAMPLE_ID
)
UNIT_CODE = _path(
    "schoolUnitCode",
    Said("Skolenhetens kod.", "The school unit's code."),
    UNIT_TEXT,
    "01234567",
)
PROBLEM_NAME = _path(
    "name",
    Said("Problemets eller regelns namn.", "The name of the problem or the rule."),
    {"type": "string", "pattern": "^[a-z0-9-]{1,100}$"},
    "rank-taken",
)

TRACEPARENT = _header(
    "traceparent",
    Said(
        "Spår enligt W3C Trace Context; förs vidare, annars skapas ett.",
        "A trace by W3C Trace Context; carried on, made where there is none.",
    ),
    {"type": "string", "pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"},
    EXAMPLE_TRACE,
)
ACCEPT_LANGUAGE = _header(
    "Accept-Language",
    Said(
        "Språket för problemens text: sv eller en (förval en).",
        "The language of what problems say: sv or en (default en).",
    ),
    {"type": "string"},
    "sv",
)
IDEMPOTENCY_KEY = Parameter(
    "Idempotency-Key",
    Where.HEADER,
    Said(
        "Klientens egen nyckel för åtgärden: 1–255 tecken, inga styrtecken. Samma nyckel "
        "och innehåll igen ger samma svar, annat innehåll ger 422.",
        "The client's own key of the action: 1 to 255 characters, none of them a "
        "control character. The same key and content again give the same answer, other "
        "content gives 422.",
    ),
    {
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST_KEY,
        "pattern": KEY_PATTERN,
    },
    "f2b6a1d4-0f0e-4a57-9a44-0d6c7b1f0c11",
    required=True,
)
IF_MATCH = Parameter(
    "If-Match",
    Where.HEADER,
    Said(
        "Den ETag som omgången hade när klienten läste den. * tas inte emot.",
        "The ETag that the programme had when the client read it. * is not taken.",
    ),
    {"type": "string", "pattern": '^(W/)?"[0-9]+"$'},
    '"7"',
    required=True,
)
IF_NONE_MATCH = _header(
    "If-None-Match",
    Said(
        "En ETag som klienten har; är den oförändrad blir svaret 304.",
        "An ETag that the client has; if it is unchanged the answer is 304.",
    ),
    {"type": "string"},
    '"7"',
)

VALID_AT = Parameter(
    "validAt",
    Where.QUERY,
    Said(
        "Vad som gällde den dagen (förval: i dag, eller knownAts dag). "
        "Även hur länge sedan: -P1Y, P-1Y.",
        "What was true on this day (default: today, or the day of knownAt). "
        "Also how long ago: -P1Y, P-1Y.",
    ),
    DAY,
    "2026-03-01",
    read=read_day,
)
KNOWN_AT = Parameter(
    "knownAt",
    Where.QUERY,
    Said(
        "Som det var känt då: en dag (till dess slut i Stockholm), en tidpunkt med zon "
        "eller hur länge sedan. Förval: nu.",
        "As it was known then: a day (to its end in Stockholm), an instant with its "
        "zone, or how long ago. Default: now.",
    ),
    MOMENT,
    "2026-06-30",
    read=read_moment,
)
ON = Parameter(
    "on",
    Where.QUERY,
    Said(
        "Roller som innehades den dagen, även -P1Y.",
        "Roles held on this day, also -P1Y.",
    ),
    DAY,
    "2026-03-01",
    read=read_day,
)

COMMON = (TRACEPARENT, ACCEPT_LANGUAGE)
"""What every operation takes."""
