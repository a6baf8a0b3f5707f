from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from ksbs.domain.analysis.areas import (
    AreaAlreadyIdentified,
    AreaNotIdentified,
    AreaNotRanked,
    DeprioritiseArea,
    IdentifyArea,
    LiveGoalsOnArea,
    NoCauseHolds,
    PrioritiseArea,
    RankTaken,
    RankUnchanged,
)
from ksbs.domain.analysis.causes import AssessCause, CauseUnknown, ProposeCause
from ksbs.domain.kinds import AuthoredBy, CauseLevel, GoalLevel, Verdict
from ksbs.domain.plan.goal import SetGoal, WithdrawGoal
from ksbs.domain.plan.start import StartActionPlan
from ksbs.domain.programme import Programme
from tests.support.cast import (
    AREA,
    CAUSE,
    DAY,
    PRIORITISED,
    PROBLEM,
    SECOND_AREA,
    STARTED,
    STRANGER,
)
from tests.support.given import (
    analysing,
    area_identified,
    area_prioritised,
    cause_proposed,
    established,
    identified,
    prioritised,
)
from tests.support.telling import given, refused, then, when

UNKNOWN = STRANGER


def area(**said: Any) -> IdentifyArea:
    fields: dict[str, Any] = {
        "title": "Resonerande undervisning",
        "description": "Eleverna förklarar varje vecka.",
        "cause_refs": (CAUSE,),
    }
    return IdentifyArea(**(fields | said))


def priority(area_id: UUID, *, rank: int) -> PrioritiseArea:
    return PrioritiseArea(
        area_id=area_id,
        rank=rank,
        reasons="Hindrar flest elever.",
        expected_effect="Fler godkända.",
        within_influence=True,
    )


def off(area_id: UUID) -> DeprioritiseArea:
    return DeprioritiseArea(area_id=area_id, reason="Ingår i annat arbete.")


def ruled_out(programme: Programme, cause: UUID) -> Programme:
    verdict = AssessCause(
        cause_ref=cause, verdict=Verdict.NOT_SUPPORTED, reasons="Inget stöd."
    )
    return then(programme, verdict)


def with_goal() -> Programme:
    return then(
        then(established(), StartActionPlan()),
        SetGoal(
            area_id=AREA,
            text="85 procent når målen.",
            target_date=STARTED.replace(year=2026),
            level=GoalLevel.PUPIL,
            authored_by=AuthoredBy.SCHOOL,
        ),
    )


def test_an_area_is_identified_without_a_rank() -> None:
    # when
    (found,) = then(cause_proposed(), area()).areas
    # then
    assert (found.title, found.identified_on, found.rank) == (
        "Resonerande undervisning",
        DAY,
        None,
    )


def test_an_area_resting_on_an_unknown_cause_is_refused() -> None:
    with refused(CauseUnknown, UNKNOWN, DAY):
        when(cause_proposed(), area(cause_refs=(CAUSE, UNKNOWN)))


def test_an_area_resting_on_nothing_is_not_a_body() -> None:
    with pytest.raises(ValidationError, match="cause_refs"):
        area(cause_refs=())


def test_an_area_resting_only_on_causes_ruled_out_is_refused() -> None:
    # given
    programme = ruled_out(cause_proposed(), CAUSE)
    # when, then
    with refused(NoCauseHolds, CAUSE):
        when(programme, area())


def test_one_cause_that_is_not_ruled_out_is_enough() -> None:
    # given
    programme = then(
        ruled_out(cause_proposed(), CAUSE),
        ProposeCause(
            problem_ref=PROBLEM, level=CauseLevel.LEADERSHIP, text="Otydliga uppdrag."
        ),
    )
    (other,) = (c.cause_id for c in programme.causes if c.cause_id != CAUSE)
    # when, then
    assert when(programme, area(cause_refs=(CAUSE, other)))


def test_an_area_is_identified_once() -> None:
    with refused(AreaAlreadyIdentified, AREA):
        when(area_identified(), area())


