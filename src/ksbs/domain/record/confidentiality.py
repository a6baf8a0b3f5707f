"""Single fields of entries are marked confidential, and the mark is lifted again.

A mark is a fact of its own about a field of an entry, with the provision that it rests
on; it changes neither the entry nor how it reads, and it does not keep anyone from
amending it. Any entry can be marked, a correction or an annulled entry too: what they
say still stands in the record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.event import Decider, Identity, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.record import rules
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Line, Model, Role, Text

FieldName = Annotated[
    str, StringConstraints(max_length=100, pattern=r"^[a-z][A-Za-z0-9]*$")
]
"""The name of a top-level field of an event, as on the wire."""

FieldOfEntry = tuple[UUID, str]
"""An entry's event id and the name of one of its fields."""


class AlreadyConfidential(RuleBroken):
    """The field {field} of the entry {entry} is marked confidential since {on}
    ({legal_reference}); lift that mark first if the ground is another.
    """

    sv = (
        "Fältet {field} i anteckningen {entry} är sekretessmarkerat sedan {on} "
        "({legal_reference}); häv den markeringen först om grunden är en annan."
    )


class NotConfidential(RuleBroken):
    """The field {field} of the entry {entry} is not marked confidential on {on}."""

    sv = "Fältet {field} i anteckningen {entry} är inte sekretessmarkerat den {on}."


@dataclass(frozen=True)
class Marking:
    """The mark on one field: the provision, the day from which it holds, by whom."""

    legal_reference: str
    on: date
    decided_by: UUID


@dataclass(frozen=True)
class Confidentiality:
    """The marks in force, by entry and field."""

    in_force: Mapping[FieldOfEntry, Marking] = field(default_factory=dict)


def require_field(occasion: Occasion, *, event_id: UUID, field: str) -> None:
    """Require an entry of that id in the stream, with that field in its payload.

    Raises:
        TargetUnknown: if there is no such entry.
        UnknownField: if it has no such field; its day is no field of it.
    """
    entry = occasion.entry(event_id)
    if entry is None:
        raise rules.TargetUnknown(target=event_id)
    fields = entry.event.payload()
    if field not in fields:
        raise rules.UnknownField(field=field, known=", ".join(fields) or "–")


class _NamingField(Model):
    target_event_id: Annotated[UUID, Identity()]
    """The entry whose field it is. / Anteckningen som fältet står i."""
    field: Annotated[FieldName, Identity()]
    """The field's name on the wire; a whole top-level field. / Fältets namn i JSON; ett
    helt fält på översta nivån.
    """
    legal_reference: Line
    """The provision that it rests on, for example "OSL 23 kap. 2 §". / Bestämmelsen som
    det vilar på, till exempel ”OSL 23 kap. 2 §”.
    """
    decided_by: Decider
    """Who decided it. / Vem som beslutade det."""
    reason: Text
    """Why, without saying what is secret. / Varför, utan att röja det som är hemligt."""

    @property
    def place(self) -> FieldOfEntry:
        """Where it stands: the entry and its field."""
        return self.target_event_id, self.field


class ConfidentialityMarked(_NamingField, ProgrammeEvent):
    """A field of an entry is marked confidential."""

    stored_as = "record.confidentiality-marked.v1"
    sv = "Sekretess markerad"
    en = "Confidentiality marked"
    after_the_end = True

    def rules(self, programme: Programme) -> None:
        """Mark what is not marked."""
        marked = programme.facet(Confidentiality).in_force.get(self.place)
        if marked is not None:
            raise AlreadyConfidential(
                field=self.field,
                entry=self.target_event_id,
                on=marked.on,
                legal_reference=marked.legal_reference,
            )

    def evolve(self, state: Programme) -> Programme:
        """Put the mark in force."""
        marking = Marking(self.legal_reference, self.occurred_on, self.decided_by)
        marks = state.facet(Confidentiality).in_force
        return state.keeping(Confidentiality({**marks, self.place: marking}))


class MarkConfidential(_NamingField, ProgrammeCommand):
    """Mark a field of an entry confidential."""

    noun = "confidentiality-markings"
    records = ConfidentialityMarked
    by = (Role.REGISTRAR, Role.DPO)
    sv = "Sekretessmarkera ett fält i en anteckning."
    example = {
        "targetEventId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        "field": "summary",
        "legalReference": "OSL 23 kap. 2 §",
        "decidedBy": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c09",
        "reason": "Gruppen är så liten att enskilda elever kan pekas ut.",
    }

    def decide(
        self, programme: Programme, *, occasion: Occasion
    ) -> ConfidentialityMarked:
        """Refuse what is no field of an entry of this programme."""
        require_field(occasion, event_id=self.target_event_id, field=self.field)
        return self.event(ConfidentialityMarked, occasion=occasion)


class ConfidentialityLifted(_NamingField, ProgrammeEvent):
    """A field of an entry is no longer marked confidential."""

    stored_as = "record.confidentiality-lifted.v1"
    sv = "Sekretessmarkering hävd"
    en = "Confidentiality lifted"
    after_the_end = True

    def rules(self, programme: Programme) -> None:
        """Lift what is marked."""
        if self.place not in programme.facet(Confidentiality).in_force:
            raise NotConfidential(
                field=self.field, entry=self.target_event_id, on=self.occurred_on
            )

    def evolve(self, state: Programme) -> Programme:
        """Take the mark out of force."""
        marks = dict(state.facet(Confidentiality).in_force)
        marks.pop(self.place, None)
        return state.keeping(Confidentiality(marks))


class LiftConfidentiality(_NamingField, ProgrammeCommand):
    """Lift the mark from a field of an entry."""

    noun = "confidentiality-liftings"
    records = ConfidentialityLifted
    by = (Role.REGISTRAR, Role.DPO)
    sv = "Häv sekretessmarkeringen av ett fält i en anteckning."
    example = {
        "targetEventId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        "field": "summary",
        "legalReference": "OSL 23 kap. 2 §",
        "decidedBy": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c09",
        "reason": "En ny prövning visar att ingen enskild kan pekas ut.",
    }

    def decide(
        self, programme: Programme, *, occasion: Occasion
    ) -> ConfidentialityLifted:
        """Refuse what is no field of an entry of this programme."""
        require_field(occasion, event_id=self.target_event_id, field=self.field)
        return self.event(ConfidentialityLifted, occasion=occasion)
