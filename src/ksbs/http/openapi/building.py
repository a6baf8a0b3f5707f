"""The document put together: what it is about, the paths, the components."""

from typing import Any

from ksbs.domain.command import Command
from ksbs.domain.words import Role
from ksbs.http.config import Contact
from ksbs.http.openapi.about import about, security_scheme
from ksbs.http.openapi.answers import Answers
from ksbs.http.openapi.examples import Examples
from ksbs.http.openapi.schemas import ref
from ksbs.http.openapi.sharing import Shared
from ksbs.http.openapi.wording import worded_schemas
from ksbs.http.routes import BASE, JSON, TAGS, Operation, Parameter, operations
from ksbs.http.said import Language, Said

SCHEME = "accessToken"


def build(language: Language, *, origin: str, contact: Contact) -> dict[str, Any]:
    """Build the document in one language for an installation at `origin`."""
    schemas, shared = worded_schemas(language), Shared()
    answers = Answers(language, origin=origin, made=Examples(schemas), shared=shared)
    paths: dict[str, Any] = {}
    for operation in operations():
        described = _operation(
            operation, language=language, answers=answers, shared=shared
        )
        if operation.base != BASE:
            described["servers"] = [{"url": origin + operation.base}]
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.1",
        **about(language, origin=origin, contact=contact),
        "tags": _tags(language),
        "paths": paths,
        "components": {
            "schemas": schemas,
            **{
                name: dict(sorted(kept.items()))
                for name, kept in shared.components.items()
            },
            "securitySchemes": {SCHEME: security_scheme(language)},
        },
    }


def _operation(
    operation: Operation, *, language: Language, answers: Answers, shared: Shared
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.operation_id,
        "summary": operation.summary.to(language),
        "description": _description(operation).to(language),
        "tags": [operation.tag.name],
        "parameters": [
            shared.under("parameters", f"{p.where}-{p.name}", _parameter(p, language))
            for p in operation.parameters
        ],
    }
    if operation.command is not None:
        described["requestBody"] = _body(operation.command)
    described["responses"] = answers.of(operation)
    described["security"] = [{SCHEME: []}] if operation.authenticated else []
    return described


def _body(command: type[Command]) -> dict[str, Any]:
    content = {"schema": ref(command.__name__), "example": dict(command.example)}
    return {"required": True, "content": {JSON: content}}


def _description(operation: Operation) -> Said:
    """Add who may to what reads; actions say it themselves."""
    said = operation.description
    if operation.command is not None:
        return said
    if operation.roles is None:
        return Said(f"{said.sv} Kräver ingen token.", f"{said.en} Needs no token.")
    roles = sorted(operation.roles, key=list(Role).index)
    sv, en = ", ".join(role.sv for role in roles), ", ".join(role.en for role in roles)
    return Said(f"{said.sv} Får läsas av: {sv}.", f"{said.en} May be read by: {en}.")


def _parameter(parameter: Parameter, language: Language) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.where.value,
        "description": parameter.about.to(language),
        "required": parameter.required,
        "schema": dict(parameter.schema),
        "example": parameter.example,
    }


def _tags(language: Language) -> list[dict[str, str]]:
    used = {operation.tag.name for operation in operations()}
    return [
        {"name": tag.name, "description": tag.about.to(language)}
        for tag in TAGS
        if tag.name in used
    ]
