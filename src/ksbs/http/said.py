"""What is said to people, in both languages."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Language = Literal["sv", "en"]

DEFAULT_LANGUAGE: Language = "en"
_LONGEST_HEADER = 500


@dataclass(frozen=True, slots=True)
class Said:
    """A text in Swedish and in English."""

    sv: str
    en: str

    def to(self, language: Language) -> str:
        """Give the text in one language."""
        return self.sv if language == "sv" else self.en

    def filled(self, **details: object) -> "Said":
        """Give the text with its placeholders filled in."""
        return Said(self.sv.format(**details), self.en.format(**details))


@lru_cache(256)
def language_of(accept_language: str) -> Language:
    """Choose between Swedish and English by an Accept-Language header (RFC 9110).

    English unless the client prefers Swedish; what cannot be read is passed over.
    """
    wishes = {"sv": 0.0, "en": 0.0}
    for item in accept_language[:_LONGEST_HEADER].split(","):
        tag, _, weight = item.partition(";")
        primary = tag.strip().lower().split("-")[0]
        if primary in wishes:
            wishes[primary] = max(wishes[primary], _weight(weight))
    return "sv" if wishes["sv"] > wishes["en"] else "en"


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip().lower() == "q" else 0.0
    except ValueError:
        return 0.0
