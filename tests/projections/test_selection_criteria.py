"""Every version of a round's criteria stays, threshold by threshold."""

from datetime import date
from decimal import Decimal

from projections.selection_criteria import rows
from tests.support.selecting import (
    CRITERIA_SET,
    MERIT,
    below,
    criteria,
    opened,
    told,
)

OTHER = "ratioOfPupilsIn9thGradeWithAllSubjectsPassed"


def test_a_round_without_criteria_has_no_row() -> None:
    assert list(rows(opened())) == []


def test_a_threshold_shows_on_which_side_of_what() -> None:
    # given
    rounds = opened()
    # when
    (row,) = rows(told(rounds, criteria(rounds), on=CRITERIA_SET))
    # then
    assert row == {
        "round_id": rounds.rounds[0].round_id,
        "version": 1,
        "indicator": MERIT,
        "number": 1,
        "set_on": CRITERIA_SET,
        "indicator_period": "2022/23",
        "rationale": "Meritvärdet säger mest.",
        "comparison": "below",
        "threshold": Decimal("200.0"),
    }


def test_an_indicator_without_a_threshold_is_shown_too() -> None:
    # given
    rounds = opened()
    wanted = criteria(rounds, indicators=(MERIT, OTHER))
    # when
    _, row = rows(told(rounds, wanted, on=CRITERIA_SET))
    # then
    assert row["indicator"] == OTHER
    assert row["comparison"] is row["threshold"] is None


def test_two_thresholds_of_an_indicator_are_told_apart() -> None:
    # given
    rounds = opened()
    wanted = criteria(rounds, thresholds=(below(200.0), below(150.5)))
    # when
    found = list(rows(told(rounds, wanted, on=CRITERIA_SET)))
    # then
    assert [(row["number"], row["threshold"]) for row in found] == [
        (1, Decimal(200)),
        (2, Decimal("150.5")),
    ]


def test_an_earlier_version_stays() -> None:
    # given
    rounds = opened()
    rounds = told(rounds, criteria(rounds), on=CRITERIA_SET)
    changed = criteria(rounds, thresholds=(below(210.0),))
    # when
    rounds = told(rounds, changed, on=date(2023, 11, 6))
    # then
    assert [(row["version"], row["threshold"]) for row in rows(rounds)] == [
        (1, Decimal(200)),
        (2, Decimal(210)),
    ]
