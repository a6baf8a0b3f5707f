"""Under which address clients reach the API: for absolute links and for HSTS."""

import re
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_PAIR = re.compile(r'\s*([A-Za-z]+)=(?:"([^"\\]*)"|([^\s;,"]+))\s*')
_LONGEST = 2_000
_NOWHERE = "localhost"


@dataclass(frozen=True, slots=True)
class Origin:
    """A scheme and a host with its port."""

    scheme: str
    host: str

    @property
    def url(self) -> str:
        """The origin as the beginning of an address."""
        return f"{self.scheme}://{self.host}"


@dataclass
class Origins:
    """Finds the origin of a request.

    Args:
        public_url: The one origin there is; what requests say is then not looked at.
        trusted_proxies: Addresses or networks whose `Forwarded` header is believed.

    Raises:
        ValueError: If one of them is no origin, address or network.
    """

    public_url: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    _networks: list[IPv4Network | IPv6Network] = field(init=False)
    _fixed: Origin | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._networks = [ip_network(each) for each in self.trusted_proxies]
        if self.public_url is not None:
            scheme, _, host = self.public_url.rstrip("/").partition("://")
            if scheme not in {"http", "https"} or not _HOST.fullmatch(host):
                raise ValueError(
                    f"{self.public_url!r} is no origin; write it as https://ksbs.example"
                )
            self._fixed = Origin(scheme, host)

    def of(
        self, *, scheme: str, host: str | None, peer: str | None, forwarded: list[str]
    ) -> Origin:
        """Give the origin of a request.

        `peer` is the address it came from, `forwarded` its Forwarded headers.
        """
        if self._fixed is not None:
            return self._fixed
        said = self._forwarded(peer, forwarded) if forwarded else {}
        if said.get("proto", "").lower() in {"http", "https"}:
            scheme = said["proto"].lower()
        named = said.get("host") or host or _NOWHERE
        return Origin(scheme, named if _HOST.fullmatch(named) else _NOWHERE)

    def _forwarded(self, peer: str | None, forwarded: list[str]) -> dict[str, str]:
        """Give what the farthest proxy says that only trusted ones stand behind."""
        elements = ",".join(forwarded)[-_LONGEST:].split(",")
        said: dict[str, str] = {}
        while elements and self._trusts(peer):
            # Each proxy adds its element last, so the nearest one is read first.
            element = _element(elements.pop())
            peer = element.get("for")
            said |= element
        return said

    def _trusts(self, peer: str | None) -> bool:
        try:
            address = ip_address(_bare(peer or ""))
        except ValueError:
            return False
        return any(address in network for network in self._networks)


def _element(text: str) -> dict[str, str]:
    pairs = (_PAIR.fullmatch(part) for part in text.split(";"))
    return {found[1].lower(): found[2] or found[3] or "" for found in pairs if found}


def _bare(node: str) -> str:
    """Strip brackets and port from a node's name (RFC 7239, section 6)."""
    if node.startswith("["):
        return node[1:].partition("]")[0]
    return node.partition(":")[0] if node.count(":") == 1 else node
