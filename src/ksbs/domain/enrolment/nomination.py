"""A school is nominated, its conditions are assessed, the nomination is withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.event import Identity, ProgrammeEvent
from ksbs.domain.kinds import Ground, SchoolForm, Status
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.state import Ending, Nomination
from ksbs.domain.words import (
    Line,
    Model,
    OrganizerNumber,
    Role,
    SchoolUnitCode,
    Text,
)


class AlreadyNominated(RuleBroken):
    """The school unit {unit} is already nominated in this programme."""

    sv = "Skolenheten {unit} är redan nominerad i denna omgång."


class AlreadyDecided(RuleBroken):
    """The matter of enrolment was decided on {on}; it is too late for this."""

    sv = "Frågan om deltagande avgjordes den {on}; det är för sent för detta."


class OrganizerNotMunicipal(Advisory):
    """The register says that the organizer of {unit} is not the municipality."""

    sv = "Registret anger att huvudmannen för {unit} inte är kommunen."


class SchoolUnitNotActive(Advisory):
    """The register says that {unit} is not an active school unit ({status})."""

    sv = "Registret anger att {unit} inte är en aktiv skolenhet ({status})."


class SchoolUnitUnknown(Advisory):
    """The register of school units does not know {unit}; check the code."""

    sv = "Skolenhetsregistret känner inte till {unit}; kontrollera koden."


class SelectionRoundUnknown(RuleBroken):
    """No selection round {round} has been opened by {on}; check the id."""

    sv = "Ingen urvalsomgång {round} har öppnats den {on}; kontrollera id:t."


class SelectionRoundOfOtherForm(RuleBroken):
    """The selection round is for {other.en}, and the school is nominated as {form.en};
    name a round of its own school form.
    """

    sv = (
        "Urvalsomgången gäller {other.sv}, och skolan nomineras som {form.sv}; ange en "
        "omgång för dess egen skolform."
    )


class SelectionRoundNotOpen(RuleBroken):
    """The selection round closed on {closes_on}, and the nomination is of {on}."""

    sv = "Urvalsomgången stängde den {closes_on}, och nomineringen är från den {on}."


class SelectionCriteriaMissing(RuleBroken):
    """The selection round has no criteria on {on}; set them before any nomination."""

    sv = (
        "Urvalsomgången har inga kriterier den {on}; fastställ dem före varje "
        "nominering."
    )


class NationalProgrammeRunning(Advisory):
    """{unit} takes part in the national programme Samverkan för bästa skola ({period})."""

    sv = "{unit} deltar i det nationella Samverkan för bästa skola ({period})."


@dataclass(frozen=True)
class Motive:
    """Why the school was nominated, in words."""

    text: str = ""
    evidence_refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Withdrawal:
    """Why the nomination was taken back; None while it was not."""

    reason: str | None = None


class _Nominating(Model):
    school_unit_code: Annotated[SchoolUnitCode, Identity()]
    """The school unit's code in the register of school units. / Skolenhetens kod i
    skolenhetsregistret.
    """
    school_name: Line
    """The name of the school. / Skolans namn."""
    school_form: SchoolForm
    """The school form that the programme is for. / Skolformen som omgången är till för.
    """
    organizer_number: OrganizerNumber
    """The organisation number of the organizer. / Huvudmannens organisationsnummer."""
    grounds: Annotated[tuple[Ground, ...], Field(min_length=1)]
    """Why the school is nominated; thresholds never select by themselves. / Varför
    skolan nomineras; tröskelvärden väljer aldrig själva.
    """
    motive: Text
    """Why this school, in words. / Motivet till nomineringen, i ord."""
    evidence_refs: tuple[Line, ...] = ()
    """What the nomination rests on: documents, indicators, reports. / Vad nomineringen
    vilar på: handlingar, nyckeltal, rapporter.
    """
    selection_round_id: UUID | None = None
    """The selection round it belongs to, if any. / Urvalsomgången den hör till, om
    någon.
    """


class SchoolNominated(_Nominating, ProgrammeEvent):
    """A school unit is proposed for KSBS, on stated grounds."""

    stored_as = "enrolment.school-nominated.v1"
    sv = "Skola nominerad"
    en = "School nominated"

    def check(self, state: Programme) -> None:
        """Refuse a second nomination on the same stream."""
        if state.nomination is not None:
            raise AlreadyNominated(unit=state.unit)

    def evolve(self, state: Programme) -> Programme:
        """Nominate the unit."""
        nomination = Nomination(
            on=self.occurred_on,
            school_unit_code=self.school_unit_code,
            school_name=self.school_name,
            school_form=self.school_form,
            organizer_number=self.organizer_number,
            grounds=self.grounds,
            selection_round_id=self.selection_round_id,
        )
        motive = Motive(self.motive, self.evidence_refs)
        return replace(state, nomination=nomination).keeping(motive)


class NominateSchool(_Nominating, ProgrammeCommand):
    """Nominate a school unit for the programme."""

    noun = "programmes"
    records = SchoolNominated
    by = (Role.CHIEF, Role.PROGRAMME_OFFICE)
    sv = "Nominera en skolenhet till KSBS."
    example = {
        "schoolUnitCode": "01234567",
        "schoolName": "Exempelskolan",
        "schoolForm": "GR",
        "organizerNumber": "2120000142",
        "grounds": ["low_results"],
        "motive": "Resultaten i årskurs 9 har sjunkit tre år i rad.",
        "occurredOn": "2026-08-17",
        "lateReason": "Beslutsunderlaget kom in efter sommaren.",
    }

    def decide(self, programme: Programme, *, occasion: Occasion) -> SchoolNominated:
        """Refuse a selection round in which the school cannot be nominated on the day."""
        if self.selection_round_id is not None:
            self._require_open_round(occasion)
        return self.event(SchoolNominated, occasion=occasion)

    def _require_open_round(self, occasion: Occasion) -> None:
        named, day = occasion.selection_round, occasion.occurred_on
        if named is None:
            raise SelectionRoundUnknown(round=self.selection_round_id, on=day)
        if named.school_form is not self.school_form:
            raise SelectionRoundOfOtherForm(
                other=named.school_form, form=self.school_form
            )
        if day > named.closes_on:
            raise SelectionRoundNotOpen(closes_on=named.closes_on, on=day)
        if not named.criteria_set:
            raise SelectionCriteriaMissing(on=day)

    def advise(self, programme: Programme, *, occasion: Occasion) -> Iterable[Advisory]:
        """Compare with what is known of the unit: the register, the national programme."""
        if occasion.national_programme is not None:
            yield NationalProgrammeRunning(
                unit=self.school_unit_code, period=occasion.national_programme
            )
        unit, code = occasion.school_unit, self.school_unit_code
        if unit is None:
            yield SchoolUnitUnknown(unit=code)
            return
        if not unit.municipal:
            yield OrganizerNotMunicipal(unit=code)
        if not unit.active:
            yield SchoolUnitNotActive(unit=code, status=unit.status)


class _AssessingConditions(Model):
    factors: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What makes it hard for the school to improve on its own. / Vad som gör det svårt
    för skolan att förbättra sig på egen hand.
    """
    assessment: Text
    """How the conditions are judged, and on what grounds. / Bedömningen av
    förutsättningarna, och vad den grundas på.
    """
    assessor: UUID
    """The person who made the assessment. / Personen som gjorde bedömningen."""


