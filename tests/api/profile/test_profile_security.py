"""SAK, ARQ, FEL and SPA: who may, what is let in, what a failure tells, traces."""

import re
from base64 import b64encode
from pathlib import Path
from uuid import UUID

import httpx
import pytest

import ksbs.store
from ksbs.application.ports import StoreUnavailable
from ksbs.domain.words import Role
from ksbs.http.routes import BASE, PROBLEM_JSON, Operation
from ksbs.http.routes import operations as routed
from ksbs.settings import Settings
from tests.api.profile.reading import (
    answers,
    both,
    operations,
    parameters,
    properties,
    served,
)
from tests.support.api import NOMINATION, World

EVERY = routed()
GUARDED = [operation for operation in EVERY if operation.authenticated]
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACEPARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
SHOWING_WHAT_ONE_MAY_SEE = {"listProgrammes"}
"""A list that is empty for who may see nothing in it."""

INSIDE = re.compile(
    r"traceback|\.py\b|line \d+|error:|exception|select |psycopg", re.IGNORECASE
)
HEADERS = {
    *("traceparent", "Accept-Language", "Idempotency-Key", "If-Match", "If-None-Match")
}


def place_of(operation: Operation) -> str:
    """Give an address of an operation; what it names is not there."""
    path = operation.full_path.replace("{schoolUnitCode}", "09999999")
    return re.sub(r"\{\w+\}", str(UUID(int=9)), path)


def named(operation: Operation) -> str:
    return operation.operation_id


