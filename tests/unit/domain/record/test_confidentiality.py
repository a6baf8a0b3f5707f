"""Fields are marked confidential, once at a time, whatever else becomes of the entry."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pydantic import ValidationError

from ksbs.domain.analysis.start import StartAnalysis
from ksbs.domain.enrolment.offer import ParticipationOffered
from ksbs.domain.event import Change, ProgrammeEnded
from ksbs.domain.kinds import OfferedTo, Status
from ksbs.domain.programme import Programme
from ksbs.domain.record import rules
from ksbs.domain.record.confidentiality import (
    AlreadyConfidential,
    Confidentiality,
    ConfidentialityLifted,
    ConfidentialityMarked,
    LiftConfidentiality,
    MarkConfidential,
    NotConfidential,
)
from ksbs.domain.rule import RuleBroken
from ksbs.domain.state import Ending
from ksbs.domain.timing import WouldBreakRule
from tests.support.cast import DAY, DECIDED, OFFERED, OFFICER, REGISTRAR, an_id
from tests.support.given import nominated
from tests.support.record import Record
from tests.support.telling import given, refused, when
from tests.unit.domain.record.stage_record import StageRecord, annul, correct

UNKNOWN = an_id(99)
GROUND = "OSL 23 kap. 2 §"
NEXT_DAY = DAY + timedelta(days=1)
OFFER = ParticipationOffered(
    occurred_on=OFFERED, offered_to=OfferedTo.PRINCIPAL, answer_by=DECIDED
)


def said(target: UUID, **other: Any) -> dict[str, Any]:
    usual = {
        "target_event_id": target,
        "field": "answerBy",
        "legal_reference": GROUND,
        "decided_by": OFFICER,
        "reason": "Kan peka ut en enskild.",
    }
    return usual | other


def mark(target: UUID, **other: Any) -> MarkConfidential:
    return MarkConfidential(**said(target, **other))


def lift(target: UUID, **other: Any) -> LiftConfidentiality:
    return LiftConfidentiality(**said(target, **other))


@pytest.fixture
def record() -> StageRecord:
    """A nominated school that has been offered a place: the entry 0."""
    record = StageRecord()
    record.enter(OFFER)
    return record


@pytest.fixture
def offer(record: StageRecord) -> UUID:
    return record.entries[0].event_id


def test_a_field_is_marked_with_its_ground_and_day(
    record: StageRecord, offer: UUID
) -> None:
    # when
    record.perform(mark(offer), on=DAY)
    # then
    marks = record.programme().facet(Confidentiality).in_force
    assert list(marks) == [(offer, "answerBy")]
    marking = marks[offer, "answerBy"]
    assert (marking.legal_reference, marking.on, marking.decided_by) == (
        GROUND,
        DAY,
        OFFICER,
    )


@pytest.mark.parametrize("command", [mark, lift])
def test_an_entry_that_is_not_in_the_record_is_refused(
    record: StageRecord, command: Any
) -> None:
    with refused(rules.TargetUnknown, UNKNOWN):
        record.perform(command(UNKNOWN), on=DAY)


def test_an_entry_of_another_programme_is_refused(record: StageRecord) -> None:
    # given
    elsewhere = Record(ids=iter(range(500, 600))).enter(OFFER)
    # when, then
    with refused(rules.TargetUnknown, elsewhere.event_id):
        record.perform(mark(elsewhere.event_id), on=DAY)


@pytest.mark.parametrize("field", ["colour", "occurredOn", "answer_by"])
@pytest.mark.parametrize("command", [mark, lift])
def test_what_is_no_field_of_the_payload_is_refused(
    record: StageRecord, offer: UUID, field: str, command: Any
) -> None:
    if "_" in field:
        with pytest.raises(ValidationError):
            command(offer, field=field)
        return
    with refused(rules.UnknownField, field, "answerBy"):
        record.perform(command(offer, field=field), on=DAY)


def test_a_marked_field_is_not_marked_again(record: StageRecord, offer: UUID) -> None:
    # given
    record.perform(mark(offer), on=DAY)
    # when, then
    with refused(AlreadyConfidential, "answerBy", offer, DAY, GROUND):
        record.perform(mark(offer, legal_reference="OSL 39 kap. 3 §"), on=NEXT_DAY)


def test_another_field_of_the_same_entry_is_marked(
    record: StageRecord, offer: UUID
) -> None:
    # given
    record.perform(mark(offer), on=DAY)
    # when
    record.perform(mark(offer, field="offeredTo"), on=DAY)
    # then
    assert len(record.programme().facet(Confidentiality).in_force) == 2


def test_a_mark_is_lifted_and_the_field_can_be_marked_again(
    record: StageRecord, offer: UUID
) -> None:
    # given
    record.perform(mark(offer), on=DAY)
    # when
    record.perform(lift(offer), on=NEXT_DAY)
    # then
    assert record.programme().facet(Confidentiality).in_force == {}
    record.perform(mark(offer), on=NEXT_DAY)
    assert record.programme().facet(Confidentiality).in_force


def test_what_is_not_marked_is_not_lifted(record: StageRecord, offer: UUID) -> None:
    # given
    record.perform(mark(offer, field="offeredTo"), on=DAY)
    # when, then
    with refused(NotConfidential, "answerBy", offer, NEXT_DAY):
        record.perform(lift(offer), on=NEXT_DAY)


def test_a_mark_does_not_keep_the_entry_from_being_corrected_and_annulled(
    record: StageRecord, offer: UUID
) -> None:
    # given
    target = record.entries[0]
    record.perform(mark(offer), on=DAY)
    change = Change(field="answerBy", old=str(DECIDED), new=str(DAY))
    # when
    record.perform(correct(target, change, found_by=REGISTRAR), on=DAY)
    record.perform(annul(target), on=DAY)
    # then
    programme = record.programme()
    assert programme.offers == ()
    assert list(programme.facet(Confidentiality).in_force) == [(offer, "answerBy")]


def test_an_annulled_entry_and_an_amendment_are_marked(record: StageRecord) -> None:
    # given what they say still stands in the record
    target = record.entries[0]
    annulment = record.perform(annul(target), on=DAY)
    # when
    record.perform(mark(target.event_id), on=DAY)
    record.perform(mark(annulment.event_id, field="reason"), on=DAY)
    # then
    assert set(record.programme().facet(Confidentiality).in_force) == {
        (target.event_id, "answerBy"),
        (annulment.event_id, "reason"),
    }


@pytest.mark.parametrize(
    ("field", "new", "rule"),
    [
        ("targetEventId", str(UNKNOWN), rules.IdentityNotCorrectable),
        ("field", "offeredTo", rules.IdentityNotCorrectable),
        ("decidedBy", str(UNKNOWN), rules.WhoDecidedNotCorrectable),
    ],
)
def test_what_a_mark_is_about_and_who_decided_it_is_not_corrected(
    record: StageRecord, offer: UUID, field: str, new: str, rule: type[RuleBroken]
) -> None:
    # given
    marked = record.perform(mark(offer), on=DAY)
    change = Change(field=field, old=marked.event.payload()[field], new=new)
    # when, then
    with refused(rule, field):
        record.perform(correct(marked, change, found_by=REGISTRAR), on=DAY)


def test_the_ground_of_a_mark_is_corrected(record: StageRecord, offer: UUID) -> None:
    # given
    marked = record.perform(mark(offer), on=DAY)
    change = Change(field="legalReference", old=GROUND, new="OSL 23 kap. 3 §")
    # when
    record.perform(correct(marked, change, found_by=REGISTRAR), on=DAY)
    # then
    (marking,) = record.programme().facet(Confidentiality).in_force.values()
    assert marking.legal_reference == "OSL 23 kap. 3 §"


def test_a_lifted_mark_is_not_annulled(record: StageRecord, offer: UUID) -> None:
    # given
    marked = record.perform(mark(offer), on=DAY)
    lifted = record.perform(lift(offer), on=NEXT_DAY)
    # when, then
    with refused(WouldBreakRule, "not-confidential", lifted.event_id):
        record.perform(annul(marked), on=NEXT_DAY)
    # when, then
    record.perform(annul(lifted), on=NEXT_DAY)
    record.perform(annul(marked), on=NEXT_DAY)
    assert record.programme().facet(Confidentiality).in_force == {}


def test_marks_are_made_and_lifted_after_the_end(offer: UUID) -> None:
    # given
    over = replace(nominated(), ending=Ending(DAY, Status.COMPLETED))
    marked = ConfidentialityMarked(occurred_on=DAY, **said(offer))
    lifted = ConfidentialityLifted(occurred_on=DAY, **said(offer))
    with refused(ProgrammeEnded):
        when(over, StartAnalysis())
    # when, then
    assert given(over, marked).facet(Confidentiality).in_force
    assert not given(over, marked, lifted).facet(Confidentiality).in_force


STEPS = st.lists(
    st.tuples(st.booleans(), st.sampled_from([1, 2]), st.sampled_from(["a", "b"])),
    max_size=12,
)


@for_all(STEPS)
def test_what_is_in_force_is_what_was_last_marked_and_not_lifted(
    steps: Sequence[tuple[bool, int, str]],
) -> None:
    # given
    programme = Programme()
    expected: set[tuple[UUID, str]] = set()
    for marking, number, field in steps:
        kind = ConfidentialityMarked if marking else ConfidentialityLifted
        event = kind(occurred_on=DAY, **said(an_id(number), field=field))
        place = (an_id(number), field)
        # when
        refusal = None
        try:
            event.rules(programme)
        except RuleBroken as rule:
            refusal = rule
        # then
        assert (refusal is None) == (marking != (place in expected))
        programme = event.evolve(programme)
        expected = expected | {place} if marking else expected - {place}
        assert set(programme.facet(Confidentiality).in_force) == expected
        assert kind.model_validate_json(json.dumps(event.wire())) == event
