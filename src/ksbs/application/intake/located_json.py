"""JSON in which every object remembers the line it began on."""

import json
import re
from collections.abc import Iterable
from itertools import repeat
from typing import Any, NoReturn

_TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\n]', re.DOTALL)
_LONGEST_WORD = 5
"""A cut within `false` is reported by the parser where the word began."""


class Located(dict[str, Any]):
    """A JSON object and its 1-based line."""

    __slots__ = ("line",)
    line: int


class NotJson(ValueError):
    """The text is not one JSON document: the line and the reason, in words."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


class _RepeatedKey(ValueError):
    pass


def parse(text: str, *, first_line: int = 1) -> Any:
    """Read one JSON document whose text begins on `first_line`.

    Objects come as `Located`. Stricter than the standard reader: a key that stands
    twice in an object, NaN and Infinity raise NotJson as well.
    """
    closed: list[Located] = []
    try:
        document = json.loads(
            text,
            object_pairs_hook=lambda pairs: _close(pairs, closed=closed),
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise NotJson(first_line + error.lineno - 1, _reason(error)) from None
    except _RepeatedKey as error:
        line = _lines_of_objects(text, first_line=first_line)[len(closed)]
        raise NotJson(line, str(error)) from None
    except (RecursionError, ValueError) as error:
        reason = f"is not JSON that can be read ({error}); fetch it again"
        raise NotJson(first_line, reason) from None
    _place(closed, text=text, first_line=first_line)
    return document


def _place(closed: list[Located], *, text: str, first_line: int) -> None:
    if "\n" in text.rstrip():
        lines: Iterable[int] = _lines_of_objects(text, first_line=first_line)
    else:
        # A response on a line of its own, of which a file may hold very many.
        lines = repeat(first_line, len(closed))
    for built, line in zip(closed, lines, strict=True):
        built.line = line


def _close(pairs: list[tuple[str, Any]], *, closed: list[Located]) -> Located:
    built = Located(pairs)
    if len(built) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = (
            f"an object has the key {twice[:40]!r} twice; "
            "keep the right one or fetch the file again"
        )
        raise _RepeatedKey(message)
    closed.append(built)
    return built


def _lines_of_objects(text: str, *, first_line: int) -> list[int]:
    # The reader closes objects in the order of their closing braces, so the lines of
    # the opening braces are handed out in that order too.
    line, open_on, lines = first_line, [], []
    for token in _TOKENS.finditer(text):
        match token.group():
            case "\n":
                line += 1
            case "{":
                open_on.append(line)
            case "}":
                lines.append(open_on.pop())
    return lines


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not JSON"
    raise ValueError(message)


def _reason(error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data":
        return (
            "more text follows the end of the JSON; put several responses in a list "
            "or one on each line"
        )
    end = len(error.doc.rstrip())
    if error.msg.startswith("Unterminated") or error.pos >= end - _LONGEST_WORD:
        return (
            "the JSON ends too early, as if the file were cut off; fetch it again "
            f"({error.msg}, column {error.colno})"
        )
    if error.doc.lstrip().startswith("<"):
        return "a web page (HTML or XML), not JSON; save the service's own answer"
    return f"is not JSON: {error.msg}, column {error.colno}; fetch it again"
