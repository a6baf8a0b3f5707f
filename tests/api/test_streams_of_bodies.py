"""A body that arrives piece by piece, as a server hands it on."""

from typing import Any

from ksbs.domain.words import Role
from tests.support.api import World


class Wire:
    """Plays a server: hands on pieces, counts what is asked for, keeps the answer."""

    def __init__(
        self, world: World, pieces: list[dict[str, Any]], **headers: str
    ) -> None:
        self.world = world
        self.pieces = iter(pieces)
        self.asked = 0
        self.sent: list[dict[str, Any]] = []
        known = {
            "host": "ksbs.example",
            "authorization": world.bearer(Role.PROGRAMME_OFFICE)["Authorization"],
            "content-type": "application/json",
            "idempotency-key": "key",
        }
        self.scope: Any = {
            "type": "http",
            "http_version": "1.1",
            "method": "POST",
            "scheme": "https",
            "path": "/ksbs/v0/programmes",
            "raw_path": b"/ksbs/v0/programmes",
            "query_string": b"",
            "root_path": "",
            "headers": [(k.encode(), v.encode()) for k, v in (known | headers).items()],
            "client": ("192.0.2.7", 1),
            "server": ("ksbs.example", 443),
            "extensions": {},
        }

    async def receive(self) -> Any:
        self.asked += 1
        return next(self.pieces)

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    def run(self) -> int:
        """Serve the request and give the status."""
        self.world.raw(self.scope, self.receive, self.send)
        status: int = self.sent[0]["status"]
        return status


def piece(body: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_that_grows_too_large_is_not_read_to_its_end(world: World) -> None:
    # given a body without an announced length that never ends
    wire = Wire(world, [piece(b" " * 30_000) for _ in range(1000)])

    # when
    status = wire.run()

    # then
    assert status == 413
    assert wire.asked == 4


def test_a_body_that_announces_too_much_is_not_read_at_all(world: World) -> None:
    # given
    wire = Wire(world, [], **{"content-length": "100001"})

    # when
    status = wire.run()

    # then
    assert status == 413
    assert wire.asked == 0


def test_a_body_that_lies_about_its_length_is_stopped_too(world: World) -> None:
    # given
    wire = Wire(
        world, [piece(b" " * 60_000) for _ in range(9)], **{"content-length": "10"}
    )

    # then
    assert wire.run() == 413
    assert wire.asked == 2


def test_who_asks_is_looked_at_before_what_is_sent(world: World) -> None:
    # given a stranger with a body of the wrong kind and size
    wire = Wire(
        world,
        [],
        **{
            "authorization": "Bearer nobody",
            "content-type": "text/plain",
            "content-length": "999999999",
        },
    )

    # then
    assert wire.run() == 401


def test_a_client_that_leaves_records_nothing(world: World) -> None:
    # given
    wire = Wire(world, [piece(b'{"schoolUnit'), {"type": "http.disconnect"}])

    # when
    wire.run()

    # then
    assert world.store.head().position == 0
