"""One line a record, from us and from the libraries, without names or prose."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
import structlog
from hypothesis import given, settings
from hypothesis import strategies as st

from ksbs.observability import configure_logging
from ksbs.observability.privacy import ALLOWED, MASKED, keep_private

EVENT = UUID("0190a000-0000-7000-8000-000000000001")


class Stream(io.StringIO):
    """A stream whose lines can be read as records."""

    def __init__(self, *, terminal: bool = False) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def stream() -> Iterator[Stream]:
    stream = Stream()
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    configure_logging("info", stream=stream)
    yield stream
    structlog.reset_defaults()
    root.handlers[:], root.level = before


def test_a_record_is_one_json_line_with_time_level_and_logger(stream: Stream) -> None:
    # when
    log = structlog.get_logger("ksbs.http")
    log.info("request", status=201, event_ids=[EVENT], duration_ms=1.5)

    # then
    [record] = stream.records()
    moment = datetime.fromisoformat(record.pop("timestamp"))
    assert moment.tzinfo == UTC
    assert record == {
        "event": "request",
        "status": 201,
        "event_ids": [str(EVENT)],
        "duration_ms": 1.5,
        "level": "info",
        "logger": "ksbs.http",
    }


def test_the_request_in_progress_is_told_with_every_record(stream: Stream) -> None:
    # when
    with structlog.contextvars.bound_contextvars(trace_id="ab" * 16, request_id="r1"):
        structlog.get_logger("ksbs").info("inside")
    structlog.get_logger("ksbs").info("outside")

    # then
    inside, outside = stream.records()
    assert (inside["trace_id"], inside["request_id"]) == ("ab" * 16, "r1")
    assert "trace_id" not in outside


def test_keys_that_are_not_allowed_are_dropped_and_counted(stream: Stream) -> None:
    # when
    structlog.get_logger("ksbs").info(
        "recorded", name="Rektorn", payload={"a": "Rektorn"}
    )

    # then
    [record] = stream.records()
    assert record["dropped"] == 2
    assert "Rektorn" not in stream.getvalue()


@pytest.mark.parametrize(
    "value",
    ["Rektorn Exempel", "Åttan", "x" * 201, "a\nb", {"a": "b"}, b"a", "", object()],
)
def test_a_value_that_could_be_prose_is_masked(stream: Stream, value: object) -> None:
    structlog.get_logger("ksbs").info("recorded", reason=value)
    assert stream.records()[0]["reason"] == MASKED


def test_a_sentence_is_no_name_of_a_record(stream: Stream) -> None:
    structlog.get_logger("ksbs").info("Rektorn came late")
    assert stream.records()[0]["event"] == MASKED


@given(
    record=st.dictionaries(
        st.text() | st.sampled_from(sorted(ALLOWED)),
        st.recursive(
            st.text() | st.integers() | st.none() | st.dates() | st.uuids(),
            lambda each: st.lists(each) | st.dictionaries(st.text(), each),
            max_leaves=8,
        ),
    ),
)
@settings(max_examples=150, deadline=None)
def test_no_record_lets_a_blank_or_a_letter_beyond_ascii_through(
    record: dict[str, object],
) -> None:
    # when
    kept = keep_private(None, "info", dict(record))

    # then
    assert kept.keys() <= ALLOWED | {"event", "dropped"}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    assert text.isascii()
    assert " " not in text


def test_a_database_errors_text_is_never_logged(stream: Stream) -> None:
    # given
    error = psycopg.errors.UniqueViolation(
        "Key (name)=(Rektorn Exempel) already exists."
    )

    # when
    try:
        try:
            raise error
        except psycopg.Error as cause:
            raise RuntimeError("Rektorn Exempel could not be stored") from cause
    except RuntimeError:
        structlog.get_logger("ksbs").exception("append-failed")
    try:
        raise error
    except psycopg.Error:
        structlog.get_logger("ksbs").exception("append-failed")

    # then
    wrapped, bare = stream.records()
    assert "Rektorn" not in stream.getvalue()
    assert wrapped["error"] == "builtins.RuntimeError"
    assert wrapped["caused_by"] == ["psycopg.errors.UniqueViolation"]
    assert bare["error_code"] == "23505"
    assert bare["error_at"].startswith("observability/test_logs.py:")
    assert bare["error_at"].endswith("test_a_database_errors_text_is_never_logged")


def test_a_cause_that_was_hidden_on_purpose_stays_hidden(stream: Stream) -> None:
    # when
    try:
        try:
            int("Rektorn")
        except ValueError:
            raise RuntimeError from None
    except RuntimeError as error:
        structlog.get_logger("ksbs").error("failed", exc_info=error)

    # then
    assert "caused_by" not in stream.records()[0]


def test_a_librarys_template_is_told_without_what_fills_it(stream: Stream) -> None:
    # when
    logging.getLogger("psycopg").warning("error connecting: %s", "Rektorn")

    # then
    [record] = stream.records()
    assert record["message"] == "error connecting: %s"
    assert (record["logger"], record["level"]) == ("psycopg", "warning")


def test_of_a_librarys_finished_text_only_the_place_is_told(stream: Stream) -> None:
    # when
    who = "Rektorn"
    logging.getLogger("litestar").error(f"{who} came")  # noqa: G004  # The case itself.

    # then
    assert "Rektorn" not in stream.getvalue()
    assert stream.records()[0]["message"].startswith("test_logs.test_of_a_librarys_")


def test_the_web_servers_own_words_are_told_but_not_its_requests(
    stream: Stream,
) -> None:
    # when
    logging.getLogger("uvicorn.error").info("Uvicorn running on %s:%d", "::1", 8080)
    logging.getLogger("uvicorn.access").info('"GET /?name=%s"', "Rektorn")
    logging.getLogger("httpx").info("HTTP Request: GET %s", "https://login.example")

    # then
    [record] = stream.records()
    assert record["message"] == "Uvicorn running on ::1:8080"


def test_an_exception_told_by_a_library_keeps_its_text_to_itself(
    stream: Stream,
) -> None:
    # when
    try:
        int("Rektorn")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Failed for %s", "Rektorn")

    # then
    assert "Rektorn" not in stream.getvalue()
    [record] = stream.records()
    assert record["error"] == "builtins.ValueError"
    assert record["message"] == "Failed for %s"


def test_levels_below_the_chosen_one_are_silent(stream: Stream) -> None:
    # when
    structlog.get_logger("ksbs").debug("quiet")
    logging.getLogger("library").debug("quiet %s", 1)
    logging.getLogger("library").log(35, "odd level %s", 1)

    # then
    assert [record["level"] for record in stream.records()] == ["warning"]


@pytest.mark.parametrize(
    ("log_format", "development", "terminal", "is_json"),
    [
        ("auto", True, True, False),
        ("auto", True, False, True),
        ("auto", False, True, True),
        ("json", True, True, True),
        ("console", False, False, False),
    ],
)
@pytest.mark.usefixtures("stream")
def test_lines_for_a_person_appear_where_a_person_looks(
    *, log_format: str, development: bool, terminal: bool, is_json: bool
) -> None:
    # given
    stream = Stream(terminal=terminal)
    configure_logging(
        "info", log_format=log_format, development=development, stream=stream
    )

    # when
    structlog.get_logger("ksbs").info("recorded", position=7)

    # then
    assert stream.getvalue().startswith("{") is is_json
    assert "recorded" in stream.getvalue()


@pytest.mark.usefixtures("stream")
def test_an_exception_on_a_console_shows_a_line_for_each_place() -> None:
    # given
    stream = Stream()
    configure_logging("info", log_format="console", stream=stream)

    # when
    try:
        UUID("Rektorn Exempel")
    except ValueError:
        structlog.get_logger("ksbs").exception("failed", status=500)

    # then
    first, *places = stream.getvalue().splitlines()
    assert "failed" in first
    assert "error=builtins.ValueError" in first
    assert "test_logs.py:" in places[0]
    assert places[-1].endswith(" __init__")
    assert "Rektorn" not in stream.getvalue()


@pytest.mark.usefixtures("stream")
def test_an_exception_that_was_never_raised_is_shown_on_a_console_too() -> None:
    # given
    stream = Stream()
    configure_logging("info", log_format="console", stream=stream)

    # when
    structlog.get_logger("ksbs").error("failed", exc_info=ValueError("Rektorn"))

    # then
    assert "error=builtins.ValueError" in stream.getvalue()


def test_by_default_records_go_to_standard_error(
    capsys: pytest.CaptureFixture[str], stream: Stream
) -> None:
    # when
    configure_logging("info")
    structlog.get_logger("ksbs").info("recorded")

    # then
    printed = capsys.readouterr()
    assert json.loads(printed.err)["event"] == "recorded"
    assert (printed.out, stream.getvalue()) == ("", "")
