from datetime import date
from uuid import UUID

import pytest
from pydantic import JsonValue

from ksbs.domain.enrolment.decision import DecideEnrolment
from ksbs.domain.enrolment.nomination import (
    AssessConditions,
    NominateSchool,
    WithdrawNomination,
)
from ksbs.domain.enrolment.stance import TakeStance
from ksbs.domain.event import Change, Entry
from ksbs.domain.kinds import (
    Capacity,
    DecisionBasis,
    Ground,
    Matter,
    SchoolForm,
    Stance,
)
from ksbs.domain.record import rules
from ksbs.domain.record.amendment import AnnulEntry, CorrectEntry
from ksbs.domain.timing import WouldBreakRule
from ksbs.domain.words import Role
from tests.support.record import REGISTRAR, UNIT, Record

NOMINATED, DECIDED, LATER = date(2025, 1, 7), date(2025, 2, 3), date(2025, 3, 3)


@pytest.fixture
def record() -> Record:
    """A nominated school."""
    record = Record()
    record.perform(nominate(), on=NOMINATED)
    return record


def nominate() -> NominateSchool:
    return NominateSchool(
        school_unit_code=UNIT,
        school_name="Exempelskolan",
        school_form=SchoolForm.COMPULSORY,
        organizer_number="2120000142",
        grounds=(Ground.LOW_RESULTS,),
        motive="Sjunkande resultat.",
    )


def stance(capacity: Capacity) -> TakeStance:
    return TakeStance(
        matter=Matter.ENROLMENT,
        stance=Stance.FOR,
        capacity=capacity,
        statement="Vi vill delta.",
    )


def decide_enrolment(record: Record) -> Entry:
    for capacity in Capacity:
        record.perform(stance(capacity), role=Role(capacity.value), on=DECIDED)
    command = DecideEnrolment(
        content="Skolan deltar.",
        decisive_circumstances="Båda står bakom arbetet.",
        starts_on=LATER,
        decision_basis=DecisionBasis.DELEGATION,
    )
    return record.perform(command, role=Role.REGISTRAR, on=DECIDED)


def correct(
    target: Entry, field: str, *, old: JsonValue, new: JsonValue
) -> CorrectEntry:
    return CorrectEntry(
        target_event_id=target.event_id,
        changes=(Change(field=field, old=old, new=new),),
        reason="Felskrivet.",
        found_by=REGISTRAR,
    )


def annul(target: Entry) -> AnnulEntry:
    return AnnulEntry(target_event_id=target.event_id, reason="Hörde inte hit.")


def test_a_correction_that_says_what_stood_and_changes_it_is_recorded(
    record: Record,
) -> None:
    # given
    command = correct(
        record.entries[0], "schoolName", old="Exempelskolan", new="Norra skolan"
    )
    # when
    record.perform(command, on=LATER)
    # then
    nomination = record.at(LATER).nomination
    assert nomination is not None
    assert nomination.school_name == "Norra skolan"


def test_a_correction_of_an_unknown_entry_is_refused(record: Record) -> None:
    # given
    command = CorrectEntry(
        target_event_id=UUID(int=999),
        changes=(Change(field="motive", old="a", new="b"),),
        reason="Fel.",
        found_by=REGISTRAR,
    )
    # when / then
    with pytest.raises(rules.TargetUnknown):
        record.perform(command, on=LATER)


def test_a_correction_of_an_amendment_is_refused(record: Record) -> None:
    # given
    first = record.perform(
        correct(record.entries[0], "motive", old="Sjunkande resultat.", new="Annat."),
        on=LATER,
    )
    # when / then
    with pytest.raises(rules.AmendmentNotCorrectable):
        record.perform(correct(first, "reason", old="Felskrivet.", new="x"), on=LATER)


def test_annulling_a_correction_undoes_it_alone(record: Record) -> None:
    # given
    first = record.perform(
        correct(record.entries[0], "schoolName", old="Exempelskolan", new="Fel namn"),
        on=LATER,
    )
    # when
    record.perform(annul(first), on=LATER)
    # then
    nomination = record.at(LATER).nomination
    assert nomination is not None
    assert nomination.school_name == "Exempelskolan"


def test_annulling_an_annulment_restores_the_entry(record: Record) -> None:
    # given
    annulment = record.perform(annul(record.entries[0]), on=LATER)
    assert record.at(LATER).nomination is None
    # when
    record.perform(annul(annulment), on=LATER)
    # then
    assert record.at(LATER).nomination is not None


def test_annulling_a_restoration_is_refused(record: Record) -> None:
    # given
    annulment = record.perform(annul(record.entries[0]), on=LATER)
    restoration = record.perform(annul(annulment), on=LATER)
    # when / then
    with pytest.raises(rules.RestorationNotAnnullable):
        record.perform(annul(restoration), on=LATER)


