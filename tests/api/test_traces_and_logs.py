"""Every request has a trace and one line in the log, which holds no names."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import structlog

from ksbs.domain.words import Role
from ksbs.observability import configure_logging
from tests.support.api import BASE, NOMINATION, World, person

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "00f067aa0ba902b7"
HEADER = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-0[01]")


def trace(world: World, traceparent: str | None) -> tuple[str, str, str]:
    """Send a trace and give the one that comes back, with its span and flags."""
    headers = {} if traceparent is None else {"traceparent": traceparent}
    back = world.send("GET", f"{BASE}/api-info", headers=headers).headers["traceparent"]
    found = HEADER.fullmatch(back)
    assert found is not None, back
    return found[1], found[2], back[-2:]


@pytest.mark.parametrize("flags", ["00", "01"])
def test_a_trace_is_carried_on_in_a_span_of_our_own(world: World, flags: str) -> None:
    # when
    carried, span, kept = trace(world, f"00-{TRACE}-{SPAN}-{flags}")

    # then
    assert carried == TRACE
    assert span != SPAN
    assert kept == flags


def test_a_later_version_is_read_as_far_as_it_is_known(world: World) -> None:
    assert trace(world, f"cc-{TRACE}-{SPAN}-ff-more")[::2] == (TRACE, "01")


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "",
        "nonsense",
        f"00-{TRACE}-{SPAN}",
        f"00-{TRACE}-{SPAN}-01-more",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-1",
    ],
)
def test_what_is_no_trace_begins_a_new_one(world: World, bad: str | None) -> None:
    # when
    first, second = trace(world, bad), trace(world, bad)

    # then
    assert TRACE not in {first[0], second[0]}
    assert first[0] != second[0]
    assert first[0] != "0" * 32


def test_what_is_recorded_belongs_to_the_trace(world: World) -> None:
    # when
    headers = {"traceparent": f"00-{TRACE}-{SPAN}-01"}
    answer = world.post("/programmes", NOMINATION, headers=headers)

    # then
    assert answer.json()["event"]["correlationId"] == str(UUID(hex=TRACE))


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log, as it is written in production."""
    stream = io.StringIO()
    configure_logging("info", log_format="json", stream=stream)
    yield stream
    structlog.reset_defaults()


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_request_is_one_line_with_its_events_and_without_its_content(
    world: World, log: io.StringIO
) -> None:
    # when
    headers = {"traceparent": f"00-{TRACE}-{SPAN}-01"}
    answer = world.post("/programmes", NOMINATION, headers=headers)

    # then
    [line] = lines(log)
    assert line.pop("duration_ms") > 0
    del line["timestamp"]
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "ksbs.http",
        "method": "POST",
        "route": "/ksbs/v0/programmes",
        "status": 201,
        "trace_id": TRACE,
        "person_id": str(person(Role.PROGRAMME_OFFICE)),
        "role": "programme-office",
        "event_ids": [answer.json()["event"]["eventId"]],
    }
    assert "Exempelskolan" not in log.getvalue()


def test_a_line_tells_the_route_and_not_the_address(
    world: World, log: io.StringIO
) -> None:
    # when
    world.get("/school-units/01234567?validAt=2026-01-01")
    world.send("GET", "/hemlig/Rektorn%20Exempel?namn=Rektorn")

    # then
    assert [line["route"] for line in lines(log)] == [
        "/ksbs/v0/school-units/{schoolUnitCode}",
        "(none)",
    ]
    assert "Rektorn" not in log.getvalue()
    assert "01234567" not in log.getvalue()


def test_a_refusal_is_logged_with_its_rule(world: World, log: io.StringIO) -> None:
    # given
    world.nominate()

    # when
    world.post("/programmes", NOMINATION)
    world.post("/programmes", NOMINATION, role=Role.AUDITOR)
    world.send("GET", f"{BASE}/programmes")

    # then
    told = [(x["status"], x["reason"], x.get("rule")) for x in lines(log)[1:]]
    assert told == [
        (409, "unit-has-open-programme", "unit-has-open-programme"),
        (403, "forbidden", "programmes:not-auditor"),
        (401, "token-refused", None),
    ]


def test_an_unexpected_error_is_logged_by_kind_and_place(
    world: World, log: io.StringIO
) -> None:
    # given
    def fail(*_: object) -> None:
        raise RuntimeError("row: Exempelskolan")

    world.services.history.store.head = fail  # type: ignore[method-assign, assignment]  # Fails in its own words.

    # when
    answer = world.get("/programmes")

    # then
    assert answer.status_code == 500
    error, line = lines(log)
    assert error["error"] == "builtins.RuntimeError"
    assert "test_traces_and_logs.py" in error["error_at"]
    assert error["trace_id"] == answer.json()["traceId"] == line["trace_id"]
    assert line["level"] == "error"
    assert "Exempelskolan" not in log.getvalue()


def test_a_method_is_logged_only_if_it_is_one(world: World, log: io.StringIO) -> None:
    # when
    world.send("ANNA ANDERSSON FRÅN SKOLAN".replace(" ", "").replace("Å", "A"), "/")

    # then
    assert lines(log)[0]["method"] == "(other)"
