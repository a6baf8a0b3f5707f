"""Keys fetched from an identity provider over real HTTP."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import structlog
from joserfc.jwk import ECKey

from ksbs.auth.keys import KeysUnavailable
from ksbs.auth.refusal import Reason
from ksbs.auth.remote_keys import FORGET_AFTER, REFRESH_AFTER, RETRY_AFTER, JwksUrl
from tests.unit.auth.provider import Provider, reason_of


class Site:
    """A web server that publishes one document and counts who asked."""

    def __init__(self) -> None:
        self.status = 200
        self.document = b""
        self.location = ""
        self.asked = 0
        self.clock = 1_000.0
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked += 1
                self.send_response(site.status)
                self.send_header("Location", site.location)
                self.send_header("Content-Length", str(len(site.document)))
                self.end_headers()
                self.wfile.write(site.document)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/jwks"

    def keys(self) -> JwksUrl:
        return JwksUrl(self.url, monotonic=lambda: self.clock)


@pytest.fixture
def site(provider: Provider) -> Iterator[Site]:
    site = Site()
    site.document = provider.document()
    thread = threading.Thread(target=site.server.serve_forever, args=(0.01,))
    thread.start()
    with structlog.testing.capture_logs():
        yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


def eventually_asked(site: Site, times: int) -> bool:
    end = time.monotonic() + 5
    while site.asked < times and time.monotonic() < end:
        time.sleep(0.005)
    return site.asked == times


def test_keys_are_fetched_once_for_many_tokens(provider: Provider, site: Site) -> None:
    # given
    verifier = provider.verifier(keys=site.keys())

    # when
    reasons = {reason_of(verifier, provider.token()) for _ in range(5)}

    # then
    assert reasons == {None}
    assert site.asked == 1


def test_a_token_with_a_new_key_makes_the_keys_be_fetched_again(
    provider: Provider, site: Site
) -> None:
    # given
    verifier = provider.verifier(keys=site.keys())
    assert reason_of(verifier, provider.token()) is None

    # when
    provider.keys["second"] = ECKey.generate_key("P-256")
    site.document = provider.document()
    site.clock += RETRY_AFTER
    token = provider.token(key=provider.keys["second"], kid="second")

    # then
    assert reason_of(verifier, token) is None
    assert site.asked == 2


def test_invented_key_ids_cannot_flood_the_provider(
    provider: Provider, site: Site
) -> None:
    # given
    verifier = provider.verifier(keys=site.keys())

    # when
    tokens = [provider.token(kid=f"invented-{number}") for number in range(20)]
    reasons = {reason_of(verifier, token) for token in tokens}

    # then
    assert reasons == {Reason.KEY}
    assert site.asked == 1


def test_a_key_withdrawn_is_forgotten_after_the_next_refresh(
    provider: Provider, site: Site
) -> None:
    # given
    keys = site.keys()
    assert keys.find("first") is not None

    # when
    provider.keys = {"second": ECKey.generate_key("P-256")}
    site.document = provider.document()
    site.clock += REFRESH_AFTER + 1
    assert keys.find("first") is not None  # answered from the kept keys, no waiting

    # then
    assert eventually_asked(site, 2)
    end = time.monotonic() + 5
    while keys.find("first") is not None and time.monotonic() < end:
        time.sleep(0.005)
    assert keys.find("first") is None


def test_kept_keys_outlive_an_outage_for_a_day(provider: Provider, site: Site) -> None:
    # given
    keys = site.keys()
    assert keys.find("first") is not None
    site.status = 503

    # when
    site.clock += FORGET_AFTER - 1
    assert keys.find("first") is not None
    site.clock += 2

    # then
    with pytest.raises(KeysUnavailable):
        keys.find("first")
    assert provider.keys


@pytest.mark.parametrize(
    ("status", "document"),
    [(500, None), (302, None), (404, None), (200, b"<html>"), (200, b" " * 300_000)],
)
def test_without_keys_no_token_can_be_judged(
    site: Site, status: int, document: bytes | None
) -> None:
    # given
    site.location = site.url + "?elsewhere"
    site.status = status
    site.document = site.document if document is None else document
    keys = site.keys()

    # then
    with pytest.raises(KeysUnavailable):
        keys.find("first")
    assert site.asked == 1


def test_a_provider_that_was_away_at_the_start_is_asked_again(site: Site) -> None:
    # given
    site.status = 500
    keys = site.keys()
    with pytest.raises(KeysUnavailable):
        keys.find("first")

    # when
    site.status = 200
    site.clock += 3

    # then
    assert keys.find("first") is not None


def test_a_server_that_does_not_answer_means_unavailable() -> None:
    # given
    keys = JwksUrl("http://127.0.0.1:1/jwks")

    # then
    with structlog.testing.capture_logs(), pytest.raises(KeysUnavailable):
        keys.find("first")


def test_many_threads_make_one_fetch(site: Site) -> None:
    # given
    keys = site.keys()
    found: list[object] = []

    # when
    threads = [
        threading.Thread(target=lambda: found.append(keys.find("first")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # then
    assert len(found) == 8
    assert None not in found
    assert site.asked == 1
