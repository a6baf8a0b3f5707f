"""What the API answers about the read models: what each holds and how it stands."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ksbs.application.projection import Kind
from ksbs.domain.words import Model
from ksbs.http.wire_views import NamedView, Wording


class AilmentView(Model):
    """Something that stands in a read model's way. / Något som hindrar en läsmodell."""

    kind: Literal["quarantine", "misdirected", "stopped"]
    """`quarantine`: a stream is followed no further; `misdirected`: an amendment names
    nothing; `stopped`: the whole read model comes no further. / `quarantine`: en ström
    följs inte längre; `misdirected`: en rättelse eller makulering pekar på inget;
    `stopped`: hela läsmodellen kommer inte längre.
    """
    stream_id: UUID | None
    """The stream that it is about; null if it is about every one. / Strömmen det
    gäller; null om det gäller alla.
    """
    position: int
    """The position of the log at which it began. / Den position i loggen där det
    började.
    """
    since: datetime
    """When it was first met, UTC. / När det först upptäcktes, UTC."""
    error: str
    """What went wrong, without any of what people wrote. / Vad som gick fel, utan något
    av det som någon har skrivit.
    """


class RebuildView(Model):
    """The last time that the tables were made anew.

    / Senaste gången tabellerna gjordes om.
    """

    at: datetime
    """When, UTC. / När, UTC."""
    position: int
    """The position of the log up to which they were made. / Den position i loggen som
    de gjordes till och med.
    """
    equal: bool | None
    """Whether they were as those before; null if there were none to compare. / Om de
    var som de förra; null om det inte fanns några att jämföra med.
    """
    reason: str | None
    """Why tables that differ were put in use all the same; null unless that was done. /
    Varför tabeller som skiljer sig ändå togs i bruk; null om det inte gjordes.
    """


class ColumnView(Model):
    """A column of a read model. / En kolumn i en läsmodell."""

    name: str
    """The member of every row. / Namnet i varje rad."""
    type: Kind
    """What its values are, as the database types them. / Vad dess värden är, som
    databasen anger det.
    """
    key: bool
    """True if it is part of what tells the rows of a stream apart. / Sant om den hör
    till det som skiljer en ströms rader åt.
    """
    about: Wording
    """What it holds. / Vad den innehåller."""


class ProjectionView(NamedView):
    """A read model and how it stands. / En läsmodell och hur det står till med den."""

    about: str
    """The kind of streams that it is about; empty if it is about every one. / Den sorts
    strömmar den handlar om; tomt om den handlar om alla.
    """
    columns: tuple[ColumnView, ...]
    """What its rows hold; empty for the audit trail, which shows entries. / Vad dess
    rader innehåller; tomt för revisionsspåret, som visar anteckningar.
    """
    position: int | None
    """The last position of the log that it has taken; null before it is built. / Den
    sista position i loggen som den har tagit; null innan den är byggd.
    """
    lag: int
    """How many positions it is behind. / Hur många positioner den ligger efter."""
    health: Literal["ok", "failed"]
    """`failed` while anything stands in its way. / `failed` medan något hindrar den."""
    code_changed: bool
    """True if its code is not what its tables were built by: rebuild it to compare. /
    Sant om koden inte är den som tabellerna byggdes med: bygg om för att jämföra.
    """
    quarantined_streams: tuple[UUID, ...]
    """The streams whose rows are not kept up; views fold them from the log. / De
    strömmar vars rader inte hålls aktuella; vyer viker dem från loggen.
    """
    ailments: tuple[AilmentView, ...]
    """What stands in its way; empty while it is in health. / Det som hindrar den; tomt
    när allt är väl.
    """
    last_rebuild: RebuildView | None
    """How its last rebuild went; null if there was none. / Hur den senaste ombyggnaden
    gick; null om ingen har gjorts.
    """


class ProjectionList(Model):
    """Every read model, by name. / Alla läsmodeller, efter namn."""

    items: tuple[ProjectionView, ...]
    """The read models. / Läsmodellerna."""
    head: int
    """The last position of the log. / Loggens sista position."""
