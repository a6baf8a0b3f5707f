"""Visible signs are observed again and again; a missing baseline is pointed out."""

from ksbs.domain.followup.observation import (
    BaselineMissing,
    ObservationAlreadyRecorded,
)
from ksbs.domain.kinds import Seen
from ksbs.domain.plan.baseline import RecordBaseline
from ksbs.domain.standing import SignUnknown
from tests.support.cast import DAY
from tests.support.given_plan import (
    OBSERVATION,
    SIGN,
    UNBORN,
    observe_sign,
    plan_established,
    sign_defined,
    sign_observed,
)
from tests.support.telling import advice, refused, then


def test_an_observation_is_added_to_its_sign() -> None:
    # given, when
    sign = then(plan_established(), observe_sign()).signs[SIGN]
    # then
    assert [(o.on, o.seen) for o in sign.observations] == [(DAY, Seen.PARTLY)]


def test_a_later_observation_does_not_replace_an_earlier_one() -> None:
    # given, when
    programme = then(sign_observed(), observe_sign(seen=Seen.SEEN))
    # then
    seen = [observation.seen for observation in programme.signs[SIGN].observations]
    assert seen == [Seen.PARTLY, Seen.SEEN]


def test_the_same_observation_is_not_recorded_twice() -> None:
    with refused(ObservationAlreadyRecorded, SIGN, OBSERVATION, DAY):
        then(sign_observed(), observe_sign())


def test_a_sign_that_nobody_defined_is_not_observed() -> None:
    with refused(SignUnknown, UNBORN, DAY):
        then(plan_established(), observe_sign(sign_id=UNBORN))


def test_an_observation_with_a_baseline_needs_no_second_look() -> None:
    assert advice(plan_established(), observe_sign()) == []


def test_an_observation_without_a_baseline_is_worth_a_second_look() -> None:
    # given
    none_yet = sign_defined()
    excused = then(
        sign_defined(), RecordBaseline(sign_id=SIGN, reason_missing="Nytt tecken.")
    )
    # when
    advisories = [*advice(none_yet, observe_sign()), *advice(excused, observe_sign())]
    # then
    assert [type(a) for a in advisories] == [BaselineMissing, BaselineMissing]
