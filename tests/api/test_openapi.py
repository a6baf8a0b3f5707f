"""The document as it is served: complete, cached, in the language asked for."""

import json
from collections.abc import Iterator

import pytest
import yaml
from litestar.routes import HTTPRoute

from ksbs.domain.register import load_domain
from ksbs.domain.rule import ADVISORIES, RULES
from ksbs.http.config import HttpConfig
from ksbs.http.openapi import document
from ksbs.http.problems.kinds import KINDS
from ksbs.http.routes import BASE
from tests.api.openapi_contract import METHODS
from tests.support.api import HOST, World

load_domain()


@pytest.fixture(scope="module")
def installation() -> Iterator[World]:
    """One installation for what only reads what it says of itself."""
    with World() as world:
        yield world


def served(world: World) -> set[tuple[str, str]]:
    """Every method and path that Litestar routes, in the document's spelling."""
    return {
        (method.lower(), route.path_format)
        for route in world.app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods
        if method.lower() in METHODS
    }


def test_the_document_tells_of_every_route_and_of_no_other(
    installation: World,
) -> None:
    # when the prefix stands in the servers only
    told = {
        (method, ("" if "servers" in item[method] else BASE) + path)
        for path, item in document()["paths"].items()
        for method in item
        if method in METHODS
    }

    # then
    assert told == served(installation)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_served_in_the_language_asked_for_and_names_this_installation(
    installation: World, language: str
) -> None:
    # when
    answer = installation.send(
        "GET", f"{BASE}/openapi.json", headers={"Accept-Language": language}
    )

    # then
    assert answer.json() == document("sv" if language == "sv" else "en", origin=HOST)
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_address_that_clients_use_is_the_one_in_the_document() -> None:
    # given
    public = "https://ksbs.kommun.example"
    with World(config=HttpConfig(public_url=public)) as world:
        # when
        answer = world.send("GET", f"{BASE}/openapi.json")

    # then
    assert [s["url"] for s in answer.json()["servers"]] == [public + BASE]


def test_yaml_says_what_json_says(installation: World) -> None:
    # when
    as_yaml = installation.send("GET", f"{BASE}/openapi.yaml")
    as_json = installation.send("GET", f"{BASE}/openapi.json")

    # then
    assert as_yaml.headers["content-type"].startswith("application/yaml")
    assert yaml.safe_load(as_yaml.content) == as_json.json()


@pytest.mark.parametrize("name", ["openapi.json", "openapi.yaml"])
def test_it_is_not_sent_again_to_who_has_it(installation: World, name: str) -> None:
    # given
    first = installation.send("GET", f"{BASE}/{name}")

    # when
    again = installation.send(
        "GET", f"{BASE}/{name}", headers={"If-None-Match": first.headers["ETag"]}
    )

    # then
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("name", sorted([*KINDS, *RULES, *ADVISORIES]))
def test_every_problem_rule_and_advisory_has_a_page_in_both_languages(
    installation: World, name: str
) -> None:
    # when
    path = f"{BASE}/problems/{name}"
    answer = installation.send("GET", path)
    page = installation.send("GET", path, headers={"Accept": "text/html"})

    # then
    assert answer.status_code == 200, answer.text
    told = json.loads(answer.content)
    assert told["type"] == HOST + path
    assert told["detail"] != told["detailSv"]
    assert page.headers["content-type"].startswith("text/html")
    assert f"<code>{name}</code>" in page.text
