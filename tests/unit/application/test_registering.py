"""What the registrar records: a case number of one programme, a report of a decision."""

from uuid import UUID

import pytest

from bench.ours import Ours, services
from ksbs.domain.claims import CaseNumberTaken
from ksbs.domain.enrolment.case import RegisterCase
from ksbs.domain.enrolment.decision import EnrolmentDecided
from ksbs.domain.enrolment.reporting import (
    DecisionAlreadyReported,
    DecisionUnknown,
    OnlyDecisionsReported,
    ReportDecision,
)
from ksbs.domain.event import Change
from ksbs.domain.record.amendment import AnnulEntry, CorrectEntry
from ksbs.domain.record.rules import IdentityNotCorrectable, OthersBuildOnIt
from ksbs.domain.words import Role
from tests.support.memory_store import MemoryStore

NUMBER = "UTB 2024/1234"


class Registrar:
    """A registrar at work on a store with two programmes."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.ours = Ours(services(self.store), "registering")
        self.one = self.ours.programme("01234567")
        self.other = self.ours.programme("01234568")

    def register(self, programme: UUID, *, number: str = NUMBER) -> None:
        today = self.ours.services.performer.today()
        command = RegisterCase(
            case_number=number, opened_on=today, classification="3.2 Skolutveckling"
        )
        self.ours.ask(command, role=Role.REGISTRAR, programme_id=programme)

    def report(self, decision: UUID, *, programme: UUID) -> None:
        command = ReportDecision(decision_event_id=decision, paragraph="§ 14")
        self.ours.ask(command, role=Role.REGISTRAR, programme_id=programme)

    def correct(self, programme: UUID, change: Change) -> None:
        entry = self.store.stream(programme)[-1]
        command = CorrectEntry(
            target_event_id=entry.event_id,
            changes=(change,),
            reason="Felskrivet.",
            found_by=UUID(int=1),
        )
        self.ours.ask(command, role=Role.REGISTRAR, programme_id=programme)

    def decision(self, programme: UUID) -> UUID:
        found = (
            entry.event_id
            for entry in self.store.stream(programme)
            if isinstance(entry.event, EnrolmentDecided)
        )
        return next(found)


@pytest.fixture
def registrar() -> Registrar:
    return Registrar()


def test_two_programmes_do_not_share_a_case_number(registrar: Registrar) -> None:
    # given
    registrar.register(registrar.one)
    before = len(registrar.store.stream(registrar.other))
    # when, then
    with pytest.raises(CaseNumberTaken, match=NUMBER):
        registrar.register(registrar.other)
    assert len(registrar.store.stream(registrar.other)) == before


def test_two_programmes_have_a_case_number_each(registrar: Registrar) -> None:
    # given
    registrar.register(registrar.one)
    # when
    registrar.register(registrar.other, number="UTB 2024/1235")
    # then
    assert registrar.store.stream(registrar.other)[-1].name == "CaseRegistered"


def test_a_number_that_was_corrected_is_free_for_the_programme_it_belongs_to(
    registrar: Registrar,
) -> None:
    # given the number of the other programme, registered here by mistake
    registrar.register(registrar.one)
    # when
    registrar.correct(
        registrar.one, Change(field="caseNumber", old=NUMBER, new="UTB 2024/1")
    )
    registrar.register(registrar.other)
    # then
    change = Change(field="caseNumber", old=NUMBER, new="UTB 2024/1")
    with pytest.raises(CaseNumberTaken, match="UTB 2024/1 belongs"):
        registrar.correct(registrar.other, change)


def test_a_decision_is_reported_once(registrar: Registrar) -> None:
    # given
    decision = registrar.decision(registrar.one)
    registrar.report(decision, programme=registrar.one)
    # when, then
    with pytest.raises(DecisionAlreadyReported):
        registrar.report(decision, programme=registrar.one)


def test_a_decision_is_reported_in_its_own_programme(registrar: Registrar) -> None:
    # given
    decision = registrar.decision(registrar.one)
    # when, then
    with pytest.raises(DecisionUnknown):
        registrar.report(decision, programme=registrar.other)


def test_an_entry_that_is_no_decision_is_not_reported(registrar: Registrar) -> None:
    # given
    nomination = registrar.store.stream(registrar.one)[0].event_id
    # when, then
    with pytest.raises(OnlyDecisionsReported):
        registrar.report(nomination, programme=registrar.one)


def test_a_reported_decision_is_not_annulled(registrar: Registrar) -> None:
    # given
    decision = registrar.decision(registrar.one)
    annul = AnnulEntry(target_event_id=decision, reason="Fel skola.")
    registrar.report(decision, programme=registrar.one)
    # when, then
    with pytest.raises(OthersBuildOnIt, match=str(decision)):
        registrar.ours.ask(annul, role=Role.CHIEF, programme_id=registrar.one)


def test_a_report_is_not_corrected_into_one_of_another_entry(
    registrar: Registrar,
) -> None:
    # given
    decision = registrar.decision(registrar.one)
    nomination = registrar.store.stream(registrar.one)[0].event_id
    registrar.report(decision, programme=registrar.one)
    change = Change(field="decisionEventId", old=str(decision), new=str(nomination))
    # when, then
    with pytest.raises(IdentityNotCorrectable):
        registrar.correct(registrar.one, change)
