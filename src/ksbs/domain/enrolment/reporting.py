"""Decisions are reported to the committee."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated
from uuid import UUID

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.decisions import DecisionEvent
from ksbs.domain.event import EntryReference, Identity, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.replay import facts
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Bilingual, Line, Model, Role


class DecisionUnknown(RuleBroken):
    """There is no entry {decision} in this programme's record; give the event id of the
    decision that is reported.
    """

    sv = (
        "Det finns ingen anteckning {decision} i denna omgång; ange händelse-id för det "
        "beslut som anmäls."
    )


class OnlyDecisionsReported(RuleBroken):
    """The entry {entry} ({name.en}) is no decision; only decisions are reported."""

    sv = "Anteckningen {entry} ({name.sv}) är inget beslut; bara beslut anmäls."


class ReportedDecisionAnnulled(RuleBroken):
    """The decision {decision} ({name.en}) is annulled; report the one that stands."""

    sv = "Beslutet {decision} ({name.sv}) är makulerat; anmäl det som gäller."


class DecisionAlreadyReported(RuleBroken):
    """The decision {decision} was reported on {on}, {paragraph}; once is enough."""

    sv = "Beslutet {decision} anmäldes den {on}, {paragraph}; en gång räcker."


class ReportBeforeDecision(RuleBroken):
    """The decision {decision} of {decided_on} cannot have been reported on {on}, which
    lies before it.
    """

    sv = (
        "Beslutet {decision} av den {decided_on} kan inte ha anmälts den {on}, som är "
        "tidigare."
    )


@dataclass(frozen=True)
class Report:
    """At which meeting a decision was reported, and under which paragraph."""

    on: date
    paragraph: str


@dataclass(frozen=True)
class ReportedDecisions:
    """The reports by the id of the decision."""

    reports: Mapping[UUID, Report] = field(default_factory=dict)


class _ReportingDecision(Model):
    # What is reported is not corrected into something else: only the command can tell
    # whether an entry is a decision.
    decision_event_id: Annotated[EntryReference, Identity()]
    """The event id of the decision that is reported; an entry of the same programme. /
    Händelse-id för beslutet som anmäls; en anteckning i samma omgång.
    """
    paragraph: Line
    """The paragraph of the committee's minutes, as “§ 14”. / Paragrafen i nämndens
    protokoll, som ”§ 14”.
    """


class DecisionReported(_ReportingDecision, ProgrammeEvent):
    """A decision is reported to the committee, on the day of its meeting."""

    stored_as = "enrolment.decision-reported.v1"
    sv = "Beslut anmält till nämnden"
    en = "Decision reported"
    after_the_end = True

    decision_id: Annotated[UUID, Identity()]
    """The id that the decision itself was given. / Det id som beslutet självt fick."""

    def rules(self, programme: Programme) -> None:
        """Report a decision once."""
        earlier = programme.facet(ReportedDecisions).reports.get(self.decision_id)
        if earlier is not None:
            raise DecisionAlreadyReported(
                decision=self.decision_event_id,
                on=earlier.on,
                paragraph=earlier.paragraph,
            )

    def evolve(self, state: Programme) -> Programme:
        """Keep when the decision was reported."""
        reports = state.facet(ReportedDecisions).reports
        report = Report(self.occurred_on, self.paragraph)
        return state.keeping(ReportedDecisions({**reports, self.decision_id: report}))


class ReportDecision(_ReportingDecision, ProgrammeCommand):
    """Record that a decision was reported to the committee; the day is the meeting's."""

    noun = "decision-reports"
    records = DecisionReported
    by = (Role.REGISTRAR,)
    sv = "Registrera att ett beslut anmälts till nämnden; dagen är sammanträdets."
    example = {
        "decisionEventId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        "paragraph": "§ 14",
    }

    def decide(self, programme: Programme, *, occasion: Occasion) -> DecisionReported:
        """Refuse what is no decision in force by the day of the meeting."""
        decision = _decision(occasion, event_id=self.decision_event_id)
        if occasion.occurred_on < decision.occurred_on:
            raise ReportBeforeDecision(
                decision=self.decision_event_id,
                decided_on=decision.occurred_on,
                on=occasion.occurred_on,
            )
        return self.event(
            DecisionReported, occasion=occasion, decision_id=decision.decision_id
        )


def _decision(occasion: Occasion, *, event_id: UUID) -> DecisionEvent:
    """Give the decision as it reads after corrections."""
    entry = occasion.entry(event_id)
    if entry is None:
        raise DecisionUnknown(decision=event_id)
    name = Bilingual(entry.event.en, entry.event.sv)
    if not isinstance(entry.event, DecisionEvent):
        raise OnlyDecisionsReported(entry=event_id, name=name)
    in_force = (f.event for f in facts(occasion.entries) if f.event_id == event_id)
    decision = next(in_force, None)
    if not isinstance(decision, DecisionEvent):
        raise ReportedDecisionAnnulled(decision=event_id, name=name)
    return decision
