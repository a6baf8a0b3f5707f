"""JSON read without the liberties that Python's reader takes."""

import json
from typing import NoReturn


class NotStrictJson(ValueError):
    """The bytes are not one JSON object in UTF-8 with each name once."""


def read_object(data: bytes) -> dict[str, object]:
    """Read a JSON object; a repeated name at any depth, NaN or UTF-16 is refused.

    Raises:
        NotStrictJson: If the bytes are anything else.
    """
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_each_name_once,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError):
        # The cause would quote the document.
        raise NotStrictJson from None
    if not isinstance(value, dict):
        raise NotStrictJson
    return value


def _each_name_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = dict(pairs)
    if len(names) != len(pairs):
        raise NotStrictJson
    return names


def _refuse_constant(_: str) -> NoReturn:
    raise NotStrictJson
