"""The figures measured in the programme, as published."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from ksbs.domain.followup.indicator import MeasureIndicator
from ksbs.domain.kinds import NumberKind
from projections.indicator_values import rows
from tests.support.cast import DAY
from tests.support.given import started
from tests.support.telling import then

LATER = DAY + timedelta(days=60)


def measure(**other: Any) -> MeasureIndicator:
    usual: dict[str, Any] = {
        "indicator": "Behöriga till yrkesprogram",
        "period": "2023/24",
        "raw": "81,4",
        "kind": NumberKind.EXACT,
        "number": 81.4,
    }
    return MeasureIndicator(**(usual | other))


def test_a_programme_without_figures_has_no_rows() -> None:
    assert list(rows(started())) == []


def test_a_figure_stands_as_published_and_as_a_number() -> None:
    # given
    programme = then(started(), measure())
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "indicator": "Behöriga till yrkesprogram",
        "period": "2023/24",
        "figure_number": 1,
        "measured_on": DAY,
        "raw": "81,4",
        "kind": "exact",
        "value": Decimal("81.4"),
    }


def test_a_suppressed_figure_has_no_number() -> None:
    # given
    command = measure(raw="..", kind=NumberKind.SUPPRESSED, number=None)
    # when
    (row,) = rows(then(started(), command))
    # then
    assert (row["raw"], row["kind"], row["value"]) == ("..", "suppressed", None)


def test_a_revised_figure_does_not_erase_the_one_before() -> None:
    # given
    programme = then(started(), measure())
    # when
    revised = then(programme, measure(raw="80,9", number=80.9), on=LATER)
    # then
    assert [
        (r["figure_number"], r["measured_on"], r["raw"]) for r in rows(revised)
    ] == [
        (1, DAY, "81,4"),
        (2, LATER, "80,9"),
    ]


def test_figures_are_numbered_within_their_period() -> None:
    # given
    programme = then(started(), measure())
    # when
    found = rows(then(programme, measure(period="2024/25")))
    # then
    assert [(r["period"], r["figure_number"]) for r in found] == [
        ("2023/24", 1),
        ("2024/25", 1),
    ]
