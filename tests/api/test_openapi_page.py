"""The documentation's page and files, as any client receives them."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from ksbs.http.openapi.ui import handlers
from ksbs.http.routes import BASE
from tests.support.api import World

DOCS = f"{BASE}/docs"


@pytest.fixture(scope="module")
def site() -> Iterator[World]:
    """An installation with its documentation."""
    with World() as world:
        for handler in handlers():
            world.app.register(handler)
        yield world


def get(site: World, path: str, **headers: str) -> httpx.Response:
    return site.send("GET", path, headers=headers)


@pytest.mark.parametrize(
    ("path", "accept", "language"),
    [
        (DOCS, "sv-SE,sv;q=0.9,en;q=0.5", "sv"),
        (DOCS, "de", "en"),
        (f"{DOCS}?language=sv", "en", "sv"),
        (f"{DOCS}?language=en", "sv", "en"),
        (f"{DOCS}?language=de", "sv", "sv"),
    ],
)
def test_the_page_speaks_the_language_chosen_else_the_browsers(
    site: World, path: str, accept: str, language: str
) -> None:
    # when
    answer = get(site, path, **{"Accept-Language": accept})

    # then
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.text


def test_the_page_allows_nothing_inline_and_no_other_host(site: World) -> None:
    # when
    answer = get(site, DOCS)

    # then
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "//" not in policy
    assert not re.search(
        r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.text
    )
    assert "http" not in re.sub(r"<!doctype html>", "", answer.text)


def test_every_file_of_the_page_is_there_with_its_type(site: World) -> None:
    # given
    page = get(site, DOCS).text
    types = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}

    # when
    names = re.findall(r'(?:href|src)="(docs/[^"]+)"', page)

    # then
    assert len(names) == 4
    for name in names:
        answer = get(site, f"{BASE}/{name}")
        assert answer.status_code == 200
        ending = name.partition("?")[0].rpartition(".")[2]
        assert answer.headers["content-type"] == types[ending]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_not_sent_again_to_who_has_it(site: World) -> None:
    # given
    path = f"{DOCS}/swagger-ui.css"
    first = get(site, path)

    # when
    again = get(site, path, **{"If-None-Match": first.headers["ETag"]})

    # then
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "name", ["README.md", "..%2Fui.py", "SHA256SUMS", "index.html", "%00"]
)
def test_nothing_else_can_be_asked_for(site: World, name: str) -> None:
    # when
    answer = get(site, f"{DOCS}/{name}")

    # then
    assert answer.status_code == 404
    told: dict[str, Any] = answer.json()
    assert told["type"].endswith("/problems/not-found")
