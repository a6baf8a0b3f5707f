"""`ksbs serve` as a process: it answers, and it ends in order."""

import json
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.integration.cli.conftest import Ksbs


@contextmanager
def served(ksbs: Ksbs) -> Iterator[tuple["subprocess.Popen[str]", dict[str, str]]]:
    """Start the server on a free port and wait until it says where it listens."""
    with ksbs.started("serve", "--port", 0, "--json") as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        said = ""
        for line in lines:
            said += line
            if line.startswith("}"):
                break
        yield process, json.loads(said)


def get(url: str, token: str | None = None) -> tuple[int, Any]:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 (our own server)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 (as above)
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_as_soon_as_it_says_so_and_ends_in_order(
    ksbs: Ksbs, ending: signal.Signals
) -> None:
    # given
    token = ksbs("token", "--role", "programme-office").out.splitlines()[-1]
    # when
    with served(ksbs) as (process, said):
        answer = get(f"{said['api']}/programmes", token)
        nobody = get(f"{said['api']}/programmes")
        process.send_signal(ending)
        _, errors = process.communicate(timeout=30)
    # then
    assert answer[0] == 200
    assert "items" in answer[1]
    assert nobody[0] == 401
    assert process.returncode == 0, errors


def test_it_describes_itself_to_people_and_programs(ksbs: Ksbs) -> None:
    # when
    with served(ksbs) as (_, said):
        status, document = get(f"{said['api']}/openapi.json")
        with urllib.request.urlopen(f"{said['api']}/docs", timeout=30) as page:  # noqa: S310 (our own server)
            html = page.read().decode()
    # then
    assert status == 200
    assert document["openapi"].startswith("3.1")
    assert "swagger-ui-bundle.js" in html


def test_its_links_begin_with_the_public_address_that_is_set(ksbs: Ksbs) -> None:
    # given
    behind = Ksbs(ksbs.home, {"KSBS_PUBLIC_URL": "https://ksbs.example/"})
    # when
    with served(behind) as (_, said):
        _, document = get(f"{said['api']}/openapi.json")
        _, info = get(f"{said['api']}/api-info")
    # then
    address = "https://ksbs.example/ksbs/v0"
    assert document["servers"][0]["url"] == address
    assert info["apiDocumentation"] == f"{address}/docs"
    assert info["apiVersion"] == ksbs("--version").out.split()[-1]


def test_a_trusted_proxy_says_where_the_api_is_reached(ksbs: Ksbs) -> None:
    # given
    behind = Ksbs(ksbs.home, {"KSBS_TRUSTED_PROXIES": "192.0.2.0/24,127.0.0.1"})
    forwarded = {"Forwarded": "for=198.51.100.7;host=ksbs.example;proto=https"}
    # when
    with served(behind) as (_, said):
        request = urllib.request.Request(  # noqa: S310 (our own server)
            f"{said['api']}/api-info", headers=forwarded
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 (as above)
            info = json.load(answer)
    # then
    assert info["apiDocumentation"].startswith("https://ksbs.example/ksbs/v0/")


def test_its_log_is_one_json_object_a_line(ksbs: Ksbs) -> None:
    # when
    with served(ksbs) as (process, said):
        get(f"{said['url']}/health/live")
        process.terminate()
        _, errors = process.communicate(timeout=30)
    # then
    records = [json.loads(line) for line in errors.splitlines()]
    assert [each["event"] for each in records] == ["listening", "request"]


def test_a_port_in_use_is_told_before_anything_starts(ksbs: Ksbs) -> None:
    # given
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        # when
        done = ksbs("serve", "--port", port)
    # then
    assert done.code == 2
    assert (
        f"Cannot listen on 127.0.0.1 port {port}: Address already in use." in done.err
    )
    assert "Next: Choose another with --port" in done.err


def test_a_flag_goes_before_the_environment(ksbs: Ksbs) -> None:
    # given
    elsewhere = Ksbs(ksbs.home, {"KSBS_HOST": "not-an-address.invalid"})
    # when
    refused = elsewhere("serve", "--port", 0)
    # then
    assert refused.code == 2
    assert "not-an-address.invalid" in refused.err
    assert "Next: Name an address of this machine with --host" in refused.err
    with elsewhere.started("serve", "--host", "127.0.0.1", "--port", "0") as process:
        assert process.stderr is not None
        assert json.loads(process.stderr.readline())["host"] == "127.0.0.1"
