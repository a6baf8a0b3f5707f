"""What is handed out is decided once, on a provision, with every masked field named."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ksbs.domain.enrolment.offer import ParticipationOffered
from ksbs.domain.event import Change
from ksbs.domain.kinds import OfferedTo
from ksbs.domain.programme import Programme
from ksbs.domain.record import rules
from ksbs.domain.record.confidentiality import ConfidentialityMarked
from ksbs.domain.record.disclosure import (
    DisclosureDecision,
    DisclosureOutcome,
    DisclosureRequested,
    Disclosures,
)
from ksbs.domain.record.disclosure_decision import (
    DecideDisclosure,
    DeliveredBeforeDecision,
    DisclosureAlreadyDecided,
    DisclosureNotRequested,
    FieldMaskedTwice,
    MaskedField,
    MaskedFieldNotConfidential,
    MaskedWithoutMasking,
    NothingMasked,
    NothingToDeliver,
    ProvisionMissing,
)
from ksbs.domain.timing import InTheFuture, WouldBreakRule
from ksbs.domain.words import Role
from tests.support.cast import DAY, DECIDED, OFFERED, OFFICER, REGISTRAR, an_id
from tests.support.telling import refused
from tests.unit.domain.record.stage_record import StageRecord, annul, correct

REQUEST, UNKNOWN = an_id(81), an_id(99)
GROUND = "OSL 23 kap. 2 §"
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
OFFER, MARK, ASKED = range(3)
"""The entries of `record`."""

GRANTED: dict[str, Any] = {"outcome": DisclosureOutcome.GRANTED}
REFUSED = {"outcome": DisclosureOutcome.REFUSED, "legal_reference": GROUND}
MASKING = {"outcome": DisclosureOutcome.WITH_MASKING, "legal_reference": GROUND}


@pytest.fixture
def record() -> StageRecord:
    """An offer whose answerBy is marked confidential, and a request for it."""
    record = StageRecord()
    offer = record.enter(
        ParticipationOffered(
            occurred_on=OFFERED, offered_to=OfferedTo.PRINCIPAL, answer_by=DECIDED
        )
    )
    record.enter(
        ConfidentialityMarked(
            occurred_on=OFFERED,
            target_event_id=offer.event_id,
            field="answerBy",
            legal_reference=GROUND,
            decided_by=OFFICER,
            reason="Kan peka ut en enskild.",
        )
    )
    record.enter(
        DisclosureRequested(
            occurred_on=DAY,
            request_id=REQUEST,
            requested_scope="Erbjudandet.",
            requester_kind="allmänheten",
        )
    )
    return record


@pytest.fixture
def offer(record: StageRecord) -> UUID:
    return record.entries[OFFER].event_id


def decide(**said: Any) -> DecideDisclosure:
    usual: dict[str, Any] = {
        "request_id": REQUEST,
        "scope": "Erbjudandet.",
        "decided_by": OFFICER,
    }
    return DecideDisclosure(**(usual | said))


def masked(*fields: tuple[UUID, str]) -> dict[str, Any]:
    named = tuple(MaskedField(event_id=entry, field=field) for entry, field in fields)
    return {"masked_fields": named}


def decision(programme: Programme) -> DisclosureDecision:
    """Give the decision on REQUEST."""
    found = programme.facet(Disclosures).requested[REQUEST].decision
    assert found is not None
    return found


def test_a_request_is_granted_in_full_without_a_provision(record: StageRecord) -> None:
    # when
    record.perform(decide(**GRANTED), on=DAY)
    # then
    found = decision(record.programme())
    assert (found.on, found.outcome) == (DAY, DisclosureOutcome.GRANTED)
    assert (found.legal_reference, found.masked, found.delivered_on) == (None, (), None)


def test_it_is_told_what_was_handed_out_masked_how_on_what_ground(
    record: StageRecord, offer: UUID
) -> None:
    # when
    command = decide(**MASKING, **masked((offer, "answerBy")), delivered_on=AFTER)
    record.perform(command, on=DAY, today=AFTER)
    # then
    assert decision(record.programme()) == DisclosureDecision(
        on=DAY,
        scope="Erbjudandet.",
        outcome=DisclosureOutcome.WITH_MASKING,
        masked=((offer, "answerBy"),),
        legal_reference=GROUND,
        decided_by=OFFICER,
        delivered_on=AFTER,
    )


def test_what_nobody_asked_for_is_not_decided(record: StageRecord) -> None:
    with refused(DisclosureNotRequested, UNKNOWN, DAY):
        record.perform(decide(**GRANTED, request_id=UNKNOWN), on=DAY)


def test_a_request_is_not_decided_before_it_was_made(record: StageRecord) -> None:
    with refused(DisclosureNotRequested, REQUEST, BEFORE):
        record.perform(decide(**GRANTED), on=BEFORE)


def test_a_request_is_decided_once(record: StageRecord) -> None:
    # given
    record.perform(decide(**REFUSED), on=DAY)
    # when, then
    with refused(DisclosureAlreadyDecided, REQUEST, DAY):
        record.perform(decide(**GRANTED), on=AFTER)


def test_a_decision_that_was_annulled_can_be_made_anew(record: StageRecord) -> None:
    # given
    first = record.perform(decide(**REFUSED), role=Role.REGISTRAR, on=DAY)
    with refused(rules.OwnDecision):
        record.perform(annul(first), role=Role.REGISTRAR, on=AFTER)
    record.perform(annul(first), role=Role.PROGRAMME_OFFICE, on=AFTER)
    # when
    record.perform(decide(**GRANTED), on=AFTER)
    # then
    assert decision(record.programme()).outcome is DisclosureOutcome.GRANTED


def test_masking_names_what_is_masked(record: StageRecord) -> None:
    with refused(NothingMasked):
        record.perform(decide(**MASKING), on=DAY)


@pytest.mark.parametrize("said", [GRANTED, REFUSED])
def test_only_masking_masks(
    record: StageRecord, offer: UUID, said: dict[str, Any]
) -> None:
    with refused(MaskedWithoutMasking, said["outcome"]):
        record.perform(decide(**said, **masked((offer, "answerBy"))), on=DAY)


def test_a_field_is_masked_once(record: StageRecord, offer: UUID) -> None:
    twice = masked((offer, "answerBy"), (offer, "offeredTo"), (offer, "answerBy"))
    with refused(FieldMaskedTwice, "answerBy", offer):
        record.perform(decide(**MASKING, **twice), on=DAY)


def test_two_fields_of_an_entry_are_masked(record: StageRecord, offer: UUID) -> None:
    # given
    both = ((offer, "answerBy"), (offer, "offeredTo"))
    # when
    record.perform(decide(**MASKING, **masked(*both)), on=DAY)
    # then
    assert decision(record.programme()).masked == both


def test_masking_without_a_provision_is_refused(
    record: StageRecord, offer: UUID
) -> None:
    said = masked((offer, "answerBy")) | {"outcome": DisclosureOutcome.WITH_MASKING}
    with refused(ProvisionMissing):
        record.perform(decide(**said), on=DAY)


def test_a_refusal_without_a_provision_is_refused(record: StageRecord) -> None:
    with refused(ProvisionMissing):
        record.perform(decide(outcome=DisclosureOutcome.REFUSED), on=DAY)


def test_a_refusal_on_a_provision_is_recorded(record: StageRecord) -> None:
    # when
    record.perform(decide(**REFUSED), on=DAY)
    # then
    assert decision(record.programme()).legal_reference == GROUND


def test_an_entry_that_is_not_in_the_record_is_not_masked(record: StageRecord) -> None:
    with refused(rules.TargetUnknown, UNKNOWN):
        record.perform(decide(**MASKING, **masked((UNKNOWN, "answerBy"))), on=DAY)


def test_what_is_no_field_of_the_entry_is_not_masked(
    record: StageRecord, offer: UUID
) -> None:
    with refused(rules.UnknownField, "colour", "answerBy"):
        record.perform(decide(**MASKING, **masked((offer, "colour"))), on=DAY)


def test_masking_what_is_marked_needs_no_second_look(
    record: StageRecord, offer: UUID
) -> None:
    # when
    command = decide(**MASKING, **masked((offer, "answerBy")))
    # then
    assert record.decide(command, on=DAY).advisories == ()


def test_masking_what_nobody_marked_is_worth_a_second_look(
    record: StageRecord, offer: UUID
) -> None:
    # given
    command = decide(**MASKING, **masked((offer, "answerBy"), (offer, "offeredTo")))
    # when
    (advisory,) = record.decide(command, on=DAY).advisories
    # then
    assert isinstance(advisory, MaskedFieldNotConfidential)
    assert "offeredTo" in advisory.en
    assert str(offer) in advisory.message_sv


def test_nothing_is_handed_out_before_the_decision(record: StageRecord) -> None:
    with refused(DeliveredBeforeDecision, BEFORE, DAY):
        record.perform(decide(**GRANTED, delivered_on=BEFORE), on=DAY)


def test_it_may_be_handed_out_on_the_day_of_the_decision(record: StageRecord) -> None:
    # when
    record.perform(decide(**GRANTED, delivered_on=DAY), on=DAY)
    # then
    assert decision(record.programme()).delivered_on == DAY


def test_nothing_has_been_handed_out_on_a_day_to_come(record: StageRecord) -> None:
    with refused(InTheFuture, AFTER, DAY):
        record.perform(decide(**GRANTED, delivered_on=AFTER), on=DAY)


def test_a_refusal_hands_nothing_out(record: StageRecord) -> None:
    with refused(NothingToDeliver):
        record.perform(decide(**REFUSED, delivered_on=DAY), on=DAY)


def test_the_request_of_a_decision_is_not_annulled(record: StageRecord) -> None:
    # given
    decided = record.perform(decide(**GRANTED), on=DAY)
    # when, then
    with refused(WouldBreakRule, "disclosure-not-requested", decided.event_id):
        record.perform(annul(record.entries[ASKED]), on=AFTER)


def test_a_request_without_a_decision_is_annulled(record: StageRecord) -> None:
    # when
    record.perform(annul(record.entries[ASKED]), on=AFTER)
    # then
    assert not record.programme().facet(Disclosures).requested


def test_an_entry_is_annulled_though_a_field_of_it_was_masked(
    record: StageRecord, offer: UUID
) -> None:
    # given what was handed out was handed out, whatever becomes of the entry
    record.perform(decide(**MASKING, **masked((offer, "answerBy"))), on=DAY)
    # when
    record.perform(annul(record.entries[OFFER]), on=AFTER)
    # then
    assert record.programme().offers == ()
    assert decision(record.programme()).masked == ((offer, "answerBy"),)


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("outcome", "granted"),
        ("maskedFields", []),
        ("decidedBy", str(UNKNOWN)),
    ],
)
def test_what_was_decided_and_by_whom_is_not_corrected(
    record: StageRecord, offer: UUID, field: str, new: Any
) -> None:
    # given
    decided = record.perform(decide(**MASKING, **masked((offer, "answerBy"))), on=DAY)
    change = Change(field=field, old=decided.event.payload()[field], new=new)
    # when, then
    with refused(rules.WhoDecidedNotCorrectable, field):
        record.perform(correct(decided, change, found_by=REGISTRAR), on=AFTER)


def test_the_day_of_the_delivery_is_corrected(record: StageRecord) -> None:
    # given
    decided = record.perform(decide(**GRANTED, delivered_on=DAY), on=DAY)
    change = Change(field="deliveredOn", old=str(DAY), new=str(AFTER))
    # when
    record.perform(correct(decided, change, found_by=REGISTRAR), on=AFTER)
    # then
    assert decision(record.programme()).delivered_on == AFTER


def test_a_correction_does_not_move_the_delivery_before_the_decision(
    record: StageRecord,
) -> None:
    # given
    decided = record.perform(decide(**GRANTED, delivered_on=DAY), on=DAY)
    change = Change(field="deliveredOn", old=str(DAY), new=str(BEFORE))
    # when, then
    with refused(WouldBreakRule, "delivered-before-decision", decided.event_id):
        record.perform(correct(decided, change, found_by=REGISTRAR), on=AFTER)


def test_the_marks_are_those_of_the_day_of_the_decision(
    record: StageRecord, offer: UUID
) -> None:
    # given a record in which the field is marked only after the decision
    marked = record.entries[MARK]
    later = marked.event.model_copy(update={"occurred_on": AFTER})
    record.entries[MARK] = replace(marked, event=later)
    command = decide(**MASKING, **masked((offer, "answerBy")), late_reason="Kom sent.")
    # when
    advisories = record.decide(command, on=DAY, today=AFTER).advisories
    # then
    assert [type(a) for a in advisories] == [MaskedFieldNotConfidential]
