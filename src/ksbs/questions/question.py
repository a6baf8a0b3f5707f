"""What a question is: its words, its parameters, its columns and what answers it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlencode

from ksbs.domain.words import Bilingual, Word, spoken
from ksbs.questions.asking import Asking, Row

__all__ = ["Column", "Kind", "Parameter", "Question", "Reads", "Row"]


class Kind(Word):
    """Whether it audits or looks back. / Om den granskar eller ser tillbaka."""

    AUDIT = "A", "granskning", "audit"
    HISTORY = "H", "historik", "history"


class Reads(StrEnum):
    """How the text of a parameter is read."""

    PROGRAMME = "programme"
    """The id of a programme or the code of its school unit."""
    ID = "id"
    DAY = "day"
    NUMBER = "number"
    """A whole number from 1 to the largest of the parameter."""
    EVENT = "event"
    """The name of an event, as in the catalogue or as stored."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that may be asked for; without it the question is about everything.

    `about` and `without` (what holds where it is not said) are "English / Svenska".
    `example` is a value as it is written; `words` are those there are, if it is a word;
    `largest` is the largest number there is, if it is one.
    """

    name: str
    reads: Reads
    about: str
    without: str
    example: str
    words: tuple[str, ...] = ()
    largest: int = 9_999

    @property
    def said(self) -> Bilingual:
        """What it is, in both languages."""
        return spoken(self.about)

    @property
    def default(self) -> Bilingual:
        """What holds where it is not said, in both languages."""
        return spoken(self.without)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer; `title` is "English / Svenska"."""

    name: str
    title: str

    @property
    def said(self) -> Bilingual:
        """Its title, in both languages."""
        return spoken(self.title)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `title`, `text` and `query` are "English / Svenska".

    `query` says in words what is read and how it is narrowed. `example` holds the
    parameters of the documented call, `day` the day that it asks about. A `personal`
    question is about what one person did, and is for those who may ask that.
    """

    number: int
    kind: Kind
    title: str
    text: str
    query: str
    columns: tuple[Column, ...]
    answer: Callable[[Asking], Iterable[Row]]
    parameters: tuple[Parameter, ...] = ()
    example: tuple[tuple[str, str], ...] = ()
    day: str | None = None
    personal: bool = False

    def table(self, asking: Asking) -> list[dict[str, Any]]:
        """Answer it: rows with exactly its columns, null where there is nothing."""
        names = [column.name for column in self.columns]
        return [{name: row.get(name) for name in names} for row in self.answer(asking)]

    @property
    def title_said(self) -> Bilingual:
        """The question in short, in both languages."""
        return spoken(self.title)

    @property
    def text_said(self) -> Bilingual:
        """The question, in both languages."""
        return spoken(self.text)

    @property
    def query_said(self) -> Bilingual:
        """The query in words, in both languages."""
        return spoken(self.query)

    @property
    def command(self) -> str:
        """The documented command line."""
        said = [f"--{name} {_quoted(value)}" for name, value in self.example]
        said += [] if self.day is None else [f"--valid-at {self.day}"]
        role = ["--as-role auditor"] if self.personal else []
        return " ".join(["ksbs questions", str(self.number), *said, *role])

    @property
    def path(self) -> str:
        """The documented call of the API, below its base."""
        day = () if self.day is None else (("validAt", self.day),)
        query = urlencode((*self.example, *day), safe="/", quote_via=quote)
        return f"/questions/{self.number}" + (f"?{query}" if query else "")


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value or "§" in value else value
