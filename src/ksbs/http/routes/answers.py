"""The answers that operations share: their headers and the problems they may tell."""

from ksbs.http.problems import kinds
from ksbs.http.problems.kinds import Kind
from ksbs.http.routes.parameters import EXAMPLE_TRACE
from ksbs.http.routes.table import Answer, Header
from ksbs.http.said import Said

TRACE_HEADER = Header(
    "traceparent",
    Said("Spåret som svaret hör till.", "The trace that the answer belongs to."),
    {"type": "string"},
    EXAMPLE_TRACE,
)
ETAG_HEADER = Header(
    "ETag",
    Said(
        "Strömmens version; If-Match för nästa åtgärd.",
        "The stream's version; the If-Match of the next action.",
    ),
    {"type": "string"},
    '"7"',
)
ENTITY_TAG_HEADER = Header(
    "ETag",
    Said("Vilken lydelse det är.", "Which wording this is."),
    {"type": "string"},
    '"5d41402abc4b2a76b9719d911017c592"',
)
PINNED_ETAG_HEADER = Header(
    "ETag",
    Said(
        "Vilken lydelse det är, om alla tider är sagda och ligger fast.",
        "Which wording this is, if all times are said and final.",
    ),
    {"type": "string"},
    '"5d41402abc4b2a76b9719d911017c592"',
)
PINNED = Said(
    " Är varje tid sagd som dag eller tidpunkt och ligger fast, bär svaret en stark "
    "ETag och ger 304 på If-None-Match.",
    " If every time is said as a day or an instant and is final, the answer carries a "
    "strong ETag and gives 304 to If-None-Match.",
)
PINNED_HEADERS = (PINNED_ETAG_HEADER, TRACE_HEADER)
PINNED_UNCHANGED = Answer(304, Said("Oförändrad.", "Unchanged."), None, PINNED_HEADERS)
LOCATION_HEADER = Header(
    "Location",
    Said("Adressen till det som skapades.", "The address of what was created."),
    {"type": "string", "format": "uri"},
    "https://ksbs.example/ksbs/v0/events/0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
)

ALWAYS: tuple[Kind, ...] = (
    kinds.BAD_REQUEST,
    kinds.METHOD_NOT_ALLOWED,
    kinds.INTERNAL_ERROR,
    kinds.UNAVAILABLE,
)
"""What any operation may answer."""

IDENTIFIED: tuple[Kind, ...] = (*ALWAYS, kinds.TOKEN_REFUSED, kinds.FORBIDDEN)
"""What an operation that needs a token may answer."""

READING: tuple[Kind, ...] = (*IDENTIFIED, kinds.INVALID_QUERY)
"""What a list may answer."""

PUBLIC: tuple[Kind, ...] = (*ALWAYS, kinds.INVALID_QUERY)
"""What an open read may answer."""

ACTING: tuple[Kind, ...] = (
    *IDENTIFIED,
    kinds.INVALID_QUERY,
    kinds.UNREADABLE_BODY,
    kinds.INVALID_BODY,
    kinds.INVALID_KEY,
    kinds.RULE_BROKEN,
    kinds.VERSION_CONFLICT,
    kinds.BODY_TOO_LARGE,
    kinds.ENTRY_TOO_LARGE,
    kinds.UNSUPPORTED_MEDIA_TYPE,
    kinds.KEY_REUSED,
)
"""What an action may answer."""

ACTING_ON_PROGRAMME: tuple[Kind, ...] = (
    *ACTING,
    kinds.NOT_FOUND,
    kinds.INVALID_IF_MATCH,
    kinds.STALE_VERSION,
    kinds.IF_MATCH_MISSING,
)
"""What an action on a programme may answer."""
