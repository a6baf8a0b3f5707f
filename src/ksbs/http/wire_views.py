"""What the API answers about views in time: rows of read models, and timelines."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, JsonValue

from ksbs.application.view import AsOf
from ksbs.domain.kinds import Status
from ksbs.domain.words import Bilingual, Model, SchoolUnitCode

Cells = dict[str, JsonValue]


class Wording(Model):
    """A text in both languages. / En text på båda språken."""

    sv: str
    """The text in Swedish. / Texten på svenska."""
    en: str
    """The text in English. / Texten på engelska."""

    @classmethod
    def of(cls, said: Bilingual) -> Self:
        """Give words as they stand on the wire."""
        return cls(sv=said.sv, en=said.en)


Labels = dict[str, Wording]


class ShownRow(Model):
    """A row of a read model, or of a report's table.

    / En rad i en läsmodell, eller i en rapports tabell.
    """

    key: Cells
    """What tells the row from the others of the programme or of the table; empty where
    there is one row. / Det som skiljer raden från omgångens eller tabellens andra; tomt
    där det finns en enda rad.
    """
    values: Cells
    """Its other columns by name. / Dess övriga kolumner efter namn."""
    labels: Labels
    """What the values mean that are words of the process, by column. / Vad de värden
    betyder som är ord i processen, efter kolumn.
    """


class ShownSegment(ShownRow):
    """A row that held from its first day to its last, both included.

    / En rad som gällde från sin första dag till sin sista, båda inräknade.
    """

    first_day: Annotated[date, Field(alias="from")]
    """The first day on which it held. / Första dagen som den gällde."""
    last_day: Annotated[date | None, Field(alias="to")]
    """Null while it holds, on the day asked for. / Null medan den gäller, den dag det
    frågas om.
    """


class NamedView(Model):
    """A read model. / En läsmodell."""

    name: str
    """Its name in the query and on the command line. / Dess namn i frågesträngen och på
    kommandoraden.
    """
    title: Wording
    """What it shows, in a few words. / Vad den visar, i några ord."""
    version: int
    """Rises with every new shape or meaning of its rows. / Höjs med varje ny form eller
    betydelse hos raderna.
    """


class ViewTimeline(NamedView):
    """What one read model says of a programme over time.

    / Vad en läsmodell säger om en omgång över tid.
    """

    segments: tuple[ShownSegment, ...]
    """By key, then by day. / Efter nyckel, sedan efter dag."""


class MilestoneView(Model):
    """An event that brought the programme to another status, or is a decision.

    / En händelse som förde omgången till en annan status, eller som är ett beslut.
    """

    occurred_on: date
    """The day on which it happened. / Dagen då den hände."""
    name: str
    """The event's name in the catalogue. / Händelsens namn i katalogen."""
    label: Wording
    """What the event is called. / Vad händelsen kallas."""
    event_id: UUID
    """The event's id; it is read at `/events/{eventId}`. / Händelsens id; den läses på
    `/events/{eventId}`.
    """
    status: Status | None
    """The status that it led to; null if it led to no other. / Den status den ledde
    till; null om den inte ledde till någon annan.
    """
    decision: bool
    """Whether it is a formal decision. / Om den är ett formellt beslut."""


class ProgrammeTimeline(Model):
    """What held of a programme from when until when, as known at an instant.

    / Vad som gällde om en omgång från när till när, som det var känt vid en tidpunkt.
    """

    programme_id: UUID
    """The programme. / Omgången."""
    school_unit_code: SchoolUnitCode
    """The school unit's code in the register of school units. / Skolenhetens kod i
    skolenhetsregistret.
    """
    school_name: str
    """The name of the school. / Skolans namn."""
    milestones: tuple[MilestoneView, ...]
    """What brought the programme to where it stands, and the decisions, by day. / Vad
    som förde omgången dit den är, och besluten, efter dag.
    """
    views: tuple[ViewTimeline, ...]
    """What each read model says over time. / Vad varje läsmodell säger över tid."""
    as_of: AsOf
    """The day the answer is for, as known when. / Vilken dag svaret gäller, som det var
    känt när.
    """
