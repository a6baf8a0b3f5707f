"""What every list of the API has: items, which part of the list they are, and links."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field

from ksbs.domain.words import Model

T = TypeVar("T")


class Link(Model):
    """A link to a related resource. / En länk till en närliggande resurs."""

    href: str
    """The address, absolute. / Adressen, absolut."""
    rel: str
    """How it is related to this answer. / Hur den förhåller sig till detta svar."""
    method: Literal["GET"] = "GET"
    """The method to call it with. / Metoden att anropa den med."""


def _is_none(value: object) -> bool:
    return value is None


OptionalLink = Annotated[Link | None, Field(exclude_if=_is_none)]
"""A link that is left out where there is nothing to link to."""


class PageLinks(Model):
    """Links of a list by pages; each keeps all parameters of the request.

    / Länkar i en lista med sidor; var och en behåller begärans alla parametrar.
    """

    own: Annotated[Link, Field(alias="self")]
    """This page. / Denna sida."""
    first: Link
    """The first page. / Första sidan."""
    last: Link
    """The last page. / Sista sidan."""
    next: OptionalLink = None
    """The page after this one; left out on the last. / Sidan efter denna; utelämnad på
    den sista.
    """
    prev: OptionalLink = None
    """The page before this one; left out on the first. / Sidan före denna; utelämnad på
    den första.
    """


class PageMeta(Model):
    """Which page of a list this is. / Vilken sida i en lista detta är."""

    total_records: int
    """How many items there are on all pages. / Hur många poster det finns på alla
    sidor.
    """
    page: int
    """The number of this page, counted from 1. / Denna sidas nummer, räknat från 1."""
    limit: int
    """How many items a page holds at most. / Hur många poster en sida högst innehåller.
    """
    count: int
    """The number of items on this page. / Antalet poster på denna sida."""


class CursorLinks(Model):
    """Links of a list by cursor, which can only be walked forwards.

    / Länkar i en lista med markör, som bara kan bläddras framåt.
    """

    own: Annotated[Link, Field(alias="self")]
    """This answer. / Detta svar."""
    first: Link
    """Where the list begins. / Där listan börjar."""
    next: OptionalLink = None
    """What comes after this answer; left out at the end. / Det som följer på detta
    svar; utelämnat vid slutet.
    """


class CursorMeta(Model):
    """How much of a list by cursor this is.

    / Hur stor del av en lista med markör detta är.
    """

    limit: int
    """How many items an answer holds at most. / Hur många poster ett svar högst
    innehåller.
    """
    count: int
    """The number of items in this answer. / Antalet poster i detta svar."""


class Page(Model, Generic[T]):
    """A list by pages. / En lista med sidor."""

    items: tuple[T, ...]
    """The items of this page. / Posterna på denna sida."""
    meta: Annotated[PageMeta, Field(alias="_meta")]
    """Which page this is. / Vilken sida detta är."""
    links: Annotated[PageLinks, Field(alias="_links")]
    """This page, its neighbours and the ends of the list. / Denna sida, dess grannar
    och listans båda ändar.
    """
