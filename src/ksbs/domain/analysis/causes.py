"""Problems seen in the evidence, and causes proposed and tested."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.analysis.evidence import require_evidence
from ksbs.domain.analysis.start import AnalysisEvent
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import NewId
from ksbs.domain.kinds import CauseLevel, Verdict
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.told import Told
from ksbs.domain.words import Model, Role, Text


class ProblemAlreadyIdentified(RuleBroken):
    """A problem in the same words is already identified: {problem}."""

    sv = "Ett problem med samma ordalydelse är redan identifierat: {problem}."


class ProblemUnknown(RuleBroken):
    """There is no problem {problem} on {on}; a cause belongs to an identified problem."""

    sv = "Det finns inget problem {problem} den {on}; en orsak hör till ett problem."


class CauseAlreadyProposed(RuleBroken):
    """The same cause is already proposed for that problem: {cause}."""

    sv = "Samma orsak är redan formulerad för det problemet: {cause}."


class CauseUnknown(RuleBroken):
    """There is no cause {cause} on {on}; propose it first."""

    sv = "Det finns ingen orsak {cause} den {on}; formulera den först."


class VerdictUnchanged(RuleBroken):
    """The cause {cause} already stands as {verdict.en}; nothing would change."""

    sv = "Orsaken {cause} är redan bedömd: {verdict.sv}; inget skulle ändras."


class _IdentifyingProblem(Model):
    text: Text
    """The problem in words. / Problemet i ord."""
    evidence_refs: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=100)]
    """The evidence in which the problem is seen. / Underlaget där problemet syns."""
    link_to_results: Text
    """How it shows in the pupils' results. / Hur det syns i elevernas resultat."""


class ProblemIdentified(_IdentifyingProblem, AnalysisEvent):
    """A problem is seen in the evidence."""

    stored_as = "analysis.problem-identified.v1"
    sv = "Problem identifierat"
    en = "Problem identified"

    problem_id: NewId
    """The id that the problem was given. / Det id som problemet fick."""

    def rules(self, programme: Programme) -> None:
        """Build on evidence that exists, and name a problem once."""
        super().rules(programme)
        for ref in self.evidence_refs:
            require_evidence(self, programme, ref)
        for same in programme.problems.where(text=self.text):
            raise ProblemAlreadyIdentified(problem=same.problem_id)

    def evolve(self, state: Programme) -> Programme:
        """Bring the problem into the world."""
        problems = state.problems.change(
            self.problem_id,
            lambda p: replace(
                p, text=self.text, evidence_refs=self.evidence_refs, born=True
            ),
        )
        told = state.facet(ProblemsTold).adding(self.problem_id, self)
        return state.keeping(told, problems=problems)


class ProblemsTold(Told[UUID, ProblemIdentified]):
    """How each problem was identified."""


class IdentifyProblem(_IdentifyingProblem, ProgrammeCommand):
    """Identify a problem in the evidence."""

    noun = "problems"
    records = ProblemIdentified
    by = (Role.WORKING_GROUP, Role.PROCESS_SUPPORTER)
    sv = "Identifiera ett problem i underlaget."
    example = {
        "text": "Många elever i årskurs 8 når inte kunskapskraven i matematik.",
        "evidenceRefs": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c41"],
        "linkToResults": "Andelen godkända i matematik sjönk från 84 till 71 procent.",
    }


class _ProposingCause(Model):
    problem_ref: UUID
    """The problem it may explain. / Problemet den kan förklara."""
    level: CauseLevel
    """Where the cause lies. / Var orsaken ligger."""
    text: Text
    """The possible cause in words. / Den möjliga orsaken i ord."""


class CauseProposed(_ProposingCause, AnalysisEvent):
    """A possible cause of a problem is put into words."""

    stored_as = "analysis.cause-proposed.v1"
    sv = "Orsak formulerad"
    en = "Cause proposed"

    cause_id: NewId
    """The id that the cause was given. / Det id som orsaken fick."""

    def rules(self, programme: Programme) -> None:
        """Belong to a problem, and propose a cause of it once."""
        super().rules(programme)
        if self.problem_ref not in programme.problems:
            raise ProblemUnknown(problem=self.problem_ref, on=self.occurred_on)
        same = programme.causes.where(problem_ref=self.problem_ref, text=self.text)
        for cause in same:
            raise CauseAlreadyProposed(cause=cause.cause_id)

    def evolve(self, state: Programme) -> Programme:
        """Bring the cause into the world, with any verdict already given."""
        causes = state.causes.change(
            self.cause_id,
            lambda c: replace(
                c,
                problem_ref=self.problem_ref,
                level=self.level,
                text=self.text,
                born=True,
            ),
        )
        told = state.facet(CausesTold).adding(self.cause_id, self)
        return state.keeping(told, causes=causes)


class CausesTold(Told[UUID, CauseProposed]):
    """How each cause was proposed."""


class ProposeCause(_ProposingCause, ProgrammeCommand):
    """Propose a cause of a problem."""

    noun = "causes"
    records = CauseProposed
    by = (Role.WORKING_GROUP, Role.ANALYST)
    sv = "Formulera en möjlig orsak till ett problem."
    example = {
        "problemRef": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c42",
        "level": "teaching",
        "text": "Undervisningen ger få tillfällen att resonera om lösningar.",
    }


class _AssessingCause(Model):
    cause_ref: UUID
    """The cause that was tested. / Orsaken som prövades."""
    verdict: Verdict
    """What the test showed. / Utfallet av prövningen."""
    reasons: Text
    """What the verdict rests on. / Skälen till utfallet."""


class CauseAssessed(_AssessingCause, AnalysisEvent):
    """A proposed cause has been tested against the evidence."""

    stored_as = "analysis.cause-assessed.v1"
    sv = "Orsak prövad"
    en = "Cause assessed"

    def rules(self, programme: Programme) -> None:
        """Test what has been proposed; a new verdict says something new."""
        super().rules(programme)
        require_cause(self, programme, self.cause_ref)
        if programme.causes[self.cause_ref].verdict is self.verdict:
            raise VerdictUnchanged(cause=self.cause_ref, verdict=self.verdict)

    def evolve(self, state: Programme) -> Programme:
        """Let the verdict stand as the latest."""
        causes = state.causes.change(
            self.cause_ref, lambda c: replace(c, verdict=self.verdict)
        )
        told = state.facet(CauseTests).adding(self.cause_ref, self)
        return state.keeping(told, causes=causes)


class CauseTests(Told[UUID, CauseAssessed]):
    """Every test of each cause, with its reasons."""


class AssessCause(_AssessingCause, ProgrammeCommand):
    """Record what the test of a cause showed."""

    noun = "cause-assessments"
    records = CauseAssessed
    by = (Role.WORKING_GROUP, Role.ANALYST)
    sv = "Registrera prövningen av en orsak."
    example = {
        "causeRef": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c43",
        "verdict": "supported",
        "reasons": "Observationerna visar samma mönster i alla klasser.",
    }


def require_cause(event: AnalysisEvent, programme: Programme, ref: UUID) -> None:
    """Raise CauseUnknown unless `ref` names a cause that has been proposed."""
    if ref not in programme.causes:
        raise CauseUnknown(cause=ref, on=event.occurred_on)
