"""Indicators keep the figure as published; a later figure does not erase an earlier."""

from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.followup.indicator import AlreadyMeasured, MeasureIndicator
from ksbs.domain.kinds import NumberKind
from tests.support.given import started
from tests.support.telling import refused, then

MERIT, YEAR = "Genomsnittligt meritvärde", "2024/25"


def measure(**other: Any) -> MeasureIndicator:
    usual: dict[str, Any] = {
        "indicator": MERIT,
        "period": YEAR,
        "raw": "212,5",
        "kind": NumberKind.EXACT,
        "number": 212.5,
    }
    return MeasureIndicator(**(usual | other))


def test_a_figure_is_recorded_as_published() -> None:
    # given, when
    programme = then(started(), measure())
    # then
    assert programme.measurements == {(MERIT, YEAR): "212,5"}


def test_the_figure_that_stands_is_not_recorded_again() -> None:
    # given
    programme = then(started(), measure())
    # when, then
    with refused(AlreadyMeasured, "212,5", MERIT, YEAR):
        then(programme, measure())


def test_a_revised_figure_becomes_the_latest() -> None:
    # given
    programme = then(started(), measure())
    # when
    programme = then(programme, measure(raw="213,0", number=213.0))
    # then
    assert programme.measurements[MERIT, YEAR] == "213,0"


def test_the_same_figure_may_hold_for_another_period() -> None:
    # given
    programme = then(started(), measure())
    # when
    programme = then(programme, measure(period="2025/26"))
    # then
    assert len(programme.measurements) == 2


@pytest.mark.parametrize("kind", [NumberKind.EXACT, NumberKind.APPROXIMATE])
def test_a_readable_figure_comes_with_its_number(kind: NumberKind) -> None:
    assert measure(kind=kind).number == 212.5
    with pytest.raises(ValidationError, match="number is given for"):
        measure(kind=kind, number=None)


@pytest.mark.parametrize(
    "kind", [NumberKind.SUPPRESSED, NumberKind.MISSING, NumberKind.WITHHELD]
)
def test_a_figure_that_cannot_be_read_has_no_number(kind: NumberKind) -> None:
    assert measure(kind=kind, raw="..", number=None).number is None
    with pytest.raises(ValidationError, match="and no other"):
        measure(kind=kind)


@pytest.mark.parametrize("number", ["NaN", "1e400", '"212.5"', "true"])
def test_a_number_is_a_finite_json_number(number: str) -> None:
    body = (
        f'{{"indicator": "{MERIT}", "period": "{YEAR}", "raw": "212,5", '
        f'"kind": "exact", "number": {number}}}'
    )
    with pytest.raises(ValidationError, match="number"):
        MeasureIndicator.model_validate_json(body)
