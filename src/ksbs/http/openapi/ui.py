"""Swagger UI at `/ksbs/v0/docs`, from files of our own: it works on a closed network."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.types import ControllerRouterHandler

from ksbs.http.exchange import Exchange, Reply, exchange_of
from ksbs.http.handlers import response_of
from ksbs.http.openapi import entity_tag
from ksbs.http.openapi.about import DOCS
from ksbs.http.preconditions import has_already
from ksbs.http.routes import BASE
from ksbs.http.said import Language, Said

_PAGE = Path(__file__).parent / "page"
_VENDORED = Path(__file__).parent.parent / "static" / "swagger-ui"

_JAVASCRIPT = "text/javascript"
_CSS = "text/css"
_HTML = "text/html"
_FILES = {
    "swagger-ui.css": (_VENDORED, _CSS),
    "swagger-ui-bundle.js": (_VENDORED, _JAVASCRIPT),
    "page.css": (_PAGE, _CSS),
    "start.js": (_PAGE, _JAVASCRIPT),
}
"""Every file that is served; nothing else can be asked for."""

_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "connect-src 'self'; "
    "base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'"
)
"""No inline script, no inline style, and no other host; the icons of the vendored style
sheet are `data:` images."""

_WORDS = {
    "title": Said("KSBS – API:et", "KSBS – the API"),
    "about": Said("Om dokumentet", "About the document"),
    "other_name": Said("In English", "På svenska"),
    "no_script": Said(
        "Sidan behöver JavaScript; openapi.json och openapi.yaml säger samma sak.",
        "The page needs JavaScript; openapi.json and openapi.yaml say the same.",
    ),
    "failure": Said(
        "Dokumentet kunde inte läsas. Ladda om sidan.",
        "The document could not be read. Load the page again.",
    ),
}


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is served."""

    body: bytes
    media_type: str

    @property
    def tag(self) -> str:
        """Its ETag."""
        return entity_tag(self.body)


def handlers() -> list[ControllerRouterHandler]:
    """Give the handlers of the documentation, to stand beside those of the API."""
    return [_page, _file]


@get(BASE + DOCS, include_in_schema=False, sync_to_thread=False)
def _page(request: Request[Any, Any, Any]) -> Response[bytes]:
    exchange = exchange_of(request.scope)
    exchange.route = BASE + DOCS
    asked = request.query_params.get("language")
    language: Language = exchange.language
    if asked in {"sv", "en"}:
        language = "sv" if asked == "sv" else "en"
    headers = {
        "Content-Language": language,
        "Content-Security-Policy": _POLICY,
        "Vary": "Accept-Language",
    }
    return _send(_index(language), exchange, headers, lifetime=300)


@get(f"{BASE}{DOCS}/{{name:str}}", include_in_schema=False, sync_to_thread=False)
def _file(request: Request[Any, Any, Any]) -> Response[bytes]:
    exchange, name = exchange_of(request.scope), request.path_params["name"]
    exchange.route = f"{BASE}{DOCS}/{{name}}"
    if name not in _FILES:
        raise NotFoundException
    return _send(_read(name), exchange, {}, lifetime=86_400)


def _send(
    file: _File, exchange: Exchange, headers: dict[str, str], *, lifetime: int
) -> Response[bytes]:
    headers |= {"ETag": file.tag, "Cache-Control": f"public, max-age={lifetime}"}
    if has_already(exchange, etag=file.tag):
        return response_of(Reply(b"", status=304, headers=headers))
    return response_of(Reply(file.body, headers=headers, media_type=file.media_type))


@cache
def _read(name: str) -> _File:
    place, media_type = _FILES[name]
    return _File((place / name).read_bytes(), media_type)


@cache
def _index(language: Language) -> _File:
    """Write the page; the version in its addresses lets a new release be seen at once."""
    tags = "".join(_read(name).tag for name in _FILES)
    page = Template((_PAGE / "index.html").read_text("utf-8")).substitute(
        {name: said.to(language) for name, said in _WORDS.items()},
        language=language,
        other="en" if language == "sv" else "sv",
        version=entity_tag(tags.encode()).strip('"')[:12],
    )
    return _File(page.encode(), _HTML)
