"""The two services' words for the same things, brought to the register's words.

Source of the closed lists: Skolenhetsregistret v2. Planned educations v4 writes school
forms in lower case and organizer types in plain Swedish.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ksbs.domain.identity_number import refuse_identity_numbers

_SWEDEN = ZoneInfo("Europe/Stockholm")


def _words(text: str, **spellings: str) -> Mapping[str, str]:
    return {word.casefold(): word for word in text.split()} | spellings


_STATUSES = _words("AKTIV VILANDE UPPHORT PLANERAD", upphört="UPPHORT")
_SCHOOL_FORMS = _words("FKLASS FTH OPPFTH GR GRAN SP SAM GY GYAN VUX", fsk="FKLASS")
_ORGANIZER_TYPES = _words(
    "KOMMUN REGION STAT SAME ENSKILD SPECIAL KOMMFORB HMANUTL",
    kommunal="KOMMUN",
    fristående="ENSKILD",
    kommunalförbund="KOMMFORB",
    statlig="STAT",
)


def status(raw: str | None) -> str | None:
    """Give the register's word for a unit's status, or the word as it stood."""
    return _known(raw, words=_STATUSES)


def organizer_type(raw: str | None) -> str | None:
    """Give the register's word for an organizer type, or the word as it stood."""
    return _known(raw, words=_ORGANIZER_TYPES)


def school_forms(raw: Iterable[str]) -> tuple[str, ...]:
    """Give the register's words for school forms, sorted and none twice."""
    return tuple(sorted({_SCHOOL_FORMS.get(r.casefold(), r) for r in raw}))


def is_personal(organizer_number: str | None) -> bool:
    """Say whether the number is a person's: a sole trader's is their identity number.

    The name of such an organizer is then as a rule the person's name.
    """
    try:
        refuse_identity_numbers(organizer_number or "")
    except ValueError:
        return True
    return False


def day_in_sweden(moment: str) -> date:
    """Give the Swedish day of an ISO 8601 date or time; ValueError if it is none.

    A time without an offset is taken as Swedish already.
    """
    when = datetime.fromisoformat(moment)
    return (when if when.tzinfo is None else when.astimezone(_SWEDEN)).date()


def _known(raw: str | None, *, words: Mapping[str, str]) -> str | None:
    return None if raw is None else words.get(raw.casefold(), raw)
