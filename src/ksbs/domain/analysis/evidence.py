"""What the analysis builds on: evidence, and what pupils say."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from ksbs.domain.analysis.start import AnalysisEvent
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import NewId
from ksbs.domain.kinds import EvidenceKind
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.state import Evidence, PupilVoices
from ksbs.domain.told import Told
from ksbs.domain.words import Line, Model, Role, Sha256, Text, Uri


class EvidenceAlreadyAdded(RuleBroken):
    """The same evidence was added on {on} as {evidence}."""

    sv = "Samma underlag tillfördes redan den {on} som {evidence}."


class EvidenceUnknown(RuleBroken):
    """There is no evidence {evidence} in the analysis on {on}; add it first."""

    sv = "Det finns inget underlag {evidence} i nulägesanalysen den {on}; tillför det."


class PupilVoicesAlreadyGathered(RuleBroken):
    """The views of {group} were already recorded for {on} in the form {form}."""

    sv = "Synpunkter från {group} i formen {form} är redan registrerade den {on}."


class _AddingEvidence(Model):
    kind: EvidenceKind
    """What kind of evidence it is. / Vilken sorts underlag det är."""
    period: Line
    """What it covers, for example "2024/25" or "HT25". / Vad det omfattar, till exempel
    ”2024/25” eller ”HT25”.
    """
    source: Line
    """Who published or made it. / Vem som publicerat eller tagit fram det."""
    sha256: Sha256 | None = None
    """The digest of the document, in lower-case hexadecimal. / Handlingens
    kontrollsumma, hexadecimalt med små bokstäver.
    """
    uri: Uri | None = None
    """Where it can be read. / Var det kan läsas."""
    summary: Text
    """What it shows in figures for groups, never about a single pupil. / Vad det visar
    i siffror för grupper, aldrig om en enskild elev.
    """

    @model_validator(mode="after")
    def _can_be_found_again(self) -> Self:
        if self.sha256 is None and self.uri is None:
            message = "name the evidence by sha256, by uri or by both"
            raise ValueError(message)
        return self


class EvidenceAdded(_AddingEvidence, AnalysisEvent):
    """Evidence is brought into the analysis."""

    stored_as = "analysis.evidence-added.v1"
    sv = "Underlag tillfört"
    en = "Evidence added"

    evidence_id: NewId
    """The id that the evidence was given. / Det id som underlaget fick."""

    def rules(self, programme: Programme) -> None:
        """Add the same evidence once."""
        super().rules(programme)
        for known in programme.evidence:
            if self._same_as(known):
                raise EvidenceAlreadyAdded(
                    on=known.added_on, evidence=known.evidence_id
                )

    def _same_as(self, known: Evidence) -> bool:
        if self.sha256 is not None and known.sha256 is not None:
            return self.sha256 == known.sha256
        # An address may show new figures for every period.
        named = (self.uri, self.kind, self.period)
        return self.uri is not None and named == (known.uri, known.kind, known.period)

    def evolve(self, state: Programme) -> Programme:
        """Add the evidence."""
        evidence = Evidence(
            evidence_id=self.evidence_id,
            kind=self.kind,
            period=self.period,
            sha256=self.sha256,
            uri=self.uri,
            summary=self.summary,
            added_on=self.occurred_on,
            born=True,
        )
        told = state.facet(EvidenceTold).adding(self.evidence_id, self)
        return state.keeping(
            told, evidence=state.evidence.put(self.evidence_id, evidence)
        )


class EvidenceTold(Told[UUID, EvidenceAdded]):
    """How each piece of evidence was added."""


class AddEvidence(_AddingEvidence, ProgrammeCommand):
    """Add evidence to the analysis."""

    noun = "evidence"
    records = EvidenceAdded
    by = (Role.ANALYST, Role.PROCESS_SUPPORTER, Role.PRINCIPAL)
    sv = "Tillför ett underlag till nulägesanalysen."
    example = {
        "kind": "grades",
        "period": "2025/26",
        "source": "Skolverket",
        "uri": "https://www.skolverket.se/statistik",
        "summary": "Meritvärdet i årskurs 9 har sjunkit från 221 till 203.",
    }


class _GatheringVoices(Model):
    form: Line
    """How: an interview, a survey, a council. / Hur: intervju, enkät, råd."""
    group: Line
    """Which pupils, as a group, for example "årskurs 8". / Vilka elever, som grupp,
    till exempel ”årskurs 8”.
    """
    count: Annotated[int, Field(ge=1, le=100_000)]
    """How many pupils took part. / Hur många elever som deltog."""
    summary: Text
    """What they said together; nothing that points out a single pupil. / Vad de sade
    tillsammans; inget som pekar ut en enskild elev.
    """


class PupilVoicesGathered(_GatheringVoices, AnalysisEvent):
    """Pupils have been asked for their views; only how many, never who."""

    stored_as = "analysis.pupil-voices-gathered.v1"
    sv = "Elevers synpunkter inhämtade"
    en = "Pupil voices gathered"

    def rules(self, programme: Programme) -> None:
        """Record what a group said on a day once."""
        super().rules(programme)
        for known in programme.pupil_voices:
            named = (known.on, known.form, known.group)
            if named == (self.occurred_on, self.form, self.group):
                raise PupilVoicesAlreadyGathered(
                    group=self.group, form=self.form, on=known.on
                )

    def evolve(self, state: Programme) -> Programme:
        """Add the voices."""
        voices = PupilVoices(self.occurred_on, self.form, self.group, self.count)
        return replace(state, pupil_voices=(*state.pupil_voices, voices))


class GatherPupilVoices(_GatheringVoices, ProgrammeCommand):
    """Record what pupils said."""

    noun = "pupil-voices"
    records = PupilVoicesGathered
    by = (Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Registrera elevers synpunkter."
    example = {
        "form": "gruppintervju",
        "group": "årskurs 8",
        "count": 24,
        "summary": "Eleverna vill veta tidigare vad som bedöms.",
    }


def require_evidence(event: AnalysisEvent, programme: Programme, ref: UUID) -> None:
    """Raise EvidenceUnknown unless `ref` names evidence that has been added."""
    if ref not in programme.evidence:
        raise EvidenceUnknown(evidence=ref, on=event.occurred_on)
