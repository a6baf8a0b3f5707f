"""Every word of the demo, asked of the index and of every entry: the same is found."""

from collections.abc import Callable, Iterator

import pytest

from ksbs.application import streams
from ksbs.application.ports import EventFilter
from ksbs.application.trail_facts import text_of
from ksbs.application.trail_filter import TrailFilter
from ksbs.application.trail_index import Reach
from ksbs.application.trail_words import Sought, lexemes_of, words_of
from ksbs.domain.event import Entry
from ksbs.readmodels.serving import ReadModels
from ksbs.readmodels.trail import TrailRunner
from ksbs.readmodels.trail_reading import ReadTrail
from ksbs.store.mapper import recorded
from tests.integration.demo.world import Filled

EVERYTHING = Reach(frozenset(streams.CATEGORIES), named=None)
Ask = Callable[[str], set[int]]


@pytest.fixture(scope="module")
def texts(filled: Filled) -> dict[int, str]:
    """What people wrote in every entry of the log, by its position."""
    entries: list[Entry] = []
    while batch := filled.demo.store.entries(
        EventFilter(after=entries[-1].position if entries else None), limit=1_000
    ):
        entries += batch
    return {entry.position: text_of(entry) for entry in entries}


@pytest.fixture(scope="module")
def indexed(filled: Filled) -> Iterator[Ask]:
    """The positions that the index finds for a word."""
    up_to = TrailRunner(filled.demo.dsn, recorded).catch_up()
    kept = ReadModels(filled.demo.dsn, ())
    index = ReadTrail(kept, decode=lambda row: row[2])  # type: ignore[arg-type,return-value]  # Its position will do.

    def ask(word: str) -> set[int]:
        asked = TrailFilter(question=word)
        found = index.entries(
            asked, reach=EVERYTHING, before=None, up_to=up_to, limit=up_to
        )
        assert found is not None
        return set(found)  # type: ignore[arg-type]  # Positions, as decoded above.

    yield ask
    kept.close()


@pytest.fixture(scope="module")
def walked(texts: dict[int, str]) -> Ask:
    """The positions of the entries that say a word, each looked at."""
    saying: dict[str, set[int]] = {}
    for position, text in texts.items():
        for lexeme in lexemes_of(text):
            saying.setdefault(lexeme, set()).add(position)

    def ask(word: str) -> set[int]:
        sought = Sought.by(word)
        return set().union(
            *(saying[each] for each in saying if sought.is_among({each}))
        )

    return ask


def test_every_word_of_the_demo_is_found_both_ways(
    texts: dict[int, str], indexed: Ask, walked: Ask
) -> None:
    # given a word for each way to ask that there is
    words = sorted({word for text in texts.values() for word in words_of(text)})
    asked = {Sought.by(word): word for word in words}
    assert len(asked) > 500

    # when
    apart = [word for word in asked.values() if indexed(word) != walked(word)]

    # then
    assert not apart


@pytest.mark.parametrize(
    "forms",
    [
        "skola skolan skolor skolorna skolans",
        "mål målet målen målens",
        "år året åren årens",
        "tecken tecknet tecknen",
        "ämne ämnet ämnen ämnena",
        "dag dagen dagar dagarna",
        "lärare läraren lärarna lärarnas",
        "rektor rektorn rektorer",
        "program programmet programmen",
        "elev eleven elever eleverna elevernas",
    ],
)
def test_every_form_of_a_noun_finds_the_same_entries(
    forms: str, indexed: Ask, texts: dict[int, str]
) -> None:
    # when
    found = [indexed(form) for form in forms.split()]

    # then every entry that says one of them, and no other set for any
    saying = {
        position
        for position, text in texts.items()
        if set(forms.split()) & set(words_of(text))
    }
    assert found[0] >= saying
    assert saying
    assert all(each == found[0] for each in found)
