"""What can be read from a libpq connection string without connecting."""

import ipaddress
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

_SCHEMES = ("postgresql://", "postgres://")
_WORD = re.compile(r"\s*(\w+)\s*=\s*('(?:[^'\\]|\\.)*'|(?:[^\s\\']|\\.)+)\s*")
_ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})


class NotAConnectionString(ValueError):
    """Write postgresql://user@host:5432/database?sslmode=verify-full."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


def connection_words(dsn: str) -> dict[str, str]:
    """Give libpq's keywords of a connection string, as URL or as `key=value`.

    Only what decides where the connection goes is read: the host list (joined by
    commas, `host`) and every named parameter.

    Raises:
        NotAConnectionString: If libpq would not read it either.
    """
    return _of_url(dsn) if dsn.startswith(_SCHEMES) else _of_pairs(dsn)


def _of_url(dsn: str) -> dict[str, str]:
    try:
        parts = urlsplit(dsn)
    except ValueError:
        raise NotAConnectionString from None
    hosts = [_host_of(each) for each in parts.netloc.rpartition("@")[2].split(",")]
    words = {"host": ",".join(hosts)} if any(hosts) else {}
    return words | dict(parse_qsl(parts.query))


def _host_of(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return unquote(address.partition(":")[0])


def _of_pairs(dsn: str) -> dict[str, str]:
    words, position = {}, 0
    while position < len(dsn):
        found = _WORD.match(dsn, position)
        if found is None:
            raise NotAConnectionString
        value = found[2].removeprefix("'").removesuffix("'")
        words[found[1]] = re.sub(r"\\(.)", r"\1", value)
        position = found.end()
    if not words:
        raise NotAConnectionString
    return words


def crosses_a_network_in_clear(dsn: str, *, environ: Mapping[str, str]) -> bool:
    """Tell whether the connection may leave this machine without TLS.

    libpq's own variables (PGHOST, PGHOSTADDR, PGSERVICE, PGSSLMODE) fill in what the
    string leaves out, as they do in libpq. A service name hides the host, so it
    counts as another machine.
    """
    defaults = {
        word: environ[f"PG{word.upper()}"]
        for word in ("host", "hostaddr", "service", "sslmode")
        if environ.get(f"PG{word.upper()}")
    }
    words = defaults | connection_words(dsn)
    return not _is_local(words) and words.get("sslmode") not in _ENCRYPTED


def _is_local(words: Mapping[str, str]) -> bool:
    if "service" in words:
        return False
    hosts = words.get("hostaddr") or words.get("host", "")
    return all(is_loopback(each) for each in hosts.split(","))


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine: loopback, a socket directory, or empty."""
    if not host or host == "localhost" or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
