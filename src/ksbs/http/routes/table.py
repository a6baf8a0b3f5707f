"""The types of the route table: an operation, its parameters and its answers.

The table says everything about the surface. The handlers are made from it and the
OpenAPI document is made from it, so neither can tell of what the other lacks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, JsonValue

from ksbs.domain.command import Command
from ksbs.domain.words import Role
from ksbs.http.media import BASE, JSON
from ksbs.http.problems.kinds import Kind
from ksbs.http.said import Said

__all__ = [
    "BASE",
    "JSON",
    "Answer",
    "Header",
    "Operation",
    "Parameter",
    "Schema",
    "Tag",
    "Where",
]

Schema = Mapping[str, JsonValue]


class Where(StrEnum):
    """Where a parameter stands, in OpenAPI's words (`in`)."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation.

    `schema` is its JSON Schema. `read` turns the text of a query parameter into its
    value and raises `ksbs.http.times.Unreadable`; None for paths and headers, which
    have readers of their own.
    """

    name: str
    where: Where
    about: Said
    schema: Schema
    example: JsonValue
    required: bool = False
    read: Callable[[str], Any] | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A header of an answer."""

    name: str
    about: Said
    schema: Schema
    example: JsonValue


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of an operation that is not a problem.

    `model` is None where there is no body, or one that no model describes.
    """

    status: int
    about: Said
    model: type[BaseModel] | None
    headers: tuple[Header, ...] = ()
    media_types: tuple[str, ...] = (JSON,)


@dataclass(frozen=True, slots=True)
class Tag:
    """A group of operations."""

    name: str
    about: Said


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: a method on a path.

    `path` is in camelCase (`/programmes/{programmeId}`) and stands below `base`, which
    is empty for what is no part of the API proper (health). `command` is the model of
    the body, None where there is no body; its `example` is a body that is accepted.
    `problems` are the kinds of problems it may answer, each a documented status.
    `roles` are those that may, None where no token is needed.
    """

    method: Literal["GET", "POST"]
    path: str
    operation_id: str
    summary: Said
    description: Said
    tag: Tag
    answers: tuple[Answer, ...]
    problems: tuple[Kind, ...]
    parameters: tuple[Parameter, ...] = ()
    command: type[Command] | None = None
    roles: frozenset[Role] | None = None
    base: str = BASE

    @property
    def full_path(self) -> str:
        """The path from the root of the host."""
        return self.base + self.path

    @property
    def authenticated(self) -> bool:
        """Whether a bearer token is needed."""
        return self.roles is not None

    def query(self) -> dict[str, Parameter]:
        """Give the query parameters by name."""
        return {p.name: p for p in self.parameters if p.where is Where.QUERY}

    def problem_statuses(self) -> dict[int, list[Kind]]:
        """Give the kinds of problems by status, in order."""
        found: dict[int, list[Kind]] = {}
        for kind in sorted(self.problems, key=lambda k: k.status):
            found.setdefault(kind.status, []).append(kind)
        return found
