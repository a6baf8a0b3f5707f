"""Other development work at the school that may affect what is seen.

Whoever reads the effects of an intervention later has to know what else went on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import require_started
from ksbs.domain.words import Line, Model, Role, Text


class OtherWorkAlreadyNoted(RuleBroken):
    """The work “{title}” is already noted, since {on}; tell of another or correct it."""

    sv = "Arbetet ”{title}” är redan noterat, den {on}; ange ett annat eller rätta det."


@dataclass(frozen=True)
class OtherWork:
    """The other work that has been noted, by its id."""

    noted: Mapping[UUID, "Noted"] = field(default_factory=dict)

    def titled(self, title: str) -> "Noted | None":
        """Give the work of that title, if it is noted."""
        work = self.noted.values()
        return next((each for each in work if each.title == title), None)


@dataclass(frozen=True)
class Noted:
    """One piece of other work."""

    work_id: UUID
    on: date
    title: str
    may_affect: str


class _NotingOtherWork(Model):
    title: Line
    """The work in a few words. / Arbetet i några ord."""
    led_by: Line
    """Who runs it, as a function or an organisation. / Vem som driver det, som funktion
    eller organisation.
    """
    may_affect: Text
    """What it may affect of what is followed up. / Vad det kan påverka av det som följs
    upp.
    """


class OtherWorkNoted(_NotingOtherWork, ProgrammeEvent):
    """Other development work is under way that may affect the effects."""

    stored_as = "plan.other-work-noted.v1"
    sv = "Annat utvecklingsarbete noterat"
    en = "Other work noted"

    work_id: NewId
    """The id of the noted work. / Det noterade arbetets id."""

    def rules(self, programme: Programme) -> None:
        """Note once what goes on beside a started programme."""
        require_started(programme, on=self.occurred_on)
        known = programme.facet(OtherWork).titled(self.title)
        if known is not None:
            raise OtherWorkAlreadyNoted(title=self.title, on=known.on)

    def evolve(self, state: Programme) -> Programme:
        """Keep the work among what is noted."""
        noted = Noted(self.work_id, self.occurred_on, self.title, self.may_affect)
        known = state.facet(OtherWork).noted
        return state.keeping(OtherWork({**known, self.work_id: noted}))


class NoteOtherWork(_NotingOtherWork, ProgrammeCommand):
    """Note other development work that may affect what is seen."""

    noun = "other-work-notes"
    records = OtherWorkNoted
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Notera annat utvecklingsarbete som kan påverka det som syns."
    example = {
        "title": "Läslyftet för alla lärare",
        "ledBy": "Förvaltningen",
        "mayAffect": "Läsförståelsen i årskurs 4–6 kan stiga även utan insatserna.",
    }
