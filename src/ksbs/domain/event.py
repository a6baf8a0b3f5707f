"""Events: what happened, in the past tense, frozen and validated in and out.

An event states its hard rules against the state before it (`check`) and what it makes
of that state (`evolve`). Commands and the refolding of late entries and amendments use
the same two statements.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field, JsonValue

from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.words import CaseNumber, Day, Line, Model, Role, SchoolUnitCode, Text

EVENTS: dict[str, type["Event"]] = {}
"""Every event by its stored name."""

WORKING_GROUP = "working_group"


class Identity:
    """Marks a field that names what the event brought into the world."""


class WhoDecided:
    """Marks a field that a correction may not touch: annul and decide anew."""


NewId = Annotated[UUID, Identity()]


class Derived:
    """Marks a field that follows from others and is corrected through them."""


class BuildsOn:
    """Marks the id of an entry that the event cannot stand without."""


EntryReference = Annotated[UUID, BuildsOn()]
"""The event id of a fact that is not annulled while this one stands."""

Decider = Annotated[UUID, WhoDecided()]
Deciders = Annotated[tuple[UUID, ...], WhoDecided()]


class Event(Model):
    """What every event has: the day it happened, a stored name, two labels.

    The stored name ends in its schema version and is permanent from release 0.1.0 on:
    a new shape is a new name and an upcast.
    """

    occurred_on: Day
    """When it happened or applies, a local date, never in the future. / Dagen då det
    hände eller gäller, ett lokalt datum, aldrig i framtiden.
    """

    stored_as: ClassVar[str]
    sv: ClassVar[str]
    en: ClassVar[str]
    decision: ClassVar[bool] = False
    """True for decisions, which only another person than the recorder may annul."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Enter the event in the register under its stored name."""
        super().__pydantic_init_subclass__(**kwargs)
        name = cls.__dict__.get("stored_as")
        if name is None:
            return
        if name in EVENTS:
            raise TypeError(f"two events are stored as {name!r}")
        EVENTS[name] = cls

    def check(self, state: Any) -> None:
        """Raise the RuleBroken that forbids this event in `state`, if any."""

    def advise(self, state: Any) -> Iterable[Advisory]:
        """Give what is worth a second look about this event in `state`."""
        return ()

    def evolve(self, state: Any) -> Any:
        """Give the state after this event; never fails, whatever the state."""
        raise TypeError(f"{type(self).__name__} is not folded into {type(state)}")

    def payload(self) -> dict[str, JsonValue]:
        """Give the event's own fields as on the wire, without the day."""
        fields = self.wire()
        del fields["occurredOn"]
        return fields


class NotNominated(RuleBroken):
    """The school has not been nominated on {on}: nothing can precede the nomination."""

    sv = "Skolan är inte nominerad den {on}: inget kan föregå nomineringen."


class ProgrammeEnded(RuleBroken):
    """The programme ended on {on} ({status.en}); nothing of the process can follow."""

    sv = "Omgången avslutades den {on} ({status.sv}); inget i processen kan följa på det."


class ProgrammeEvent(Event):
    """An event on a programme's stream."""

    after_the_end: ClassVar[bool] = False
    """True for record-keeping and reports, which go on when the programme has ended."""

    def check(self, state: Programme) -> None:
        """Refuse what precedes the nomination or follows the end, then ask `rules`."""
        if state.nomination is None:
            raise NotNominated(on=self.occurred_on)
        if state.ending is not None and not self.after_the_end:
            raise ProgrammeEnded(on=state.ending.on, status=state.ending.status)
        self.rules(state)

    def rules(self, programme: Programme) -> None:
        """Raise the RuleBroken particular to this event, if any."""

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Give what is worth a second look."""
        return ()

    def evolve(self, state: Programme) -> Programme:
        """Give the programme after this event; most facts change it, a few only tell."""
        return state


class Amendment(Event):
    """Changes how an earlier entry reads; never folded itself."""

    target_event_id: UUID
    """The entry it is about. / Anteckningen det gäller."""


class Annulment(Amendment):
    """Takes its target out of force."""


class Change(Model):
    """One field of an entry: what stood and what is right. / Ett fält i en anteckning:
    vad som stod och vad som är rätt.
    """

    field: str
    """The field's name on the wire; `occurredOn` for the day. / Fältets namn i JSON;
    `occurredOn` för dagen.
    """
    old: JsonValue
    """What stands, as on the wire. / Vad som står, som det skrivs i JSON."""
    new: JsonValue
    """What is right, as on the wire. / Vad som är rätt, som det skrivs i JSON."""


class Correction(Amendment):
    """Overlays whole fields of its target."""

    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    """The fields that are put right, each with what stood and what is right. / Fälten
    som rättas, vart och ett med vad som stod och vad som är rätt.
    """


class RecordedBy(Model):
    """Who recorded, in which role and for which unit at that moment. / Vem som
    registrerade, i vilken roll och för vilken enhet just då.
    """

    person_id: UUID
    """The person who recorded it. / Personen som registrerade."""
    role: Role
    """The role in which it was recorded. / Rollen som det registrerades i."""
    school_unit_code: SchoolUnitCode | None = None
    """The school unit that the role was for, if it was for one. / Skolenheten som
    rollen gällde, om den gällde en.
    """


class Metadata(Model):
    """What the system knows about the recording of one event. / Vad systemet vet om
    registreringen av en händelse.
    """

    event_id: UUID
    """The event's id. / Händelsens id."""
    recorded_by: RecordedBy
    """Who recorded it, in which role. / Vem som registrerade, i vilken roll."""
    on_behalf_of: UUID | Literal["working_group"] | None = None
    """The person, or the working group, on whose behalf it was recorded. / Personen,
    eller arbetsgruppen, för vars räkning det registrerades.
    """
    command_id: UUID
    """The command that led to it. / Kommandot som ledde till den."""
    correlation_id: UUID
    """Shared by all that one request set going. / Gemensamt för allt som en och samma
    begäran satte i gång.
    """
    causation_id: UUID | None = None
    """The event that brought it about, if one did. / Händelsen som föranledde den, om
    någon gjorde det.
    """
    dnr: CaseNumber | None = None
    """The case number in the diary that it belongs to. / Diarienumret som den hör till.
    """
    confidentiality: Line | None = None
    """The provision on which the whole entry is marked confidential. / Bestämmelsen som
    hela anteckningen är sekretessmarkerad enligt.
    """
    source: Literal["api", "cli", "import"]
    """The way in: the API, the command line or an import. / Vägen in: API:et,
    kommandoraden eller en inläsning.
    """
    late_reason: Text | None = None
    """Why it was recorded late, where it was. / Varför den registrerades sent, där den
    gjorde det.
    """


@dataclass(frozen=True)
class Entry:
    """One event where it stands in the log.

    `position` counts from 1 over the whole log without gaps, `version` from 1 within
    the stream. `recorded_at` is UTC, stamped by the database.
    """

    stream_id: UUID
    version: int
    position: int
    recorded_at: datetime
    metadata: Metadata
    event: Event

    @property
    def event_id(self) -> UUID:
        """The event's global id."""
        return self.metadata.event_id

    @property
    def occurred_on(self) -> date:
        """The day of the event as this entry reads."""
        return self.event.occurred_on

    @property
    def name(self) -> str:
        """The event's name in the catalogue."""
        return type(self.event).__name__

    def reading(self, event: Event) -> "Entry":
        """Give this entry as it reads after corrections."""
        return replace(self, event=event)
