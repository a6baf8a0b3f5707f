"""Holds what the API answers against what its document says of it."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from ksbs.http.openapi import document
from ksbs.http.routes import BASE, PROBLEM_JSON

METHODS = {"get", "post"}

ALWAYS_SENT = {
    201: {"Location", "ETag"},
    304: {"ETag"},
    401: {"WWW-Authenticate"},
    405: {"Allow"},
    503: {"Retry-After"},
}
"""The headers that every answer of a status has, beside its trace."""


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference into the document, if it is one."""
    found: Any = part
    if "$ref" in part:
        found = _document()
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
    assert isinstance(found, dict)
    return found


@cache
def validator_of(path: str, method: str, status: str, media_type: str) -> Any:
    """Make the validator of one answer; formats are checked too."""
    answer = resolved(_document()["paths"][path][method]["responses"][status])
    schema = answer["content"][media_type]["schema"]
    return validator_for(schema)


def validator_for(schema: dict[str, Any]) -> Draft202012Validator:
    """Make the validator of a schema of the document."""
    rooted = {**schema, "components": _document()["components"]}
    return Draft202012Validator(
        rooted, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


@cache
def _document() -> dict[str, Any]:
    return document()


@dataclass
class Contract:
    """Checks every answer it is shown, and remembers which it has seen."""

    seen: set[tuple[str, str]] = field(default_factory=set)

    def check(self, answer: httpx.Response) -> None:
        """Require that the document tells of the answer as it is.

        A method that a path does not have is told of by those that it has.
        """
        path = path_of(answer.request.url.path)
        item = _document()["paths"][path]
        asked = answer.request.method.lower()
        method = asked if asked in item else next(m for m in item if m in METHODS)
        operation, status = item[method], str(answer.status_code)
        where = f"{operation['operationId']} {status}"
        assert status in operation["responses"], f"{where} is not documented"
        self.seen.add((operation["operationId"], status))
        described = resolved(operation["responses"][status])
        _check_headers(answer, described, where)
        media_type = answer.headers.get("content-type", "").split(";")[0]
        if answer.content:
            assert media_type in described["content"], f"{where}: {media_type}"
        if media_type.endswith("json") and answer.content:
            found = validator_of(path, method, status, media_type)
            wrong = [
                f"{where} {list(error.absolute_path)}: {error.message}"
                for error in found.iter_errors(answer.json())
            ]
            assert not wrong, wrong


def path_of(path: str) -> str:
    """Find the path of the document that an address is at; the plainest first."""
    below = path.removeprefix(BASE)
    templates: list[str] = sorted(_document()["paths"], key=lambda p: p.count("{"))
    return next(t for t in templates if re.fullmatch(_pattern(t), below))


def _pattern(template: str) -> str:
    return re.sub(r"\{\w+\}", "[^/]+", template)


def _check_headers(
    answer: httpx.Response, described: dict[str, Any], where: str
) -> None:
    """Require what every such answer has to be told of and to be sent."""
    needed = {"traceparent"} | ALWAYS_SENT.get(answer.status_code, set())
    if answer.headers.get("content-type") == PROBLEM_JSON:
        needed |= {"Content-Language"}
    for name in needed:
        assert name in described["headers"], f"{where} does not tell of {name}"
        assert name in answer.headers, f"{where} lacks {name}"
