"""The headers on which an action depends: Idempotency-Key and If-Match."""

import re

from ksbs.http.exchange import Exchange
from ksbs.http.problems import kinds
from ksbs.http.problems.telling import Refused
from ksbs.http.routes.parameters import KEY_PATTERN, LONGEST_KEY

_KEY = re.compile(KEY_PATTERN)
_VERSION = re.compile(r'(?:W/)?"([0-9]{1,18})"')
_ETAG = re.compile(r'(?:W/)?("[^"]*")')


def idempotency_key(exchange: Exchange) -> str:
    """Give the client's key of the action.

    Raises:
        Refused: `invalid-idempotency-key`, if it is missing, repeated, too long or
            holds control characters.
    """
    value = exchange.header(b"idempotency-key")
    key = "" if value is None else _as_written(value)
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
        raise Refused(kinds.INVALID_KEY)
    return key


def _as_written(value: str) -> str:
    """Read a header's text as UTF-8 if it is that; spaces around it are not part of it."""
    sent = value.strip(" \t").encode("latin-1")
    try:
        return sent.decode("utf-8")
    except UnicodeDecodeError:
        return sent.decode("latin-1")


def expected_version(exchange: Exchange) -> int:
    """Give the version of the stream that the client has seen.

    A weak tag counts as the strong one: a proxy that compresses weakens it, and a
    version is the same however it is sent. `*` and lists say nothing of a version.

    Raises:
        Refused: `if-match-missing` or `invalid-if-match`.
    """
    values = exchange.header_values(b"if-match")
    if not values:
        raise Refused(kinds.IF_MATCH_MISSING)
    found = _VERSION.fullmatch(values[0].strip()) if len(values) == 1 else None
    if found is None:
        raise Refused(kinds.INVALID_IF_MATCH)
    return int(found[1])


def etag_of(version: int) -> str:
    """Write a stream's version as an entity tag."""
    return f'"{version}"'


def has_already(exchange: Exchange, *, etag: str) -> bool:
    """Tell whether the client says by If-None-Match that it has this version."""
    said = ",".join(exchange.header_values(b"if-none-match"))
    return said.strip() == "*" or etag in _ETAG.findall(said)
