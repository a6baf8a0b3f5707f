"""From a body to a command, or to what is wrong with which field."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from ksbs.application.wording import in_words
from ksbs.domain.command import Command
from ksbs.http.problems import kinds
from ksbs.http.problems.telling import Refused, Wrong
from ksbs.http.said import Said
from ksbs.http.strict_json import pointer_to, read_object

C = TypeVar("C", bound=Command)

MOST_TOLD = 50
"""Findings; a body of 100 kB can hold tens of thousands."""

_SWEDISH = {
    "int_type": "Ska vara ett heltal.",
    "int_from_float": "Ska vara ett heltal.",
    "bool_type": "Ska vara sant eller falskt.",
    "uuid_type": "Ska vara ett UUID.",
    "uuid_parsing": "Ska vara ett UUID.",
    "enum": "Ska vara något av {expected}.",
    "literal_error": "Ska vara {expected}.",
    "tuple_type": "Ska vara en lista.",
    "model_type": "Ska vara ett objekt.",
    "string_too_short": "Ska ha minst {min_length} tecken.",
    "string_too_long": "Får ha högst {max_length} tecken.",
    "string_pattern_mismatch": "Ska ha formen {pattern}.",
    "greater_than_equal": "Ska vara minst {ge}.",
    "less_than_equal": "Får vara högst {le}.",
    "too_short": "Ska ha minst {min_length} delar.",
}
"""The commonest of the other findings in Swedish; what is left is told in English."""


def command_of(body: bytes, *, model: type[C]) -> C:
    """Read a command strictly, by its names on the wire alone.

    Raises:
        Refused: `unreadable-body` or `invalid-body`.
    """
    document = read_object(body)
    try:
        return model.model_validate_json(body, by_alias=True, by_name=False)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        told = [_wrong(each, document) for each in found[:MOST_TOLD]]
        untold = len(found) - len(told)
        raise _invalid(list(dict.fromkeys(told)), untold=untold) from None


def _invalid(wrong: Sequence[Wrong], *, untold: int) -> Refused:
    first, more = wrong[0], len(wrong) - 1 + untold
    cut = Said("; de första {most} sägs", "; the first {most} are told")
    cut = cut.filled(most=MOST_TOLD) if untold else Said("", "")
    return Refused(
        kinds.INVALID_BODY,
        Said(
            sv=f"{first.pointer or '/'}: {first.about.sv}"
            + (f" ({more} fel till{cut.sv}.)" if more else ""),
            en=f"{first.pointer or '/'}: {first.about.en}"
            + (f" ({more} more{cut.en}.)" if more else ""),
        ),
        errors=tuple(wrong),
    )


def _wrong(found: Any, document: dict[str, Any]) -> Wrong:
    return Wrong(_said(found), pointer=pointer_to(*_place(found, document)))


def _said(found: Any) -> Said:
    if words := in_words(found):
        return Said(sv=f"{words.sv}.", en=f"{words.en}.")
    english = found["msg"].removeprefix("Value error, ").rstrip(".") + "."
    template = _SWEDISH.get(found["type"])
    swedish = template.format_map(found.get("ctx", {})) if template else english
    return Said(sv=swedish, en=english[0].upper() + english[1:])


def _place(found: Any, document: Any) -> Iterator[str | int]:
    """Follow a finding into the document; pydantic also names parts of its types."""
    missing = found["type"] == "missing"
    for part in found["loc"]:
        if isinstance(document, dict) and part in document:
            document = document[part]
        elif isinstance(document, list) and isinstance(part, int):
            document = document[part] if part < len(document) else None
        elif not missing or not isinstance(document, dict):
            return
        yield part
