"""The clerk refuses what is no amendment of a fact in force, and allows its neighbour.

What is refused alone, of an entry that stands by itself, is in `test_clerk_rules`; here
each refusal has the lawful way beside it.
"""

from datetime import date

import pytest

from ksbs.domain.enrolment.decision import DecideEnrolment
from ksbs.domain.enrolment.nomination import NominateSchool
from ksbs.domain.enrolment.offer import OfferParticipation, ParticipationOffered
from ksbs.domain.enrolment.start import ProgrammeStarted, StartProgramme
from ksbs.domain.event import Change, Entry
from ksbs.domain.kinds import DecisionBasis, OfferedTo
from ksbs.domain.programme import Programme
from ksbs.domain.record import rules
from ksbs.domain.record.amendment import EntryCorrected
from ksbs.domain.words import Role
from tests.support.cast import (
    CHIEF,
    DAY,
    DECIDED,
    OFFERED,
    PRINCIPAL,
    REGISTRAR,
    STARTED,
)
from tests.support.given import both_for, decided, nominated
from tests.support.record import Record
from tests.support.telling import refused
from tests.unit.domain.record.stage_record import StageRecord, annul, correct

ANSWER_BY = date(2024, 2, 20)


@pytest.fixture
def record() -> StageRecord:
    """The principal has been offered a place: the entry 0."""
    record = StageRecord(stage=nominated())
    command = OfferParticipation(offered_to=OfferedTo.PRINCIPAL, answer_by=DECIDED)
    record.perform(command, on=OFFERED)
    return record


def change(field: str, old: object, new: object) -> Change:
    return Change(field=field, old=str(old), new=str(new))


def right(record: StageRecord, target: Entry, *changes: Change) -> Entry:
    return record.perform(correct(target, *changes, found_by=REGISTRAR), on=DAY)


def answer_by(record: StageRecord) -> date:
    (offer,) = record.programme().offers
    return offer.answer_by


def test_a_corrected_fact_is_corrected_again_rather_than_its_correction(
    record: StageRecord,
) -> None:
    # given
    (offer,) = record.entries
    first = right(record, offer, change("answerBy", DECIDED, DAY))
    with refused(rules.AmendmentNotCorrectable):
        right(record, first, change("reason", "Felskrivet.", "Fel."))
    # when
    right(record, offer, change("answerBy", DAY, ANSWER_BY))
    # then
    assert answer_by(record) == ANSWER_BY


def test_the_old_value_is_what_now_stands_not_what_once_stood(
    record: StageRecord,
) -> None:
    # given
    (offer,) = record.entries
    first = right(record, offer, change("answerBy", DECIDED, DAY))
    # when, then
    with refused(rules.OldValueDiffers, "answerBy", DAY):
        right(record, offer, change("answerBy", DECIDED, ANSWER_BY))
    # given the correction is annulled, when, then
    record.perform(annul(first), on=DAY)
    right(record, offer, change("answerBy", DECIDED, ANSWER_BY))
    assert answer_by(record) == ANSWER_BY


def test_an_annulled_entry_is_corrected_only_when_it_is_restored(
    record: StageRecord,
) -> None:
    # given
    (offer,) = record.entries
    annulment = record.perform(annul(offer), on=DAY)
    # when, then
    with refused(rules.TargetAnnulled, "ParticipationOffered", OFFERED):
        right(record, offer, change("answerBy", DECIDED, ANSWER_BY))
    # given, when, then
    record.perform(annul(annulment), on=DAY)
    right(record, offer, change("answerBy", DECIDED, ANSWER_BY))
    assert answer_by(record) == ANSWER_BY


def test_a_restored_entry_is_annulled_itself_rather_than_its_restoration(
    record: StageRecord,
) -> None:
    # given
    (offer,) = record.entries
    annulment = record.perform(annul(offer), on=DAY)
    restoration = record.perform(annul(annulment), on=DAY)
    with refused(rules.RestorationNotAnnullable):
        record.perform(annul(restoration), on=DAY)
    # when
    record.perform(annul(offer), on=DAY)
    # then
    assert record.programme().offers == ()


def test_an_entry_of_another_programme_is_no_target(record: StageRecord) -> None:
    # given
    event = ParticipationOffered(
        occurred_on=OFFERED, offered_to=OfferedTo.PRINCIPAL, answer_by=DECIDED
    )
    elsewhere = Record(ids=iter(range(500, 600))).enter(event)
    # when, then
    with refused(rules.TargetUnknown, elsewhere.event_id):
        record.perform(annul(elsewhere), on=DAY)
    with refused(rules.TargetUnknown, elsewhere.event_id):
        right(record, elsewhere, change("answerBy", DECIDED, ANSWER_BY))
    # the same in its own programme
    record.perform(annul(record.entries[0]), on=DAY)
    assert record.programme().offers == ()


