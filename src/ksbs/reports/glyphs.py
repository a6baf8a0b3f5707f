"""Characters that the fonts of a PDF lack.

PDF/A admits no text without a glyph, and people write what they like. What the fonts
lack is written by its number, and the report says so; the other formats hold it as is.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from ksbs.domain.words import Bilingual

MISSING = Bilingual(
    en="Characters that the fonts lack are written by their Unicode numbers, as [U+1F600].",
    sv="Tecken som typsnitten saknar är skrivna med sina nummer i Unicode, som [U+1F600].",
)

_UNSURE = re.compile(
    r"[^\n -~\u00a0-\u017f\u2010-\u2014\u2018-\u201e\u2026\u2212\u200b]"
)
"""What is not plainly Latin."""


def unsure(text: str) -> frozenset[str]:
    """Give the characters of a text that the fonts may lack."""
    return frozenset(_UNSURE.findall(text))


def lacking(
    characters: Iterable[str], *, displayable: Callable[[tuple[str, ...]], bool]
) -> frozenset[str]:
    """Give those of some characters that have no glyph, found by halving.

    Args:
        characters: what may be missing.
        displayable: says whether all of some characters can be set.
    """
    return frozenset(_without(tuple(sorted(characters)), displayable))


def spelled(text: str, missing: frozenset[str]) -> str:
    """Write what is missing by number."""
    return text.translate({ord(c): f"[U+{ord(c):04X}]" for c in missing})


def _without(
    characters: tuple[str, ...], displayable: Callable[[tuple[str, ...]], bool]
) -> Iterator[str]:
    if not characters or displayable(characters):
        return
    if len(characters) == 1:
        yield from characters
        return
    middle = len(characters) // 2
    yield from _without(characters[:middle], displayable)
    yield from _without(characters[middle:], displayable)
