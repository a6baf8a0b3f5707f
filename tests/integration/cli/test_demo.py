"""`ksbs demo`: the fictional city, filled once and kept."""

import json
import signal
from collections.abc import Iterator

import pytest

from ksbs.store.embedded import embedded_server
from tests.integration.cli.conftest import Done, Ksbs


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ksbs, Done]]:
    """A home with the demo in it, and what filling it said."""
    home = tmp_path_factory.mktemp("demo") / "home"
    with embedded_server(home):
        ksbs = Ksbs(home)
        yield ksbs, ksbs("demo", "--exit", "--json")


def test_filling_gives_one_object(city: tuple[Ksbs, Done]) -> None:
    # given
    _, filled = city
    # then
    assert filled.code == 0, filled.err
    counts = filled.json
    assert counts["programmes"] == 34
    assert counts["events"] >= 400
    assert counts["schoolUnits"] >= 12
    assert counts["seed"] == 1
    assert filled.err == ""


def test_filling_again_changes_nothing(city: tuple[Ksbs, Done]) -> None:
    # given
    ksbs, filled = city
    # when
    again = ksbs("demo", "--exit", "--json")
    # then
    assert again.json == filled.json


def test_another_seed_needs_another_home(city: tuple[Ksbs, Done]) -> None:
    # given
    ksbs, _ = city
    # when
    refused = ksbs("demo", "--exit", "--seed", 2)
    # then
    assert refused.code == 4
    assert "already holds the log demo.seed-1" in refused.err
    assert "Next: Choose another directory, as in: KSBS_HOME=" in refused.err


def test_the_city_can_be_seen_as_of_any_day(city: tuple[Ksbs, Done]) -> None:
    # given
    ksbs, _ = city
    # when
    now = ksbs("list", "--json").json["items"]
    before = ksbs("list", "--json", "--valid-at", "2020-01-31").json["items"]
    known = ksbs("list", "--json", "--known-at", "2024-06-30").json["items"]
    # then
    assert len(now) == 34
    assert before == []
    assert 0 < len(known) < 34


def test_every_programme_can_be_shown_at_every_turn(city: tuple[Ksbs, Done]) -> None:
    # given
    ksbs, _ = city
    first = ksbs("list", "--json").json["items"][0]["programmeId"]
    # when
    shown = ksbs(
        "show", first, "--valid-at", "2025-03-01", "--known-at", "2026-01-01", "--json"
    )
    # then
    assert shown.json["asOf"]["validAt"] == "2025-03-01"
    assert shown.json["asOf"]["knownAt"].startswith("2026-01-01T22:59:59")


def test_production_refuses_the_demo(city: tuple[Ksbs, Done]) -> None:
    # given
    ksbs, _ = city
    provider = {
        "KSBS_MODE": "production",
        "KSBS_OIDC_ISSUER": "https://login.example",
        "KSBS_OIDC_AUDIENCE": "ksbs",
        "KSBS_OIDC_JWKS_URL": "https://login.example/keys",
    }
    production = Ksbs(ksbs.home, provider)
    # when
    told, served = production("demo", "--exit"), production("serve", "--port", 0)
    # then
    assert (told.code, served.code) == (2, 2)
    assert "its events carry invented times" in served.err


def test_filled_already_it_serves_at_once_and_says_what_to_try(
    city: tuple[Ksbs, Done],
) -> None:
    # given
    ksbs, filled = city
    # when
    with ksbs.started("demo", "--port", 0) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    # then
    counts = json.loads(filled.out)
    assert first.startswith(f"34 programmes, {counts['events']} events")
    assert "token --role programme-office" in said
    assert "curl -H" in said
    assert process.returncode == 0
