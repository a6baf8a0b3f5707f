"""JSON read strictly: what two readers could understand differently is refused.

Refused are other encodings than UTF-8, a byte order mark, a name that stands twice in
an object, NaN and numbers beyond a double, NUL and lone surrogates in texts, nesting
deeper than 32, and anything but one object.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from ksbs.http.problems import kinds
from ksbs.http.problems.telling import Refused, Wrong
from ksbs.http.said import Said

DEEPEST = 32

_BOM = b"\xef\xbb\xbf"
# A text never closed reaches to the end: begun anew at each of its quotation marks, the
# search would take time by the square of the body.
_BRACKETS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_UNWANTED = re.compile("[\x00\ud800-\udfff]")


def read_object(body: bytes) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        Refused: `unreadable-body`, with a JSON pointer where there is a place.
    """
    text = _text(body)
    _refuse_depth(body)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_each_name_once,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except _Twice:
        raise _twice(text) from None
    except json.JSONDecodeError as error:
        raise _malformed(error) from None
    except ValueError:
        # Python reads no whole number of more than 4,300 digits.
        raise _number_too_large() from None
    if not isinstance(value, dict):
        raise _refused("Skicka ett JSON-objekt.", "Send a JSON object.")
    if b"\\u" in body:
        _refuse_unwanted(value)
    return value


class _Twice(Exception):
    """A name stands twice in an object."""


def _text(body: bytes) -> str:
    if not body:
        raise _refused("Innehållet är tomt.", "The body is empty.")
    if body.startswith(_BOM):
        raise _refused(
            "Innehållet börjar med en BOM; skicka det utan.",
            "The body begins with a byte order mark; send it without.",
        )
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start + 1
        raise _refused(
            f"Innehållet är inte UTF-8 (byte {place}).",
            f"The body is not UTF-8 (byte {place}).",
        ) from None


def _refuse_depth(body: bytes) -> None:
    brackets = body.count(b"[") + body.count(b"{")
    if brackets > DEEPEST and depth_of(body) > DEEPEST:
        raise _refused(
            f"Innehållet är djupare än {DEEPEST} nivåer.",
            f"The body is nested deeper than {DEEPEST} levels.",
        )


def depth_of(body: bytes) -> int:
    """Give how many brackets outside texts are open at most; of JSON or anything else."""
    deepest = depth = 0
    for found in _BRACKETS.finditer(body):
        token = found[0]
        depth += (token in b"[{") - (token in b"]}")
        deepest = max(deepest, depth)
    return deepest


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) != len(pairs):
        raise _Twice
    return names


def _refuse_constant(name: str) -> NoReturn:
    raise _refused(f"{name} är inget tal i JSON.", f"{name} is no number in JSON.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _number_too_large()
    return number


def _number_too_large() -> Refused:
    return _refused("Ett tal är för stort.", "A number is too large.")


def _malformed(error: json.JSONDecodeError) -> Refused:
    return _refused(
        f"Rad {error.lineno}, tecken {error.colno}: det är inte JSON.",
        f"Line {error.lineno}, column {error.colno}: this is not JSON.",
    )


def _refused(sv: str, en: str, *, pointer: str | None = None) -> Refused:
    said = Said(sv, en)
    errors = (Wrong(said, pointer=pointer),) if pointer is not None else ()
    return Refused(kinds.UNREADABLE_BODY, said, errors=errors)


def pointer_to(*parts: str | int) -> str:
    """Write a JSON pointer (RFC 6901)."""
    return "".join(
        "/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts
    )


class _Pairs(list[tuple[str, Any]]):
    """An object with every name it was written with, in order."""


def _twice(text: str) -> Refused:
    """Read again, slowly, to say where the name stands twice."""
    names = _repeated(json.loads(text, object_pairs_hook=_Pairs), ())
    pointer = pointer_to(*next(names))
    return _refused(
        f"Namnet {pointer} står två gånger.",
        f"The name {pointer} stands twice.",
        pointer=pointer,
    )


def _repeated(value: Any, at: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, _Pairs):
        seen: set[str] = set()
        for name, inner in value:
            if name in seen:
                yield (*at, name)
            seen.add(name)
            yield from _repeated(inner, (*at, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _repeated(inner, (*at, index))


def _refuse_unwanted(value: dict[str, Any]) -> None:
    for at in _unwanted(value, ()):
        # The name itself may hold what is refused, so it is shown escaped.
        pointer = pointer_to(*at).encode("ascii", "backslashreplace").decode()
        raise _refused(
            "En text innehåller NUL eller ett halvt surrogatpar.",
            "A text holds NUL or half of a surrogate pair.",
            pointer=pointer.replace("\x00", "\\x00"),
        )


def _unwanted(value: Any, at: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str):
        if _UNWANTED.search(value):
            yield at
    elif isinstance(value, dict):
        for name, inner in value.items():
            if _UNWANTED.search(name):
                yield (*at, name)
            yield from _unwanted(inner, (*at, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unwanted(inner, (*at, index))
