"""What is recorded late, corrected or annulled keeps to the joint rules all the same.

The record begins with a programme under way; every test adds to it as the application
does. ON is the day of the joint matters, LATER the day of what comes afterwards.
"""

from datetime import date, timedelta

import pytest

from ksbs.domain.calendar import terms_from
from ksbs.domain.closing.completion import CompleteProgramme
from ksbs.domain.closing.extension import ProgrammeExtended
from ksbs.domain.closing.final_evaluation import FinalEvaluationRecorded
from ksbs.domain.closing.pause import ProgrammePaused
from ksbs.domain.command import Command
from ksbs.domain.enrolment.decision import EnrolmentDecided
from ksbs.domain.enrolment.nomination import SchoolNominated
from ksbs.domain.enrolment.stance import TakeStance
from ksbs.domain.enrolment.start import ProgrammeStarted
from ksbs.domain.event import Change, Entry
from ksbs.domain.joint import JointCommand
from ksbs.domain.kinds import (
    Capacity,
    DecisionBasis,
    ExceptionRule,
    Ground,
    Matter,
    SchoolForm,
    Stance,
    Status,
)
from ksbs.domain.record.amendment import AnnulEntry, CorrectEntry
from ksbs.domain.record.rules import WhoDecidedNotCorrectable
from ksbs.domain.timing import WouldBreakRule
from ksbs.domain.words import Role
from tests.support.given_closing import END, LATER_END, evaluate, extend, pause, resume
from tests.support.record import CHIEF, OFFICE, PRINCIPAL, REGISTRAR, UNIT, Record

STARTED = date(2024, 8, 19)
ON = date(2025, 3, 3)
LATER = ON + timedelta(days=7)
EARLY = ExceptionRule.COMPLETION_BEFORE_THREE_YEARS


@pytest.fixture
def record() -> Record:
    """The record of a programme that has started."""
    record = Record()
    record.enter(
        SchoolNominated(
            occurred_on=date(2024, 1, 15),
            school_unit_code=UNIT,
            school_name="Exempelskolan",
            school_form=SchoolForm.COMPULSORY,
            organizer_number="2120000142",
            grounds=(Ground.LOW_RESULTS,),
            motive="Resultaten har sjunkit.",
        )
    )
    both(record, Matter.ENROLMENT, on=date(2024, 2, 12))
    record.enter(
        EnrolmentDecided(
            occurred_on=date(2024, 2, 12),
            decision_id=record.new_id(),
            content="Skolan deltar.",
            deciders=(CHIEF, PRINCIPAL),
            decisive_circumstances="Båda står bakom arbetet.",
            decision_basis=DecisionBasis.DELEGATION,
            starts_on=STARTED,
        )
    )
    terms = terms_from(STARTED)
    record.enter(
        ProgrammeStarted(
            occurred_on=STARTED, planned_end=terms[-1].ends_on, terms=terms
        )
    )
    return record


def both(
    record: Record, matter: Matter, *, on: date = ON, rule: ExceptionRule | None = None
) -> None:
    for role in (Role.CHIEF, Role.PRINCIPAL):
        take(record, role, matter, on=on, rule=rule)


def take(
    record: Record,
    role: Role,
    matter: Matter,
    *,
    on: date = ON,
    stance: Stance = Stance.FOR,
    rule: ExceptionRule | None = None,
    today: date | None = None,
) -> Entry:
    command = TakeStance(
        matter=matter,
        rule=rule,
        stance=stance,
        capacity=Capacity(role.value),
        statement="Min hållning.",
        late_reason="Uppgiften kom in sent.",
    )
    return record.perform(command, role=role, on=on, today=today)


def together(record: Record, command: JointCommand, *, on: date = ON) -> Entry:
    both(record, command.records.matter, on=on)
    return record.perform(command, on=on)


def amend(record: Record, command: Command) -> Entry:
    return record.perform(command, role=Role.REGISTRAR, on=LATER, today=LATER)


def annul(entry: Entry) -> AnnulEntry:
    return AnnulEntry(target_event_id=entry.event_id, reason="Hörde inte hit.")


def correct(entry: Entry, field: str, *, old: object, new: object) -> CorrectEntry:
    change = Change.model_validate({"field": field, "old": old, "new": new})
    return CorrectEntry(
        target_event_id=entry.event_id,
        changes=(change,),
        reason="Felskrivet.",
        found_by=REGISTRAR,
    )


