"""An answer on a terminal: a table where there is room, else row below row."""

import sys
from datetime import UTC, date, datetime
from uuid import UUID

import click
import pytest
from pydantic import JsonValue

from ksbs.application.view import AsOf
from ksbs.cli.questions_text import give_answer
from ksbs.http.wire_questions import QuestionAnswered, QuestionColumn
from ksbs.http.wire_views import Wording

TITLES = {"school": "School", "programmeId": "Programme", "reason": "Why", "on": "On"}
ROW: dict[str, JsonValue] = {
    "school": "Exempelskolan",
    "programmeId": str(UUID(int=1)),
    "reason": "Skolan har under året öppnat en ny avdelning.",
    "on": None,
}


def answer(*rows: dict[str, JsonValue]) -> QuestionAnswered:
    instant = datetime(2026, 6, 30, 10, tzinfo=UTC)
    return QuestionAnswered(
        number=21,
        question=Wording(sv="Vilka skolor?", en="Which schools?"),
        columns=tuple(
            QuestionColumn(name=name, title=Wording(sv=title.lower(), en=title))
            for name, title in TITLES.items()
        ),
        items=rows,
        as_of=AsOf(valid_at=date(2026, 6, 30), known_at=instant, position=9, root=""),
    )


def given_on(
    monkeypatch: pytest.MonkeyPatch, *, columns: int, terminal: bool = True
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")


def test_a_narrow_terminal_shows_one_cell_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    given_on(monkeypatch, columns=40)
    # when
    give_answer(answer(ROW, ROW | {"on": "2026-03-02"}))
    # then what is empty is left out, and a line stands between two rows
    assert capsys.readouterr().out == (
        "School  Exempelskolan\n"
        "Why     Skolan har under året öppnat en ny avdelning.\n"
        "\n"
        "School  Exempelskolan\n"
        "Why     Skolan har under året öppnat en ny avdelning.\n"
        "On      2026-03-02\n"
    )


@pytest.mark.parametrize(("columns", "terminal"), [(100, True), (40, False)])
def test_where_there_is_room_or_no_terminal_it_is_a_table(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: int,
    terminal: bool,
) -> None:
    # given
    given_on(monkeypatch, columns=columns, terminal=terminal)
    # when
    give_answer(answer(ROW))
    # then
    out = click.unstyle(capsys.readouterr().out)
    heading, row = out.splitlines()
    assert heading.split() == ["School", "Why"]
    assert row.split()[:3] == ["Exempelskolan", "Skolan", "har"]


def test_nothing_is_written_of_no_rows_but_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    given_on(monkeypatch, columns=40)
    # when
    give_answer(answer())
    # then
    assert capsys.readouterr().out.strip() == ""
