"""The OpenAPI document of the API, made from the route table and the models.

`document` gives it as a dict, `as_json` and `as_yaml` as bytes ready to be sent. Nothing
here needs a database.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

from ksbs.http.config import Contact
from ksbs.http.openapi.about import EXAMPLE_ORIGIN
from ksbs.http.openapi.building import build
from ksbs.http.openapi.yaml import to_yaml
from ksbs.http.said import DEFAULT_LANGUAGE, Language

__all__ = ["as_json", "as_yaml", "document", "entity_tag"]

NOBODY = Contact()
"""An installation that names nobody."""

_ORIGINS = 8
"""How many addresses of one installation are remembered at the same time."""


def document(
    language: Language = DEFAULT_LANGUAGE,
    *,
    origin: str = EXAMPLE_ORIGIN,
    contact: Contact = NOBODY,
) -> dict[str, Any]:
    """Give the description of the API (OpenAPI 3.1), new for every caller.

    Args:
        language: The language of every text in it.
        origin: Where the installation stands, as `https://ksbs.example`; the base path
            is added to it.
        contact: Whom to ask about the API there.
    """
    body = as_json(language, origin=origin, contact=contact)
    described: dict[str, Any] = json.loads(body)
    return described


@lru_cache(2 * _ORIGINS)
def as_json(
    language: Language = DEFAULT_LANGUAGE,
    *,
    origin: str = EXAMPLE_ORIGIN,
    contact: Contact = NOBODY,
) -> bytes:
    """Give the document as JSON, in UTF-8; arguments as of `document`."""
    built = build(language, origin=origin, contact=contact)
    return json.dumps(built, ensure_ascii=False).encode()


@lru_cache(2 * _ORIGINS)
def as_yaml(
    language: Language = DEFAULT_LANGUAGE,
    *,
    origin: str = EXAMPLE_ORIGIN,
    contact: Contact = NOBODY,
) -> bytes:
    """Give the document as YAML, in UTF-8; arguments as of `document`."""
    return to_yaml(document(language, origin=origin, contact=contact)).encode()


def entity_tag(body: bytes) -> str:
    """Give the strong ETag of what is sent, quotes included."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'