def test_an_annulled_pause_gives_the_stances_back(record: Record) -> None:
    # given
    decision = together(record, pause())
    assert record.at(LATER).status is Status.PAUSED
    # when
    amend(record, annul(decision))
    # then
    programme = record.at(LATER)
    assert programme.status is Status.STARTED
    assert programme.both_for(Matter.PAUSE)
    assert isinstance(record.perform(pause(), on=LATER).event, ProgrammePaused)


def test_a_pause_that_was_resumed_from_is_not_annulled(record: Record) -> None:
    # given
    decision = together(record, pause())
    together(record, resume())
    # when, then
    with pytest.raises(WouldBreakRule) as refusal:
        amend(record, annul(decision))
    assert refusal.value.details["rule"] == "programme-not-paused"


def test_a_resumption_is_annulled_and_the_pause_lasts(record: Record) -> None:
    # given
    together(record, pause())
    resumption = together(record, resume())
    # when
    amend(record, annul(resumption))
    # then
    assert record.at(LATER).status is Status.PAUSED


def test_no_late_stance_undoes_what_was_decided(record: Record) -> None:
    # given
    both(record, Matter.PAUSE)
    record.perform(pause(), on=LATER)
    # when, then
    with pytest.raises(WouldBreakRule) as refusal:
        take(record, Role.PRINCIPAL, Matter.PAUSE, stance=Stance.AGAINST, today=LATER)
    assert refusal.value.details["rule"] == "not-both-for"


def test_a_late_stance_that_changes_no_decision_is_recorded(record: Record) -> None:
    # given
    both(record, Matter.PAUSE)
    record.perform(pause(), on=LATER)
    # when
    take(record, Role.CHIEF, Matter.EXTENSION, today=LATER)
    # then
    assert len(record.at(LATER).latest_stances(Matter.EXTENSION)) == 1


def test_a_stance_that_a_decision_rests_on_is_not_annulled(record: Record) -> None:
    # given
    stance = take(record, Role.CHIEF, Matter.PAUSE)
    take(record, Role.PRINCIPAL, Matter.PAUSE)
    record.perform(pause(), on=ON)
    # when, then
    with pytest.raises(WouldBreakRule) as refusal:
        amend(record, annul(stance))
    assert refusal.value.details["rule"] == "not-both-for"


def test_who_decided_is_never_corrected(record: Record) -> None:
    # given
    decision = together(record, pause())
    old = [str(CHIEF), str(PRINCIPAL)]
    # when, then
    with pytest.raises(WhoDecidedNotCorrectable):
        amend(record, correct(decision, "deciders", old=old, new=[str(OFFICE)] * 2))


def test_a_corrected_extension_moves_the_planned_end(record: Record) -> None:
    # given
    decision = together(record, extend())
    assert isinstance(decision.event, ProgrammeExtended)
    # when
    amend(record, correct(decision, "newEnd", old=str(LATER_END), new="2028-06-30"))
    # then
    assert record.at(LATER).planned_end == date(2028, 6, 30)


def test_an_extension_is_not_corrected_into_none(record: Record) -> None:
    # given
    decision = together(record, extend())
    # when, then
    with pytest.raises(WouldBreakRule) as refusal:
        amend(record, correct(decision, "newEnd", old=str(LATER_END), new=str(END)))
    assert refusal.value.details["rule"] == "extension-not-later"


def test_what_a_completion_rests_on_is_not_annulled(record: Record) -> None:
    # given
    evaluation = record.perform(evaluate(goals=()), role=Role.PROCESS_SUPPORTER, on=ON)
    assert isinstance(evaluation.event, FinalEvaluationRecorded)
    both(record, Matter.EXCEPTION, rule=EARLY)
    record.perform(CompleteProgramme(), on=ON)
    # when, then
    with pytest.raises(WouldBreakRule) as refusal:
        amend(record, annul(evaluation))
    assert refusal.value.details["rule"] == "final-evaluation-missing"


def test_an_early_completion_shows_its_exception_from_its_day_on(
    record: Record,
) -> None:
    # given
    record.perform(evaluate(goals=()), role=Role.PROCESS_SUPPORTER, on=ON)
    both(record, Matter.EXCEPTION, rule=EARLY)
    # when
    completion = record.perform(CompleteProgramme(), on=LATER)
    # then
    assert record.at(ON).exceptions_used == ()
    assert [m.rule for m in record.at(LATER).exceptions_used] == [EARLY]
    # when
    amend(record, annul(completion))
    # then
    assert record.at(LATER).exceptions_used == ()
    assert record.at(LATER, position=completion.position).exceptions_used != ()
