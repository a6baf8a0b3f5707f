"""What the API needs to know of the installation it runs in."""

from dataclasses import dataclass
from datetime import date

from ksbs import __version__


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about the API of one installation.

    Args:
        name: Who it is, as the name of an administration; no person's name.
        address: An e-mail address, or an https address of a page.
    """

    name: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class HttpConfig:
    """How one installation serves the API.

    Args:
        public_url: The origin that clients use, as `https://ksbs.example`; without it
            links are made from what the request (or a trusted proxy) says.
        trusted_proxies: Addresses or networks (`10.0.0.0/8`) whose `Forwarded` header
            (RFC 7239) is believed.
        threads: How many requests work at the same time; no more than the database
            has connections for.
        waiting: How many more may wait; beyond that the answer is 503.
        documentation_url: Where the API is documented; the API's own pages if None.
        contact: Whom to ask about the API.
        version: The semantic version, with major 0 while beta.
        released: The day of that version.
    """

    public_url: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    threads: int = 10
    waiting: int = 200
    documentation_url: str | None = None
    contact: Contact = Contact()
    version: str = __version__
    released: date = date(2026, 11, 23)
