"""What the API answers, beyond the views of the application: envelopes and lists."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field

from ksbs.application.view import AsOf, EventView, ProgrammeView
from ksbs.domain.words import Model

T = TypeVar("T")


class ReceiptView(Model):
    """Proof of what was recorded: where it stands in the ledger.

    / Bevis för det registrerade: var det står i liggaren.
    """

    position: int
    """The entry's position in the log, counted from 1; not an id. / Anteckningens plats
    i loggen, räknad från 1; inget id.
    """
    leaf: str
    """The ledger's leaf of the main event: SHA-256 in hexadecimal. / Huvudhändelsens
    löv i liggaren: SHA-256 hexadecimalt.
    """
    tree_size: int
    """The number of leaves as the command left the ledger. / Antalet löv i liggaren
    efter åtgärden.
    """
    root: str
    """The ledger's root hash at that size, in hexadecimal. / Liggarens rothash vid den
    storleken, hexadecimalt.
    """


class AdvisoryView(Model):
    """Something worth a second look; the entry is recorded all the same.

    / Något som bör ses över; anteckningen är registrerad ändå.
    """

    name: str
    """Which advisory it is. / Vilken påminnelse det är."""
    message: str
    """What to look at, in English. / Vad som bör ses över, på engelska."""
    message_sv: str
    """The same in Swedish. / Detsamma på svenska."""


class Recorded(Model):
    """What an action led to. / Vad en åtgärd ledde till."""

    event: EventView
    """The event that the action is about. / Händelsen som åtgärden handlar om."""
    events: tuple[EventView, ...]
    """Further events of the same action. / Ytterligare händelser av samma åtgärd."""
    receipt: ReceiptView
    """Proof of what was recorded. / Bevis för det registrerade."""
    advisories: tuple[AdvisoryView, ...]
    """What is worth a second look; empty if nothing is. / Det som bör ses över; tomt om
    inget behöver det.
    """


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


class ProgrammeList(Page[ProgrammeView]):
    """Programmes as they were on a day, as known at an instant.

    / Omgångar som de var en dag, som det var känt vid en tidpunkt.
    """

    as_of: AsOf
    """The day the answer is for, as known when. / Vilken dag svaret gäller, som det var
    känt när.
    """


class EventList(Model):
    """Entries of the record, the latest first.

    / Anteckningar i registret, den senaste först.
    """

    items: tuple[EventView, ...]
    """The entries. / Anteckningarna."""
    meta: Annotated[CursorMeta, Field(alias="_meta")]
    """How much of the list this is. / Hur stor del av listan detta är."""
    links: Annotated[CursorLinks, Field(alias="_links")]
    """This answer, the first, and the next. / Detta svar, det första och nästa."""
