"""Baselines: a value or a wording of a sign or an indicator, or why there is none."""

from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.plan.baseline import BaselineAlreadyRecorded, RecordBaseline
from ksbs.domain.standing import PlanNotStarted, SignUnknown
from ksbs.domain.state import Baseline
from tests.support.cast import DAY
from tests.support.given import established
from tests.support.given_plan import (
    SIGN,
    UNBORN,
    plan_started,
    record_baseline,
    sign_defined,
    whole_plan,
)
from tests.support.telling import refused, then

MISSING = RecordBaseline(sign_id=SIGN, reason_missing="Ingen har tittat förut.")
ATTENDANCE = RecordBaseline(indicator="Närvaro", value=88.25)


def test_the_baseline_of_a_sign_is_recorded() -> None:
    # given, when
    programme = then(sign_defined(), record_baseline(value=25.0, wording="procent"))
    # then
    assert programme.signs[SIGN].baseline == Baseline("25: procent")


def test_the_baseline_of_an_indicator_is_recorded() -> None:
    # given, when
    programme = then(plan_started(), ATTENDANCE)
    # then
    assert programme.indicator_baselines == {"Närvaro": Baseline("88.25")}


def test_the_reason_why_a_baseline_is_missing_is_recorded() -> None:
    # given, when
    programme = then(sign_defined(), MISSING)
    # then
    baseline = programme.signs[SIGN].baseline
    assert baseline == Baseline(None, "Ingen har tittat förut.")
    assert not baseline.known


def test_a_baseline_may_be_found_after_all() -> None:
    # given
    programme = then(sign_defined(), MISSING)
    # when
    programme = then(programme, record_baseline())
    # then
    assert programme.signs[SIGN].baseline == Baseline("Vid tre av tolv besök.")


@pytest.mark.parametrize("again", [record_baseline(wording="En annan."), MISSING])
def test_a_known_baseline_is_not_recorded_again(again: RecordBaseline) -> None:
    with refused(BaselineAlreadyRecorded, SIGN):
        then(whole_plan(), again)


def test_a_missing_baseline_is_not_excused_twice() -> None:
    # given
    programme = then(sign_defined(), MISSING)
    # when, then
    with refused(BaselineAlreadyRecorded, SIGN):
        then(programme, MISSING)


def test_the_baseline_of_an_indicator_is_recorded_once() -> None:
    # given
    programme = then(plan_started(), ATTENDANCE)
    # when, then
    with refused(BaselineAlreadyRecorded, "Närvaro"):
        then(programme, ATTENDANCE)


def test_a_baseline_needs_a_sign_that_is_defined() -> None:
    with refused(SignUnknown, UNBORN, DAY):
        then(sign_defined(), record_baseline(sign_id=UNBORN))


def test_a_baseline_needs_a_plan_that_has_started() -> None:
    with refused(PlanNotStarted, DAY):
        then(established(), ATTENDANCE)


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"wording": "Ord."}, "either a visible sign or an indicator"),
        ({"sign_id": SIGN, "indicator": "Närvaro", "value": 1.0}, "either"),
        ({"sign_id": SIGN}, "value or wording"),
        ({"sign_id": SIGN, "value": 1.0, "reason_missing": "Nej."}, "or else"),
        ({"sign_id": SIGN, "value": float("nan")}, "finite"),
    ],
)
def test_a_baseline_says_one_thing_of_one_thing(
    said: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ValidationError, match=complaint):
        RecordBaseline(**said)
