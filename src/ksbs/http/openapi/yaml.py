"""Writing plain data as YAML 1.2: every text quoted as in JSON, so nothing is guessed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from pydantic import JsonValue

_PLAIN_KEY = re.compile(r"[A-Za-z]{3,}")
_NOT_A_TEXT = frozenset({"true", "false", "null", "yes", "off"})
"""Words of three letters or more that some reader takes for something else."""


def to_yaml(value: Mapping[str, JsonValue]) -> str:
    """Write an object in block style, in the order of its members."""
    return "\n".join(_members(value, "")) + "\n"


def _members(value: Mapping[str, JsonValue], pad: str) -> Iterator[str]:
    for key, member in value.items():
        yield from _after(f"{pad}{_key(key)}:", member, pad)


def _items(value: Sequence[JsonValue], pad: str) -> Iterator[str]:
    for item in value:
        yield from _after(f"{pad}-", item, pad)


def _after(lead: str, value: JsonValue, pad: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield lead
        yield from _members(value, pad + "  ")
    elif isinstance(value, list) and value:
        yield lead
        yield from _items(value, pad + "  ")
    else:
        yield f"{lead} {json.dumps(value, ensure_ascii=False)}"


def _key(key: str) -> str:
    plain = _PLAIN_KEY.fullmatch(key) and key.lower() not in _NOT_A_TEXT
    return key if plain else json.dumps(key, ensure_ascii=False)
