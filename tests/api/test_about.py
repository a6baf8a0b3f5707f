"""What the API tells of itself, its headers, and whether it can work."""

from datetime import date
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from ksbs import __version__
from ksbs.application.ports import Append, NewEntry
from ksbs.domain.event import Metadata, RecordedBy
from ksbs.domain.record.amendment import EntryAnnulled
from ksbs.domain.words import Role
from tests.support.api import BASE, HOST, World, person


def test_the_api_tells_what_the_profile_asks(world: World) -> None:
    # when
    answer = world.send("GET", f"{BASE}/api-info")

    # then
    assert answer.json() == {
        "apiName": "ksbs",
        "apiVersion": __version__,
        "apiReleased": "2026-11-23",
        "apiDocumentation": f"{HOST}{BASE}/docs",
        "apiStatus": "beta",
    }


@pytest.mark.parametrize(
    "path", [f"{BASE}/api-info", f"{BASE}/programmes", "/nothing", "/health/live"]
)
def test_every_answer_is_guarded_by_its_headers(world: World, path: str) -> None:
    # when
    headers = world.send("GET", path).headers

    # then
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'"
    )
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Cache-Control" in headers
    assert "Server" not in headers


def test_strict_transport_is_asked_for_under_https_only(world: World) -> None:
    # when
    answer = world.send("GET", "http://ksbs.example/health/live")

    # then
    assert "Strict-Transport-Security" not in answer.headers


def test_what_is_public_may_be_cached(world: World) -> None:
    for path in ("/api-info", "/problems/forbidden"):
        answer = world.send("GET", BASE + path)
        assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_head_answers_as_get_without_a_body(world: World) -> None:
    # given
    headers = world.bearer(Role.AUDITOR)
    path = f"{BASE}/programmes/{world.nominate()}"

    # when
    head = world.send("HEAD", path, headers=headers)
    get = world.send("GET", path, headers=headers)

    # then
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(get.content))


def test_the_service_lives_even_if_its_database_does_not(world: World) -> None:
    # given
    world.store.away = True

    # when
    live, ready = world.send("GET", "/health/live"), world.send("GET", "/health/ready")

    # then
    assert live.status_code == 200
    assert ready.status_code == 503
    assert ready.json() == {"status": "unavailable", "checks": {"database": "failed"}}
    assert int(ready.headers["Retry-After"]) > 0


def test_the_service_is_ready_when_its_record_is_sound(world: World) -> None:
    # given an annulment as it should be
    programme_id = world.nominate()
    [event] = world.get(f"/programmes/{programme_id}/events").json()["items"]
    annulment = {"targetEventId": event["eventId"], "reason": "Fel skola."}
    path = f"/programmes/{programme_id}/annulments"
    world.post(path, annulment, role=Role.REGISTRAR, version=1)

    # when
    answer = world.send("GET", "/health/ready")

    # then
    assert answer.status_code == 200
    assert answer.json()["checks"] == {"database": "ok", "amendments": "ok"}


def annul(world: World, programme_id: str, target: UUID, *, version: int) -> None:
    """Append an annulment past every rule, as a broken import might."""
    event = EntryAnnulled(
        occurred_on=date(2026, 10, 1), target_event_id=target, reason="Ingen."
    )
    metadata = Metadata(
        event_id=uuid7(),
        recorded_by=RecordedBy(person_id=person(Role.ADMIN), role=Role.ADMIN),
        command_id=uuid7(),
        correlation_id=uuid7(),
        source="import",
    )
    entry = NewEntry(UUID(programme_id), version, metadata, event)
    world.store.append(Append(metadata.command_id, b"", (entry,)))


def test_an_amendment_that_names_nothing_turns_the_service_red(world: World) -> None:
    # given a probe that found everything sound
    programme_id = world.nominate()
    assert world.send("GET", "/health/ready").status_code == 200

    # when
    annul(world, programme_id, UUID(int=1), version=2)

    # then it stays red, and sound ones after it change nothing
    for _ in range(2):
        answer = world.send("GET", "/health/ready")
        assert answer.status_code == 503
        assert answer.json() == {
            "status": "unsound",
            "checks": {"database": "ok", "amendments": "failed"},
        }


@pytest.mark.parametrize("name", ["openapi.json", "openapi.yaml"])
def test_the_api_describes_itself_in_both_languages(world: World, name: str) -> None:
    # when
    path = f"{BASE}/{name}"
    swedish = world.send("GET", path, headers={"Accept-Language": "sv"})
    english = world.send("GET", path)

    # then
    assert swedish.status_code == english.status_code == 200
    assert "Nominera en skolenhet till KSBS" in swedish.text
    assert "Nominate a school unit" in english.text
    assert f"{HOST}{BASE}" in english.text
    assert english.headers["Vary"] == "Accept-Language"
    again = world.send("GET", path, headers={"If-None-Match": english.headers["ETag"]})
    assert again.status_code == 304
