"""What an installation must not start with."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import urlsplit

from ksbs.settings.dsn import crosses_a_network_in_clear, is_loopback
from ksbs.settings.fields import Fields, Mode

DEVELOPMENT_ISSUER = "https://development-issuer.ksbs.invalid"
"""The `iss` of the development issuer; `.invalid` can never be a real host."""

LIBRARY_SWITCH = "POSTGRES_ENABLE_DB_FUNCTIONS"
WIDEST_LEEWAY = 120


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason not to start: its name, what is wrong, and how to mend it."""

    name: str
    what: str
    mend: str


class SettingsRefused(Exception):
    """The settings are not safe to run with; `refusals` holds every reason."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(
            "\n".join(f"{each.name}: {each.what} {each.mend}" for each in refusals)
        )
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class _Case:
    settings: Fields
    demo_log: bool
    environ: Mapping[str, str]


def refusals_of(settings: Fields, *, demo_log: bool) -> list[Refusal]:
    """List every reason not to start, the ones for production only there."""
    case = _Case(settings, demo_log, os.environ)
    checks = list(_ALWAYS)
    if settings.mode == Mode.PRODUCTION:
        checks += _IN_PRODUCTION
    return [refusal for check in checks for refusal in check(case)]


def advice_of(settings: Fields) -> list[Refusal]:
    """List what production can start with but should not stay with."""
    if settings.mode is not Mode.PRODUCTION or settings.contact is not None:
        return []
    return [
        Refusal(
            "no-contact",
            "Nobody is named whom the users of the API can ask.",
            "Set KSBS_CONTACT to an e-mail address or an https address.",
        )
    ]


def _library_switch(case: _Case) -> Iterator[Refusal]:
    if LIBRARY_SWITCH in case.environ:
        yield Refusal(
            "library-insert-function",
            f"{LIBRARY_SWITCH} is set: the event library would insert without a lock, "
            "and readers that follow the log would miss events.",
            f"Unset {LIBRARY_SWITCH}.",
        )


def _half_an_identity_provider(case: _Case) -> Iterator[Refusal]:
    settings = case.settings
    keys = [settings.oidc_jwks_url, settings.oidc_jwks_file]
    given = [settings.oidc_issuer, settings.oidc_audience, *keys]
    whole = settings.oidc_issuer and settings.oidc_audience and any(keys)
    if any(given) and (not whole or all(keys)):
        yield Refusal(
            "half-an-identity-provider",
            "The identity provider is not fully named, or named twice.",
            "Set KSBS_OIDC_ISSUER, KSBS_OIDC_AUDIENCE and one of KSBS_OIDC_JWKS_URL "
            "and KSBS_OIDC_JWKS_FILE, or none of them.",
        )


def _development_issuer(case: _Case) -> Iterator[Refusal]:
    if case.settings.oidc_issuer in {None, DEVELOPMENT_ISSUER}:
        yield Refusal(
            "development-issuer",
            "No identity provider is named, so anyone on this machine could issue "
            "tokens.",
            "Set KSBS_OIDC_ISSUER, KSBS_OIDC_AUDIENCE and KSBS_OIDC_JWKS_URL "
            "(or KSBS_OIDC_JWKS_FILE).",
        )


def _demo_clock(case: _Case) -> Iterator[Refusal]:
    if case.demo_log:
        yield Refusal(
            "demo-clock",
            "The database was made for the demo: its events carry invented times.",
            "Point KSBS_DATABASE_URL at a database that was never a demo.",
        )


def _keys_in_clear(case: _Case) -> Iterator[Refusal]:
    for name in ("oidc_issuer", "oidc_jwks_url"):
        address = getattr(case.settings, name)
        if address and _goes_in_clear(address):
            yield Refusal(
                f"{name.replace('_', '-')}-without-tls",
                f"{name} is not an https address: whoever is on the way could put "
                "in keys of their own.",
                f"Give KSBS_{name.upper()} an https address.",
            )


def _goes_in_clear(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "http" and not is_loopback(parts.hostname or "-")


def _public_url_in_clear(case: _Case) -> Iterator[Refusal]:
    address = case.settings.public_url
    if address and not address.startswith("https://"):
        yield Refusal(
            "public-url-without-tls",
            "public_url is not an https address: whoever follows a link sends their "
            "token in clear.",
            "Give KSBS_PUBLIC_URL the https address of the reverse proxy.",
        )


def _everybody_a_proxy(case: _Case) -> Iterator[Refusal]:
    networks = [ip_network(each) for each in case.settings.trusted_proxies]
    if any(network.prefixlen == 0 for network in networks):
        yield Refusal(
            "everybody-a-proxy",
            "trusted_proxies holds every address: any client could choose where the "
            "links lead.",
            "Name only the reverse proxies in KSBS_TRUSTED_PROXIES.",
        )


def _database_in_clear(case: _Case) -> Iterator[Refusal]:
    url = case.settings.database_url
    if url and crosses_a_network_in_clear(url.get_secret_value(), environ=case.environ):
        yield Refusal(
            "database-without-tls",
            "The database is on another machine and the connection need not be "
            "encrypted.",
            "Add sslmode=verify-full (and sslrootcert) to the connection string.",
        )


def _wide_leeway(case: _Case) -> Iterator[Refusal]:
    if case.settings.oidc_leeway > WIDEST_LEEWAY:
        yield Refusal(
            "wide-leeway",
            f"oidc_leeway is over {WIDEST_LEEWAY} seconds: expired tokens stay good.",
            "Set the clocks right and KSBS_OIDC_LEEWAY to 30.",
        )


def _debug_log(case: _Case) -> Iterator[Refusal]:
    if case.settings.log_level == "debug":
        yield Refusal(
            "debug-log",
            "log_level is debug, which tells more than operations need.",
            "Set KSBS_LOG_LEVEL to info.",
        )


_Check = Callable[[_Case], Iterator[Refusal]]
_ALWAYS: tuple[_Check, ...] = (_library_switch, _half_an_identity_provider)
_IN_PRODUCTION: tuple[_Check, ...] = (
    _development_issuer,
    _demo_clock,
    _keys_in_clear,
    _public_url_in_clear,
    _everybody_a_proxy,
    _database_in_clear,
    _wide_leeway,
    _debug_log,
)
