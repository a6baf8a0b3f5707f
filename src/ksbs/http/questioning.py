"""The thirty questions over HTTP."""

from collections.abc import Iterable, Mapping
from typing import Any

from ksbs.http import paging
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.media import BASE
from ksbs.http.pinning import is_pinned, reply_with_tag
from ksbs.http.problems import kinds
from ksbs.http.problems.telling import Refused, Wrong
from ksbs.http.reading import as_of, reply_with
from ksbs.http.said import Said
from ksbs.http.wire_questions import (
    QuestionAnswer,
    QuestionColumn,
    QuestionList,
    QuestionParameter,
    QuestionView,
    Row,
)
from ksbs.http.wire_views import Wording
from ksbs.questions.catalogue import (
    PARAMETERS,
    QUESTIONS,
    NoSuchParameter,
    may_ask,
    question_of,
)
from ksbs.questions.question import Column, Question
from ksbs.reports.names import camel


def list_questions(api: Api, asked: Asked) -> Reply:
    """Answer `GET /questions`."""
    del api
    may_ask(asked.actor)
    return reply_with(QuestionList(items=tuple(question_views())))


def get_question(api: Api, asked: Asked) -> Reply:
    """Answer `GET /questions/{number}`."""
    question = question_of(asked.path["number"])
    said = {n: value for n, value in asked.query.items() if n in PARAMETERS}
    pair = as_of(api, asked)
    try:
        rows = api.questions.ask(question, as_of=pair, actor=asked.actor, said=said)
    except NoSuchParameter as error:
        raise _not_taken(error) from None
    items = tuple(paging.page_of(rows_view(rows), asked))
    answer = QuestionAnswer(
        number=question.number,
        question=Wording.of(question.text_said),
        columns=columns_view(question.columns),
        items=items,
        meta=paging.page_meta(asked, total=len(rows), count=len(items)),
        links=paging.page_links(asked, total=len(rows)),
        as_of=pair,
    )
    return reply_with_tag(asked, answer, pinned=is_pinned(api, asked))


def question_views() -> list[QuestionView]:
    """Show every question by number."""
    return [question_view(question) for question in QUESTIONS.values()]


def question_view(question: Question) -> QuestionView:
    """Show a question with its documented query."""
    return QuestionView(
        number=question.number,
        kind=question.kind,
        title=Wording.of(question.title_said),
        question=Wording.of(question.text_said),
        query=Wording.of(question.query_said),
        personal=question.personal,
        parameters=tuple(
            QuestionParameter(
                name=parameter.name,
                about=Wording.of(parameter.said),
                default=Wording.of(parameter.default),
                words=parameter.words,
            )
            for parameter in question.parameters
        ),
        columns=columns_view(question.columns),
        command=question.command,
        api=f"GET {BASE}{question.path}",
    )


def columns_view(columns: Iterable[Column]) -> tuple[QuestionColumn, ...]:
    """Show columns, named as in the rows."""
    return tuple(
        QuestionColumn(name=camel(column.name), title=Wording.of(column.said))
        for column in columns
    )


def rows_view(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Show rows, their columns named as JSON has them."""
    return [{camel(name): value for name, value in row.items()} for row in rows]


def _not_taken(error: NoSuchParameter) -> Refused:
    known = ", ".join(error.known)
    said = Said(
        f"Fråga {error.number} har inte den parametern; den har: {known}.",
        f"Question {error.number} has no such parameter; it has: {known}.",
    )
    wrong = Wrong(said, parameter=error.name)
    return Refused(kinds.INVALID_QUERY, said, errors=(wrong,))