class ConditionsAssessed(_AssessingConditions, ProgrammeEvent):
    """The school's conditions to improve on its own are judged difficult."""

    stored_as = "enrolment.conditions-assessed.v1"
    sv = "Svåra förutsättningar bedömda"
    en = "Conditions assessed"

    def evolve(self, state: Programme) -> Programme:
        """Note the day of the latest assessment."""
        return replace(state, conditions_assessed_on=self.occurred_on)


class AssessConditions(_AssessingConditions, ProgrammeCommand):
    """Record an assessment of the school's conditions."""

    noun = "condition-assessments"
    records = ConditionsAssessed
    by = (Role.CHIEF, Role.PROGRAMME_OFFICE)
    sv = "Registrera en bedömning av skolans förutsättningar."
    example = {
        "factors": ["Hög personalomsättning", "Två rektorsbyten på tre år"],
        "assessment": "Skolan har svårt att vända utvecklingen på egen hand.",
        "assessor": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
    }


class _Withdrawing(Model):
    reason: Text
    """Why the nomination is taken back. / Skälet till att nomineringen återtas."""


class NominationWithdrawn(_Withdrawing, ProgrammeEvent):
    """The nomination is taken back before a decision."""

    stored_as = "enrolment.nomination-withdrawn.v1"
    sv = "Nominering återtagen"
    en = "Nomination withdrawn"

    def rules(self, programme: Programme) -> None:
        """Refuse a withdrawal after the decision."""
        if programme.decision is not None:
            raise AlreadyDecided(on=programme.decision.on)

    def evolve(self, state: Programme) -> Programme:
        """End the programme as withdrawn."""
        ending = Ending(self.occurred_on, Status.WITHDRAWN)
        return replace(state, ending=ending).keeping(Withdrawal(self.reason))


class WithdrawNomination(_Withdrawing, ProgrammeCommand):
    """Take a nomination back."""

    noun = "nomination-withdrawals"
    records = NominationWithdrawn
    by = (Role.CHIEF, Role.PROGRAMME_OFFICE)
    sv = "Återta en nominering."
    example = {"reason": "Skolan läggs ned vid årsskiftet."}
