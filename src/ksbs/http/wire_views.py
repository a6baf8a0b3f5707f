"""What the API answers about views in time: timelines, differences, read models."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, JsonValue

from ksbs.application.view import AsOf
from ksbs.domain.kinds import Status
from ksbs.domain.words import Model, SchoolUnitCode

Cells = dict[str, JsonValue]


class Wording(Model):
    """A text in both languages."""

    sv: str
    en: str


Labels = dict[str, Wording]


class ShownRow(Model):
    """A row of a read model."""

    key: Cells
    """What tells the row from the others of the programme; empty where it has one row.
    """
    values: Cells
    """Its other columns by name."""
    labels: Labels
    """What the values mean that are words of the process, by column."""


class ShownSegment(ShownRow):
    """A row that held from its first day to its last, both included."""

    first_day: Annotated[date, Field(alias="from")]
    last_day: Annotated[date | None, Field(alias="to")]
    """Null while it holds, on the day asked for."""


class NamedView(Model):
    """A read model."""

    name: str
    title: Wording
    version: int
    """Rises with every new shape or meaning of its rows."""


class ViewTimeline(NamedView):
    """What one read model says of a programme over time."""

    segments: tuple[ShownSegment, ...]
    """By key, then by day."""


class MilestoneView(Model):
    """An event that brought the programme to another status, or is a decision."""

    occurred_on: date
    name: str
    """The event's name in the catalogue."""
    label: Wording
    event_id: UUID
    status: Status | None
    """The status that it led to; null if it led to no other."""
    decision: bool


class ProgrammeTimeline(Model):
    """What held of a programme from when until when, as known at an instant."""

    programme_id: UUID
    school_unit_code: SchoolUnitCode
    school_name: str
    milestones: tuple[MilestoneView, ...]
    views: tuple[ViewTimeline, ...]
    as_of: AsOf


class FieldDifference(Model):
    """A column of a row that reads differently."""

    field: str
    old: JsonValue
    new: JsonValue
    old_label: Wording | None
    """What the old value means, if it is a word of the process."""
    new_label: Wording | None
    """What the new value means, if it is a word of the process."""


class ChangedRow(Model):
    """A row that is there both times and reads differently."""

    key: Cells
    fields: tuple[FieldDifference, ...]


class ViewDifferences(NamedView):
    """What differs in one read model."""

    added: tuple[ShownRow, ...]
    removed: tuple[ShownRow, ...]
    changed: tuple[ChangedRow, ...]


class DifferenceCount(Model):
    """How many rows differ."""

    added: int
    removed: int
    changed: int


class ProgrammeDifferences(Model):
    """What changed of a programme from one pair of times to another."""

    programme_id: UUID
    same_day: bool
    """True if both pairs are about the same day: then all that differs is what came to
    be known in between.
    """
    total: DifferenceCount
    views: tuple[ViewDifferences, ...]
    """Only those in which something differs."""
    as_of: AsOf
    """The first pair."""
    compared_to: AsOf
    """The second pair."""


class AilmentView(Model):
    """Something that stands in a read model's way."""

    kind: Literal["quarantine", "misdirected", "stopped"]
    """`quarantine`: a stream is followed no further; `misdirected`: an amendment names
    nothing; `stopped`: the whole read model comes no further.
    """
    stream_id: UUID | None
    position: int
    since: datetime
    error: str
    """What went wrong, without any of what people wrote."""


class RebuildView(Model):
    """The last time that the tables were made anew."""

    at: datetime
    position: int
    equal: bool | None
    """Whether they were as those before; null if there were none to compare."""
    reason: str | None


class ProjectionView(NamedView):
    """A read model and how it stands."""

    about: str
    """The kind of streams that it is about; empty if it is about every one."""
    position: int | None
    """The last position of the log that it has taken; null before it is built."""
    lag: int
    """How many positions it is behind."""
    health: Literal["ok", "failed"]
    """`failed` while anything stands in its way."""
    code_changed: bool
    """True if its code is not what its tables were built by: rebuild it to compare."""
    quarantined_streams: tuple[UUID, ...]
    """The streams whose rows are not kept up; views fold them from the log."""
    ailments: tuple[AilmentView, ...]
    last_rebuild: RebuildView | None


class ProjectionList(Model):
    """Every read model, by name."""

    items: tuple[ProjectionView, ...]
    head: int
    """The last position of the log."""
