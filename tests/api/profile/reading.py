"""What the profile's tests read of the document as it is served."""

import re
from collections.abc import Iterator
from typing import Any

from ksbs.http.routes import BASE
from tests.api.openapi_contract import METHODS
from tests.support.api import World

LANGUAGES = ("sv", "en")

Document = dict[str, Any]


def served(world: World, language: str = "en") -> Document:
    """Get the document over HTTP."""
    headers = {"Accept-Language": language}
    answer = world.send("GET", f"{BASE}/openapi.json", headers=headers)
    assert answer.status_code == 200
    found: Document = answer.json()
    return found


def both(world: World) -> list[Document]:
    """Get the document in both languages."""
    return [served(world, language) for language in LANGUAGES]


def sections(document: Document) -> dict[str, str]:
    """Give what the description says under each heading."""
    parts = re.split(r"^#+ (.+)$", document["info"]["description"], flags=re.MULTILINE)
    return dict(zip(parts[1::2], (text.strip() for text in parts[2::2]), strict=True))


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Give every operation with its path and method."""
    for path, item in document["paths"].items():
        for method in METHODS & item.keys():
            yield path, method, item[method]


def parameters(document: Document, operation: Document) -> list[Document]:
    """Give the parameters of an operation."""
    return [followed(document, each) for each in operation["parameters"]]


def followed(document: Document, part: Document) -> Document:
    """Follow a reference into the document, if it is one."""
    found: Any = part
    if "$ref" in part:
        found = document
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
    assert isinstance(found, dict)
    return found


def answers(document: Document, operation: Document) -> dict[str, Document]:
    """Give the answers of an operation by status."""
    found = operation["responses"].items()
    return {status: followed(document, answer) for status, answer in found}


def properties(value: Any) -> Iterator[tuple[str, Document]]:
    """Give every property of every schema."""
    if isinstance(value, list):
        for each in value:
            yield from properties(each)
    if not isinstance(value, dict):
        return
    for name, schema in value.get("properties", {}).items():
        if isinstance(schema, dict):
            yield name, schema
    for name, each in value.items():
        if name not in {"example", "examples"}:
            yield from properties(each)


def words_of(path: str) -> list[str]:
    """Give the parts of a path that are no parameters."""
    return [part for part in path.split("/") if part and not part.startswith("{")]
