"""The reference page of the thirty questions, made from the questions themselves."""

from collections.abc import Iterator

from ksbs.domain.words import Bilingual
from ksbs.http.media import BASE
from ksbs.questions.catalogue import QUESTIONS
from ksbs.questions.question import Column, Parameter, Question
from ksbs.reports.names import camel

_INTRODUCTION = (
    (
        "The thirty questions that the administration asks of the record, each with one "
        "documented query."
    ),
    "A question of the kind A audits the record; one of the kind H looks back.",
    "",
    (
        "Every question takes the two times of every view: `--valid-at` (`validAt`) for "
        "what was true on a day, and `--known-at` (`knownAt`) for what was known then."
    ),
    "Without them it is answered as of today, as known now.",
    (
        "`ksbs questions` lists the questions, and `--json` gives an answer with the names "
        "of columns that stand here."
    ),
    (
        "The school units of the calls are those of the demo, and the person is the "
        "principal of Exempelskolan there."
    ),
    "",
    (
        "Programme office, registrar, data protection officer and auditor may ask; the "
        "questions about one person, 3 and 12, are not for the programme office."
    ),
    "",
)


def questions_page(note: str) -> str:
    """Give the text of docs/reference/questions.md; `note` says that it is made."""
    lines = ["# The thirty questions", "", note, *_INTRODUCTION]
    for question in QUESTIONS.values():
        lines += _question(question)
    return "\n".join(lines)


def _question(question: Question) -> Iterator[str]:
    title = question.title_said
    yield f"## {question.number}. {title.en}"
    yield ""
    yield f"*{title.sv}* · {question.kind.value}, {question.kind.en}"
    yield ""
    yield from _both(question.text_said)
    yield ""
    yield from _both(question.query_said)
    yield ""
    yield "```"
    yield question.command
    yield f"GET {BASE}{question.path}"
    yield "```"
    yield ""
    yield from _parameters(question.parameters)
    yield from _columns(question.columns)


def _both(said: Bilingual) -> Iterator[str]:
    yield from _sentences(said.en)
    yield ""
    yield f"*{said.sv}*"


def _sentences(text: str) -> list[str]:
    """Write a sentence a line."""
    return text.replace(". ", ".\n").split("\n")


def _parameters(parameters: tuple[Parameter, ...]) -> Iterator[str]:
    yield "| parameter | what | default | på svenska |"
    yield "| --- | --- | --- | --- |"
    for each in parameters:
        about, default = each.said, each.default
        words = f" One of: {', '.join(each.words)}." if each.words else ""
        yield (
            f"| `{each.name}` | {about.en}{words} | {default.en} | {about.sv} Förval: "
            f"{default.sv}. |"
        )
    yield ""


def _columns(columns: tuple[Column, ...]) -> Iterator[str]:
    named = (f"`{camel(column.name)}` ({column.said.sv})" for column in columns)
    yield f"Columns: {', '.join(named)}."
    yield ""
