"""Areas are merged into one that remains: it takes the causes, not the ranks."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given as over
from hypothesis import strategies as st
from pydantic import ValidationError

from ksbs.domain.analysis.areas import (
    AreaMergedAway,
    AreaNotIdentified,
    DeprioritiseArea,
    IdentifyArea,
    PrioritiseArea,
    RankTaken,
)
from ksbs.domain.analysis.causes import CauseProposed
from ksbs.domain.analysis.merging import (
    AreaMergedIntoItself,
    AreaNamedTwice,
    AreasMerged,
    LiveGoalsOnMergedArea,
    MergeAreas,
    PriorityMergedAway,
)
from ksbs.domain.analysis.start import AnalysisNotStarted
from ksbs.domain.kinds import CauseLevel
from ksbs.domain.plan.goal import AreaNotPrioritised, WithdrawGoal
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from tests.support.cast import (
    AREA,
    CAUSE,
    DAY,
    IDENTIFIED,
    PROBLEM,
    SECOND_AREA,
    STRANGER,
)
from tests.support.given import (
    area_identified,
    area_prioritised,
    cause_proposed,
    identified,
    prioritised,
    staffed,
)
from tests.support.given_plan import GOAL, goal_set, set_goal
from tests.support.telling import advice, given, refused, then, when

THIRD_AREA = UUID(int=0x73)
OTHER_CAUSE, THIRD_CAUSE = UUID(int=0x61), UUID(int=0x62)
AREAS = (AREA, SECOND_AREA, THIRD_AREA)


def merge(into: UUID, *from_areas: UUID) -> MergeAreas:
    return MergeAreas(into=into, from_areas=from_areas)


def proposed(cause: UUID) -> CauseProposed:
    return CauseProposed(
        occurred_on=IDENTIFIED,
        cause_id=cause,
        problem_ref=PROBLEM,
        level=CauseLevel.LEADERSHIP,
        text=f"Orsaken {cause}.",
    )


def three_areas() -> Programme:
    """Three areas, each with two of three causes; none prioritised."""
    refs = {
        AREA: (CAUSE, OTHER_CAUSE),
        SECOND_AREA: (OTHER_CAUSE, THIRD_CAUSE),
        THIRD_AREA: (THIRD_CAUSE, CAUSE),
    }
    areas = (
        identified(area, title=f"Område {n}").model_copy(update={"cause_refs": causes})
        for n, (area, causes) in enumerate(refs.items(), start=1)
    )
    return given(cause_proposed(), proposed(OTHER_CAUSE), proposed(THIRD_CAUSE), *areas)


def priority(area: UUID, *, rank: int) -> PrioritiseArea:
    return PrioritiseArea(
        area_id=area,
        rank=rank,
        reasons="Hindrar flest elever.",
        expected_effect="Fler godkända.",
        within_influence=True,
    )


def test_what_is_merged_away_says_where_it_went() -> None:
    # given, when
    programme = then(three_areas(), merge(AREA, SECOND_AREA, THIRD_AREA))
    # then
    assert [a.merged_into for a in programme.areas] == [None, AREA, AREA]


def test_the_area_that_remains_rests_on_the_causes_of_all_each_once() -> None:
    # given, when
    programme = then(three_areas(), merge(AREA, SECOND_AREA))
    # then
    causes = programme.areas[AREA].cause_refs
    assert causes == (CAUSE, OTHER_CAUSE, THIRD_CAUSE)


def test_a_merged_area_is_no_longer_among_the_prioritised() -> None:
    # given
    programme = given(
        three_areas(), prioritised(AREA, rank=1), prioritised(SECOND_AREA, rank=2)
    )
    # when
    programme = then(programme, merge(AREA, SECOND_AREA))
    # then
    assert [(a.area_id, a.rank) for a in programme.prioritised()] == [(AREA, 1)]
    gone = programme.areas[SECOND_AREA]
    assert (gone.rank, gone.expected_effect, gone.prioritised_on) == (None, "", None)


def test_the_rank_of_a_merged_area_is_free() -> None:
    # given
    programme = given(three_areas(), prioritised(SECOND_AREA, rank=1))
    with refused(RankTaken, 1):
        when(programme, priority(AREA, rank=1))
    # when
    programme = then(then(programme, merge(AREA, SECOND_AREA)), priority(AREA, rank=1))
    # then
    assert [a.area_id for a in programme.prioritised()] == [AREA]


def test_areas_are_merged_once_the_analysis_has_started() -> None:
    with refused(AnalysisNotStarted, DAY):
        when(staffed(), merge(AREA, SECOND_AREA))


@pytest.mark.parametrize(
    "command", [merge(STRANGER, AREA), merge(AREA, SECOND_AREA, STRANGER)]
)
def test_only_identified_areas_are_merged(command: MergeAreas) -> None:
    with refused(AreaNotIdentified, STRANGER, DAY):
        when(area_identified(), command)


def test_an_area_is_not_merged_into_itself() -> None:
    with refused(AreaMergedIntoItself, AREA, "Resonerande undervisning"):
        when(area_identified(), merge(AREA, SECOND_AREA, AREA))


def test_an_area_is_named_once() -> None:
    with refused(AreaNamedTwice, SECOND_AREA, "Tydliga mål för lektionen"):
        when(area_identified(), merge(AREA, SECOND_AREA, SECOND_AREA))


@pytest.mark.parametrize(
    "again", [merge(AREA, SECOND_AREA), merge(THIRD_AREA, SECOND_AREA)]
)
def test_an_area_is_merged_away_once(again: MergeAreas) -> None:
    # given
    programme = then(three_areas(), merge(AREA, SECOND_AREA))
    # when, then
    with refused(AreaMergedAway, "Område 2", SECOND_AREA, AREA):
        when(programme, again)


def test_nothing_is_merged_into_what_was_merged_away() -> None:
    # given
    programme = then(three_areas(), merge(AREA, SECOND_AREA))
    # when, then
    with refused(AreaMergedAway, "Område 2", SECOND_AREA, AREA):
        when(programme, merge(SECOND_AREA, THIRD_AREA))


def test_an_area_that_others_were_merged_into_may_itself_be_merged() -> None:
    # given
    programme = then(three_areas(), merge(AREA, SECOND_AREA))
    # when
    programme = then(programme, merge(THIRD_AREA, AREA))
    # then
    merged = {a.area_id: a.merged_into for a in programme.areas}
    assert merged == {AREA: THIRD_AREA, SECOND_AREA: AREA, THIRD_AREA: None}
    assert programme.areas[THIRD_AREA].cause_refs == (THIRD_CAUSE, CAUSE, OTHER_CAUSE)


def test_a_merger_of_nothing_is_not_a_body() -> None:
    with pytest.raises(ValidationError, match="from_areas"):
        merge(AREA)


def test_an_area_with_a_live_goal_is_not_merged_away() -> None:
    with refused(LiveGoalsOnMergedArea, GOAL, "Resonerande undervisning"):
        when(goal_set(), merge(SECOND_AREA, AREA))


def test_an_area_whose_goals_are_withdrawn_is_merged_away() -> None:
    # given
    programme = then(goal_set(), WithdrawGoal(goal_id=GOAL, reason="Sätts på nytt."))
    # when
    programme = then(programme, merge(SECOND_AREA, AREA))
    # then
    assert programme.areas[AREA].merged_into == SECOND_AREA


def test_goals_on_the_area_that_remains_go_on() -> None:
    # given, when
    programme = then(goal_set(), merge(AREA, SECOND_AREA))
    # then
    assert [goal.goal_id for goal in programme.live_goals()] == [GOAL]


def test_a_goal_is_set_on_the_area_that_remains_and_not_on_a_merged_one() -> None:
    # given
    programme = given(goal_set(), prioritised(SECOND_AREA, rank=2, on=DAY))
    programme = then(programme, merge(AREA, SECOND_AREA))
    # when, then
    with refused(AreaNotPrioritised, SECOND_AREA):
        when(programme, set_goal(area_id=SECOND_AREA))
    assert when(programme, set_goal(text="Minst 90 procent."))


def test_a_merged_area_is_not_prioritised() -> None:
    # given
    programme = then(three_areas(), merge(AREA, SECOND_AREA))
    # when, then
    with refused(AreaMergedAway, "Område 2", SECOND_AREA, AREA):
        when(programme, priority(SECOND_AREA, rank=1))
    assert when(programme, priority(AREA, rank=1))


def test_a_merged_area_is_not_taken_off_the_priorities() -> None:
    # given
    programme = given(area_prioritised(), prioritised(SECOND_AREA, rank=2))
    programme = then(programme, merge(AREA, SECOND_AREA))
    # when, then
    with refused(AreaMergedAway, SECOND_AREA, AREA):
        when(programme, DeprioritiseArea(area_id=SECOND_AREA, reason="Ingår."))
    assert when(programme, DeprioritiseArea(area_id=AREA, reason="Ingår."))


def test_a_later_area_may_rest_on_the_causes_of_a_merged_one() -> None:
    # given
    programme = then(three_areas(), merge(AREA, SECOND_AREA))
    # when, then
    assert when(
        programme,
        IdentifyArea(title="Ett nytt", description="Nytt.", cause_refs=(THIRD_CAUSE,)),
    )


def test_a_priority_that_nothing_takes_over_is_worth_a_second_look() -> None:
    # given, when
    advisories = advice(area_prioritised(), merge(SECOND_AREA, AREA))
    # then
    assert [type(a) for a in advisories] == [PriorityMergedAway]
    assert "Resonerande undervisning" in advisories[0].en


@pytest.mark.parametrize("ranked", [(), (AREA,), (AREA, SECOND_AREA)])
def test_a_merger_that_takes_no_priority_away_needs_no_second_look(
    ranked: tuple[UUID, ...],
) -> None:
    # given
    ranks = enumerate(ranked, start=1)
    programme = given(
        area_identified(), *(prioritised(area, rank=rank) for rank, area in ranks)
    )
    # when, then
    assert advice(programme, merge(AREA, SECOND_AREA)) == []


MERGERS = st.lists(
    st.tuples(
        st.sampled_from(AREAS),
        st.lists(st.sampled_from(AREAS), min_size=1, max_size=3).map(tuple),
    ).map(lambda said: AreasMerged(occurred_on=DAY, into=said[0], from_areas=said[1])),
    max_size=6,
)


@over(MERGERS)
def test_no_accepted_merger_goes_round_or_loses_a_cause(
    mergers: Sequence[AreasMerged],
) -> None:
    # given
    programme = given(
        three_areas(), *(prioritised(a, rank=n) for n, a in enumerate(AREAS, start=1))
    )
    causes = {cause for area in programme.areas for cause in area.cause_refs}
    # when
    for merger in mergers:
        with suppress(RuleBroken):
            programme = given(programme, merger)
    # then
    remaining = [a for a in programme.areas if a.merged_into is None]
    assert {cause for area in remaining for cause in area.cause_refs} == causes
    assert {a.area_id for a in programme.prioritised()} == {
        a.area_id for a in remaining
    }
    for area in programme.areas:
        end = area
        for _ in AREAS:
            end = programme.areas[end.merged_into] if end.merged_into else end
        assert end in remaining


@over(MERGERS)
def test_any_merger_folds_onto_any_state(mergers: Sequence[AreasMerged]) -> None:
    # given
    state = Programme()
    # when
    for merger in mergers:
        list(merger.advise(state))
        state = merger.evolve(state)
    # then
    assert [*state.areas] == []
