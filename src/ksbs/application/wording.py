"""What is said in words of a wrong field, where pydantic says a pattern or a type."""

from collections.abc import Mapping
from typing import Any

from ksbs.domain.words import Bilingual

_DAY = Bilingual(
    en="Should be a day, as in 2026-03-01", sv="Ska vara en dag, som 2026-03-01"
)
_NO_CONTROL_CHARACTERS = Bilingual(
    en="May hold no control characters", sv="Får inte innehålla styrtecken"
)
_IN_WORDS = {
    "missing": Bilingual(en="This field is missing", sv="Fältet saknas"),
    "extra_forbidden": Bilingual(en="There is no such field", sv="Fältet finns inte"),
    "string_type": Bilingual(
        en="Should be text in quotes", sv="Ska vara en text inom citattecken"
    ),
    "date_type": _DAY,
    "date_from_datetime_parsing": Bilingual(
        en="Should be a day that exists, as in 2026-03-01",
        sv="Ska vara en dag som finns, som 2026-03-01",
    ),
    r"^\d{4}-\d{2}-\d{2}$": _DAY,
    r"^[0-9]{8}$": Bilingual(
        en="Should be eight digits, as in 01234567",
        sv="Ska vara åtta siffror, som 01234567",
    ),
    r"^[0-9]{10}$": Bilingual(
        en="Should be ten digits, as in 2120000142",
        sv="Ska vara tio siffror, som 2120000142",
    ),
    r"^[0-9a-f]{64}$": Bilingual(
        en="Should be a SHA-256: 64 digits and letters a to f, in lower case",
        sv="Ska vara en SHA-256: 64 siffror och bokstäver a till f, gemena",
    ),
    r"^[a-z][a-z0-9+.-]*:/{0,3}[^/\s\x00-\x1f\x7f][^\s\x00-\x1f\x7f]*$": Bilingual(
        en="Should be an absolute address without spaces, as in https://example.org/1",
        sv="Ska vara en absolut adress utan blanktecken, som https://example.org/1",
    ),
    r"^[^\s\x00-\x1f](.*\S)?$": Bilingual(
        en="Should be one line that neither begins nor ends with a space",
        sv="Ska vara en rad som varken börjar eller slutar med blanktecken",
    ),
    r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$": _NO_CONTROL_CHARACTERS,
    r"^[^\x00-\x1f\x7f]*$": Bilingual(
        en="Should be one line without control characters",
        sv="Ska vara en rad utan styrtecken",
    ),
}
"""By the kind of the finding, or by the pattern that a text does not follow."""


def in_words(found: Mapping[str, Any]) -> Bilingual | None:
    """Say a finding of pydantic in words, without the full stop.

    Args:
        found: one of `ValidationError.errors()`; its input is not looked at.

    Returns:
        None where pydantic's own message says it well enough.
    """
    return _IN_WORDS.get(found.get("ctx", {}).get("pattern", found["type"]))
