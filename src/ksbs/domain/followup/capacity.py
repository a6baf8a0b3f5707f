"""A school's capacity to improve is assessed, by itself and by process supporters."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import require_started
from ksbs.domain.words import Model, Role, Text, Word


class CapacityView(Word):
    """Whose view of the improvement capacity it is. / Vems bild av
    förbättringskapaciteten det är.
    """

    OWN = "own", "skolans egen bild", "the school's own view"
    PROCESS_SUPPORTERS = (
        "process_supporters",
        "processtödjarnas bild",
        "the process supporters' view",
    )


class CapacityLevel(Model):
    """How far one dimension of the improvement capacity has come, in a level and in
    words. / Hur långt en dimension av förbättringskapaciteten har kommit, med en nivå
    och i ord.
    """

    level: Annotated[int, Field(ge=1, le=4)]
    """From 1, the lowest, to 4, the highest; the scale is inferred, no public source
    states it. / Från 1, lägst, till 4, högst; skalan är antagen, ingen offentlig källa
    anger den.
    """
    words: Text
    """What the level rests on. / Vad nivån vilar på."""


class CapacityAlreadyAssessed(RuleBroken):
    """The improvement capacity was already assessed on {on}, in {view.en}; correct
    that entry if it is wrong.
    """

    sv = (
        "Förbättringskapaciteten bedömdes redan den {on}, {view.sv}; rätta den "
        "anteckningen om den är fel."
    )


@dataclass(frozen=True)
class CapacityAssessment:
    """The five dimensions as one view had them on a day."""

    on: date
    view: CapacityView
    leadership: CapacityLevel
    organisation: CapacityLevel
    roles: CapacityLevel
    ways_of_working: CapacityLevel
    follow_up: CapacityLevel


@dataclass(frozen=True)
class CapacityAssessments:
    """Every assessment of the programme, in the order in which they were made."""

    made: tuple[CapacityAssessment, ...] = ()


class _AssessingCapacity(Model):
    view: CapacityView
    """Whose view it is. / Vems bild det är."""
    leadership: CapacityLevel
    """How the school is led. / Hur skolan leds."""
    organisation: CapacityLevel
    """How the school is organised. / Hur skolan är organiserad."""
    roles: CapacityLevel
    """How clear it is who is to do what. / Hur tydligt det är vem som ska göra vad."""
    ways_of_working: CapacityLevel
    """How the work to improve is done. / Hur förbättringsarbetet bedrivs."""
    follow_up: CapacityLevel
    """How what is done is followed up. / Hur det som görs följs upp."""


class ImprovementCapacityAssessed(_AssessingCapacity, ProgrammeEvent):
    """The school's capacity to improve is assessed in five dimensions."""

    stored_as = "followup.improvement-capacity-assessed.v1"
    sv = "Förbättringskapacitet bedömd"
    en = "Improvement capacity assessed"

    def rules(self, programme: Programme) -> None:
        """Assess once a day in each view, in a started programme."""
        require_started(programme, on=self.occurred_on)
        for made in programme.facet(CapacityAssessments).made:
            if (made.on, made.view) == (self.occurred_on, self.view):
                raise CapacityAlreadyAssessed(on=made.on, view=made.view)

    def evolve(self, state: Programme) -> Programme:
        """Add the assessment to those made before."""
        assessment = CapacityAssessment(
            on=self.occurred_on,
            view=self.view,
            leadership=self.leadership,
            organisation=self.organisation,
            roles=self.roles,
            ways_of_working=self.ways_of_working,
            follow_up=self.follow_up,
        )
        earlier = state.facet(CapacityAssessments).made
        return state.keeping(CapacityAssessments((*earlier, assessment)))


class AssessImprovementCapacity(_AssessingCapacity, ProgrammeCommand):
    """Assess the school's capacity to improve."""

    noun = "capacity-assessments"
    records = ImprovementCapacityAssessed
    by = (Role.PROCESS_SUPPORTER, Role.ANALYST, Role.PRINCIPAL)
    sv = "Bedöm skolans förbättringskapacitet."
    example = {
        "view": "own",
        "leadership": {
            "level": 3,
            "words": "Skolledningen deltar i arbetslagens analyser varje termin.",
        },
        "organisation": {
            "level": 2,
            "words": "Tid för gemensam analys finns, men används till annat.",
        },
        "roles": {
            "level": 2,
            "words": "Förstelärarnas uppdrag i utvecklingsarbetet är inte nedskrivna.",
        },
        "waysOfWorking": {
            "level": 3,
            "words": "Arbetslagen prövar nya arbetssätt i små steg.",
        },
        "followUp": {
            "level": 1,
            "words": "Det saknas en rutin för att se om insatserna ger effekt.",
        },
    }
