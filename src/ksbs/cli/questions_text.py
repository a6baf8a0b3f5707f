"""Asking a question from the command line, and its answer as a table."""

from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from ksbs.application.actor import Actor
from ksbs.application.view import AsOf
from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed
from ksbs.http.questioning import columns_view, question_view, rows_view
from ksbs.http.wire_questions import QuestionAnswered
from ksbs.main import Running
from ksbs.questions.catalogue import PARAMETERS, NoSuchParameter, question_of


def answered(
    running: Running,
    number: str,
    *,
    as_of: AsOf,
    actor: Actor,
    said: Mapping[str, Any],
) -> QuestionAnswered:
    """Answer a question.

    Raises:
        CommandFailed: if it does not take one of the options, or not that word.
        NotFound, Forbidden: as `ksbs.questions.catalogue.Questions.ask`.
    """
    question = question_of(number)
    _refuse_other_words(said)
    try:
        rows = running.questions.ask(question, as_of=as_of, actor=actor, said=said)
    except NoSuchParameter as error:
        options = ", ".join(f"--{name}" for name in error.known)
        raise CommandFailed(
            ExitCode.USAGE,
            f"Question {error.number} takes no --{error.name}.",
            mend=f"It takes: {options}.",
        ) from None
    return QuestionAnswered(
        number=question.number,
        question=question_view(question).question,
        columns=columns_view(question.columns),
        items=tuple(rows_view(rows)),
        as_of=as_of,
    )


def _refuse_other_words(said: Mapping[str, Any]) -> None:
    for name, value in said.items():
        words = PARAMETERS[name].words
        if words and value not in words:
            raise CommandFailed(
                ExitCode.USAGE,
                f"“{value}” is no {name}.",
                mend=f"Write one of: {', '.join(words)}.",
            )


def table_of(answer: QuestionAnswered) -> tuple[dict[str, str], list[list[str]]]:
    """Give the headings and the rows of the table; a column without any cell is left out."""
    shown = [
        column
        for column in answer.columns
        if any(row[column.name] not in (None, []) for row in answer.items)
    ]
    headings = {column.title.en: "fold" for column in shown}
    rows = [[_cell(row[column.name]) for column in shown] for row in answer.items]
    return headings, rows


def _cell(value: JsonValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_cell(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_cell(each)}" for name, each in value.items())
    return str(value)
