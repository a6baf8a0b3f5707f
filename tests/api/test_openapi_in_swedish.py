"""The Swedish document, as it is served, is Swedish throughout."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ksbs.http.routes import BASE
from tests.support.api import World

WORDED = ("title", "summary", "description")
ALIKE = {"/info/title"}
"""Where both languages have the same text: the name of the programme."""
ENGLISH = re.compile(r"\b(the|of|and|which|that|with|is|are|who)\b", re.IGNORECASE)
"""Words that no Swedish sentence holds."""
NAMED = re.compile(r"`[^`]*`|\"[^\"]*\"|\{[^}]*\}")
"""Names of things on the wire, quotations and what is filled in."""
IN_ENGLISH = "# In English"
"""What the document is about is told once more in the other language, under this."""


def in_own_words(text: str) -> str:
    """Leave out what stands in English on purpose."""
    return NAMED.sub("", text.partition(IN_ENGLISH)[0])


@cache
def document(language: str) -> Any:
    """The document as the application serves it."""
    with World() as world:
        path = f"{BASE}/openapi.json"
        answer = world.send("GET", path, headers={"Accept-Language": language})
    assert answer.headers["Content-Language"] == language
    return answer.json()


@cache
def served(language: str) -> dict[str, str]:
    """Every text that is meant for people, by its JSON pointer."""
    return dict(texts(document(language)))


def texts(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        value = {str(place): each for place, each in enumerate(value)}
    if not isinstance(value, dict):
        return
    for name, member in value.items():
        here = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
        if name in WORDED and isinstance(member, str):
            yield here, member
        elif name not in {"example", "examples"}:
            yield from texts(member, here)


def test_both_documents_have_their_texts_in_the_same_places() -> None:
    assert served("sv").keys() == served("en").keys()
    assert len(served("sv")) > 1_000


def test_no_text_is_the_same_in_both_languages() -> None:
    # given
    swedish, english = served("sv"), served("en")

    # then
    assert {p for p in swedish if swedish[p] == english[p]} == ALIKE


def test_no_swedish_text_holds_english_words() -> None:
    # when
    found = {
        pointer: match.group()
        for pointer, text in served("sv").items()
        if (match := ENGLISH.search(in_own_words(text)))
    }

    # then
    assert not found


def test_english_words_are_found_in_english() -> None:
    # given: the same search finds most of the English texts, so it can fail
    found = [t for t in served("en").values() if ENGLISH.search(in_own_words(t))]

    # then
    assert len(found) > len(served("en")) / 2
