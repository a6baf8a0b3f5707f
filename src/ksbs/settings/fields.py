"""Every setting there is, with its meaning and its default."""

import os
import re
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ksbs.settings.dsn import connection_words

PREFIX = "KSBS_"

TIME_ZONE = ZoneInfo("Europe/Stockholm")
"""The days of the process are days in Stockholm; this is not a setting."""

Algorithm = Literal["ES256", "EdDSA", "Ed25519", "PS256", "RS256"]
"""The signatures that can be accepted at all; `none` and shared secrets never are."""

_ORIGIN = re.compile(
    r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/?"
)

_CONTACT = re.compile(r"[^\s@:/<>]+@[^\s@:/<>]+|https://[^\s/<>@]+(?:/[^\s<>]*)?")

ALGORITHMS: tuple[Algorithm, ...] = ("ES256", "EdDSA", "Ed25519", "PS256", "RS256")


class Mode(StrEnum):
    """How much the installation forgives."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


def _default_home() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/ksbs")
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "ksbs"


def _default_mode(found: dict[str, object]) -> Mode:
    return Mode.PRODUCTION if found.get("database_url") else Mode.DEVELOPMENT


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def _connection_string(url: SecretStr) -> SecretStr:
    connection_words(url.get_secret_value())
    return url


def _origin(address: str) -> str:
    if not _ORIGIN.fullmatch(address):
        raise ValueError(
            "it is no address of a site; write it without a path, as in "
            "https://ksbs.example"
        )
    return address.rstrip("/")


def _contact(address: str) -> str:
    if not _CONTACT.fullmatch(address):
        raise ValueError(
            "it is neither an e-mail address nor an https address; write it as "
            "ksbs@kommun.example or https://kommun.example/ksbs"
        )
    return address


def _networks(addresses: tuple[str, ...]) -> tuple[str, ...]:
    try:
        for each in addresses:
            ip_network(each)
    except ValueError:
        # The cause would show the value.
        raise ValueError(
            "it lists something other than addresses and networks; write each as "
            "10.0.0.7 or 10.0.0.0/8, separated by commas"
        ) from None
    return addresses


def _comma_separated(value: object) -> object:
    if isinstance(value, str):
        return tuple(each.strip() for each in value.split(",") if each.strip())
    return tuple(value) if isinstance(value, list) else value


AbsolutePath = Annotated[Path, AfterValidator(_absolute)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_connection_string)]
PublicUrl = Annotated[str, AfterValidator(_origin)]
ContactAddress = Annotated[str, AfterValidator(_contact)]
Networks = Annotated[
    tuple[str, ...],
    NoDecode,
    BeforeValidator(_comma_separated),
    AfterValidator(_networks),
]
Algorithms = Annotated[
    tuple[Algorithm, ...],
    NoDecode,
    BeforeValidator(_comma_separated),
    Field(min_length=1),
]


class Fields(BaseSettings):
    """The settings of an installation, one attribute each."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
    )

    database_url: DatabaseUrl | None = None
    """The PostgreSQL server (15 to 18) to use, as a libpq connection string.
    Without it KSBS starts a server of its own under `home`.
    Holds a password, so prefer KSBS_DATABASE_URL_FILE: a file with the string in it."""

    mode: Mode = Field(
        default_factory=_default_mode,
        json_schema_extra={
            "default": "`production` with a `database_url`, else `development`"
        },
    )
    """How much the installation forgives: `production` refuses to start with the
    development issuer, a demo log or weak settings."""

    home: AbsolutePath = Field(
        default_factory=_default_home,
        json_schema_extra={
            "default": "`/var/lib/ksbs` for root, else `$XDG_DATA_HOME/ksbs` "
            "(`~/.local/share/ksbs`)"
        },
    )
    """The directory of the embedded database and of the development issuer's key."""

    pool_size: int = Field(default=10, ge=1, le=200)
    """Most database connections that one server process opens."""

    queue_size: int = Field(default=200, ge=0, le=10_000)
    """Most requests that wait while all connections are busy.
    Beyond that the answer is 503, and the client is asked to come again."""

    host: str = Field(default="127.0.0.1", min_length=1)
    """The address to listen on.
    Put a reverse proxy with TLS in front before listening beyond this machine."""

    port: int = Field(default=8080, ge=0, le=65535)
    """The port to listen on; 0 takes any free one."""

    public_url: PublicUrl | None = None
    """The address under which clients reach the API, as `https://ksbs.example`: every
    link and the OpenAPI document begin with it.
    Without it they begin with what the request says.
    Production refuses an address that is not https."""

    trusted_proxies: Networks = ()
    """The addresses or networks of the reverse proxies whose `Forwarded` header
    (RFC 7239) is believed, separated by commas: `10.0.0.7,192.0.2.0/24`.
    Not needed with a `public_url`.
    Production refuses a network that holds every address."""

    contact: ContactAddress | None = None
    """Where whoever uses the API can ask: an e-mail address of a function (no person's)
    or the https address of a page.
    The API's documentation shows it to everybody; DIGG's profile wants one.
    Without it `ksbs doctor` and `ksbs config check` say so in production."""

    contact_name: str | None = Field(
        default=None, min_length=1, max_length=200, pattern=r"^[^\r\n]+$"
    )
    """Who answers for the installation, as the name of an administration: shown with
    `contact`."""

    oidc_issuer: str | None = Field(default=None, min_length=1)
    """The identity provider: a token's `iss` must equal this text exactly."""

    oidc_audience: str | None = Field(default=None, min_length=1)
    """This API's own name at the identity provider: a token's `aud` must contain it.
    Never use the client id of a web page here, or its ID tokens would be accepted."""

    oidc_jwks_url: str | None = Field(default=None, pattern=r"^https?://[^\s/]+")
    """Where the identity provider publishes its public keys (a JWK Set).
    They are fetched again every five minutes, and when a token names a new key."""

    oidc_jwks_file: AbsolutePath | None = None
    """A file with the identity provider's JWK Set, instead of `oidc_jwks_url`.
    It is read again when it changes."""

    oidc_algorithms: Algorithms = ALGORITHMS
    """The signature algorithms accepted, separated by commas: narrow it to the one
    that the identity provider uses."""

    oidc_leeway: int = Field(default=30, ge=0, le=600)
    """Seconds by which the identity provider's clock may differ from this one.
    Production refuses more than 120."""

    development_token_lifetime: int = Field(default=28_800, ge=1, le=86_400)
    """Seconds that a token of the development issuer is valid."""

    late_after_days: int = Field(default=14, ge=0, le=365)
    """An entry made more than this many days after what it tells of needs a reason."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least serious record that is logged.
    Production refuses `debug`."""

    log_format: Literal["auto", "json", "console"] = "auto"
    """One JSON object a line, or lines for a person's eyes.
    `auto` is `console` in development on a terminal, else `json`."""


def secret_names() -> tuple[str, ...]:
    """Name the settings that hold secrets; each has a `…_FILE` twin."""
    return tuple(
        name
        for name, field in Fields.model_fields.items()
        if "SecretStr" in str(field.annotation)
    )


def variable_of(name: str) -> str:
    """Give the environment variable of a setting, e.g. KSBS_PORT of `port`."""
    return PREFIX + name.upper()
