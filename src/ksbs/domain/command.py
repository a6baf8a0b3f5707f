"""Commands: what somebody asks to have recorded.

A command of the process is the body of one POST. Its noun is the collection it adds to,
its docstring the summary, `records` the event it leads to. Most commands say just what
their event says, so both inherit those fields from one model, and `decide` needs no
words; a command that derives something overrides it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal, TypeVar
from uuid import UUID

from pydantic import JsonValue

from ksbs.domain.event import Entry, Event, Identity, ProgrammeEvent
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.programme import Programme
from ksbs.domain.rule import Advisory
from ksbs.domain.units import SchoolUnit
from ksbs.domain.words import CaseNumber, Day, Line, Model, Role, Text

COMMANDS: dict[str, type["Command"]] = {}
"""Every command by its noun."""

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class SelectionRound:
    """What a nomination has to know of the selection round that it names."""

    school_form: SchoolForm
    closes_on: date
    """The last day on which a school may be nominated in it."""
    criteria_set: bool
    """Whether criteria had been set by the day of the occasion."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the system supplies to a decision, so that the domain reads no clock."""

    occurred_on: Day
    today: date
    person_id: UUID
    role: Role
    new_id: Callable[[], UUID]
    school_unit: SchoolUnit | None = None
    """What the register knows of the school unit concerned, if anything."""
    selection_round: SelectionRound | None = None
    """The selection round that the command names, if it had been opened by the day."""
    national_programme: str | None = None
    """The period for which the unit takes part in the national programme, if it does."""
    entries: Sequence[Entry] = ()
    """The stream as it was recorded, for commands that name one of its entries."""

    def entry(self, event_id: UUID) -> Entry | None:
        """Give the entry of that id if it stands in the stream."""
        return next((e for e in self.entries if e.event_id == event_id), None)


class Command(Model):
    """What every command has: a noun, who may, a summary in two languages."""

    noun: ClassVar[str]
    """The collection that the command adds to, plural and hyphenated."""
    by: ClassVar[tuple[Role, ...]]
    """The roles that may, each within its own relation to the programme."""
    sv: ClassVar[str]
    """The summary in Swedish; the English one is the docstring."""
    records: ClassVar[type[Event]]
    """The event it leads to."""
    example: ClassVar[Mapping[str, JsonValue]]
    """A body that is accepted once what it refers to exists."""

    on_behalf_of: UUID | Literal["working_group"] | None = None
    """The person, or the working group, on whose behalf it is recorded. / Personen,
    eller arbetsgruppen, för vars räkning det registreras.
    """
    dnr: CaseNumber | None = None
    """The case number in the diary that it belongs to. / Diarienumret som det hör till.
    """
    confidentiality: Line | None = None
    """The provision on which the entry as a whole is marked confidential, for example
    "OSL 23 kap. 2 §". / Bestämmelsen som hela anteckningen är sekretessmarkerad enligt,
    till exempel ”OSL 23 kap. 2 §”.
    """

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Enter the command in the register under its noun."""
        super().__pydantic_init_subclass__(**kwargs)
        noun = cls.__dict__.get("noun")
        if noun is None:
            return
        if noun in COMMANDS:
            raise TypeError(f"two commands have the noun {noun!r}")
        COMMANDS[noun] = cls

    @classmethod
    def operation(cls) -> str:
        """Give the operation's id: the class name in camelCase."""
        return cls.__name__[0].lower() + cls.__name__[1:]

    @classmethod
    def action_name(cls) -> str:
        """Give the class name as words: "Prioritise area"."""
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", cls.__name__).lower()
        return words[0].upper() + words[1:]

    @classmethod
    def part(cls) -> str:
        """Give the part of the process it belongs to: the name of its package."""
        return cls.__module__.split(".")[2]


class Dated(Command):
    """A command about something that happened on a day."""

    occurred_on: Day | None = None
    """When it happened or applies; today if left out, never in the future. / När det
    hände eller gäller; i dag om fältet utelämnas, aldrig i framtiden.
    """
    late_reason: Text | None = None
    """Why it is recorded late; needed when the day lies more than 14 days back. /
    Varför det registreras sent; behövs när dagen ligger mer än 14 dagar tillbaka.
    """

    def said(self) -> dict[str, Any]:
        """Give the command's own fields, without those that every command has."""
        return {
            name: getattr(self, name)
            for name in type(self).model_fields
            if name not in Dated.model_fields
        }

    def event(self, of: type[E], *, occasion: Occasion, **derived: Any) -> E:
        """Make the event from what the command says, new ids and what is `derived`."""
        ids = {name: occasion.new_id() for name in identities(of)}
        day = {"occurred_on": occasion.occurred_on}
        return of(**(ids | self.said() | day | derived))


class ProgrammeCommand(Dated):
    """A command on a programme."""

    records: ClassVar[type[ProgrammeEvent]]

    def decide(
        self,
        programme: Programme,
        *,
        occasion: Occasion,
    ) -> ProgrammeEvent | tuple[ProgrammeEvent, ...]:
        """Give the event or events that the command leads to, the main one first.

        Raises:
            RuleBroken: if the command itself contradicts the state; rules of the
                event are checked by whoever performs the command.
        """
        return self.event(self.records, occasion=occasion)

    def advise(
        self,
        programme: Programme,
        *,
        occasion: Occasion,
    ) -> Iterable[Advisory]:
        """Give what is worth a second look, beyond what the event itself advises."""
        return ()


def identities(event: type[Event]) -> tuple[str, ...]:
    """Name the fields that hold the ids of what the event brings into the world."""
    return _marked(event, Identity)


def _marked(event: type[Event], mark: type[object]) -> tuple[str, ...]:
    return tuple(
        name
        for name, info in event.model_fields.items()
        if any(isinstance(m, mark) for m in info.metadata)
    )
