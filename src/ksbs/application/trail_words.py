"""Words that the audit trail is searched for, and what of a text they are found by.

A word is found by its stem, so in every form, and as the beginning of compounds:
"närvaro" is found in "närvaron" and "närvaroplan", and never in "frånvaro".
"""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Self

from ksbs.application.swedish_stems import beginnings_of, stem_of

MOST_WORDS = 10
"""Words of a question that are looked for; the rest are left out."""

_LONGEST = 200
"""Letters of a word that count: no question has more, no index keeps many more."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that is looked for."""

    stem: str
    beginnings: tuple[str, ...]
    """The stem as words begin that it is a part of; none if it is too short."""

    @classmethod
    def by(cls, word: str) -> Self:
        """Give what a word in lower case is found by."""
        return cls(stem_of(word), beginnings_of(word))

    def is_among(self, lexemes: AbstractSet[str]) -> bool:
        """Tell whether it stands, in some form, in a text of these lexemes."""
        if not self.beginnings:
            return self.stem in lexemes
        return any(lexeme.startswith(self.beginnings) for lexeme in lexemes)


def words_of(text: str) -> list[str]:
    """Give the words of a text in lower case."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return [word[:_LONGEST] for word in found]


def lexemes_of(text: str) -> frozenset[str]:
    """Give what a text is found by: its words, and the stem of each."""
    words = words_of(text)
    return frozenset(words).union(map(stem_of, words))


def sought_in(question: str) -> list[Sought]:
    """Give what is looked for when somebody asks for words."""
    return [Sought.by(word) for word in words_of(question)[:MOST_WORDS]]
