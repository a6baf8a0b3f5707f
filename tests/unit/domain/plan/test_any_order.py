"""Whatever is folded in whatever order gives a state, and legal histories keep faith."""

import copy
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given as for_all
from hypothesis import strategies as st

from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.followup.goal_assessment import GoalAssessed
from ksbs.domain.followup.indicator import IndicatorMeasured
from ksbs.domain.followup.meeting import FollowUpRecorded, FollowUpScheduled
from ksbs.domain.followup.observation import VisibleSignObserved
from ksbs.domain.interventions.run import (
    InterventionCompleted,
    InterventionDiscontinued,
    InterventionStarted,
)
from ksbs.domain.kinds import (
    AuthoredBy,
    GoalAssessment,
    GoalLevel,
    InterventionStatus,
    NumberKind,
    Seen,
    Supplier,
)
from ksbs.domain.plan.baseline import BaselineRecorded
from ksbs.domain.plan.establishment import (
    ActionPlanEstablished,
    ActionPlanRevised,
    MissingBaseline,
)
from ksbs.domain.plan.goal import GoalRevised, GoalSet, GoalWithdrawn
from ksbs.domain.plan.intervention import InterventionPlanned
from ksbs.domain.plan.sign import VisibleSignDefined
from ksbs.domain.plan.start import ActionPlanStarted
from ksbs.domain.plan.support import (
    SupportCommitted,
    SupportDeclined,
    SupportRequested,
)
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from tests.support.cast import AREA, PROCESS_SUPPORTER, SECOND_AREA
from tests.support.given import established, nominated, started
from tests.support.given_plan import (
    GOAL,
    INTERVENTION,
    SIGN,
    plan_established,
    plan_started,
)

DAYS = st.sampled_from([date(2025, 2, 3), date(2026, 2, 3), date(2028, 2, 3)])
IDS = st.sampled_from([GOAL, SIGN, INTERVENTION])
"""Few keys, so that events meet: each is at times a goal, a sign and the rest."""
SHORT = st.sampled_from(["Ett.", "Två."])
MAYBE_ID = st.none() | IDS


def _event(of: type[ProgrammeEvent], /, **fields: Any) -> st.SearchStrategy[Any]:
    drawn = st.fixed_dictionaries({"occurred_on": DAYS, **fields})
    return drawn.map(lambda said: of(**said))


def _refusal(programme: Programme, event: ProgrammeEvent) -> RuleBroken | None:
    try:
        event.check(programme)
    except RuleBroken as rule:
        return rule
    return None


MISSING = IDS.map(lambda sign: MissingBaseline(sign_id=sign, reason="Ett."))
EVENTS = st.one_of(
    _event(ActionPlanStarted),
    _event(
        GoalSet,
        goal_id=IDS,
        area_id=st.sampled_from([AREA, SECOND_AREA]),
        text=SHORT,
        target_date=DAYS,
        level=st.sampled_from(GoalLevel),
        authored_by=st.sampled_from(AuthoredBy),
    ),
    _event(GoalRevised, goal_id=IDS, text=SHORT, target_date=DAYS, reason=SHORT),
    _event(GoalWithdrawn, goal_id=IDS, reason=SHORT),
    _event(
        VisibleSignDefined,
        sign_id=IDS,
        goal_id=IDS,
        text=SHORT,
        observed_how=SHORT,
        by_whom=SHORT,
        by_when=st.none() | DAYS,
    ),
    _event(BaselineRecorded, sign_id=IDS, wording=SHORT),
    _event(BaselineRecorded, sign_id=IDS, reason_missing=SHORT),
    _event(BaselineRecorded, indicator=SHORT, value=st.just(1.5)),
    _event(
        InterventionPlanned,
        intervention_id=IDS,
        goal_ids=st.tuples(IDS),
        title=SHORT,
        kind=SHORT,
        target_group=SHORT,
        responsible=IDS,
        starts_on=DAYS,
        ends_on=DAYS,
        supplier=st.sampled_from(Supplier),
    ),
    _event(
        SupportRequested,
        request_id=IDS,
        intervention_id=MAYBE_ID,
        of_whom=SHORT,
        what=SHORT,
        needed_by=DAYS,
    ),
    _event(SupportCommitted, request_id=IDS, who=SHORT, what=SHORT),
    _event(SupportDeclined, request_id=IDS, who=SHORT, reason=SHORT),
    _event(
        ActionPlanEstablished,
        version=st.integers(1, 2),
        missing_baselines=st.tuples(MISSING) | st.just(()),
    ),
    _event(ActionPlanRevised, version=st.integers(1, 4), changes=SHORT, reason=SHORT),
    _event(InterventionStarted, intervention_id=IDS),
    _event(InterventionCompleted, intervention_id=IDS, result=SHORT),
    _event(InterventionDiscontinued, intervention_id=IDS, reason=SHORT, lesson=SHORT),
    _event(FollowUpScheduled, occasion=SHORT, term=st.integers(1, 6), planned_on=DAYS),
    _event(
        FollowUpRecorded,
        occasion=SHORT,
        participants=st.just(()) | st.just((PROCESS_SUPPORTER,)),
        analysis=SHORT,
        decisions=SHORT,
        next_step=SHORT,
    ),
    _event(
        VisibleSignObserved,
        observation_id=IDS,
        sign_id=IDS,
        seen=st.sampled_from(Seen),
        where=SHORT,
        by_whom=IDS,
        wording=SHORT,
    ),
    _event(
        IndicatorMeasured,
        indicator=SHORT,
        period=SHORT,
        raw=SHORT,
        kind=st.just(NumberKind.MISSING),
    ),
    _event(
        GoalAssessed,
        goal_id=IDS,
        assessment=st.sampled_from(GoalAssessment),
        reasons=SHORT,
        observation_refs=st.just(()) | st.tuples(IDS),
    ),
)
HISTORIES = st.lists(EVENTS, max_size=40)
STAGES = st.sampled_from([Programme(), nominated(), started(), established()])


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
        assert all(advisory.en for advisory in event.advise(programme))
        programme = event.evolve(programme)


