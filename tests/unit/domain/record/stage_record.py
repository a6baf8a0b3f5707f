"""A record that goes on from a stage of `tests.support.given`."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ksbs.application.deciding import Decided, Stream, decide
from ksbs.domain.command import Command, Occasion
from ksbs.domain.event import Change, Entry
from ksbs.domain.programme import Programme
from ksbs.domain.record.amendment import AnnulEntry, CorrectEntry
from ksbs.domain.replay import facts, fold
from ksbs.domain.words import Role
from tests.support.given import nominated
from tests.support.record import PERSON_OF, Record


@dataclass
class StageRecord(Record):
    """Its entries come after the stage, and commands are shown them."""

    stage: Programme = field(default_factory=nominated)

    def decide(
        self,
        command: Command,
        *,
        role: Role = Role.PROGRAMME_OFFICE,
        on: date,
        today: date | None = None,
    ) -> Decided:
        person, today = PERSON_OF[role], today or on
        return decide(
            command,
            stream=Stream(self.entries, self.stage),
            occasion=Occasion(
                on, today, person, role, self.new_id, entries=tuple(self.entries)
            ),
            enter=lambda event, index: self._entry(event, person=person, index=index),
        )

    def programme(self) -> Programme:
        """Fold the programme as it is now known."""
        return fold(self.stage, facts(self.entries))


def annul(target: Entry) -> AnnulEntry:
    """Annul an entry."""
    return AnnulEntry(target_event_id=target.event_id, reason="Hörde inte hit.")


def correct(target: Entry, *changes: Change, found_by: UUID) -> CorrectEntry:
    """Correct fields of an entry."""
    return CorrectEntry(
        target_event_id=target.event_id,
        changes=changes,
        reason="Felskrivet.",
        found_by=found_by,
    )
