"""Decisions, and nothing else, are reported to the committee, each once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from ksbs.domain.analysis.start import StartAnalysis
from ksbs.domain.enrolment.decision import EnrolmentDecided, EnrolmentRejected
from ksbs.domain.enrolment.offer import ParticipationOffered
from ksbs.domain.enrolment.reporting import (
    DecisionAlreadyReported,
    DecisionReported,
    DecisionUnknown,
    OnlyDecisionsReported,
    ReportBeforeDecision,
    ReportDecision,
    ReportedDecisionAnnulled,
    ReportedDecisions,
)
from ksbs.domain.event import Change, Entry, ProgrammeEnded
from ksbs.domain.kinds import DecisionBasis, OfferedTo
from ksbs.domain.programme import Programme
from ksbs.domain.record.amendment import EntryAnnulled, EntryCorrected
from tests.support.cast import (
    CHIEF,
    DAY,
    DECIDED,
    DECISION,
    OFFERED,
    PRINCIPAL,
    REGISTRAR,
    STARTED,
    an_id,
)
from tests.support.given import decided, nominated
from tests.support.record import Record
from tests.support.telling import given, occasion, refused, when

UNKNOWN = UUID(int=0xFF)
REJECTION = an_id(92)
REJECTED = EnrolmentRejected(
    occurred_on=DECIDED,
    decision_id=REJECTION,
    content="Skolan deltar inte.",
    decisive_circumstances="De är inte överens.",
    decision_basis=DecisionBasis.DELEGATION,
    reason="Rektor slutar.",
)


def recorded() -> tuple[Record, Entry, Entry]:
    """A record with an offer and the decision, and those two entries."""
    record = Record()
    offer = record.enter(
        ParticipationOffered(
            occurred_on=OFFERED, offered_to=OfferedTo.PRINCIPAL, answer_by=DECIDED
        )
    )
    decision = record.enter(
        EnrolmentDecided(
            occurred_on=DECIDED,
            decision_id=DECISION,
            content="Skolan deltar.",
            deciders=(CHIEF, PRINCIPAL),
            decisive_circumstances="Båda står bakom arbetet.",
            decision_basis=DecisionBasis.DELEGATION,
            starts_on=STARTED,
        )
    )
    return record, offer, decision


def report(
    decision: UUID,
    *,
    entries: Sequence[Entry],
    programme: Programme | None = None,
    on: date = DAY,
    paragraph: str = "§ 14",
) -> Programme:
    """The programme after the report, decided on the entries of the stream."""
    programme = programme or decided()
    command = ReportDecision(decision_event_id=decision, paragraph=paragraph)
    at = replace(occasion(ReportDecision, on=on), entries=tuple(entries))
    event = command.decide(programme, occasion=at)
    return given(programme, event)


def test_a_decision_is_reported_at_a_meeting_under_a_paragraph() -> None:
    # given
    record, _, decision = recorded()
    # when
    programme = report(decision.event_id, entries=record.entries)
    # then
    reports = programme.facet(ReportedDecisions).reports
    assert {id_: (r.on, r.paragraph) for id_, r in reports.items()} == {
        DECISION: (DAY, "§ 14")
    }


def test_what_is_not_in_the_record_is_not_reported() -> None:
    # given
    record, _, _ = recorded()
    # when, then
    with refused(DecisionUnknown, UNKNOWN):
        report(UNKNOWN, entries=record.entries)


def test_an_entry_that_is_no_decision_is_not_reported() -> None:
    # given
    record, offer, _ = recorded()
    # when, then
    with refused(OnlyDecisionsReported, offer.event_id):
        report(offer.event_id, entries=record.entries)


def test_a_decision_is_reported_once() -> None:
    # given
    record, _, decision = recorded()
    programme = report(decision.event_id, entries=record.entries)
    # when, then
    with refused(DecisionAlreadyReported, decision.event_id, DAY, "§ 14"):
        report(
            decision.event_id,
            entries=record.entries,
            programme=programme,
            paragraph="§ 15",
        )


def test_two_decisions_are_each_reported() -> None:
    # given
    record, _, first = recorded()
    second = record.enter(REJECTED)
    programme = report(first.event_id, entries=record.entries)
    # when
    programme = report(second.event_id, entries=record.entries, programme=programme)
    # then
    reports = programme.facet(ReportedDecisions).reports
    assert set(reports) == {DECISION, REJECTION}


def test_a_decision_may_be_reported_on_its_own_day() -> None:
    # given
    record, _, decision = recorded()
    # when, then
    programme = report(decision.event_id, entries=record.entries, on=DECIDED)
    assert DECISION in programme.facet(ReportedDecisions).reports


def test_a_decision_is_not_reported_before_it_was_made() -> None:
    # given
    record, _, decision = recorded()
    day_before = DECIDED - timedelta(days=1)
    # when, then
    with refused(ReportBeforeDecision, decision.event_id, DECIDED, day_before):
        report(
            decision.event_id,
            entries=record.entries,
            programme=nominated(),
            on=day_before,
        )


def test_the_day_of_the_decision_is_the_one_that_reads_after_corrections() -> None:
    # given a decision of another day than was entered
    record, _, decision = recorded()
    later = DECIDED + timedelta(days=7)
    day = Change(field="occurredOn", old=str(DECIDED), new=str(later))
    record.enter(
        EntryCorrected(
            occurred_on=DAY,
            target_event_id=decision.event_id,
            changes=(day,),
            reason="Fel dag.",
            found_by=REGISTRAR,
        )
    )
    # when, then
    with refused(ReportBeforeDecision, later, DECIDED):
        report(decision.event_id, entries=record.entries, on=DECIDED)
    programme = report(decision.event_id, entries=record.entries, on=later)
    assert DECISION in programme.facet(ReportedDecisions).reports


def test_an_annulled_decision_is_not_reported() -> None:
    # given
    record, _, decision = recorded()
    annulment = record.enter(
        EntryAnnulled(
            occurred_on=DAY, target_event_id=decision.event_id, reason="Fel skola."
        )
    )
    # when, then
    with refused(ReportedDecisionAnnulled, decision.event_id):
        report(decision.event_id, entries=record.entries)
    # given, when it is restored, then
    record.enter(
        EntryAnnulled(
            occurred_on=DAY, target_event_id=annulment.event_id, reason="Rätt skola."
        )
    )
    programme = report(decision.event_id, entries=record.entries)
    assert DECISION in programme.facet(ReportedDecisions).reports


def test_an_amendment_of_a_decision_is_no_decision() -> None:
    # given
    record, _, decision = recorded()
    annulment = record.enter(
        EntryAnnulled(
            occurred_on=DAY, target_event_id=decision.event_id, reason="Fel skola."
        )
    )
    # when, then
    with refused(OnlyDecisionsReported, annulment.event_id):
        report(annulment.event_id, entries=record.entries)


def test_the_decision_that_ends_a_programme_is_reported_after_the_end() -> None:
    # given
    record = Record()
    decision = record.enter(REJECTED)
    rejected = given(nominated(), REJECTED)
    with refused(ProgrammeEnded):
        when(rejected, StartAnalysis())
    # when
    programme = report(decision.event_id, entries=record.entries, programme=rejected)
    # then
    assert REJECTION in programme.facet(ReportedDecisions).reports


@pytest.mark.parametrize("again", [False, True])
def test_folding_a_report_keeps_the_latest(again: bool) -> None:
    # given
    first, last = (
        DecisionReported(
            occurred_on=day,
            decision_event_id=UNKNOWN,
            decision_id=DECISION,
            paragraph=paragraph,
        )
        for day, paragraph in ((DECIDED, "§ 1"), (DAY, "§ 2"))
    )
    # when
    programme = first.evolve(Programme())
    programme = last.evolve(programme) if again else programme
    # then
    (kept,) = programme.facet(ReportedDecisions).reports.values()
    assert kept.paragraph == ("§ 2" if again else "§ 1")
