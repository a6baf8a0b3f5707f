"""From the route table to Litestar's handlers: one way for every operation."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler
from litestar.types import Receive

from ksbs.application.policy import Forbidden
from ksbs.auth.tokens import bearer_token
from ksbs.domain.command import Command
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.body import receive_body, refuse_other_media
from ksbs.http.exchange import Exchange, Reply, exchange_of
from ksbs.http.problems.answering import problem_reply
from ksbs.http.problems.telling import Refused, Told
from ksbs.http.query import query_pairs, read_query
from ksbs.http.routes.table import Operation

_OK = 200

Act = Callable[[Api, Asked], Reply]
"""Answers a request; runs in a worker thread and may raise what `tell` knows."""


def handler_for(operation: Operation, *, act: Act, api: Api) -> HTTPRouteHandler:
    """Make the handler of an operation."""

    async def handle(request: Request[Any, Any, Any]) -> Response[bytes]:
        exchange = exchange_of(request.scope)
        exchange.route = operation.full_path
        body: bytes | Refused = b""
        if operation.command is not None:
            body = await _body(request.receive, exchange)
        serve = partial(
            _serve,
            api,
            act=act,
            operation=operation,
            exchange=exchange,
            path=request.scope["path_params"],
            query=request.scope["query_string"],
            body=body,
        )
        return response_of(await api.workers.run(serve))

    return HTTPRouteHandler(
        _litestar_path(operation),
        http_method=operation.method,
        name=operation.operation_id,
        include_in_schema=False,
    )(handle)


async def _body(receive: Receive, exchange: Exchange) -> bytes | Refused:
    """Receive the body, or why not: who asks is looked at before that is told."""
    try:
        refuse_other_media(exchange)
        return await receive_body(receive, exchange)
    except Refused as refused:
        exchange.unread = True
        return refused


def _serve(  # noqa: PLR0913  # What makes up a request, all named.
    api: Api,
    *,
    act: Act,
    operation: Operation,
    exchange: Exchange,
    path: dict[str, str],
    query: bytes,
    body: bytes | Refused,
) -> Reply:
    if operation.authenticated:
        authorization = exchange.header_values(b"authorization")
        token = bearer_token(authorization[0] if len(authorization) == 1 else None)
        exchange.actor = api.verifier.verify(token).actor
    if isinstance(body, Refused):
        raise body
    if operation.command is not None:
        _refuse_role(operation.command, operation=operation, exchange=exchange)
    pairs = query_pairs(query)
    values = read_query(pairs, operation=operation, today=api.today()) if pairs else {}
    reply = act(api, Asked(operation, exchange, path, values, pairs, body))
    return _with_itself(reply, exchange, pairs) if operation.command is None else reply


def _with_itself(
    reply: Reply, exchange: Exchange, pairs: Sequence[tuple[str, str]]
) -> Reply:
    """Add the answer's own address; in a header, for a view has no address in it."""
    if reply.status != _OK:
        return reply
    address = exchange.origin + exchange.instance
    own = f"{address}?{urlencode(pairs)}" if pairs else address
    return replace(
        reply, headers={**reply.headers, "Link": f'<{own}>; rel="self"; method="GET"'}
    )


def _refuse_role(
    command: type[Command], *, operation: Operation, exchange: Exchange
) -> None:
    """Refuse who may not do this at all, before anything is told of the body.

    How the actor stands to the programme, and to an entry that is amended, is looked at
    when the command is performed.
    """
    actor = exchange.actor
    if actor and actor.role not in (operation.roles or ()):
        rule = f"{command.noun}:not-{actor.role.value}"
        raise Forbidden(rule, action=command.noun, role=actor.role)


def _litestar_path(operation: Operation) -> str:
    return operation.full_path.replace("}", ":str}")


def response_of(reply: Reply) -> Response[bytes]:
    """Give a reply to Litestar as it is."""
    return Response(
        content=reply.body,
        status_code=reply.status,
        headers=reply.headers,
        media_type=reply.media_type,
    )


def response_to(told: Told, exchange: Exchange) -> Response[bytes]:
    """Give a problem to Litestar, and note its rule for the log line."""
    exchange.noted["reason"] = told.type_name
    if told.rule is not None:
        exchange.noted["rule"] = told.rule
    return response_of(problem_reply(told, exchange))
