"""Addresses are absolute, and those that clients reach the API under."""

import pytest

from ksbs.domain.words import Role
from ksbs.http.config import HttpConfig
from tests.support.api import BASE, NOMINATION, World

PROXIES = ("10.0.0.0/8", "2001:db8::/32")


def self_link(world: World, *forwarded: str, **headers: str) -> str:
    """Give the address that a list says it has."""
    asked = [
        *world.bearer(Role.AUDITOR).items(),
        *headers.items(),
        *(("Forwarded", each) for each in forwarded),
    ]
    answer = world.send("GET", f"{BASE}/programmes", headers=asked)
    href: str = answer.json()["_links"]["self"]["href"]
    return href.removesuffix(f"{BASE}/programmes")


def test_addresses_are_those_of_the_request() -> None:
    with World() as world:
        assert self_link(world) == "https://ksbs.example"
        assert self_link(world, Host="other.example:8443") == (
            "https://other.example:8443"
        )


def test_a_public_address_is_used_whatever_a_request_says() -> None:
    config = HttpConfig("https://ksbs.stad.example/", trusted_proxies=PROXIES)
    with World(config, peer="10.1.2.3") as world:
        assert self_link(world, "host=evil.example", Host="x.example") == (
            "https://ksbs.stad.example"
        )


def test_the_public_address_stands_in_problems_and_locations_too() -> None:
    with World(HttpConfig("https://ksbs.stad.example")) as world:
        # when
        answer = world.post("/programmes", NOMINATION)
        refused = world.post("/programmes", NOMINATION)

        # then
        start = f"https://ksbs.stad.example{BASE}"
        assert answer.headers["Location"].startswith(f"{start}/programmes/")
        assert refused.json()["type"].startswith(f"{start}/problems/")


@pytest.mark.parametrize(
    ("forwarded", "origin"),
    [
        (("proto=http;host=ksbs.stad.example",), "http://ksbs.stad.example"),
        (('for="10.2.3.4:80";host="a.example:8443"',), "https://a.example:8443"),
        (("for=203.0.113.9;Host=a.example;PROTO=http",), "http://a.example"),
        (("for=9.9.9.9;host=forged.example, for=8.8.8.8;host=a.example",), "https://a.example"),
        (("for=8.8.8.8;host=a.example, for=10.9.9.9;host=in.example",), "https://a.example"),
        (("for=8.8.8.8;host=a.example", "for=10.9.9.9;proto=http"), "http://a.example"),
        (('for="[2001:db8::1]:4711";host=a.example',), "https://a.example"),
        (("for=8.8.8.8;host=bad/host",), "https://localhost"),
        (("for=8.8.8.8;proto=ftp",), "https://ksbs.example"),
        (("nonsense",), "https://ksbs.example"),
        ((",,;;==",), "https://ksbs.example"),
    ],
)  # fmt: skip
def test_a_trusted_proxy_says_under_which_address_it_was_reached(
    forwarded: tuple[str, ...], origin: str
) -> None:
    with World(HttpConfig(trusted_proxies=PROXIES), peer="10.1.2.3") as world:
        assert self_link(world, *forwarded) == origin


@pytest.mark.parametrize("peer", ["192.0.2.7", "unknown", "11.0.0.1"])
def test_nobody_else_is_believed(peer: str) -> None:
    with World(HttpConfig(trusted_proxies=PROXIES), peer=peer) as world:
        assert self_link(world, "host=evil.example;proto=http") == (
            "https://ksbs.example"
        )


def test_other_forwarding_headers_are_never_believed() -> None:
    with World(HttpConfig(trusted_proxies=PROXIES), peer="10.1.2.3") as world:
        headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
        assert self_link(world, **headers) == "https://ksbs.example"


@pytest.mark.parametrize(
    "public", ["ksbs.example", "ftp://x", "https://a/b", "https://"]
)
def test_a_public_address_must_be_an_origin(public: str) -> None:
    with pytest.raises(ValueError, match="is no origin"):
        World(HttpConfig(public))


def test_a_trusted_proxy_must_be_an_address_or_a_network() -> None:
    with pytest.raises(ValueError, match="does not appear to be"):
        World(HttpConfig(trusted_proxies=("proxy.example",)))
