"""What the API answers about the record: what an action led to, programmes, entries."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from ksbs.application.view import AsOf, EventView, ProgrammeView
from ksbs.domain.words import Model
from ksbs.http.wire_lists import CursorLinks, CursorMeta, Page


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


class ProgrammeList(Page[ProgrammeView]):
    """Programmes as they were on a day, as known at an instant.

    / Omgångar som de var en dag, som det var känt vid en tidpunkt.
    """

    as_of: AsOf
    """The day the answer is for, as known when. / Vilken dag svaret gäller, som det var
    känt när.
    """


class TrailAsOf(Model):
    """Up to where the record was looked at, of whatever day its entries are.

    / Till och med var registret lästes, vilken dag anteckningarna än gäller.
    """

    known_at: datetime
    """As known at this instant, UTC. / Som det var känt vid denna tidpunkt, UTC."""
    position: int
    """The last position of the log that was known. / Den sista platsen i loggen som var
    känd.
    """
    root: str
    """The ledger's root hash at that position, in hexadecimal. / Liggarens rothash vid
    den platsen, hexadecimalt.
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
    as_of: TrailAsOf
    """How much was known. / Hur mycket som var känt."""