@for_all(HISTORIES)
def test_what_is_said_before_a_birth_shows_only_when_it_is_born(
    events: Sequence[ProgrammeEvent],
) -> None:
    # given
    births = (GoalSet, VisibleSignDefined, InterventionPlanned, SupportRequested)
    programme = Programme()
    # when
    for event in events:
        if not isinstance(event, births):
            programme = event.evolve(programme)
    # then
    assert not [*programme.goals, *programme.signs]
    assert not [*programme.interventions, *programme.support_requests]


@for_all(st.permutations(["set", "withdrawn", "assessed"]))
def test_a_goal_keeps_what_was_said_before_its_birth(order: list[str]) -> None:
    # given
    goal_id, on = GOAL, date(2025, 2, 3)
    events: dict[str, ProgrammeEvent] = {
        "set": GoalSet(
            occurred_on=on,
            goal_id=goal_id,
            area_id=AREA,
            text="Ett.",
            target_date=on,
            level=GoalLevel.PUPIL,
            authored_by=AuthoredBy.SCHOOL,
        ),
        "withdrawn": GoalWithdrawn(occurred_on=on, goal_id=goal_id, reason="Två."),
        "assessed": GoalAssessed(
            occurred_on=on,
            goal_id=goal_id,
            assessment=GoalAssessment.PARTLY,
            reasons="Två.",
        ),
    }
    programme = Programme()
    # when
    for name in order:
        programme = events[name].evolve(programme)
    # then
    (goal,) = programme.goals
    assert (goal.text, goal.withdrawn_on, goal.assessed_on) == ("Ett.", on, on)


@for_all(st.sampled_from([plan_started(), plan_established()]), HISTORIES)
def test_a_history_without_refusals_keeps_faith(
    programme: Programme, events: Sequence[ProgrammeEvent]
) -> None:
    # given
    versions = [programme.plan_version]
    # when
    for event in sorted(events, key=lambda e: e.occurred_on):
        if _refusal(programme, event) is None:
            programme = event.evolve(programme)
            versions.append(programme.plan_version)
    # then
    assert all(after - before in {0, 1} for before, after in pairwise(versions))
    for goal in programme.goals:
        assert goal.area_id == AREA
        assert goal.target_date is not None
        assert goal.target_date <= date(2027, 6, 30)
    for sign in programme.signs:
        assert sign.goal_id is not None
        assert sign.goal_id in programme.goals
    for intervention in programme.interventions:
        planned = intervention.status is InterventionStatus.PLANNED
        assert planned == (intervention.started_on is None)
        assert programme.plan_version >= 1 or planned
    if programme.plan_established_on is not None:
        assert programme.plan_version >= 1
