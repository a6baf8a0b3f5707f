"""What the API tells of itself over HTTP: info, problems, health."""

from typing import Literal

from ksbs.application.ports import StoreUnavailable
from ksbs.http import openapi
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Exchange, Reply
from ksbs.http.media import HTML, JSON, YAML
from ksbs.http.openapi.about import DOCS
from ksbs.http.preconditions import has_already
from ksbs.http.problems.page import as_html, problem_page
from ksbs.http.reading import reply_with
from ksbs.http.wire_about import ApiInfo, Health

_CACHED = "public, max-age=300"
Check = Literal["ok", "failed"]


def get_api_info(api: Api, asked: Asked) -> Reply:
    """Answer `GET /api-info`."""
    config, base = api.config, asked.exchange.base
    info = ApiInfo(
        api_name="ksbs",
        api_version=config.version,
        api_released=config.released,
        api_documentation=config.documentation_url or base + DOCS,
        api_status="beta",
    )
    return reply_with(info, **{"Cache-Control": _CACHED})


def get_problem(api: Api, asked: Asked) -> Reply:
    """Answer `GET /problems/{name}`."""
    del api
    page = problem_page(asked.path["name"], base=asked.exchange.base)
    headers = {"Cache-Control": _CACHED, "Vary": "Accept"}
    if HTML in (asked.exchange.header(b"accept") or ""):
        return Reply(as_html(page), headers=headers, media_type=HTML)
    return reply_with(page, **headers)


def get_openapi_json(api: Api, asked: Asked) -> Reply:
    """Answer `GET /openapi.json`."""
    exchange, contact = asked.exchange, api.config.contact
    body = openapi.as_json(exchange.language, origin=exchange.origin, contact=contact)
    return _described(body, JSON, exchange=exchange)


def get_openapi_yaml(api: Api, asked: Asked) -> Reply:
    """Answer `GET /openapi.yaml`."""
    exchange, contact = asked.exchange, api.config.contact
    body = openapi.as_yaml(exchange.language, origin=exchange.origin, contact=contact)
    return _described(body, YAML, exchange=exchange)


def _described(body: bytes, media_type: str, *, exchange: Exchange) -> Reply:
    etag = openapi.entity_tag(body)
    headers = {
        "Cache-Control": _CACHED,
        "Content-Language": exchange.language,
        "ETag": etag,
        "Vary": "Accept-Language",
    }
    if has_already(exchange, etag=etag):
        return Reply(b"", status=304, headers=headers)
    return Reply(body, headers=headers, media_type=media_type)


def get_liveness(api: Api, asked: Asked) -> Reply:
    """Answer `GET /health/live`."""
    del api, asked
    return reply_with(Health(status="ok", checks={}))


def get_readiness(api: Api, asked: Asked) -> Reply:
    """Answer `GET /health/ready`.

    Red if the database cannot be reached, an amendment names nothing, or anything
    stands in a read model's way. A read model that lags is no fault: views fold then.
    """
    del asked
    rows = api.services.rows
    try:
        failed = {"amendments": bool(api.soundness.astray())}
        failed |= {} if rows is None else {"readModels": rows.ailing()}
    except StoreUnavailable:
        return _not_ready("unavailable", {"database": "failed"})
    checks: dict[str, Check] = {"database": "ok"}
    checks |= {name: "failed" if found else "ok" for name, found in failed.items()}
    if any(failed.values()):
        return _not_ready("unsound", checks)
    return reply_with(Health(status="ok", checks=checks))


def _not_ready(
    status: Literal["unavailable", "unsound"], checks: dict[str, Check]
) -> Reply:
    health = Health(status=status, checks=checks)
    body = health.model_dump_json(by_alias=True).encode()
    return Reply(body, status=503, headers={"Retry-After": "5"})
