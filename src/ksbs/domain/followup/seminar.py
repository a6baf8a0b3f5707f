"""Seminars where schools follow up their work together."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.followup.participants import Participants
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import require_started
from ksbs.domain.words import Line, Model, Role, Text


class SeminarAlreadyRecorded(RuleBroken):
    """The follow-up seminar on {theme} of {on} is already recorded."""

    sv = "Uppföljningsseminariet om {theme} den {on} är redan registrerat."


@dataclass(frozen=True)
class Seminar:
    """A seminar that the school took part in."""

    on: date
    theme: str


@dataclass(frozen=True)
class Seminars:
    """The seminars of the programme, in the order in which they were held."""

    held: tuple[Seminar, ...] = ()


class _HoldingSeminar(Model):
    theme: Line
    """What the seminar was about. / Vad seminariet handlade om."""
    participants: Participants
    """Who took part for this school, process supporters and analysts included. / Vilka
    som deltog för skolan, processtödjare och analytiker inräknade.
    """
    summary: Text
    """What came of it for the school. / Vad det gav skolan."""
    school_count: Annotated[int, Field(ge=1, le=1000)] | None = None
    """How many schools took part, this one included; left out if not known. / Hur
    många skolor som deltog, denna inräknad; utelämnas om det inte är känt.
    """


class FollowUpSeminarHeld(_HoldingSeminar, ProgrammeEvent):
    """A seminar is held at which the school follows up its work with others."""

    stored_as = "followup.follow-up-seminar-held.v1"
    sv = "Uppföljningsseminarium genomfört"
    en = "Follow-up seminar held"

    def rules(self, programme: Programme) -> None:
        """Record a seminar once, in a started programme."""
        require_started(programme, on=self.occurred_on)
        if self._held() in programme.facet(Seminars).held:
            raise SeminarAlreadyRecorded(theme=self.theme, on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Add the seminar."""
        earlier = state.facet(Seminars).held
        return state.keeping(Seminars((*earlier, self._held())))

    def _held(self) -> Seminar:
        return Seminar(self.occurred_on, self.theme)


class HoldFollowUpSeminar(_HoldingSeminar, ProgrammeCommand):
    """Record a follow-up seminar that has been held."""

    noun = "follow-up-seminars"
    records = FollowUpSeminarHeld
    by = (Role.PROCESS_SUPPORTER, Role.ANALYST, Role.PRINCIPAL)
    sv = "Registrera ett genomfört uppföljningsseminarium."
    example = {
        "theme": "Synliga tecken som stöd i uppföljningen",
        "participants": [
            "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c07",
            "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c08",
        ],
        "summary": "Skolan tar med sig ett gemensamt observationsschema.",
        "schoolCount": 6,
    }
