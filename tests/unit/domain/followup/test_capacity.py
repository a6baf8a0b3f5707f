"""The capacity to improve is assessed again and again, in two views."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.followup.capacity import (
    AssessImprovementCapacity,
    CapacityAlreadyAssessed,
    CapacityAssessments,
    CapacityLevel,
    CapacityView,
)
from ksbs.domain.standing import ProgrammeNotStarted
from tests.support.cast import DAY, DECIDED, STARTED
from tests.support.given import decided, started
from tests.support.telling import advice, refused, then

TOMORROW = DAY + timedelta(days=1)
WEAK = CapacityLevel(level=1, words="Rutin saknas.")
STRONG = CapacityLevel(level=4, words="Alla arbetslag arbetar så.")


def assess(**other: Any) -> AssessImprovementCapacity:
    usual: dict[str, Any] = {
        "view": CapacityView.OWN,
        "leadership": STRONG,
        "organisation": CapacityLevel(level=3, words="Tid är avsatt."),
        "roles": CapacityLevel(level=2, words="Uppdragen är oskrivna."),
        "ways_of_working": CapacityLevel(level=3, words="Små steg prövas."),
        "follow_up": WEAK,
    }
    return AssessImprovementCapacity(**(usual | other))


def test_an_assessment_keeps_its_five_dimensions() -> None:
    # given, when
    (made,) = then(started(), assess()).facet(CapacityAssessments).made
    # then
    assert (made.on, made.view) == (DAY, CapacityView.OWN)
    dimensions = (
        made.leadership,
        made.organisation,
        made.roles,
        made.ways_of_working,
        made.follow_up,
    )
    assert [dimension.level for dimension in dimensions] == [4, 3, 2, 3, 1]
    assert made.follow_up.words == "Rutin saknas."


def test_a_later_assessment_stands_beside_the_earlier_ones_in_order() -> None:
    # given
    programme = then(started(), assess())
    # when
    programme = then(programme, assess(follow_up=STRONG), on=TOMORROW)
    # then
    made = programme.facet(CapacityAssessments).made
    assert [(a.on, a.follow_up) for a in made] == [(DAY, WEAK), (TOMORROW, STRONG)]


def test_an_assessment_needs_no_second_look() -> None:
    assert advice(started(), assess()) == []


def test_the_capacity_is_assessed_once_a_day_in_each_view() -> None:
    # given
    programme = then(started(), assess())
    # when, then
    with refused(CapacityAlreadyAssessed, DAY):
        then(programme, assess(leadership=WEAK))


def test_both_views_may_be_assessed_on_the_same_day() -> None:
    # given
    programme = then(started(), assess())
    # when
    programme = then(programme, assess(view=CapacityView.PROCESS_SUPPORTERS))
    # then
    views = [a.view for a in programme.facet(CapacityAssessments).made]
    assert views == [CapacityView.OWN, CapacityView.PROCESS_SUPPORTERS]


def test_the_capacity_is_not_assessed_before_the_programme_has_started() -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), assess(), on=DECIDED)


def test_the_capacity_may_be_assessed_on_the_first_day_of_the_programme() -> None:
    programme = then(started(), assess(), on=STARTED)
    assert programme.facet(CapacityAssessments).made[0].on == STARTED


@pytest.mark.parametrize("level", [1, 4])
def test_the_scale_goes_from_one_to_four(level: int) -> None:
    assert CapacityLevel(level=level, words="Så.").level == level


@pytest.mark.parametrize("level", [0, 5, True, 2.5])
def test_a_level_outside_the_scale_is_refused(level: Any) -> None:
    with pytest.raises(ValidationError, match="level"):
        CapacityLevel(level=level, words="Så.")
