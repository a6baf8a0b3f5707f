"""An established situation analysis is opened again, to be established anew."""

from ksbs.domain.analysis.start import AnalysisEvent
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Model, Role, Text


class AnalysisStillOpen(RuleBroken):
    """The situation analysis is not established on {on}, so it is open already; go on
    working in it.
    """

    sv = (
        "Nulägesanalysen är inte fastställd den {on} och därmed redan öppen; arbeta "
        "vidare i den."
    )


class _Reopening(Model):
    reason: Text
    """Why the analysis has to be taken up again. / Varför analysen behöver tas upp
    igen.
    """


class AnalysisReopened(_Reopening, AnalysisEvent):
    """The situation analysis is opened again; a plan that has started goes on."""

    stored_as = "analysis.analysis-reopened.v1"
    sv = "Nulägesanalys återöppnad"
    en = "Analysis reopened"

    def rules(self, programme: Programme) -> None:
        """Reopen only what is established."""
        super().rules(programme)
        if programme.analysis_established_on is None:
            raise AnalysisStillOpen(on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Let the analysis be one that is still to be established."""
        return replace(state, analysis_established_on=None)


class ReopenAnalysis(_Reopening, ProgrammeCommand):
    """Reopen the established situation analysis."""

    noun = "analysis-reopenings"
    records = AnalysisReopened
    by = (Role.PRINCIPAL, Role.PROCESS_SUPPORTER)
    sv = "Återöppna den fastställda nulägesanalysen."
    example = {"reason": "Höstens resultat visar en orsak som analysen inte prövade."}