class Broken:
    """A store that fails at every call, in its own words."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> object:
        def fail(*_: object, **__: object) -> None:
            raise self._error

        return fail


def answer_of_broken(world: World, error: Exception) -> httpx.Response:
    """Nominate while the store fails."""
    world.services.performer.store = Broken(error)  # type: ignore[assignment]  # Fails at every call.
    return world.post("/programmes", NOMINATION)


def test_sak_01_all_transport_is_https(site: World) -> None:
    for document in both(site):
        assert all(s["url"].startswith("https://") for s in document["servers"])
    sent = site.send("GET", f"{BASE}/api-info").headers
    assert sent["Strict-Transport-Security"] == "max-age=31536000"
    clear = Settings(mode="production", public_url="http://ksbs.kommun.example")
    assert "public-url-without-tls" in {each.name for each in clear.refusals()}


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_sak_06_every_request_is_validated(site: World, operation: Operation) -> None:
    # given
    headers = site.bearer(min(operation.roles or [Role.ADMIN]))
    headers |= {"Idempotency-Key": "key", "If-Match": '"1"'}
    address = place_of(operation)

    # when
    unknown = site.send(
        operation.method, f"{address}?unheardOf=1", headers=headers, json={}
    )

    # then
    assert unknown.status_code == 400
    assert unknown.json()["type"].endswith("/problems/invalid-query")
    if operation.command is not None:
        body = {**operation.command.example, "unheardOf": 1}
        refused = site.send("POST", address, headers=headers, json=body)
        assert refused.status_code == 400
        assert "/unheardOf" in {each["pointer"] for each in refused.json()["errors"]}


@pytest.mark.parametrize("operation", GUARDED, ids=named)
def test_sak_08_who_asks_must_say_who_and_must_be_allowed(
    site: World, operation: Operation
) -> None:
    # given
    address, method = place_of(operation), operation.method
    others = set(Role) - (operation.roles or set())

    # then
    assert site.send(method, address).status_code == 401
    for role in others:
        refused = site.send(
            method,
            address,
            headers=site.bearer(role) | {"Idempotency-Key": "k", "If-Match": '"1"'},
            json=dict(operation.command.example) if operation.command else None,
        )
        if operation.operation_id in SHOWING_WHAT_ONE_MAY_SEE:
            assert refused.json()["items"] == []
        else:
            hidden = {404} if operation.command is None else set()
            assert refused.status_code in {403} | hidden, role


def test_sak_09_basic_and_digest_are_not_taken(site: World) -> None:
    basic = b64encode(b"admin:admin").decode()
    for credentials in (f"Basic {basic}", 'Digest username="admin"'):
        headers = {"Authorization": credentials}
        answer = site.send("GET", f"{BASE}/programmes", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    for document in both(site):
        schemes = document["components"]["securitySchemes"].values()
        assert {scheme["scheme"] for scheme in schemes} == {"bearer"}


def test_sak_10_the_token_stands_in_the_header_authorization(site: World) -> None:
    headers = site.bearer(Role.AUDITOR)
    assert headers["Authorization"].startswith("Bearer ")
    assert site.send("GET", f"{BASE}/events", headers=headers).status_code == 200


def test_sak_11_tokens_are_renewed_by_a_refresh_token_of_the_issuer(
    site: World,
) -> None:
    for document in both(site):
        [scheme] = document["components"]["securitySchemes"].values()
        assert "refresh token" in scheme["description"]


def test_sak_15_no_credential_is_taken_from_the_address(site: World) -> None:
    token = site.guard.token(Role.AUDITOR)
    for name in ("access_token", "token", "apiKey", "api_key"):
        answer = site.send("GET", f"{BASE}/events", params={name: token})
        assert answer.status_code == 401
    for document in both(site):
        kinds = document["components"]["securitySchemes"].values()
        assert "apiKey" not in {scheme["type"] for scheme in kinds}


def test_sak_21_no_table_of_the_database_is_exposed(site: World) -> None:
    # given
    tables = columns_of_tables()
    assert {"events", "commands", "head"} <= tables.keys()

    # then
    for name, schema in served(site)["components"]["schemas"].items():
        told = {snake(each) for each, _ in properties(schema)}
        for table, columns in tables.items():
            assert not columns <= told, f"{name} is the table {table}"


def columns_of_tables() -> dict[str, set[str]]:
    """Read the columns of every table from the migrations."""
    folder = Path(ksbs.store.__file__).parent / "migrations"
    text = "\n".join(p.read_text("utf-8") for p in sorted(folder.glob("*.sql")))
    found = re.findall(r"CREATE TABLE [\w]+\.(\w+) \(\n(.*?)\n\)", text, re.DOTALL)
    return {
        table: set(re.findall(r"^    ([a-z_]+) [a-z]", body, re.MULTILINE))
        for table, body in found
    }


def snake(name: str) -> str:
    return re.sub(r"([A-Z])", r"_\1", name).lower()


def test_sak_24_a_refusal_tells_nothing_that_helps_an_attack(site: World) -> None:
    for answer in (
        site.get("/programmes?limit='; DROP TABLE ksbs.events; --"),
        site.get("/programmes/..%2F..%2Fetc%2Fpasswd"),
        site.send("POST", f"{BASE}/programmes", content=b"{"),
        site.send("GET", "/nothing"),
    ):
        assert 400 <= answer.status_code < 500
        assert not INSIDE.search(answer.text), answer.text
        assert "Server" not in answer.headers


def test_sak_25_a_fault_of_the_system_hides_behind_a_plain_status(
    world: World,
) -> None:
    # when
    away = answer_of_broken(world, StoreUnavailable())
    broken = answer_of_broken(world, RuntimeError("relation ksbs.events is missing"))

    # then
    assert (away.status_code, broken.status_code) == (503, 500)
    for answer in (away, broken):
        assert "ksbs.events" not in answer.text
        assert answer.headers["Content-Type"] == PROBLEM_JSON


def test_sak_26_no_call_stack_is_sent(world: World) -> None:
    answer = answer_of_broken(world, RuntimeError("Traceback: store.py, line 7"))
    assert answer.status_code == 500
    assert not INSIDE.search(answer.text), answer.text
    assert answer.json().keys() == {
        *("type", "title", "status", "detail", "instance", "traceId")
    }


def test_arq_02_authorization_and_content_type_are_supported(world: World) -> None:
    told = world.post("/programmes", NOMINATION)
    other = {"Content-Type": "text/plain"}
    assert told.status_code == 201
    assert world.post("/programmes", NOMINATION, headers=other).status_code == 415
    assert world.send("POST", f"{BASE}/programmes", json=NOMINATION).status_code == 401


def test_arq_05_no_header_carries_what_is_to_be_recorded(site: World) -> None:
    document = served(site)
    told = {
        parameter["name"]
        for _, _, operation in operations(document)
        for parameter in parameters(document, operation)
        if parameter["in"] == "header"
    }
    assert told == HEADERS


def test_arq_06_get_and_head_are_idempotent_and_no_other_method_is_there(
    world: World,
) -> None:
    # given
    path = f"{BASE}/programmes/{world.nominate()}?knownAt=2026-10-01T08:00:00Z"
    headers = world.bearer(Role.AUDITOR)
    before = world.store.head()

    # when
    read = [world.send(m, path, headers=headers) for m in ("GET", "GET", "HEAD")]
    others = [
        world.send(m, path, headers=headers) for m in ("PUT", "DELETE", "OPTIONS")
    ]

    # then
    assert [answer.status_code for answer in read] == [200] * 3
    assert read[0].content == read[1].content
    assert [answer.status_code for answer in others] == [405] * 3
    assert world.store.head() == before


def test_fel_01_a_problem_tells_what_rfc_9457_asks(site: World) -> None:
    members = {"type", "title", "status", "detail", "instance"}
    for document in both(site):
        problem = document["components"]["schemas"]["Problem"]
        assert members <= set(problem["required"])
    told = site.get("/programmes?page=0").json()
    assert members <= told.keys()
    assert told["status"] == 400
    assert site.send("GET", told["type"]).status_code == 200


def test_fel_02_every_problem_is_application_problem_json(site: World) -> None:
    for document in both(site):
        for path, _, operation in operations(document):
            for status, answer in answers(document, operation).items():
                if status >= "400":
                    assert PROBLEM_JSON in answer["content"], (path, status)
    for sent in (
        site.get("/nothing"),
        site.send("GET", f"{BASE}/programmes"),
        site.send("PATCH", f"{BASE}/programmes"),
        site.get(f"/events/{UUID(int=9)}"),
    ):
        assert sent.status_code >= 400
        assert sent.headers["Content-Type"] == PROBLEM_JSON


def test_spa_02_every_operation_takes_a_traceparent_and_carries_it_on(
    world: World,
) -> None:
    for document in both(world):
        for path, _, operation in operations(document):
            told = {p["name"]: p["in"] for p in parameters(document, operation)}
            assert told["traceparent"] == "header", path
            for status, answer in answers(document, operation).items():
                assert "traceparent" in answer["headers"], (path, status)
    sent = {"traceparent": TRACEPARENT}
    recorded = world.post("/programmes", NOMINATION, headers=sent)
    assert recorded.headers["traceparent"].split("-")[1] == TRACE
    assert UUID(recorded.json()["event"]["correlationId"]) == UUID(TRACE)
    assert world.get("/nothing", headers=sent).json()["traceId"] == TRACE


def test_spa_07_no_other_header_stands_in_for_traceparent(world: World) -> None:
    # given
    other = {"X-Request-Id": "a", "X-Correlation-Id": "b"}

    # when
    answer = world.get("/programmes", headers=other | {"traceparent": TRACEPARENT})

    # then
    assert answer.headers["traceparent"].split("-")[1] == TRACE
    assert not {name.lower() for name in answer.headers} & {n.lower() for n in other}
    assert "request-id" not in str(served(world)).lower()
