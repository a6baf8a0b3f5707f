"""Readers of what stands in a query: from text to a value, or how to write it."""

import re
from uuid import UUID

from ksbs.application.trail_words import words_of
from ksbs.domain.event import EVENTS
from ksbs.domain.words import Word
from ksbs.http.said import Said
from ksbs.http.times import Unreadable

EXAMPLE_ID = "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01"
LONGEST_TEXT = 200

_CODE = re.compile(r"[0-9]{8}")
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")


def read_id(text: str) -> UUID:
    """Read an id in its usual form, with hyphens."""
    if not _ID.fullmatch(text):
        raise Unreadable(
            Said(f"Skriv ett UUID som {EXAMPLE_ID}.", f"Write a UUID as {EXAMPLE_ID}.")
        )
    return UUID(text)


def read_code(text: str) -> str:
    """Read the code of a school unit."""
    if not _CODE.fullmatch(text):
        raise Unreadable(
            Said(
                "Skriv skolenhetskodens åtta siffror, som 01234567.",
                "Write the eight digits of the school unit's code, as 01234567.",
            )
        )
    return text


def read_text(text: str) -> str:
    """Read a short text of visible characters, not only spaces."""
    if not text.strip() or len(text) > LONGEST_TEXT or not text.isprintable():
        raise Unreadable(
            Said(
                f"Skriv 1 till {LONGEST_TEXT} synliga tecken.",
                f"Write 1 to {LONGEST_TEXT} visible characters.",
            )
        )
    return text


def read_question(text: str) -> str:
    """Read words to look for."""
    if not words_of(text):
        raise Unreadable(Said("Skriv minst ett ord.", "Write one word at least."))
    return read_text(text)


def read_event_name(text: str) -> str:
    """Read the name of an event, as in the catalogue or as stored."""
    names = {event.__name__ for event in EVENTS.values()}
    if text not in EVENTS and text not in names:
        raise Unreadable(
            Said(
                "Skriv en händelses namn som AreaPrioritised, eller dess lagrade namn.",
                "Write an event's name as AreaPrioritised, or its stored name.",
            )
        )
    return text


class Number:
    """Reads a whole number from 1 to `largest`."""

    def __init__(self, largest: int) -> None:
        self._largest = largest

    def __call__(self, text: str) -> int:
        """Give the number, or say how to write one."""
        if not _NUMBER.fullmatch(text) or int(text) > self._largest:
            raise Unreadable(
                Said(
                    f"Skriv ett heltal från 1 till {self._largest}.",
                    f"Write a whole number from 1 to {self._largest}.",
                )
            )
        return int(text)


class Choice:
    """Reads one of a few words that are written as they are."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words

    def __call__(self, text: str) -> str:
        """Give the word, or name those there are."""
        if text not in self._words:
            known = ", ".join(self._words)
            raise Unreadable(
                Said(f"Skriv något av: {known}.", f"Write one of: {known}.")
            )
        return text


class OneOf:
    """Reads a word of a closed list."""

    def __init__(self, words: type[Word]) -> None:
        self._words = words

    def __call__(self, text: str) -> Word:
        """Give the word, or name those there are."""
        try:
            return self._words(text)
        except ValueError:
            known = ", ".join(word.value for word in self._words)
            raise Unreadable(
                Said(f"Skriv något av: {known}.", f"Write one of: {known}.")
            ) from None
