"""Everything that goes wrong is told as a problem (RFC 9457), in the client's language."""

from collections.abc import Iterator
from uuid import UUID

import httpx
import pytest

from ksbs.application.ports import EntryTooLarge, StoreUnavailable, VersionConflict
from ksbs.domain.rule import ADVISORIES, RULES
from ksbs.domain.words import Role
from ksbs.http.config import HttpConfig
from ksbs.http.problems.kinds import KINDS
from tests.support.api import BASE, HOST, NOMINATION, World


def problem(answer: httpx.Response, name: str, status: int) -> dict[str, object]:
    """Check that an answer is a whole problem of that kind, and give it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Vary"] == "Accept-Language"
    told: dict[str, object] = answer.json()
    assert {"type", "title", "status", "detail", "instance", "traceId"} <= set(told)
    assert told["type"] == f"{HOST}{BASE}/problems/{name}"
    assert told["status"] == status
    assert told["instance"] == answer.request.url.path
    assert str(told["traceId"]) in answer.headers["traceparent"]
    return told


def test_a_broken_rule_is_told_by_its_name_and_in_its_words(world: World) -> None:
    # given
    world.nominate()

    # when
    answer = world.post("/programmes", NOMINATION)

    # then
    told = problem(answer, "unit-has-open-programme", 409)
    assert told["rule"] == "unit-has-open-programme"
    assert told["detail"] == (
        "The school unit 01234567 already has an open programme; one at a time."
    )


def test_a_problem_is_told_in_swedish_to_who_prefers_it(world: World) -> None:
    # given
    world.nominate()

    # when
    answer = world.post(
        "/programmes",
        NOMINATION,
        headers={"Accept-Language": "sv-SE,sv;q=0.9,en;q=0.8"},
    )

    # then
    assert answer.headers["Content-Language"] == "sv"
    assert answer.json()["title"] == "En regel i processen hindrar detta"
    assert answer.json()["detail"].startswith("Skolenheten 01234567 har redan")


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("", "en"),
        ("de", "en"),
        ("sv", "sv"),
        ("en;q=0.2, sv;q=0.1", "en"),
        ("en;q=0.1, sv;q=0.2", "sv"),
        ("sv;q=0", "en"),
        ("sv;q=many", "en"),
        (";;;,,,=", "en"),
    ],
)
def test_the_language_is_chosen_by_weight(
    world: World, wish: str, language: str
) -> None:
    answer = world.get("/nothing", headers={"Accept-Language": wish})
    assert answer.headers["Content-Language"] == language


def test_an_entry_that_would_break_is_named(world: World) -> None:
    # given a decision to offer, recorded after a nomination
    nominated = world.post("/programmes", NOMINATION).json()["event"]
    programme_id = nominated["programmeId"]
    offered = world.post(
        f"/programmes/{programme_id}/participation-offers",
        {"offeredTo": "principal", "answerBy": "2026-10-20"},
        version=1,
    ).json()["event"]

    # when the nomination is annulled
    answer = world.post(
        f"/programmes/{programme_id}/annulments",
        {"targetEventId": nominated["eventId"], "reason": "Fel skola."},
        role=Role.REGISTRAR,
        version=2,
    )

    # then
    told = problem(answer, "would-break-rule", 409)
    assert told["rule"] == "would-break-rule"
    assert told["breaks"] == "not-nominated"
    assert told["entry"] == {
        "eventId": offered["eventId"],
        "name": "ParticipationOffered",
        "occurredOn": "2026-10-01",
    }


def test_what_does_not_exist_is_not_found(world: World) -> None:
    problem(world.get("/nothing"), "not-found", 404)
    problem(world.send("GET", "/"), "not-found", 404)
    problem(world.get(f"/programmes/{UUID(int=1)}"), "not-found", 404)
    problem(world.get(f"/events/{UUID(int=1)}"), "not-found", 404)
    problem(world.get("/school-units/00000000"), "not-found", 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/programmes", "GET, HEAD, POST"),
        ("OPTIONS", "/programmes", "GET, HEAD, POST"),
        ("TRACE", "/programmes", "GET, HEAD, POST"),
        ("DELETE", "/events", "GET, HEAD"),
        ("PATCH", "/api-info", "GET, HEAD"),
        ("GET", "/role-endings", "POST"),
        ("HEAD", "/role-endings", "POST"),
        ("BREW", "/role-endings", "POST"),
    ],
)
def test_a_method_that_does_not_exist_is_refused_and_others_named(
    world: World, method: str, path: str, allowed: str
) -> None:
    # when
    answer = world.send(method, BASE + path)

    # then
    assert answer.status_code == 405
    assert answer.headers["Allow"] == allowed
    if method != "HEAD":
        problem(answer, "method-not-allowed", 405)


def test_a_host_that_is_none_is_refused(world: World) -> None:
    # when
    answer = world.get("/api-info", headers={"Host": "bad host/"})

    # then
    assert answer.status_code == 400
    assert answer.json()["type"] == f"https://localhost{BASE}/problems/bad-request"


def test_a_database_that_is_away_is_told_with_when_to_come_back(world: World) -> None:
    # given
    world.store.away = True

    # when
    answers = [
        world.get("/programmes"),
        world.get("/events"),
        world.post("/programmes", NOMINATION),
    ]

    # then
    for answer in answers:
        problem(answer, "unavailable", 503)
        assert int(answer.headers["Retry-After"]) > 0


def test_only_an_action_is_told_to_repeat_its_key(world: World) -> None:
    # given
    world.store.away = True

    # when
    away = world.get("/programmes").json()["detail"]
    unexpected = KINDS["internal-error"].mend.en

    # then
    for told in (away, unexpected):
        assert "Try again" in told
        assert told.endswith("; an action with the same Idempotency-Key.")


def test_the_same_key_works_when_the_database_is_back(world: World) -> None:
    # given
    world.store.away = True
    world.post("/programmes", NOMINATION, key="patient")
    world.store.away = False

    # when
    answer = world.post("/programmes", NOMINATION, key="patient")

    # then
    assert answer.status_code == 201


class Secretive:
    """A store that fails at every call, in its own words."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> object:
        def fail(*_: object, **__: object) -> None:
            raise self._error

        return fail


