"""Every field and model of the domain and of the API says itself in both languages."""

import re
from collections.abc import Iterator, Mapping

import pytest

from ksbs.application.projection import Column, FieldOf, Projection
from ksbs.domain.command import COMMANDS, Command
from ksbs.domain.docstrings import field_docstrings
from ksbs.domain.event import EVENTS, Event
from ksbs.domain.register import load_domain
from ksbs.domain.words import Bilingual, Model, Word, spoken
from ksbs.http.routes import operations
from projections import discover

load_domain()

ENGLISH = re.compile(r"\b(the|of|and|which|that|with|is|are|who)\b", re.IGNORECASE)
"""Words that no Swedish sentence holds."""
SWEDISH = re.compile(r"\b(och|att|som|för|är|av|inte)\b", re.IGNORECASE)
"""Words that no English sentence holds."""
QUOTED = re.compile(r"\"[^\"]*\"|”[^”]*”|`[^`]*`")
ALIKE = {"delegation", "observation", "organisation"}
"""Labels that are the same word in both languages."""


def below(model: type[Model]) -> Iterator[type[Model]]:
    for each in model.__subclasses__():
        yield each
        yield from below(each)


def words_below(word: type[Word]) -> Iterator[type[Word]]:
    for each in word.__subclasses__():
        yield each
        yield from words_below(each)


def place(model: type[Model]) -> tuple[str, str]:
    return model.__module__, model.__name__


# The route table imports whatever is answered.
ANSWERED = {a.model for o in operations() for a in o.answers if a.model is not None}
OURS = {m for m in below(Model) if m.__module__.startswith("ksbs.")}
OF_THE_DOMAIN = sorted(
    (m for m in OURS if m.__module__.startswith("ksbs.domain.")), key=place
)
# A generic model with its arguments filled in has the words of the generic one.
SEEN_BY_READERS = sorted(
    (m for m in OURS - {*OF_THE_DOMAIN} if not m.__pydantic_generic_metadata__["args"]),
    key=place,
)
VALUES = [
    m
    for m in OF_THE_DOMAIN
    if not issubclass(m, Event | Command) and not m.__name__.startswith("_")
]
WORDS = sorted(
    {w for w in words_below(Word) if w.__module__.startswith("ksbs.")},
    key=lambda w: w.__name__,
)

READ_MODELS = discover().values()


class Bearing(Model):
    field: int
    """What it bears. / Vad den bär."""


def problem_of(text: str) -> str | None:
    """Say what a text lacks to be in both languages, each by itself."""
    text = " ".join(text.split())
    if " / " not in text:
        return "has one language only"
    said = Bilingual(*(QUOTED.sub("", each) for each in spoken(text)))
    if said.en == said.sv:
        return "says the same in both languages"
    if not all(each and each[-1] in ".?" for each in spoken(text)):
        return "is no whole sentence in both languages"
    if SWEDISH.search(said.en):
        return "has Swedish where English should stand"
    if ENGLISH.search(said.sv):
        return "has English where Swedish should stand"
    return None


def found(texts: Mapping[str, str | None]) -> dict[str, str]:
    problems = {name: problem_of(text or "") for name, text in texts.items()}
    return {name: what for name, what in problems.items() if what}


def test_the_domain_is_looked_through() -> None:
    # given: what is registered is below Model, and so are the values in it
    assert {*EVENTS.values(), *COMMANDS.values()} <= set(OF_THE_DOMAIN)
    assert {"Membership", "Change", "RecordedBy", "Term", "Measured"} <= {
        value.__name__ for value in VALUES
    }


def test_all_answers_are_looked_through() -> None:
    assert {*SEEN_BY_READERS, *OF_THE_DOMAIN} >= ANSWERED
    # and what stands in them
    assert {"AsOf", "FigureView", "Link", "ShownSegment", "QuestionColumn"} <= {
        view.__name__ for view in SEEN_BY_READERS
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Why the goal is withdrawn.", "one language only"),
        ("Id. / Id.", "the same"),
        ("The goal. / Målet", "no whole sentence"),
        ("The goal. / The goal it is about.", "English where Swedish"),
        ("Skälet till att målet dras tillbaka. / Skälet.", "Swedish where English"),
    ],
)
def test_a_text_in_one_language_is_found(text: str, problem: str) -> None:
    assert problem in (problem_of(text) or "")


def said_by(model: type[Model]) -> dict[str, str | None]:
    """Give what each field says of itself."""
    docstrings = field_docstrings(model)
    return {name: docstrings.get(name) for name in model.model_fields}


@pytest.mark.parametrize("model", OF_THE_DOMAIN, ids=lambda m: m.__name__)
def test_every_field_of_the_domain_says_itself_in_both_languages(
    model: type[Model],
) -> None:
    # when
    said = said_by(model)

    # then
    assert not found(said), 'write the docstring as """English. / Svenska."""'


@pytest.mark.parametrize("view", SEEN_BY_READERS, ids=lambda v: v.__name__)
def test_every_field_that_a_reader_sees_says_itself_in_both_languages(
    view: type[Model],
) -> None:
    # when
    said = said_by(view)

    # then
    assert not found(said), 'write the docstring as """English. / Svenska."""'


@pytest.mark.parametrize("view", READ_MODELS, ids=lambda p: p.name)
def test_every_column_of_a_read_model_says_itself_in_both_languages(
    view: Projection,
) -> None:
    # when
    said = {column.name: column.words() for column in view.columns}

    # then
    assert not found(said), "say what it holds as `English. / Svenska.`"


@pytest.mark.parametrize("view", READ_MODELS, ids=lambda p: p.name)
def test_a_read_model_is_called_differently_in_each_language(view: Projection) -> None:
    assert view.said.en != view.said.sv
    assert not ENGLISH.search(view.said.sv)
    assert not SWEDISH.search(view.said.en)


def test_a_column_takes_its_words_from_a_field() -> None:
    assert Column("field", "integer", Bearing).said.sv == "Vad den bär."
    assert FieldOf(Bearing, "field").words() == "What it bears. / Vad den bär."
    with pytest.raises(ValueError, match="Bearing has no field 'other'"):
        Column("other", "integer", Bearing)
    with pytest.raises(ValueError, match="Bearing has no field 'other'"):
        FieldOf(Bearing, "other")


@pytest.mark.parametrize(
    "value", [*VALUES, *WORDS, *SEEN_BY_READERS], ids=lambda v: v.__name__
)
def test_every_value_and_closed_list_says_itself_in_both_languages(
    value: type[Model] | type[Word],
) -> None:
    assert problem_of(value.__doc__ or "") is None


@pytest.mark.parametrize("word", WORDS, ids=lambda w: w.__name__)
def test_every_term_has_a_label_in_both_languages(word: type[Word]) -> None:
    for term in word:
        assert term.sv, f"{term!r} has no Swedish label"
        assert term.en, f"{term!r} has no English label"
        assert term.sv != term.en or term.sv in ALIKE, f"{term!r}: {term.sv}"


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda e: e.__name__)
def test_an_event_is_called_differently_in_each_language(event: type[Event]) -> None:
    assert event.sv != event.en
    assert not ENGLISH.search(event.sv)
    assert not SWEDISH.search(event.en)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda c: c.__name__)
def test_an_action_is_told_differently_in_each_language(
    command: type[Command],
) -> None:
    # given
    english = QUOTED.sub("", command.__doc__ or "")
    swedish = QUOTED.sub("", command.sv)

    # then
    assert not ENGLISH.search(swedish)
    assert not SWEDISH.search(english)