def test_a_day_is_corrected_to_today_but_not_past_it(record: StageRecord) -> None:
    # given
    (offer,) = record.entries
    tomorrow = date(DAY.year, DAY.month, DAY.day + 1)
    with refused(rules.CorrectedIntoFuture, tomorrow, DAY):
        right(record, offer, change("occurredOn", OFFERED, tomorrow))
    # when
    right(
        record,
        offer,
        change("occurredOn", OFFERED, DAY),
        change("answerBy", DECIDED, DAY),
    )
    # then
    (corrected,) = record.programme().offers
    assert (corrected.on, corrected.answer_by) == (DAY, DAY)


def test_two_fields_are_corrected_at_once_but_none_twice(record: StageRecord) -> None:
    # given
    (offer,) = record.entries
    once = change("answerBy", DECIDED, ANSWER_BY)
    with refused(rules.FieldNamedTwice, "answerBy"):
        right(record, offer, once, change("answerBy", DECIDED, DAY))
    # when
    right(record, offer, once, change("offeredTo", "principal", "chief"))
    # then
    (corrected,) = record.programme().offers
    assert corrected.answer_by == ANSWER_BY
    assert corrected.offered_to is OfferedTo.CHIEF


def test_the_end_of_the_programme_follows_its_start_and_is_not_corrected() -> None:
    # given
    record = StageRecord(stage=decided())
    start = record.perform(StartProgramme(), on=STARTED)
    assert isinstance(start.event, ProgrammeStarted)
    end = start.event.planned_end
    with refused(rules.DerivedNotCorrectable, "plannedEnd"):
        right(record, start, change("plannedEnd", end, DAY))
    # when the day that it follows from is corrected
    right(record, start, change("occurredOn", STARTED, date(2025, 1, 13)))
    # then
    assert record.programme().planned_end == date(2027, 12, 31)
    assert end == date(2027, 6, 30)


def test_who_decided_is_told_anew_in_a_new_decision() -> None:
    # given a decision, recorded by the registrar
    record = StageRecord(stage=both_for())
    command = DecideEnrolment(
        content="Skolan deltar.",
        decisive_circumstances="Båda står bakom arbetet.",
        decision_basis=DecisionBasis.DELEGATION,
        starts_on=STARTED,
    )
    decision = record.perform(command, role=Role.REGISTRAR, on=DECIDED)
    with refused(rules.WhoDecidedNotCorrectable, "deciders"):
        stands = decision.event.payload()["deciders"]
        right(record, decision, Change(field="deciders", old=stands, new=[]))
    # when somebody else annuls it, and it is decided anew
    record.perform(annul(decision), role=Role.PROGRAMME_OFFICE, on=DAY)
    assert record.programme().decision is None
    record.perform(command, role=Role.REGISTRAR, on=DECIDED, today=DECIDED)
    # then
    found = record.programme().decision
    assert found is not None
    assert set(found.deciders) == {CHIEF, PRINCIPAL}


def test_which_school_it_is_about_is_told_anew_in_a_new_nomination() -> None:
    # given
    record = StageRecord(stage=Programme())
    command = NominateSchool.model_validate_json(
        '{"schoolUnitCode": "01234567", "schoolName": "Exempelskolan",'
        ' "schoolForm": "GR", "organizerNumber": "2120000142",'
        ' "grounds": ["low_results"], "motive": "Sjunkande resultat."}'
    )
    nomination = record.perform(command, on=OFFERED)
    with refused(rules.IdentityNotCorrectable, "schoolUnitCode"):
        right(record, nomination, change("schoolUnitCode", "01234567", "07654321"))
    # when
    record.perform(annul(nomination), on=DAY)
    other = command.model_copy(update={"school_unit_code": "07654321"})
    record.perform(other, on=DAY)
    # then
    assert record.programme().unit == "07654321"


def test_an_amendment_has_the_day_of_its_recording(record: StageRecord) -> None:
    # when
    correction = right(
        record, record.entries[0], change("answerBy", DECIDED, ANSWER_BY)
    )
    # then
    assert isinstance(correction.event, EntryCorrected)
    assert correction.occurred_on == DAY