def test_an_area_is_prioritised_for_its_expected_effect() -> None:
    # when
    programme = then(area_identified(), priority(AREA, rank=1))
    # then
    (first,) = programme.prioritised()
    assert (first.area_id, first.rank, first.expected_effect) == (
        AREA,
        1,
        "Fler godkända.",
    )


def test_an_area_is_identified_before_it_is_prioritised() -> None:
    with refused(AreaNotIdentified, AREA, DAY):
        when(cause_proposed(), priority(AREA, rank=1))


def test_two_areas_cannot_share_a_rank() -> None:
    with refused(RankTaken, AREA, "Resonerande undervisning", 1):
        when(area_prioritised(), priority(SECOND_AREA, rank=1))


def test_areas_of_different_ranks_stand_in_order() -> None:
    # given
    programme = then(area_identified(), priority(AREA, rank=2))
    # when
    programme = then(programme, priority(SECOND_AREA, rank=1))
    # then
    assert [a.area_id for a in programme.prioritised()] == [SECOND_AREA, AREA]


def test_the_same_priority_twice_is_refused() -> None:
    with refused(RankUnchanged, "Resonerande undervisning", 1):
        when(area_prioritised(), priority(AREA, rank=1))


def test_a_prioritised_area_can_be_given_another_rank() -> None:
    # when
    programme = then(area_prioritised(), priority(AREA, rank=3))
    # then
    assert [a.rank for a in programme.prioritised()] == [3]


def test_the_rank_an_area_left_is_free() -> None:
    # given
    programme = then(area_prioritised(), priority(AREA, rank=2))
    # when, then
    assert when(programme, priority(SECOND_AREA, rank=1))


@pytest.mark.parametrize("rank", [0, 100])
def test_ranks_count_from_1_to_99(rank: int) -> None:
    with pytest.raises(ValidationError, match="rank"):
        priority(AREA, rank=rank)


def test_an_area_is_taken_off_the_priorities() -> None:
    # when
    programme = then(area_prioritised(), off(AREA))
    # then
    assert programme.prioritised() == []
    assert programme.areas[AREA].born


def test_what_is_not_prioritised_is_not_taken_off() -> None:
    with refused(AreaNotRanked, DAY):
        when(area_prioritised(), off(SECOND_AREA))


def test_what_is_not_identified_is_not_taken_off() -> None:
    with refused(AreaNotIdentified, UNKNOWN):
        when(area_prioritised(), off(UNKNOWN))


def test_nothing_is_taken_off_twice() -> None:
    # given
    programme = then(area_prioritised(), off(AREA))
    # when, then
    with refused(AreaNotRanked):
        when(programme, off(AREA))


def test_an_area_with_a_live_goal_stays_prioritised() -> None:
    # given
    programme = with_goal()
    (goal,) = programme.goals
    # when, then
    with refused(LiveGoalsOnArea, goal.goal_id, "Resonerande undervisning"):
        when(programme, off(AREA))


def test_an_area_whose_goals_are_withdrawn_is_taken_off() -> None:
    # given
    programme = with_goal()
    (goal,) = programme.goals
    withdrawal = WithdrawGoal(goal_id=goal.goal_id, reason="Ersätts.")
    # when
    programme = then(then(programme, withdrawal), off(AREA))
    # then
    assert programme.prioritised() == []


def test_a_goal_on_another_area_does_not_hold_this_one() -> None:
    # given
    programme = given(with_goal(), prioritised(SECOND_AREA, rank=2, on=DAY))
    # when, then
    assert when(programme, off(SECOND_AREA))


def test_a_priority_folded_before_its_area_shows_when_the_area_is_identified() -> None:
    # given
    early = prioritised(AREA, rank=1).evolve(analysing())
    assert early.prioritised() == []
    # when
    programme = identified(AREA, title="Resonerande undervisning").evolve(early)
    # then
    assert [(a.rank, a.prioritised_on) for a in programme.prioritised()] == [
        (1, PRIORITISED)
    ]
