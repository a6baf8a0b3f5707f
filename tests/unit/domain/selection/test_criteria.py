"""The criteria of a selection round are set while it is open, version by version."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.selection.criteria import (
    CriteriaUnchanged,
    CriteriaVersionNotNext,
    RoundClosed,
    RoundNotOpened,
    SelectionCriteriaSet,
    ThresholdWithoutIndicator,
)
from ksbs.domain.selection.round import Rounds
from tests.support.cast import an_id
from tests.support.selecting import (
    CLOSES,
    CRITERIA_SET,
    MERIT,
    OPENS,
    below,
    criteria,
    opened,
    told,
)
from tests.support.telling import refused

EXAM = "ratioOfPupilsIn9thGradeWithAllSubjectsPassed"


def with_criteria() -> Rounds:
    rounds = opened()
    return told(rounds, criteria(rounds), on=CRITERIA_SET)


def test_criteria_are_set_as_the_first_version() -> None:
    # given, when
    [found] = with_criteria()
    # then
    [version] = found.versions
    assert (version.version, version.on) == (1, CRITERIA_SET)
    assert version.indicators == (MERIT,)
    assert version.thresholds == (below(200.0),)


@pytest.mark.parametrize(
    "changed",
    [
        {"indicators": (MERIT, EXAM)},
        {"thresholds": ()},
        {"thresholds": (below(205.0),)},
        {"period": "2023/24"},
        {"rationale": "Efter samråd."},
    ],
)
def test_a_change_is_a_new_version_beside_the_old(changed: dict[str, Any]) -> None:
    # given
    rounds = with_criteria()
    # when
    rounds = told(rounds, criteria(rounds, **changed), on=CLOSES)
    # then
    first, second = rounds.rounds[0].versions
    assert (first.version, second.version) == (1, 2)
    assert (first.on, second.on) == (CRITERIA_SET, CLOSES)


def test_the_same_criteria_are_not_set_again() -> None:
    # given
    rounds = with_criteria()
    # when, then
    with refused(CriteriaUnchanged, 1):
        told(rounds, criteria(rounds), on=CLOSES)


def test_earlier_criteria_may_be_set_again_after_others() -> None:
    # given
    rounds = with_criteria()
    rounds = told(rounds, criteria(rounds, thresholds=()), on=CRITERIA_SET)
    # when
    rounds = told(rounds, criteria(rounds), on=CRITERIA_SET)
    # then
    assert [v.version for v in rounds.rounds[0].versions] == [1, 2, 3]


def test_no_criteria_are_set_for_a_round_that_nobody_opened() -> None:
    # given
    rounds = opened()
    # when, then
    with refused(RoundNotOpened, an_id(9), CRITERIA_SET):
        told(rounds, criteria(rounds, round_id=an_id(9)), on=CRITERIA_SET)


def test_criteria_are_set_on_the_last_day_of_the_round() -> None:
    # given
    rounds = opened()
    # when
    rounds = told(rounds, criteria(rounds), on=CLOSES)
    # then
    assert rounds.rounds[0].versions[0].on == CLOSES


def test_no_criteria_are_set_after_the_round_has_closed() -> None:
    # given
    rounds = opened()
    # when, then
    with refused(RoundClosed, CLOSES):
        told(rounds, criteria(rounds), on=CLOSES + timedelta(days=1))


def test_a_threshold_belongs_to_one_of_the_indicators() -> None:
    # given
    rounds = opened()
    stray = below(50.0, indicator=EXAM)
    # when, then
    with refused(ThresholdWithoutIndicator, EXAM):
        told(rounds, criteria(rounds, thresholds=(stray,)), on=OPENS)


def test_an_indicator_may_have_a_threshold_or_none() -> None:
    # given
    rounds = opened()
    # when
    asked = criteria(rounds, indicators=(MERIT, EXAM), thresholds=(below(200.0),))
    rounds = told(rounds, asked, on=OPENS)
    # then
    assert rounds.rounds[0].versions[0].indicators == (MERIT, EXAM)


def test_criteria_name_an_indicator_at_least() -> None:
    with pytest.raises(ValidationError):
        criteria(opened(), indicators=())


def test_versions_follow_one_another_in_valid_order() -> None:
    # given
    rounds = with_criteria()
    late = SelectionCriteriaSet(
        occurred_on=CRITERIA_SET,
        round_id=rounds.rounds[0].round_id,
        indicators=(EXAM,),
        period="2022/23",
        rationale="x",
        version=1,
    )
    # when, then
    with refused(CriteriaVersionNotNext, 1):
        late.check(rounds)


def test_versions_of_one_round_do_not_count_in_another() -> None:
    # given
    rounds = with_criteria()
    later = CLOSES + timedelta(days=1)
    rounds = opened(rounds, on=later, closes_on=later)
    # when
    rounds = told(rounds, criteria(rounds), on=later)
    # then
    assert [[v.version for v in found.versions] for found in rounds] == [[1], [1]]


def test_criteria_of_an_unknown_round_leave_the_others_as_they_are() -> None:
    # given
    rounds = opened()
    stray = SelectionCriteriaSet(
        occurred_on=OPENS,
        round_id=an_id(9),
        indicators=(MERIT,),
        period="2022/23",
        rationale="x",
        version=7,
    )
    # when, then
    assert stray.evolve(rounds) == rounds
