"""Texts in the language of a report."""

import re
from typing import Literal

from ksbs.domain.words import Bilingual, Word

Language = Literal["sv", "en"]

_PLANES = range(0, 0x110000, 0x10000)

Said = str | Bilingual
"""A text: the same in both languages (what somebody wrote), or one for each.

A `Word` is a str and is said by its label.
"""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in _PLANES)
    + "]"
)
"""Control characters, halves of pairs, and what Unicode says is no character."""


def say(text: Said, *, language: Language) -> str:
    """Give the text in that language, fit for every format."""
    if isinstance(text, Word | Bilingual):
        return clean(text.sv if language == "sv" else text.en)
    return clean(text)


def clean(text: str) -> str:
    """Replace the characters that some format cannot hold, so that all formats agree."""
    return _UNFIT.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))
