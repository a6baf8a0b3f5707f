"""The occasion of a command: its day, who acts, and what other streams tell of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ksbs.application import selected
from ksbs.application.ports import EventStore
from ksbs.application.reading import school_unit
from ksbs.application.request import Request
from ksbs.domain.command import Dated, Occasion, SelectionRound
from ksbs.domain.enrolment.nomination import NominateSchool
from ksbs.domain.event import Entry


@dataclass(frozen=True, slots=True)
class Occasions:
    """Gives commands their occasions."""

    store: EventStore
    new_id: Callable[[], UUID]

    def of(
        self,
        request: Request,
        *,
        entries: Sequence[Entry],
        today: date,
        first: Entry | None = None,
    ) -> Occasion:
        """Give the occasion of a command that is decided on a stream's `entries`.

        With `first`, the entry that the command was recorded as: the occasion it had
        then, so that what it was answered can be told again.
        """
        command = request.command
        day = command.occurred_on if isinstance(command, Dated) else None
        if first is not None:
            day = first.event.occurred_on
        told: Mapping[str, Any] = {}
        if isinstance(command, NominateSchool):
            position = None if first is None else first.position
            told = self._of_nomination(command, day=day or today, position=position)
        return Occasion(
            occurred_on=day or today,
            today=today,
            person_id=request.actor.person_id,
            role=request.actor.role,
            new_id=self.new_id,
            entries=entries,
            **told,
        )

    def _of_nomination(
        self, command: NominateSchool, *, day: date, position: int | None
    ) -> Mapping[str, Any]:
        """Tell what the register and the selection know of a school on that day.

        With a position: what they knew then.
        """
        code, round_id = command.school_unit_code, command.selection_round_id
        named = None
        if round_id is not None:
            named = self._round(round_id, day=day, position=position)
        national = selected.national_programme(
            self.store, code, valid_at=day, position=position
        )
        return {
            "school_unit": school_unit(self.store, code, position=position),
            "selection_round": named,
            "national_programme": national.running,
        }

    def _round(
        self, round_id: UUID, *, day: date, position: int | None
    ) -> SelectionRound | None:
        found = selected.selection_round(
            self.store, round_id, valid_at=day, position=position
        )
        if found is None:
            return None
        return SelectionRound(
            school_form=found.school_form,
            closes_on=found.closes_on,
            criteria_set=bool(found.versions),
        )