def test_amending_an_annulled_entry_is_refused(record: Record) -> None:
    # given
    record.perform(annul(record.entries[0]), on=LATER)
    # when / then
    with pytest.raises(rules.TargetAnnulled):
        record.perform(annul(record.entries[0]), on=LATER)


@pytest.mark.parametrize(
    ("field", "old", "new", "rule"),
    [
        ("colour", "red", "blue", rules.UnknownField),
        ("schoolUnitCode", UNIT, "07654321", rules.IdentityNotCorrectable),
        ("motive", "Något annat.", "Nytt.", rules.OldValueDiffers),
        ("motive", "Sjunkande resultat.", "Sjunkande resultat.", rules.NothingChanged),
        (
            "motive",
            "Sjunkande resultat.",
            " Sjunkande resultat. ",
            rules.NothingChanged,
        ),
        ("grounds", ["low_results"], [], rules.CorrectedValueInvalid),
        ("occurredOn", "2025-01-07", "not a day", rules.CorrectedValueInvalid),
        ("occurredOn", "2025-01-07", "2025-03-04", rules.CorrectedIntoFuture),
    ],
)
def test_a_correction_that_the_clerk_cannot_accept_is_refused_by_name(
    record: Record,
    field: str,
    old: JsonValue,
    new: JsonValue,
    rule: type[Exception],
) -> None:
    # given
    command = correct(record.entries[0], field, old=old, new=new)
    # when / then
    with pytest.raises(rule):
        record.perform(command, on=LATER)


def test_naming_a_field_twice_is_refused(record: Record) -> None:
    # given
    change = Change(field="motive", old="Sjunkande resultat.", new="Nytt.")
    command = CorrectEntry(
        target_event_id=record.entries[0].event_id,
        changes=(change, change),
        reason="Fel.",
        found_by=REGISTRAR,
    )
    # when / then
    with pytest.raises(rules.FieldNamedTwice):
        record.perform(command, on=LATER)


def test_correcting_who_decided_is_refused(record: Record) -> None:
    # given
    decision = decide_enrolment(record)
    old = decision.event.payload()["deciders"]
    # when / then
    with pytest.raises(rules.WhoDecidedNotCorrectable):
        record.perform(correct(decision, "deciders", old=old, new=[]), on=LATER)


def test_a_decision_is_not_annulled_by_its_recorder(record: Record) -> None:
    # given
    decision = decide_enrolment(record)
    # when / then
    with pytest.raises(rules.OwnDecision):
        record.perform(annul(decision), role=Role.REGISTRAR, on=LATER)


def test_a_decision_is_annulled_by_another_person(record: Record) -> None:
    # given
    decision = decide_enrolment(record)
    # when
    record.perform(annul(decision), role=Role.CHIEF, on=LATER)
    # then
    assert record.at(LATER).decision is None


def test_annulling_a_stance_on_which_the_decision_rests_is_refused(
    record: Record,
) -> None:
    # given
    decision = decide_enrolment(record)
    # when / then
    with pytest.raises(WouldBreakRule) as refusal:
        record.perform(annul(record.entries[1]), on=LATER)
    assert refusal.value.details["rule"] == "not-both-for"
    assert refusal.value.details["event_id"] == decision.event_id


def test_moving_a_stance_past_the_decision_that_rests_on_it_is_refused(
    record: Record,
) -> None:
    # given
    decide_enrolment(record)
    move = correct(record.entries[1], "occurredOn", old="2025-02-03", new="2025-02-04")
    # when / then
    with pytest.raises(WouldBreakRule):
        record.perform(move, on=LATER)


def test_a_late_entry_that_breaks_a_later_one_is_refused(record: Record) -> None:
    # given
    decide_enrolment(record)
    withdraw = WithdrawNomination(reason="Läggs ned.", late_reason="Bortglömd.")
    # when / then
    with pytest.raises(WouldBreakRule) as refusal:
        record.perform(withdraw, on=date(2025, 1, 20), today=LATER)
    assert refusal.value.details["rule"] == "programme-ended"


def test_a_late_entry_that_breaks_nothing_takes_its_place_in_valid_order(
    record: Record,
) -> None:
    # given
    decide_enrolment(record)
    assess = AssessConditions(
        factors=("Hög personalomsättning",),
        assessment="Svåra förutsättningar.",
        assessor=REGISTRAR,
        late_reason="Kom in på papper.",
    )
    # when
    record.perform(assess, on=date(2025, 1, 20), today=LATER)
    # then
    assert record.at(date(2025, 1, 19)).conditions_assessed_on is None
    assert record.at(date(2025, 1, 20)).conditions_assessed_on == date(2025, 1, 20)
