"""Whatever is folded in whatever order gives a state, and legal histories keep faith."""

import copy
from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given as for_all
from hypothesis import strategies as st

from ksbs.domain.closing.completion import ProgrammeCompleted
from ksbs.domain.closing.extension import ProgrammeExtended
from ksbs.domain.closing.final_evaluation import (
    FinalEvaluationRecorded,
    FinalEvaluations,
    GoalOutcome,
)
from ksbs.domain.closing.pause import ProgrammePaused, ProgrammeResumed
from ksbs.domain.closing.post_follow_up import PostFollowUpRecorded, PostFollowUps
from ksbs.domain.closing.sustainment import SustainmentPlanSet
from ksbs.domain.closing.termination import ProgrammeTerminated
from ksbs.domain.enrolment.stance import StanceTaken
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.joint import JointDecision
from ksbs.domain.kinds import (
    Capacity,
    DecisionBasis,
    ExceptionRule,
    GoalAssessment,
    Matter,
    Stance,
    Status,
)
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from tests.support.cast import CHIEF, PRINCIPAL
from tests.support.given import decided, nominated, started
from tests.support.given_closing import END, LATER_END, goals_assessed, paused
from tests.support.given_plan import GOAL, UNBORN
from tests.support.telling import given

DAYS = st.sampled_from([date(2025, 2, 3), date(2027, 2, 3), END, date(2028, 6, 30)])
SHORT = st.sampled_from(["Ett.", "Två."])
SEATS = st.sampled_from([(CHIEF, Capacity.CHIEF), (PRINCIPAL, Capacity.PRINCIPAL)])
OPEN = [Matter.PAUSE, Matter.RESUMPTION, Matter.EXTENSION, Matter.TERMINATION]
MATTERS: st.SearchStrategy[tuple[Matter, ExceptionRule | None]] = st.one_of(
    st.sampled_from([(matter, None) for matter in OPEN]),
    st.sampled_from([(Matter.EXCEPTION, rule) for rule in ExceptionRule]),
)


def _event(of: type[ProgrammeEvent], /, **fields: Any) -> st.SearchStrategy[Any]:
    drawn = st.fixed_dictionaries({"occurred_on": DAYS, **fields})
    return drawn.map(lambda said: of(**said))


def _decision(of: type[JointDecision], /, **fields: Any) -> st.SearchStrategy[Any]:
    return _event(
        of,
        decision_id=st.uuids(),
        content=SHORT,
        deciders=st.just((CHIEF, PRINCIPAL)),
        decisive_circumstances=SHORT,
        decision_basis=st.just(DecisionBasis.DELEGATION),
        **fields,
    )


def _stance(of: tuple[Any, Any, Any, Any, Any]) -> StanceTaken:
    (person, capacity), (matter, rule), stance, day, words = of
    return StanceTaken(
        occurred_on=day,
        person_id=person,
        matter=matter,
        rule=rule,
        stance=stance,
        capacity=capacity,
        statement=words,
    )


FOR_MOSTLY = st.sampled_from([Stance.FOR, Stance.FOR, Stance.FOR, Stance.AGAINST])
STANCES = st.tuples(SEATS, MATTERS, FOR_MOSTLY, DAYS, SHORT).map(_stance)
OUTCOMES = st.sampled_from([GOAL, UNBORN]).map(
    lambda goal: GoalOutcome(
        goal_id=goal, outcome=GoalAssessment.PARTLY, comment="Ett."
    )
)
EVENTS = st.one_of(
    STANCES,
    STANCES,
    _decision(ProgrammePaused),
    _decision(ProgrammeResumed),
    _decision(ProgrammeExtended, new_end=DAYS | st.just(LATER_END), reason=SHORT),
    _decision(ProgrammeTerminated, lessons=SHORT),
    _event(
        FinalEvaluationRecorded,
        goals=st.just(()) | st.tuples(OUTCOMES),
        capacity_before=SHORT,
        capacity_after=SHORT,
        views_of_pupils=SHORT,
        views_of_staff=SHORT,
    ),
    _event(
        SustainmentPlanSet,
        how=SHORT,
        responsible=st.just(PRINCIPAL),
        follow_up_on=st.none() | DAYS,
    ),
    _event(ProgrammeCompleted),
    _event(PostFollowUpRecorded, findings=SHORT, what_lasts=SHORT),
)
HISTORIES = st.lists(EVENTS, max_size=30)
STAGES = st.sampled_from([Programme(), nominated(), decided(), started(), paused()])


