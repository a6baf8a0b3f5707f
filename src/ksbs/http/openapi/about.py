"""What the document says of the API as a whole: purpose, terms, limits, identity."""

from functools import cache
from pathlib import Path
from typing import Any

from ksbs.http.config import Contact, HttpConfig
from ksbs.http.routes import BASE
from ksbs.http.said import Language, Said

EXAMPLE_ORIGIN = "https://ksbs.example"
DOCS = "/docs"
"""Where the documentation stands below the base path."""

OTHER_LANGUAGE = "\n\n---\n\n"
"""What stands between the two languages; the page shows only what stands before it."""

_HEADING = Said("På svenska", "In English")
_LICENCE = "https://spdx.org/licenses/EUPL-1.2.html"
_OPERATOR = Said("Den som driver installationen", "Whoever runs the installation")
_PLACE_OF_CONTACT = "{contact}"
"""Where the texts say whom to ask."""

_SERVER = Said("Denna installation.", "This installation.")
_EXTERNAL = Said(
    "Dokumentation med villkor, servicenivå (SLA) och kända begränsningar.",
    "Documentation with terms, service level (SLA) and known limits.",
)
_SCHEME = Said(
    "En åtkomsttoken (JWT) från installationens OpenID Connect-utfärdare, i huvudet "
    "`Authorization: Bearer`. Den talar för en person i en roll. Låt den leva i fem "
    "minuter och förnya den med utfärdarens refresh token. På en "
    "utvecklingsinstallation ger `ksbs token --role ROLL` en.",
    "An access token (JWT) of the installation's OpenID Connect issuer, in the header "
    "`Authorization: Bearer`. It speaks for one person in one role. Let it live for "
    "five minutes and renew it with the issuer's refresh token. On a development "
    "installation `ksbs token --role ROLE` gives one.",
)


def about(language: Language, *, origin: str, contact: Contact) -> dict[str, Any]:
    """Give the parts that come before the paths."""
    documentation = origin + BASE + DOCS
    return {
        "info": {
            "title": "KSBS – Kommunal samverkan för bästa skola",
            "summary": _summary(language),
            "version": HttpConfig().version,
            "description": _description(language, contact),
            "termsOfService": documentation,
            "contact": _contact(language, contact, documentation=documentation),
            "license": {"name": "EUPL-1.2", "url": _LICENCE},
        },
        "externalDocs": {"description": _EXTERNAL.to(language), "url": documentation},
        "servers": [{"url": origin + BASE, "description": _SERVER.to(language)}],
    }


def security_scheme(language: Language) -> dict[str, str]:
    """Describe how a client says who it acts for."""
    return {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": _SCHEME.to(language),
    }


def _summary(language: Language) -> str:
    """Give the first line of the text."""
    return _text(language).partition("\n")[0]


def _contact(
    language: Language, contact: Contact, *, documentation: str
) -> dict[str, str]:
    """Name whom to ask; where nobody is named, the documentation is all there is."""
    name, address = contact.name or _OPERATOR.to(language), contact.address
    if address is None:
        return {"name": name, "url": documentation}
    return {"name": name, "url" if "://" in address else "email": address}


def _description(language: Language, contact: Contact) -> str:
    """Say it in the language asked for, then all of it in the other one."""
    other: Language = "en" if language == "sv" else "sv"
    own = _worded(language, contact).partition("\n\n")[2]
    foreign = _worded(other, contact)
    return f"{own}{OTHER_LANGUAGE}# {_HEADING.to(other)}\n\n{foreign}"


def _worded(language: Language, contact: Contact) -> str:
    """Give the text with the contact in its place."""
    named = [contact.name or _OPERATOR.to(language), contact.address]
    whom = ": ".join(each for each in named if each)
    return _text(language).replace(_PLACE_OF_CONTACT, whom)


@cache
def _text(language: Language) -> str:
    path = Path(__file__).with_name(f"about.{language}.md")
    return path.read_text("utf-8").strip()
