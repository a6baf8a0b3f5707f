"""The API behind its real server, where a client can send what no library would."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn

from ksbs.domain.words import Role
from tests.support.api import NOMINATION, World


@dataclass
class Wire:
    """A running server and what a client needs to be let in."""

    port: int
    authorization: str

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def head(self, **headers: str) -> bytes:
        """Give the head of a nomination."""
        known = {
            "Host": "ksbs.example",
            "Authorization": self.authorization,
            "Content-Type": "application/json",
            "Idempotency-Key": "key",
        }
        lines = [f"{name}: {value}" for name, value in (known | headers).items()]
        return "\r\n".join(
            ["POST /ksbs/v0/programmes HTTP/1.1", *lines, "", ""]
        ).encode()


@pytest.fixture
def wire(world: World) -> Iterator[Wire]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        world.app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    token = world.bearer(Role.PROGRAMME_OFFICE)["Authorization"]
    yield Wire(listening.getsockname()[1], token)
    server.should_exit = True
    thread.join()
    listening.close()


def everything(connection: socket.socket) -> bytes:
    """Read until the server closes the connection."""
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def test_a_body_without_end_is_cut_off(wire: Wire) -> None:
    # given a chunked body of no announced length
    with wire.connect() as connection:
        connection.sendall(wire.head(**{"Transfer-Encoding": "chunked"}))
        chunk = b"2710\r\n" + b" " * 10_000 + b"\r\n"

        # when
        for _ in range(11):
            connection.sendall(chunk)
        answer = everything(connection)

    # then the connection is closed, though the body has not ended
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"/problems/body-too-large" in answer
    assert b"connection: close" in answer.lower()


def test_a_chunked_body_is_read_as_any_other(wire: Wire) -> None:
    # given
    body = json.dumps(NOMINATION).encode()

    # when
    with wire.connect() as connection:
        connection.sendall(
            wire.head(**{"Transfer-Encoding": "chunked", "Connection": "close"})
        )
        for part in (body[:100], body[100:]):
            connection.sendall(b"%x\r\n%s\r\n" % (len(part), part))
        connection.sendall(b"0\r\n\r\n")
        answer = everything(connection)

    # then
    assert answer.startswith(b"HTTP/1.1 201 ")
    assert b"\r\nserver:" not in answer.lower()


def test_a_connection_serves_one_request_after_the_other(wire: Wire) -> None:
    # given
    body = json.dumps(NOMINATION).encode()
    length = str(len(body))

    # when
    with wire.connect() as connection:
        connection.sendall(wire.head(**{"Content-Length": length}) + body)
        first = connection.recv(65_536)
        connection.sendall(
            wire.head(**{"Content-Length": length, "Connection": "close"}) + body
        )
        second = everything(connection)

    # then
    assert first.startswith(b"HTTP/1.1 201 ")
    assert second.startswith(b"HTTP/1.1 201 ")
    assert first.split(b"\r\n\r\n")[1] == second.split(b"\r\n\r\n")[1]
