"""Receiving a body: of the right media type, and no larger than it may be."""

from litestar.types import Receive

from ksbs.http.exchange import Exchange
from ksbs.http.problems import kinds
from ksbs.http.problems.telling import Refused
from ksbs.http.said import Said

LARGEST_BODY = 100_000
"""Bytes; 100 kB."""

_CUT_OFF = Said("Innehållet tog slut i förtid.", "The body ended before its time.")


def refuse_other_media(exchange: Exchange) -> None:
    """Pass application/json in UTF-8, as it is.

    Raises:
        Refused: `unsupported-media-type`.
    """
    media_type, _, parameters = (exchange.header(b"content-type") or "").partition(";")
    charset = parameters.strip().lower().replace('"', "")
    if (
        media_type.strip().lower() != "application/json"
        or charset not in {"", "charset=utf-8"}
        or exchange.header_values(b"content-encoding")
    ):
        raise Refused(kinds.UNSUPPORTED_MEDIA_TYPE)


async def receive_body(receive: Receive, exchange: Exchange) -> bytes:
    """Receive the body; stop as soon as it is too large, announced or not.

    Raises:
        Refused: `body-too-large`; or `bad-request`, which nobody reads, if the
            connection ends before the body does.
    """
    announced = exchange.header(b"content-length") or ""
    if announced.isdigit() and int(announced[:20]) > LARGEST_BODY:
        raise Refused(kinds.BODY_TOO_LARGE)
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Refused(kinds.BAD_REQUEST, _CUT_OFF)
        part = message["body"]
        size += len(part)
        if size > LARGEST_BODY:
            raise Refused(kinds.BODY_TOO_LARGE)
        parts.append(part)
        if not message["more_body"]:
            return b"".join(parts)
