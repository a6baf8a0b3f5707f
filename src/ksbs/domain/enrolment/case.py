"""The programme's case is registered in the diary, under one case number."""

from dataclasses import dataclass
from datetime import date

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import CaseNumber, Day, Line, Model, Role


class CaseAlreadyRegistered(RuleBroken):
    """The programme's case is already registered as {stands}; if the number was wrong,
    correct that entry.
    """

    sv = (
        "Omgångens ärende är redan diariefört som {stands}; var numret fel, rätta den "
        "anteckningen."
    )


class CaseOpenedLater(RuleBroken):
    """A case registered on {on} cannot have been opened on {opened_on}, which lies after
    it.
    """

    sv = "Ett ärende som diarieförs den {on} kan inte ha öppnats senare, {opened_on}."


@dataclass(frozen=True)
class CaseInDiary:
    """What the diary says of the programme's case, beside its number."""

    opened_on: date | None = None
    classification: str = ""


class _RegisteringCase(Model):
    case_number: CaseNumber
    """The case number, as the diary writes it; one programme, one number. /
    Diarienumret, som diariet skriver det; en omgång, ett nummer.
    """
    opened_on: Day
    """The day on which the case was opened, at the latest the day it is registered. /
    Dagen då ärendet öppnades, senast den dag det diarieförs.
    """
    classification: Line
    """The case's place in the classification scheme of the diary. / Ärendets plats i
    diariets klassificeringsstruktur.
    """


class CaseRegistered(_RegisteringCase, ProgrammeEvent):
    """The programme's case is registered in the diary."""

    stored_as = "enrolment.case-registered.v1"
    sv = "Ärende diariefört"
    en = "Case registered"
    after_the_end = True

    def rules(self, programme: Programme) -> None:
        """Register one case for a programme, opened by the day of registration."""
        if programme.case_number is not None:
            raise CaseAlreadyRegistered(stands=programme.case_number)
        if self.opened_on > self.occurred_on:
            raise CaseOpenedLater(opened_on=self.opened_on, on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Give the programme its case number, which no other may then have."""
        in_diary = CaseInDiary(self.opened_on, self.classification)
        return replace(state, case_number=self.case_number).keeping(in_diary)


class RegisterCase(_RegisteringCase, ProgrammeCommand):
    """Register the programme's case in the diary."""

    noun = "case-registrations"
    records = CaseRegistered
    by = (Role.REGISTRAR,)
    sv = "Diarieför omgångens ärende."
    example = {
        "caseNumber": "UTB 2024/1234",
        "openedOn": "2024-01-15",
        "classification": "3.2 Stöd till skolors utveckling",
    }
