"""The operations that answer the thirty questions."""

from collections.abc import Callable
from typing import Any

from ksbs.application.policy import READERS, Read
from ksbs.http.problems import kinds
from ksbs.http.readers import (
    LONGEST_TEXT,
    Number,
    read_event_name,
    read_id,
    read_text,
)
from ksbs.http.routes import answers, filters, parameters, tags
from ksbs.http.routes.schemas import DAY, TEXT, UUID_TEXT
from ksbs.http.routes.table import Answer, Operation, Parameter, Schema, Where
from ksbs.http.said import Said
from ksbs.http.times import Unreadable, read_day
from ksbs.http.wire_questions import QuestionAnswer, QuestionList
from ksbs.questions.catalogue import PARAMETERS
from ksbs.questions.question import Parameter as Asked
from ksbs.questions.question import Reads

_ASKERS = READERS[Read.QUESTIONS]

_READ: dict[Reads, tuple[Schema, Callable[[str], Any]]] = {
    Reads.PROGRAMME: (TEXT, read_text),
    Reads.ID: (UUID_TEXT, read_id),
    Reads.DAY: (DAY, read_day),
    Reads.EVENT: (TEXT, read_event_name),
    Reads.TEXT: (TEXT, read_text),
}


class _Word:
    """Reads one of the words of a parameter."""

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


def _query(asked: Asked) -> Parameter:
    if asked.reads is Reads.NUMBER:
        return _number(asked)
    schema, read = _READ[asked.reads]
    if asked.words:
        schema = {"type": "string", "enum": list(asked.words)}
        read = _Word(asked.words)
    about, example = _about(asked), asked.example
    return Parameter(asked.name, Where.QUERY, about, schema, example, read=read)


def _number(asked: Asked) -> Parameter:
    largest, example = asked.largest, int(asked.example)
    schema: Schema = {"type": "integer", "minimum": 1, "maximum": largest}
    about, read = _about(asked), Number(largest)
    return Parameter(asked.name, Where.QUERY, about, schema, example, read=read)


def _about(asked: Asked) -> Said:
    return Said(
        f"{asked.said.sv} Förval: {asked.default.sv}.",
        f"{asked.said.en} Default: {asked.default.en}.",
    )


QUESTION_NUMBER = Parameter(
    "number",
    Where.PATH,
    Said("Frågans nummer, 1 till 30.", "The question's number, 1 to 30."),
    {"type": "string", "pattern": "^[0-9]{1,2}$", "maxLength": LONGEST_TEXT},
    "15",
    required=True,
)

LIST_QUESTIONS = Operation(
    "GET",
    "/questions",
    "listQuestions",
    Said("Lista de trettio frågorna", "List the thirty questions"),
    Said(
        "Frågorna som förvaltningen ställer, var och en med sin sökning i ord, sina "
        "parametrar, sina kolumner och ett anrop.",
        "The questions that the administration asks, each with its query in words, its "
        "parameters, its columns and a call.",
    ),
    tags.EVENTS,
    (
        Answer(
            200,
            Said("Frågorna.", "The questions."),
            QuestionList,
            (answers.TRACE_HEADER,),
        ),
    ),
    answers.READING,
    parameters.COMMON,
    roles=_ASKERS,
)
GET_QUESTION = Operation(
    "GET",
    "/questions/{number}",
    "getQuestion",
    Said("Få en fråga besvarad", "Have a question answered"),
    Said(
        "Svaret på frågan som det var på dagen `validAt`, som det var känt vid "
        "`knownAt`. Varje fråga har några av parametrarna; listan säger vilka. Frågor "
        "om en person får inte ställas av programkontoret." + answers.PINNED.sv,
        "The answer to the question as it was on the day `validAt`, as known at "
        "`knownAt`. Each question has some of the parameters; the list says which. "
        "Questions about one person are not for the programme office."
        + answers.PINNED.en,
    ),
    tags.EVENTS,
    (
        Answer(
            200,
            Said("Svaret.", "The answer."),
            QuestionAnswer,
            answers.PINNED_HEADERS,
        ),
        answers.PINNED_UNCHANGED,
    ),
    (*answers.READING, kinds.NOT_YET_KNOWN, kinds.NOT_FOUND),
    (
        QUESTION_NUMBER,
        parameters.VALID_AT,
        parameters.KNOWN_AT,
        *(_query(PARAMETERS[name]) for name in sorted(PARAMETERS)),
        filters.PAGE,
        filters.LIMIT,
        parameters.IF_NONE_MATCH,
        *parameters.COMMON,
    ),
    roles=_ASKERS,
)

QUESTION_READS = (LIST_QUESTIONS, GET_QUESTION)
