"""The situation analysis is established, and the action plan can begin."""

from ksbs.domain.analysis.start import AnalysisEvent
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import Decider
from ksbs.domain.kinds import ExceptionRule
from ksbs.domain.programme import SESSIONS_OF_AN_ANALYSIS, Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Line, Model, Role, Text


class AnalysisAlreadyEstablished(RuleBroken):
    """The situation analysis was established on {on}."""

    sv = "Nulägesanalysen fastställdes den {on}."


class TooFewSessions(RuleBroken):
    """The situation analysis takes {needed} sessions and {held} have been held; chief
    and principal can agree on an exception from fewer_than_six_sessions.
    """

    sv = (
        "Nulägesanalysen omfattar {needed} tillfällen och {held} är genomförda; chef "
        "och rektor kan enas om undantag för fewer_than_six_sessions."
    )


class NothingPrioritised(RuleBroken):
    """The situation analysis ends in at least one prioritised area, and none is on
    {on}; prioritise one first.
    """

    sv = (
        "Nulägesanalysen leder till minst ett prioriterat område, och inget är det den "
        "{on}; prioritera ett först."
    )


class StaffCoverageMissing(RuleBroken):
    """It is not stated how many of the pedagogical staff took part; record the
    collegial work first.
    """

    sv = (
        "Det framgår inte hur många av den pedagogiska personalen som deltagit; "
        "registrera det kollegiala arbetet först."
    )


class _Establishing(Model):
    summary: Text
    """The analysis in brief. / Nulägesanalysen i sammanfattning."""
    document_ref: Line
    """The document that holds the analysis, as the diary or the archive names it. /
    Handlingen som innehåller analysen, som diariet eller arkivet benämner den.
    """
    established_by: Decider
    """The person who established it. / Personen som fastställde den."""


class AnalysisEstablished(_Establishing, AnalysisEvent):
    """The situation analysis is established by the principal."""

    stored_as = "analysis.analysis-established.v1"
    sv = "Nulägesanalys fastställd"
    en = "Analysis established"

    def rules(self, programme: Programme) -> None:
        """Require the sessions, a prioritised area and the coverage of the staff."""
        super().rules(programme)
        if programme.analysis_established_on is not None:
            raise AnalysisAlreadyEstablished(on=programme.analysis_established_on)
        held = len(programme.sessions_held())
        exempt = programme.exempt_from(ExceptionRule.FEWER_THAN_SIX_SESSIONS)
        if held < SESSIONS_OF_AN_ANALYSIS and not exempt:
            raise TooFewSessions(needed=SESSIONS_OF_AN_ANALYSIS, held=held)
        if not programme.prioritised():
            raise NothingPrioritised(on=self.occurred_on)
        if not programme.staff_work:
            raise StaffCoverageMissing

    def evolve(self, state: Programme) -> Programme:
        """Establish the analysis; with too few sessions, an exception is used."""
        if len(state.sessions_held()) < SESSIONS_OF_AN_ANALYSIS:
            rule = ExceptionRule.FEWER_THAN_SIX_SESSIONS
            state = state.using(rule, on=self.occurred_on)
        return replace(state, analysis_established_on=self.occurred_on)


class EstablishAnalysis(_Establishing, ProgrammeCommand):
    """Establish the situation analysis."""

    noun = "analysis-establishments"
    records = AnalysisEstablished
    by = (Role.PRINCIPAL, Role.PROCESS_SUPPORTER)
    sv = "Fastställ nulägesanalysen."
    example = {
        "summary": "Sex tillfällen ledde till två prioriterade områden.",
        "documentRef": "Nulägesanalys 2030",
        "establishedBy": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c31",
    }
