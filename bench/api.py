"""The API over loopback: a POST against `perform` in process, a GET against an empty one.

A real server process (uvicorn) answers over TCP, with tokens verified and one client
connection kept open. `post_vs_perform` is the time of a POST that records one event over
the time of the same command performed in process on the same database. `get_vs_empty`
is the time of reading a programme of twenty events over that of `/health/live`, which
does nothing.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import UUID

from bench import harness, ours
from ksbs.auth.issuer import issue_token
from ksbs.domain.words import Role
from ksbs.main import running
from ksbs.settings import Settings

EVIDENCE = 11
"""Pieces of evidence that bring the programme that is read to twenty events."""


def environment(home: Path) -> dict[str, str]:
    """Give the environment of a ksbs process of its own."""
    return {"KSBS_HOME": str(home), "PATH": "/usr/bin:/bin", "KSBS_LOG_LEVEL": "error"}


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve from another process on a free port, and give its address."""
    command = [sys.executable, "-m", "ksbs.cli", "serve", "--port", "0", "--json"]
    process = subprocess.Popen(
        command, env=environment(home), stdout=subprocess.PIPE, text=True
    )
    try:
        yield _address(process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _address(process: "subprocess.Popen[str]") -> str:
    """Give the URL that the server says it listens on."""
    if process.stdout is None:
        raise RuntimeError("the server's output is not read")
    for line in process.stdout:
        found = [word for word in line.replace('"', " ").split() if "http://" in word]
        if found:
            return found[0].rstrip("/,.").removesuffix("/ksbs/v0")
    raise RuntimeError("the server did not say where it listens")


def bench(quick: bool) -> harness.Report:
    """Measure."""
    report = harness.Report("api")
    rounds, times = (7, 40) if quick else (15, 150)
    with TemporaryDirectory(prefix="ksbs-bench-", dir="/var/tmp") as folder:
        settings = Settings(home=Path(folder) / "home")
        with (
            running(settings) as parts,
            serving(settings.home) as address,
            closing(HTTPConnection(urlsplit(address).netloc, timeout=30)) as client,
        ):
            side = ours.Ours(parts.services, "api")
            posted, performed = side.programme("00000001"), side.programme("00000002")
            read = side.programme("00000003")
            for _ in range(EVIDENCE):
                side.add_evidence(read)
            post = _poster(client, posted, settings=settings)
            get = _getter(client, read, settings=settings)
            for _ in range(rounds):
                rates = {
                    "post": _seconds(post, times),
                    "perform": _seconds(lambda: side.add_evidence(performed), times),
                    "get": _seconds(get, times),
                    "empty": _seconds(
                        lambda: _ask(client, "GET", "/health/live", {}), times
                    ),
                }
                ratios = {
                    "post_vs_perform": rates["post"] / rates["perform"],
                    "get_vs_empty": rates["get"] / rates["empty"],
                }
                report.add(rates, ratios)
    return report


def _poster(
    client: HTTPConnection, programme_id: UUID, *, settings: Settings
) -> Callable[[], object]:
    token = issue_token(settings, role=Role.ANALYST, person=ours.PERSONS[Role.ANALYST])
    url = f"/ksbs/v0/programmes/{programme_id}/evidence"
    version, key = count(ours.EVENTS_BEFORE_EVIDENCE), count()

    def post() -> None:
        number = next(key)
        body = ours.evidence(number).model_dump(
            mode="json", by_alias=True, exclude_none=True
        )
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"bench-{number}",
            "If-Match": f'"{next(version)}"',
        }
        _ask(client, "POST", url, headers, json.dumps(body))

    return post


def _getter(
    client: HTTPConnection, programme_id: UUID, *, settings: Settings
) -> Callable[[], object]:
    token = issue_token(settings, role=Role.AUDITOR)
    headers = {"Authorization": f"Bearer {token}"}
    url = f"/ksbs/v0/programmes/{programme_id}"
    return lambda: _ask(client, "GET", url, headers)


def _ask(
    client: HTTPConnection,
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: str | None = None,
) -> None:
    """Ask by the standard library's plain client: it is not what is measured."""
    client.request(method, url, body=body, headers=dict(headers))
    answer = client.getresponse()
    answer.read()
    assert answer.status in {200, 201}, answer.status


def _seconds(operation: Callable[[], object], times: int) -> float:
    """Give the seconds that one operation takes, on average over `times`."""
    started = time.perf_counter()
    for _ in range(times):
        operation()
    return (time.perf_counter() - started) / times


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
