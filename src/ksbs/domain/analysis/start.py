"""The situation analysis starts; everything in it follows the start."""

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import require_started
from ksbs.domain.words import Role

TEAM = (Role.PROCESS_SUPPORTER, Role.ANALYST)


class AnalysisAlreadyStarted(RuleBroken):
    """The situation analysis already started on {on}."""

    sv = "Nulägesanalysen påbörjades redan den {on}."


class SupportTeamMissing(RuleBroken):
    """The situation analysis needs both a process supporter and an analyst on {on};
    assign first: {missing.en}.
    """

    sv = (
        "Nulägesanalysen behöver både processtödjare och analytiker den {on}; utse "
        "först: {missing.sv}."
    )


class WorkingGroupMissing(RuleBroken):
    """The situation analysis needs a working group on {on}; form it first."""

    sv = "Nulägesanalysen behöver en arbetsgrupp den {on}; bilda den först."


class AnalysisNotStarted(RuleBroken):
    """The situation analysis has not started on {on}; start it first."""

    sv = "Nulägesanalysen är inte påbörjad den {on}; påbörja den först."


class AnalysisEvent(ProgrammeEvent):
    """An event within the situation analysis."""

    def rules(self, programme: Programme) -> None:
        """Refuse what precedes the start of the analysis."""
        if programme.analysis_started_on is None:
            raise AnalysisNotStarted(on=self.occurred_on)


class AnalysisStarted(ProgrammeEvent):
    """The situation analysis begins."""

    stored_as = "analysis.analysis-started.v1"
    sv = "Nulägesanalys påbörjad"
    en = "Analysis started"

    def rules(self, programme: Programme) -> None:
        """Start once, in a started programme, with everybody in place."""
        require_started(programme, on=self.occurred_on)
        if programme.analysis_started_on is not None:
            raise AnalysisAlreadyStarted(on=programme.analysis_started_on)
        for role in TEAM:
            if not any(programme.assigned(role)):
                raise SupportTeamMissing(on=self.occurred_on, missing=role)
        if not programme.group:
            raise WorkingGroupMissing(on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Start the analysis."""
        return replace(state, analysis_started_on=self.occurred_on)


class StartAnalysis(ProgrammeCommand):
    """Start the situation analysis."""

    noun = "analyses"
    records = AnalysisStarted
    by = (Role.PROCESS_SUPPORTER,)
    sv = "Påbörja nulägesanalysen."
    example = {}
