"""An amendment is refused when a rule would break for an entry that stands, and which."""

from datetime import date, timedelta

from ksbs.domain.analysis.areas import AreaIdentified
from ksbs.domain.enrolment.decision import EnrolmentDecided
from ksbs.domain.enrolment.start import StartProgramme
from ksbs.domain.event import Change, Entry
from ksbs.domain.kinds import AuthoredBy, DecisionBasis, ExceptionRule, GoalLevel
from ksbs.domain.plan.goal import GoalSet, GoalWithdrawn
from ksbs.domain.plan.start import ActionPlanStarted
from ksbs.domain.record.amendment import CorrectEntry
from ksbs.domain.timing import WouldBreakRule
from ksbs.domain.words import Role
from tests.support.cast import (
    AREA,
    CHIEF,
    DAY,
    DECIDED,
    DECISION,
    IDENTIFIED,
    PRINCIPAL,
    PRIORITISED,
    REGISTRAR,
    STARTED,
    an_id,
)
from tests.support.given import (
    both_for,
    cause_proposed,
    exempt,
    held,
    identified,
    prioritised,
    scheduled,
    with_sessions,
)
from tests.support.telling import refused
from tests.unit.domain.record.stage_record import StageRecord, annul, correct

GOAL = an_id(31)


def area_record() -> StageRecord:
    """An area is identified and then prioritised: the entries 0 and 1."""
    early = exempt(cause_proposed(), ExceptionRule.PLAN_BEFORE_ANALYSIS, on=IDENTIFIED)
    record = StageRecord(stage=early)
    record.enter(identified(AREA, title="Resonerande undervisning"))
    record.enter(prioritised(AREA, rank=1))
    return record


def with_goal(record: StageRecord) -> Entry:
    """A goal is set on the area; give its entry."""
    record.enter(ActionPlanStarted(occurred_on=DAY))
    return record.enter(
        GoalSet(
            occurred_on=DAY,
            goal_id=GOAL,
            area_id=AREA,
            text="Minst 85 procent når kraven.",
            target_date=date(2026, 6, 12),
            level=GoalLevel.PUPIL,
            authored_by=AuthoredBy.SCHOOL,
        )
    )


def moved(entry: Entry, *, to: date) -> CorrectEntry:
    """Correct the day of an entry."""
    day = Change(field="occurredOn", old=str(entry.occurred_on), new=str(to))
    return correct(entry, day, found_by=REGISTRAR)


def test_an_area_is_not_deprived_of_its_priority_under_a_live_goal() -> None:
    # given
    record = area_record()
    goal = with_goal(record)
    # when, then
    with refused(WouldBreakRule, "GoalSet", DAY, goal.event_id):
        record.perform(annul(record.entries[1]), on=DAY)


def test_the_priority_of_an_area_without_goals_is_annulled() -> None:
    # given
    record = area_record()
    # when
    record.perform(annul(record.entries[1]), on=DAY)
    # then
    assert record.programme().areas[AREA].rank is None


def test_an_area_is_annulled_once_what_was_built_on_it_is() -> None:
    # given
    record = area_record()
    area, priority = record.entries
    goal = with_goal(record)
    withdrawn = record.enter(
        GoalWithdrawn(occurred_on=DAY, goal_id=GOAL, reason="Fel mål.")
    )
    # when, then: even a goal that was withdrawn had to be set on a priority
    with refused(WouldBreakRule, "GoalSet", goal.event_id):
        record.perform(annul(priority), on=DAY)
    # when
    for entry in (withdrawn, goal, priority, area):
        record.perform(annul(entry), on=DAY)
    # then
    assert AREA not in record.programme().areas


def test_an_identification_is_not_moved_past_its_prioritisation() -> None:
    # given
    record = area_record()
    past = PRIORITISED + timedelta(days=1)
    # when, then
    with refused(WouldBreakRule, "AreaPrioritised", PRIORITISED, "area-not-identified"):
        record.perform(moved(record.entries[0], to=past), on=DAY)


def test_an_identification_is_moved_to_the_day_of_its_prioritisation() -> None:
    # given
    record = area_record()
    # when
    record.perform(moved(record.entries[0], to=PRIORITISED), on=DAY)
    # then
    area = record.programme().areas[AREA]
    assert (area.identified_on, area.prioritised_on) == (PRIORITISED, PRIORITISED)


def test_a_late_identification_under_the_title_of_a_later_one_is_refused() -> None:
    # given
    record = area_record()
    same = identified(an_id(98), title="Resonerande undervisning")
    # when, then: as when it is entered, so when it is restored
    other = record.enter(same.model_copy(update={"occurred_on": PRIORITISED}))
    assert isinstance(other.event, AreaIdentified)
    annulment = record.perform(annul(other), on=DAY)
    with refused(WouldBreakRule, "area-already-identified", other.event_id):
        record.perform(annul(annulment), on=DAY)


def four_sessions() -> StageRecord:
    """Session 4 is planned, held, annulled: the entries 0, 1 and 2."""
    record = StageRecord(stage=with_sessions(3))
    record.enter(scheduled(4))
    session = record.enter(held(4))
    record.perform(annul(session), on=DAY)
    return record


def test_session_4_is_not_restored_while_another_session_4_stands() -> None:
    # given
    record = four_sessions()
    record.enter(held(4))
    # when, then
    with refused(WouldBreakRule, "SessionHeld", "session-already-held"):
        record.perform(annul(record.entries[2]), on=DAY)


def test_session_4_is_restored_where_no_other_session_4_stands() -> None:
    # given
    record = four_sessions()
    assert len(record.programme().sessions_held()) == 3
    # when
    record.perform(annul(record.entries[2]), on=DAY)
    # then
    assert len(record.programme().sessions_held()) == 4


def decided_record() -> StageRecord:
    """The two have decided: the entry 0."""
    record = StageRecord(stage=both_for())
    record.enter(
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
    return record


def test_a_decision_on_which_the_programme_started_is_not_annulled() -> None:
    # given
    record = decided_record()
    start = record.perform(StartProgramme(), on=STARTED)
    # when, then
    with refused(WouldBreakRule, "not-decided", "ProgrammeStarted", start.event_id):
        record.perform(annul(record.entries[0]), role=Role.REGISTRAR, on=DAY)


def test_a_decision_is_annulled_before_anything_builds_on_it() -> None:
    # given
    record = decided_record()
    start = record.perform(StartProgramme(), on=STARTED)
    record.perform(annul(start), on=DAY)
    # when
    record.perform(annul(record.entries[0]), role=Role.REGISTRAR, on=DAY)
    # then
    assert record.programme().decision is None


def test_what_was_broken_before_keeps_nothing_from_being_amended() -> None:
    # given a record in which an area is prioritised that nobody identified
    record = area_record()
    record.enter(prioritised(an_id(97), rank=2))
    # when
    record.perform(moved(record.entries[0], to=PRIORITISED), on=DAY)
    # then
    assert record.programme().areas[AREA].identified_on == PRIORITISED