def failing(world: World, error: Exception) -> World:
    world.services.performer.store = Secretive(error)  # type: ignore[assignment]  # Fails at every call.
    return world


def test_an_unexpected_error_says_nothing_of_its_inside(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    failing(world, RuntimeError("secret row: Exempelskolan"))

    # when
    answer = world.post("/programmes", NOMINATION)

    # then
    told = problem(answer, "internal-error", 500)
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text
    assert "errors" not in told
    log = capsys.readouterr().out
    assert "RuntimeError" in log
    assert "test_problems.py" in log
    assert "secret" not in log


def test_a_conflict_that_does_not_end_is_told_as_one(world: World) -> None:
    answer = failing(world, VersionConflict()).post("/programmes", NOMINATION)
    problem(answer, "version-conflict", 409)


def test_an_entry_that_does_not_fit_the_ledger_is_told(world: World) -> None:
    answer = failing(world, EntryTooLarge()).post("/programmes", NOMINATION)
    problem(answer, "entry-too-large", 413)


@pytest.fixture
def crowded() -> Iterator[World]:
    with World(HttpConfig(threads=1, waiting=0)) as world:
        yield world


def test_more_than_can_wait_is_told_to_come_back(crowded: World) -> None:
    # given the only place is taken
    import threading  # noqa: PLC0415  # Only this test holds a place.

    gate = threading.Event()

    def wait_then_fail() -> None:
        gate.wait(5)
        raise StoreUnavailable

    import asyncio  # noqa: PLC0415  # As above.

    async def both() -> tuple[int, int]:
        crowded.store.head = wait_then_fail  # type: ignore[assignment, method-assign]  # Holds its thread.
        headers = crowded.bearer(Role.PROGRAMME_OFFICE)
        client = crowded.client
        first = asyncio.create_task(client.get(BASE + "/programmes", headers=headers))
        await asyncio.sleep(0.05)
        second = await client.get(BASE + "/programmes", headers=headers)
        gate.set()
        return (await first).status_code, second.status_code

    # when
    statuses = crowded.runner.run(both())

    # then
    assert statuses == (503, 503)


@pytest.mark.parametrize("name", [*sorted(RULES), *sorted(KINDS), *sorted(ADVISORIES)])
def test_every_rule_problem_and_advisory_has_a_page(world: World, name: str) -> None:
    # when
    answer = world.send("GET", f"{BASE}/problems/{name}")

    # then
    assert answer.status_code == 200
    page = answer.json()
    assert page["name"] == name
    assert page["type"] == f"{HOST}{BASE}/problems/{name}"
    assert page["detail"]
    assert page["detailSv"]
    known = {kind.name: kind.status for kind in KINDS.values()}
    assert page["status"] == known.get(name, 409 if name in RULES else 201)


def test_a_page_is_html_for_a_browser(world: World) -> None:
    # when
    headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = world.send("GET", f"{BASE}/problems/rank-taken", headers=headers)

    # then
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<script" not in answer.text
    assert "rank-taken" in answer.text


def test_rules_and_problems_do_not_share_names() -> None:
    assert not set(RULES) & set(KINDS)


def test_an_unknown_problem_is_not_found(world: World) -> None:
    answer = world.send("GET", f"{BASE}/problems/no-such-rule")
    problem(answer, "not-found", 404)
