"""The improvement capacity, dimension by dimension."""

from datetime import timedelta

from ksbs.domain.followup.capacity import (
    AssessImprovementCapacity,
    CapacityLevel,
    CapacityView,
)
from projections.capacity_levels import rows
from tests.support.cast import DAY
from tests.support.given import started
from tests.support.telling import then

LATER = DAY + timedelta(days=200)


def assess(view: CapacityView, *, follow_up: int) -> AssessImprovementCapacity:
    three = CapacityLevel(level=3, words="Arbetslagen prövar i små steg.")
    return AssessImprovementCapacity(
        view=view,
        leadership=three,
        organisation=three,
        roles=three,
        ways_of_working=three,
        follow_up=CapacityLevel(level=follow_up, words="Rutin saknas."),
    )


def test_a_school_that_is_not_assessed_has_no_rows() -> None:
    assert list(rows(started())) == []


def test_each_dimension_has_a_level_and_words() -> None:
    # given
    programme = then(started(), assess(CapacityView.OWN, follow_up=1))
    # when
    found = list(rows(programme))
    # then
    assert [(row["dimension"], row["level"]) for row in found] == [
        ("leadership", 3),
        ("organisation", 3),
        ("roles", 3),
        ("ways_of_working", 3),
        ("follow_up", 1),
    ]
    assert found[-1] == {
        "assessed_on": DAY,
        "seen_by": "own",
        "dimension": "follow_up",
        "level": 1,
        "words": "Rutin saknas.",
    }


def test_views_and_days_stand_beside_each_other() -> None:
    # given
    programme = then(started(), assess(CapacityView.OWN, follow_up=1))
    programme = then(programme, assess(CapacityView.PROCESS_SUPPORTERS, follow_up=2))
    # when
    found = rows(then(programme, assess(CapacityView.OWN, follow_up=4), on=LATER))
    # then
    levels = {
        (row["assessed_on"], row["seen_by"]): row["level"]
        for row in found
        if row["dimension"] == "follow_up"
    }
    assert levels == {
        (DAY, "own"): 1,
        (DAY, "process_supporters"): 2,
        (LATER, "own"): 4,
    }
