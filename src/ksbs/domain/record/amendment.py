"""An entry is corrected or annulled; nothing is ever removed.

Wrong when entered: correct it. Right, and then changed: record the change.
"""

import json
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, JsonValue, ValidationError
from pydantic.fields import FieldInfo

from ksbs.domain.command import Command, Occasion
from ksbs.domain.event import (
    Amendment,
    Annulment,
    Change,
    Correction,
    Derived,
    Entry,
    Event,
    Identity,
    WhoDecided,
)
from ksbs.domain.record import rules
from ksbs.domain.record.building import refuse_loose_ends
from ksbs.domain.replay import annulled, corrected, facts
from ksbs.domain.words import Bilingual, Role, Text


class EntryCorrected(Correction):
    """A mistake in an entry is put right by addition."""

    stored_as = "record.entry-corrected.v1"
    sv = "Rättelse"
    en = "Entry corrected"

    reason: Text
    """Why the entry is corrected. / Skälet till rättelsen."""
    found_by: UUID
    """Who found the mistake. / Vem som upptäckte felet."""


class EntryAnnulled(Annulment):
    """An entry that should not stand is taken out of force."""

    stored_as = "record.entry-annulled.v1"
    sv = "Makulering"
    en = "Entry annulled"

    reason: Text
    """Why the entry is annulled. / Skälet till makuleringen."""


class AmendmentCommand(Command):
    """A command about an earlier entry of the same stream, dated when it is recorded."""

    target_event_id: UUID
    """The entry it is about. / Anteckningen det gäller."""
    reason: Text
    """Why the entry is corrected or annulled. / Skälet till rättelsen eller
    makuleringen.
    """

    @abstractmethod
    def decide(self, entries: Sequence[Entry], *, occasion: Occasion) -> Amendment:
        """Give the amendment, or raise the clerk's rule that refuses it."""


class CorrectEntry(AmendmentCommand):
    """Correct fields of an earlier entry: what stood, what is right, and why."""

    noun = "corrections"
    records = EntryCorrected
    by = (Role.REGISTRAR,)
    sv = "Rätta fält i en tidigare anteckning: vad som stod, vad som är rätt, och varför."
    example = {
        "targetEventId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        "changes": [
            {
                "field": "schoolName",
                "old": "Exempelskolan",
                "new": "Exempelskolan Norra",
            }
        ],
        "reason": "Namnet var felskrivet.",
        "foundBy": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c02",
    }

    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    """The fields that are put right, each with what stood and what is right. / Fälten
    som rättas, vart och ett med vad som stod och vad som är rätt.
    """
    found_by: UUID
    """Who found the mistake. / Vem som upptäckte felet."""

    def decide(self, entries: Sequence[Entry], *, occasion: Occasion) -> EntryCorrected:
        """Refuse what is no correction of a fact in force."""
        target = _in_force(entries, self.target_event_id)
        if isinstance(target.event, Amendment):
            raise rules.AmendmentNotCorrectable(name=target.name)
        stands = facts(entries)
        reads = next(f for f in stands if f.event_id == target.event_id)
        self._refuse_impossible(reads.event)
        right = _right(reads.event, self.changes, today=occasion.today)
        after = (reads.reading(right) if f is reads else f for f in stands)
        refuse_loose_ends(stands, after=after)
        return EntryCorrected(
            occurred_on=occasion.today,
            target_event_id=self.target_event_id,
            changes=self.changes,
            reason=self.reason,
            found_by=self.found_by,
        )

    def _refuse_impossible(self, event: Event) -> None:
        stands, marks = event.wire(), _fields(event)
        seen: set[str] = set()
        for change in self.changes:
            if change.field in seen:
                raise rules.FieldNamedTwice(field=change.field)
            seen.add(change.field)
            _refuse_change(change, stands=stands, info=marks.get(change.field))


class AnnulEntry(AmendmentCommand):
    """Annul an entry that should not stand, or annul an annulment or a correction."""

    noun = "annulments"
    records = EntryAnnulled
    by = (Role.REGISTRAR,)
    sv = "Makulera en anteckning som inte ska gälla, en rättelse eller en makulering."
    example = {
        "targetEventId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        "reason": "Anteckningen hörde till en annan skola.",
    }

    def decide(self, entries: Sequence[Entry], *, occasion: Occasion) -> EntryAnnulled:
        """Refuse to annul what is annulled, a restoration, one's own decision, or what
        another fact in force builds on.
        """
        target = _in_force(entries, self.target_event_id)
        if isinstance(target.event, Annulment) and _restores(entries, target.event):
            raise rules.RestorationNotAnnullable
        recorder = target.metadata.recorded_by.person_id
        if target.event.decision and recorder == occasion.person_id:
            raise rules.OwnDecision(name=Bilingual(target.event.en, target.event.sv))
        # An entry out of force counts for nothing: the rest reads as if it were not.
        without = [entry for entry in entries if entry is not target]
        refuse_loose_ends(facts(entries), after=facts(without))
        return EntryAnnulled(
            occurred_on=occasion.today,
            target_event_id=self.target_event_id,
            reason=self.reason,
        )


def _in_force(entries: Sequence[Entry], target: UUID) -> Entry:
    found = next((e for e in entries if e.event_id == target), None)
    if found is None:
        raise rules.TargetUnknown(target=target)
    if target in annulled(entries):
        raise rules.TargetAnnulled(name=found.name, on=found.occurred_on)
    return found


def _restores(entries: Sequence[Entry], annulment: Annulment) -> bool:
    """Tell whether the annulment names another annulment."""
    return any(
        e.event_id == annulment.target_event_id and isinstance(e.event, Annulment)
        for e in entries
    )


def _fields(event: Event) -> Mapping[str, FieldInfo]:
    """Give the fields of an event by their names on the wire."""
    fields = type(event).model_fields
    return {info.serialization_alias or name: info for name, info in fields.items()}


def _refuse_change(
    change: Change, *, stands: Mapping[str, Any], info: FieldInfo | None
) -> None:
    if info is None:
        raise rules.UnknownField(field=change.field, known=", ".join(stands))
    if any(isinstance(mark, Identity) for mark in info.metadata):
        raise rules.IdentityNotCorrectable(field=change.field)
    if any(isinstance(mark, WhoDecided) for mark in info.metadata):
        raise rules.WhoDecidedNotCorrectable(field=change.field)
    if any(isinstance(mark, Derived) for mark in info.metadata):
        raise rules.DerivedNotCorrectable(field=change.field)
    if not _same(change.old, stands[change.field]):
        raise rules.OldValueDiffers(field=change.field, stands=stands[change.field])
    if _same(change.new, change.old):
        raise rules.NothingChanged(field=change.field)


def _same(one: JsonValue, other: JsonValue) -> bool:
    """Compare as JSON does, for which true is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _right(event: Event, changes: Sequence[Change], *, today: date) -> Event:
    """Give the event as corrected, which is valid and not in the future."""
    try:
        result = corrected(event, changes)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the entry"
        raise rules.CorrectedValueInvalid(field=where, problem=first["msg"]) from None
    if result.occurred_on > today:
        raise rules.CorrectedIntoFuture(on=result.occurred_on, today=today)
    if result == event:
        raise rules.NothingChanged(field=changes[0].field)
    return result
