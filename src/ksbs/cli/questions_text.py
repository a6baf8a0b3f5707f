"""Asking a question from the command line, and its answer as text."""

import sys
from collections.abc import Mapping, Sequence
from shutil import get_terminal_size
from typing import Any

from pydantic import JsonValue

from ksbs.application.actor import Actor
from ksbs.application.view import AsOf
from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed
from ksbs.cli.terminal import give, give_table
from ksbs.http.questioning import columns_view, question_view, rows_view
from ksbs.http.wire_questions import QuestionAnswered
from ksbs.main import Running
from ksbs.questions.catalogue import PARAMETERS, NoSuchParameter, question_of

_GAP = "  "
_WIDE_ENOUGH = 22
"""What a cell needs on one line; longer ones may be folded."""


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


def give_answer(answer: QuestionAnswered) -> None:
    """Write the rows as a table, or one below the other where a terminal is too narrow.

    A programme's id is for programs: `--json` has it.
    """
    headings, rows = table_of(answer)
    if sys.stdout.isatty() and _room(headings, rows) > get_terminal_size().columns:
        give("\n\n".join(_one_below_the_other(headings, row) for row in rows))
    else:
        give_table(headings, rows)


def _room(headings: Mapping[str, str], rows: Sequence[Sequence[str]]) -> int:
    """Give the columns that a table needs if it is to be read without effort."""
    if not headings:
        return 0
    columns = zip(headings, *rows, strict=True)
    longest = (max(map(len, cells)) for cells in columns)
    return sum(min(most, _WIDE_ENOUGH) + len(_GAP) for most in longest)


def _one_below_the_other(headings: Mapping[str, str], row: Sequence[str]) -> str:
    widest = max(map(len, headings))
    cells = zip(headings, row, strict=True)
    return "\n".join(
        f"{heading.ljust(widest)}{_GAP}{cell}" for heading, cell in cells if cell
    )


def table_of(answer: QuestionAnswered) -> tuple[dict[str, str], list[list[str]]]:
    """Give the headings and the rows; a column without any cell is left out."""
    shown = [
        column
        for column in answer.columns
        if column.name != "programmeId"
        and any(row[column.name] not in (None, []) for row in answer.items)
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
