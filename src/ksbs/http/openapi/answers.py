"""The answers of operations: what was asked for, or a problem, each with its example."""

from collections.abc import Sequence
from typing import Any

from ksbs.http.media import FILES
from ksbs.http.openapi import examples
from ksbs.http.openapi.examples import Examples
from ksbs.http.openapi.schemas import Schema, ref
from ksbs.http.openapi.sharing import Shared
from ksbs.http.problems import kinds
from ksbs.http.problems.kinds import Kind
from ksbs.http.routes import PROBLEM_JSON, Answer, Header, Operation
from ksbs.http.routes.about import HTML
from ksbs.http.routes.answers import TRACE_HEADER
from ksbs.http.said import Language, Said
from ksbs.http.wire import Recorded
from ksbs.http.wire_problems import Problem

_OK, _NOT_MODIFIED = 200, 304

_CONTENT_LANGUAGE = Header(
    "Content-Language",
    Said("Språket som problemet är skrivet på.", "The language of the problem."),
    {"type": "string", "enum": ["sv", "en"]},
    "sv",
)
_RETRY_AFTER = Header(
    "Retry-After",
    Said("Sekunder att vänta.", "Seconds to wait."),
    {"type": "integer", "minimum": 0},
    2,
)
_LINK = Header(
    "Link",
    Said("Svarets egen adress (RFC 8288).", "The answer's own address (RFC 8288)."),
    {"type": "string"},
    '<https://ksbs.example/ksbs/v0/programmes>; rel="self"; method="GET"',
)
_OF_KIND: dict[str, tuple[Header, ...]] = {
    kinds.TOKEN_REFUSED.name: (
        Header(
            "WWW-Authenticate",
            Said("Vad som saknas (RFC 6750).", "What is missing (RFC 6750)."),
            {"type": "string"},
            'Bearer realm="ksbs"',
        ),
    ),
    kinds.METHOD_NOT_ALLOWED.name: (
        Header(
            "Allow",
            Said("Metoderna som finns.", "The methods that exist."),
            {"type": "string"},
            "GET, HEAD, POST",
        ),
    ),
    kinds.UNAVAILABLE.name: (_RETRY_AFTER,),
}


class Answers:
    """Describes answers in one language.

    Args:
        language: The language of every text.
        origin: Where the installation stands, for the addresses in examples.
        made: What makes the examples of answers that are no problems.
        shared: Where headers and problems are kept that several operations share.
    """

    def __init__(
        self, language: Language, *, origin: str, made: Examples, shared: Shared
    ) -> None:
        self._language = language
        self._origin = origin
        self._made = made
        self._shared = shared

    def of(self, operation: Operation) -> dict[str, Any]:
        """Describe every answer of an operation, by status."""
        found: dict[str, Any] = {}
        for answer in operation.answers:
            found[str(answer.status)] = self._answer(answer, operation)
        for status, told in operation.problem_statuses().items():
            problem = self._problem(told)
            own = found.get(str(status))
            if own is None:
                found[str(status)] = self._shared_problem(told, problem)
            else:
                _join(own, problem)
        return dict(sorted(found.items()))

    def _answer(self, answer: Answer, operation: Operation) -> dict[str, Any]:
        own = (_LINK,) if answer.status == _OK else ()
        described: dict[str, Any] = {
            "description": answer.about.to(self._language),
            "headers": self._headers((*answer.headers, *own)),
        }
        if answer.status != _NOT_MODIFIED:
            described["content"] = {
                media_type: self._content(answer, operation, media_type)
                for media_type in answer.media_types
            }
        return described

    def _content(
        self, answer: Answer, operation: Operation, media_type: str
    ) -> dict[str, Any]:
        model = answer.model
        if media_type in FILES:
            schema = {"type": "string", "contentMediaType": media_type}
            return {"schema": schema, "example": "…"}
        if media_type == HTML:
            return {"schema": {"type": "string"}, "example": "<!doctype html>…"}
        if model is None:
            return {"schema": {"type": "object"}, "example": {"openapi": "3.1.1"}}
        if operation.command is not None and model is Recorded:
            return {
                "schema": _recorded(operation.command.records.__name__),
                "example": self._made.recorded(operation.command),
            }
        return {
            "schema": ref(model.__name__),
            "example": self._made.of(model.__name__),
        }

    def _problem(self, told: Sequence[Kind]) -> dict[str, Any]:
        language = self._language
        lines = [f"- `{k.name}`: {k.title.to(language)}" for k in told]
        headers = [h for kind in told for h in _OF_KIND.get(kind.name, ())]
        return {
            "description": "\n".join(lines),
            "headers": self._headers((*headers, _CONTENT_LANGUAGE, TRACE_HEADER)),
            "content": {
                PROBLEM_JSON: {
                    "schema": ref(Problem.__name__),
                    "examples": {kind.name: self._example(kind) for kind in told},
                }
            },
        }

    def _shared_problem(
        self, told: Sequence[Kind], problem: dict[str, Any]
    ) -> dict[str, Any]:
        name = ".".join(kind.name for kind in told)
        return self._shared.under("responses", name, problem)

    def _example(self, kind: Kind) -> dict[str, Any]:
        return {
            "summary": kind.title.to(self._language),
            "value": examples.problem(
                kind, origin=self._origin, language=self._language
            ),
        }

    def _headers(self, headers: Sequence[Header]) -> dict[str, Any]:
        return {
            header.name: self._shared.under(
                "headers", header.name, self._header(header)
            )
            for header in headers
        }

    def _header(self, header: Header) -> dict[str, Any]:
        return {
            "description": header.about.to(self._language),
            "schema": dict(header.schema),
            "example": header.example,
        }


def _recorded(event: str) -> Schema:
    """Narrow the answer of an action to the event that it leads to."""
    fields = {"name": {"const": event}, "payload": ref(event)}
    narrowed = {"event": {"type": "object", "properties": fields}}
    return {"allOf": [ref(Recorded.__name__), {"properties": narrowed}]}


def _join(own: dict[str, Any], problem: dict[str, Any]) -> None:
    """Let one status be answered by a body of its own and by a problem."""
    own["description"] += "\n\n" + problem["description"]
    own["headers"] |= problem["headers"]
    own["content"] |= problem["content"]