def _refusal(programme: Programme, event: ProgrammeEvent) -> RuleBroken | None:
    try:
        event.check(programme)
    except RuleBroken as rule:
        return rule
    return None


@for_all(STAGES, HISTORIES)
def test_evolving_never_fails_and_is_pure(
    before: Programme, events: Sequence[ProgrammeEvent]
) -> None:
    # given
    untouched = copy.deepcopy(before)
    first = second = before
    # when
    for event in events:
        first = event.evolve(first)
    for event in events:
        second = event.evolve(second)
    # then
    assert first == second
    assert before == untouched


@for_all(STAGES, HISTORIES)
def test_a_check_refuses_by_a_rule_or_not_at_all(
    programme: Programme, events: Sequence[ProgrammeEvent]
) -> None:
    for event in events:
        rule = _refusal(programme, event)
        assert rule is None or "{" not in rule.en + rule.message_sv
        for advisory in event.advise(programme):
            assert "{" not in advisory.en + advisory.message_sv
        programme = event.evolve(programme)


@for_all(st.sampled_from([started(), goals_assessed()]), HISTORIES)
def test_a_history_without_refusals_keeps_faith(
    programme: Programme, events: Sequence[ProgrammeEvent]
) -> None:
    for event in sorted(events, key=lambda e: e.occurred_on):
        if _refusal(programme, event) is not None:
            continue
        before, programme = programme, event.evolve(programme)
        _keeps_faith(event, before=before, after=programme)


def _keeps_faith(event: ProgrammeEvent, *, before: Programme, after: Programme) -> None:
    assert before.planned_end is not None
    assert after.planned_end is not None
    assert after.planned_end >= before.planned_end
    if isinstance(event, JointDecision):
        assert before.both_for(event.matter)
        assert after.latest_stances(event.matter) == []
    if before.ending is not None:
        assert after.ending == before.ending
        assert isinstance(event, PostFollowUpRecorded)
    if isinstance(event, ProgrammeCompleted):
        assert before.paused_on is None
        assert before.facet(FinalEvaluations).versions
        early = event.occurred_on < before.planned_end
        assert early == (len(after.exceptions_used) > len(before.exceptions_used))
    if after.facet(PostFollowUps).recorded:
        assert after.status is Status.COMPLETED
    for agreed in after.joint_matters:
        persons = {stance.person_id for stance in agreed.stances}
        assert len(persons) == len(agreed.stances) == len(Capacity)
        assert all(stance.stance is Stance.FOR for stance in agreed.stances)
        assert (agreed.rule is None) == (agreed.matter is not Matter.EXCEPTION)


def test_the_walk_can_reach_an_early_completion() -> None:
    # given
    agreed = [
        _stance((seat, (Matter.EXCEPTION, rule), Stance.FOR, date(2027, 2, 3), "Ett."))
        for seat in ((CHIEF, Capacity.CHIEF), (PRINCIPAL, Capacity.PRINCIPAL))
        for rule in [ExceptionRule.COMPLETION_BEFORE_THREE_YEARS]
    ]
    evaluation = FinalEvaluationRecorded(
        occurred_on=date(2027, 2, 3),
        goals=(),
        capacity_before="Ett.",
        capacity_after="Två.",
        views_of_pupils="Ett.",
        views_of_staff="Ett.",
    )
    # when
    programme = given(
        started(),
        *agreed,
        evaluation,
        ProgrammeCompleted(occurred_on=date(2027, 2, 3)),
    )
    # then
    assert programme.status is Status.COMPLETED
    assert len(programme.exceptions_used) == 1
