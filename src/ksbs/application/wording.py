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
_INSTANT = Bilingual(
    en="Should be an instant with its offset, as in 2030-09-10T13:00:00+02:00",
    sv="Ska vara en tidpunkt med sin förskjutning, som 2030-09-10T13:00:00+02:00",
)
_ID = Bilingual(
    en="Should be a UUID, as in 0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
    sv="Ska vara ett UUID, som 0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
)
_NUMBER = Bilingual(
    en="Should be a number, as in 87.5", sv="Ska vara ett tal, som 87.5"
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
    "too_short": Bilingual(
        en="Should hold at least {min_length}", sv="Ska innehålla minst {min_length}"
    ),
    "too_long": Bilingual(
        en="May hold at most {max_length}", sv="Får innehålla högst {max_length}"
    ),
    "uuid_type": _ID,
    "uuid_parsing": _ID,
    "float_type": _NUMBER,
    "finite_number": _NUMBER,
    "datetime_type": _INSTANT,
    "timezone_aware": _INSTANT,
    "datetime_from_date_parsing": Bilingual(
        en="Should be an instant that exists, as in 2030-09-10T13:00:00+02:00",
        sv="Ska vara en tidpunkt som finns, som 2030-09-10T13:00:00+02:00",
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
    r"^[a-z][A-Za-z0-9]*$": Bilingual(
        en="Should be the name of a field, as in schoolName",
        sv="Ska vara namnet på ett fält, som schoolName",
    ),
}
"""By the kind of the finding, or by the pattern that a text does not follow; in braces
what the finding tells of its limits."""

_OF_A_CLOSED_LIST = frozenset({"enum", "literal_error"})
_REFUSED_BY_MODELS = {
    "holds what looks like a personal identity number; write it without": Bilingual(
        en="Holds what looks like a personal identity number; write it without",
        sv="Innehåller något som ser ut som ett personnummer; skriv det utan",
    ),
    "give at least one of text, observedHow, byWhom and byWhen": Bilingual(
        en="Give at least one of text, observedHow, byWhom and byWhen",
        sv="Ange minst ett av text, observedHow, byWhom och byWhen",
    ),
    "give at least one of text, target date and level": Bilingual(
        en="Give at least one of text, targetDate and level",
        sv="Ange minst ett av text, targetDate och level",
    ),
    "name either a visible sign or an indicator": Bilingual(
        en="Give either signId or indicator", sv="Ange antingen signId eller indicator"
    ),
    "give value or wording, or else the reason why it is missing": Bilingual(
        en="Give value or wording, or else the reason why the baseline is missing",
        sv="Ange value eller wording, eller annars skälet till att utgångsläget saknas",
    ),
    "names the same goal twice": Bilingual(
        en="Names the same goal twice", sv="Anger samma mål två gånger"
    ),
    "names the same person twice": Bilingual(
        en="Names the same person twice", sv="Anger samma person två gånger"
    ),
    "parties names the same party twice": Bilingual(
        en="Names the same party twice", sv="Anger samma part två gånger"
    ),
    "write date, time and offset as in 2030-09-10T13:00:00+02:00": Bilingual(
        en="Write date, time and offset as in 2030-09-10T13:00:00+02:00",
        sv="Skriv datum, tid och förskjutning som i 2030-09-10T13:00:00+02:00",
    ),
    "names a day or a time of day that does not exist": Bilingual(
        en="Names a day or a time of day that does not exist",
        sv="Anger en dag eller ett klockslag som inte finns",
    ),
    "validAt and knownAt are given together or not at all": Bilingual(
        en="Give validAt and knownAt together or not at all",
        sv="Ange validAt och knownAt tillsammans eller inte alls",
    ),
    "validAt and knownAt belong to a report: give its reportName": Bilingual(
        en="Give reportName too where validAt and knownAt stand",
        sv="Ange även reportName där validAt och knownAt anges",
    ),
    "give either schoolUnitCode or area": Bilingual(
        en="Give either schoolUnitCode or area",
        sv="Ange antingen schoolUnitCode eller area",
    ),
    "name the evidence by sha256, by uri or by both": Bilingual(
        en="Name the evidence by sha256, by uri or by both",
        sv="Ange underlaget med sha256, med uri eller med båda",
    ),
    "number is given for the kinds exact and approximate, and no other": Bilingual(
        en="Give number for the kinds exact and approximate, and no other",
        sv="Ange number för sorterna exact och approximate, och inga andra",
    ),
    "rule is named for the matter exception, and for no other": Bilingual(
        en="Give rule for the matter exception, and for no other",
        sv="Ange rule för ärendet exception, och för inget annat",
    ),
    "should be a school year of two years in a row, as in 2026/27": Bilingual(
        en="Should be a school year of two years in a row, as in 2026/27",
        sv="Ska vara ett läsår av två år i följd, som 2026/27",
    ),
}
"""What the models of the domain refuse, by what they say themselves."""


def in_words(found: Mapping[str, Any]) -> Bilingual | None:
    """Say a finding of pydantic in words, without the full stop.

    Args:
        found: one of `ValidationError.errors()`; its input is not looked at.

    Returns:
        None where pydantic's own message says it well enough.
    """
    if found["type"] == "value_error":
        said = str(found["msg"]).removeprefix("Value error, ")
        return _REFUSED_BY_MODELS.get(said)
    limits: Mapping[str, Any] = found.get("ctx", {})
    if found["type"] in _OF_A_CLOSED_LIST:
        return _one_of(str(limits["expected"]))
    words = _IN_WORDS.get(limits.get("pattern", found["type"]))
    if words is None:
        return None
    return Bilingual(en=words.en.format_map(limits), sv=words.sv.format_map(limits))


def _one_of(expected: str) -> Bilingual:
    """Say which values there are, which pydantic lists as "'a', 'b' or 'c'"."""
    return Bilingual(
        en=f"Should be {expected}", sv=f"Ska vara {expected.replace(' or ', ' eller ')}"
    )
