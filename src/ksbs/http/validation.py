"""From a body to a command, or to what is wrong with which field."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from ksbs.domain.command import Command
from ksbs.http.problems import kinds
from ksbs.http.problems.telling import Refused, Wrong
from ksbs.http.said import Said
from ksbs.http.strict_json import pointer_to, read_object

C = TypeVar("C", bound=Command)

_SWEDISH = {
    "missing": "Fältet saknas.",
    "extra_forbidden": "Fältet finns inte.",
    "string_type": "Ska vara en text.",
    "int_type": "Ska vara ett heltal.",
    "int_from_float": "Ska vara ett heltal.",
    "bool_type": "Ska vara sant eller falskt.",
    "date_type": "Ska vara en dag som 2026-03-01.",
    "date_from_datetime_parsing": "Ska vara en dag som 2026-03-01.",
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
"""The commonest findings in Swedish; the others are told in English."""


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
        wrong = list(dict.fromkeys(_wrong(each, document) for each in found))
        raise _invalid(wrong) from None


def _invalid(wrong: Sequence[Wrong]) -> Refused:
    first, more = wrong[0], len(wrong) - 1
    return Refused(
        kinds.INVALID_BODY,
        Said(
            sv=f"{first.pointer or '/'}: {first.about.sv}"
            + (f" ({more} fel till.)" if more else ""),
            en=f"{first.pointer or '/'}: {first.about.en}"
            + (f" ({more} more.)" if more else ""),
        ),
        errors=tuple(wrong),
    )


def _wrong(found: Any, document: dict[str, Any]) -> Wrong:
    english = found["msg"].removeprefix("Value error, ").rstrip(".") + "."
    template = _SWEDISH.get(found["type"])
    swedish = template.format_map(found.get("ctx", {})) if template else english
    return Wrong(
        Said(sv=swedish, en=english[0].upper() + english[1:]),
        pointer=pointer_to(*_place(found, document)),
    )


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
