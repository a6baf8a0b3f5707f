"""A selection round is shown with the criteria that stand."""

from datetime import date

from ksbs.domain.selection.round import Rounds
from projections.selection_rounds import rows
from tests.support.selecting import (
    CLOSES,
    CRITERIA_SET,
    MERIT,
    OPENS,
    criteria,
    opened,
    told,
)


def test_without_a_round_there_is_nothing_to_show() -> None:
    assert list(rows(Rounds())) == []


def test_a_round_shows_before_its_criteria_are_set() -> None:
    # given
    rounds = opened()
    # when
    (row,) = rows(rounds)
    # then
    assert row == {
        "round_id": rounds.rounds[0].round_id,
        "number": 1,
        "school_form": "GR",
        "school_year": "2024/25",
        "criteria": "Låga kunskapsresultat.",
        "opens_on": OPENS,
        "closes_on": CLOSES,
        "criteria_version": None,
        "criteria_set_on": None,
        "indicators": None,
        "indicator_period": None,
    }


def test_a_round_shows_the_latest_version_of_its_criteria() -> None:
    # given
    rounds = opened()
    rounds = told(rounds, criteria(rounds), on=CRITERIA_SET)
    later = date(2023, 11, 6)
    # when
    rounds = told(rounds, criteria(rounds, period="2021/22"), on=later)
    (row,) = rows(rounds)
    # then
    assert (row["criteria_version"], row["criteria_set_on"]) == (2, later)
    assert (row["indicators"], row["indicator_period"]) == ((MERIT,), "2021/22")


def test_each_round_of_a_form_has_a_row() -> None:
    # given
    first = opened()
    # when
    both = opened(
        first, on=date(2024, 10, 1), school_year="2025/26", closes_on=date(2025, 3, 1)
    )
    # then
    assert [row["school_year"] for row in rows(both)] == ["2024/25", "2025/26"]
