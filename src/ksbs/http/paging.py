"""Pages and cursors of lists, with links that keep every parameter."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from ksbs.http.asked import Asked
from ksbs.http.routes.filters import DEFAULT_LIMIT
from ksbs.http.wire_lists import CursorLinks, CursorMeta, Link, PageLinks, PageMeta

T = TypeVar("T")


def limit_of(asked: Asked) -> int:
    """Give how many items are asked for."""
    limit: int = asked.query.get("limit", DEFAULT_LIMIT)
    return limit


def page_of(items: Sequence[T], asked: Asked) -> Sequence[T]:
    """Cut the page that is asked for; empty beyond the last."""
    limit, page = limit_of(asked), _page(asked)
    return items[(page - 1) * limit : page * limit]


def page_meta(asked: Asked, *, total: int, count: int) -> PageMeta:
    """Say which page this is."""
    return PageMeta(
        total_records=total, page=_page(asked), limit=limit_of(asked), count=count
    )


def page_links(asked: Asked, *, total: int) -> PageLinks:
    """Link to the first, last, next and previous page."""
    page, last = _page(asked), max(1, -(-total // limit_of(asked)))
    return PageLinks(
        own=_link(asked, "self"),
        first=_link(asked, "first", page=1),
        last=_link(asked, "last", page=last),
        next=_link(asked, "next", page=page + 1) if page < last else None,
        prev=_link(asked, "prev", page=min(page - 1, last)) if page > 1 else None,
    )


def cursor_meta(asked: Asked, *, count: int) -> CursorMeta:
    """Say how much this is."""
    return CursorMeta(limit=limit_of(asked), count=count)


def cursor_links(asked: Asked, *, after: object | None) -> CursorLinks:
    """Link to the beginning, and to what follows `after` if anything does."""
    return CursorLinks(
        own=_link(asked, "self"),
        first=_link(asked, "first", after=None),
        next=_link(asked, "next", after=after) if after is not None else None,
    )


def _page(asked: Asked) -> int:
    page: int = asked.query.get("page", 1)
    return page


def _link(asked: Asked, rel: str, **changed: object) -> Link:
    kept = {**dict(asked.pairs), **changed}
    query = urlencode({name: v for name, v in kept.items() if v is not None})
    exchange = asked.exchange
    address = exchange.origin + exchange.instance
    return Link(href=f"{address}?{query}" if query else address, rel=rel)
