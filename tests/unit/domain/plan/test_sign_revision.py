"""Visible signs are worded anew, in the open, and keep what was seen of them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from ksbs.domain.plan.establishment import ReviseActionPlan
from ksbs.domain.plan.goal import WithdrawGoal
from ksbs.domain.plan.sign import (
    SignAlreadyDefined,
    SignVersions,
    VisibleSignDefined,
)
from ksbs.domain.plan.sign_revision import (
    LookBeforeRevision,
    ReviseVisibleSign,
    SignUnchanged,
    VisibleSignRevised,
)
from ksbs.domain.plan.wholeness import signs_without_baseline
from ksbs.domain.programme import Programme
from ksbs.domain.standing import GoalAlreadyWithdrawn, SignUnknown
from tests.support.cast import DAY
from tests.support.given_plan import (
    GOAL,
    SIGN,
    UNBORN,
    define_sign,
    goal_set,
    plan_established,
    sign_defined,
    sign_observed,
    whole_plan,
)
from tests.support.telling import advice, given, refused, then, when

YESTERDAY = DAY - timedelta(days=1)
NEW = "Eleverna ställer egna frågor om lösningarna."
OTHER_SIGN = UUID(int=0x51)
STANDS = {
    "text": define_sign().text,
    "observed_how": define_sign().observed_how,
    "by_whom": define_sign().by_whom,
    "by_when": date(2025, 6, 1),
}
ANEW = {
    "text": NEW,
    "observed_how": "Samtal med tre elever.",
    "by_whom": "Arbetsgruppen",
    "by_when": date(2025, 12, 1),
}


def revise(**said: Any) -> ReviseVisibleSign:
    usual: dict[str, Any] = {"sign_id": SIGN, "reason": "Säger för lite."}
    return ReviseVisibleSign(**(usual | said))


def defined(sign: UUID = SIGN, *, on: date = DAY, **other: Any) -> VisibleSignDefined:
    said = define_sign(**({"by_when": STANDS["by_when"]} | other)).said()
    return VisibleSignDefined(**said, occurred_on=on, sign_id=sign)


def revised(*, on: date, **said: Any) -> VisibleSignRevised:
    return VisibleSignRevised(**revise(**said).said(), occurred_on=on)


def test_a_revision_changes_what_it_names_and_nothing_else() -> None:
    # given
    before = given(goal_set(), defined()).signs[SIGN]
    # when
    after = then(given(goal_set(), defined()), revise(text=NEW)).signs[SIGN]
    # then
    assert (before.text, after.text) == (STANDS["text"], NEW)
    assert (after.goal_id, after.by_when) == (GOAL, before.by_when)


def test_a_revision_may_change_everything() -> None:
    # given, when
    (event,) = when(sign_defined(), revise(**ANEW))
    sign = event.evolve(sign_defined()).signs[SIGN]
    # then
    assert isinstance(event, VisibleSignRevised)
    assert event.revised() == ANEW
    assert (sign.text, sign.by_when) == (NEW, ANEW["by_when"])


def test_a_revision_of_nothing_is_not_a_revision() -> None:
    with pytest.raises(ValidationError, match="at least one of"):
        revise()


@pytest.mark.parametrize("field", sorted(STANDS))
def test_a_revision_to_what_the_sign_says_already_is_refused(field: str) -> None:
    # given
    programme = given(goal_set(), defined())
    # when, then
    with refused(SignUnchanged, SIGN):
        when(programme, revise(**{field: STANDS[field]}))
    assert when(programme, revise(**{field: ANEW[field]}))


def test_a_revision_is_compared_with_the_revision_before_it() -> None:
    # given
    programme = given(goal_set(), defined())
    programme = then(programme, revise(observed_how=ANEW["observed_how"]))
    # when, then
    with refused(SignUnchanged, SIGN):
        when(programme, revise(observed_how=ANEW["observed_how"]))
    assert when(programme, revise(observed_how=STANDS["observed_how"]))


def test_a_revision_is_not_compared_with_another_sign() -> None:
    # given
    other = defined(OTHER_SIGN, text=NEW, by_whom="Arbetsgruppen")
    programme = given(goal_set(), defined(), other)
    # when, then
    assert when(programme, revise(by_whom="Arbetsgruppen"))


def test_one_changed_thing_is_enough_beside_what_stays() -> None:
    # given
    programme = given(goal_set(), defined())
    # when, then
    assert when(programme, revise(text=STANDS["text"], by_whom="Arbetsgruppen"))


def test_how_a_sign_has_read_stays_readable() -> None:
    # given
    programme = then(given(goal_set(), defined()), revise(text=NEW))
    # when
    versions = programme.facet(SignVersions).of(SIGN)
    # then
    assert [v.says.text for v in versions] == [STANDS["text"], NEW]
    assert [v.says.by_whom for v in versions] == [STANDS["by_whom"]] * 2
    assert [v.reason for v in versions] == [None, "Säger för lite."]


def test_a_sign_that_nobody_defined_is_not_revised() -> None:
    with refused(SignUnknown, UNBORN, DAY):
        when(sign_defined(), revise(sign_id=UNBORN, text=NEW))


def test_a_sign_of_a_withdrawn_goal_is_not_revised() -> None:
    # given
    programme = then(sign_defined(), WithdrawGoal(goal_id=GOAL, reason="Dubbelt."))
    # when, then
    with refused(GoalAlreadyWithdrawn, GOAL):
        when(programme, revise(text=NEW))


def test_a_sign_is_not_revised_into_another_of_the_same_goal() -> None:
    # given
    programme = given(sign_defined(), defined(OTHER_SIGN, text=NEW))
    # when, then
    with refused(SignAlreadyDefined, GOAL, OTHER_SIGN):
        when(programme, revise(text=NEW))


def test_the_words_that_another_sign_left_are_free() -> None:
    # given
    programme = given(sign_defined(), defined(OTHER_SIGN, text=NEW))
    programme = then(programme, revise(sign_id=OTHER_SIGN, text="Något annat."))
    # when, then
    assert when(programme, revise(text=NEW))


def test_a_sign_may_be_looked_for_on_the_day_it_is_revised() -> None:
    programme = then(sign_defined(), revise(by_when=DAY))
    assert programme.signs[SIGN].by_when == DAY


def test_a_sign_is_not_to_be_looked_for_before_it_is_revised() -> None:
    with refused(LookBeforeRevision, YESTERDAY, DAY):
        when(sign_defined(), revise(by_when=YESTERDAY))


def test_a_revised_sign_keeps_its_baseline_and_its_observations() -> None:
    # given
    before = sign_observed().signs[SIGN]
    # when
    programme = then(sign_observed(), revise(text=NEW))
    # then
    after = programme.signs[SIGN]
    assert (after.baseline, after.observations) == (
        before.baseline,
        before.observations,
    )
    assert after.observations


def test_a_revision_leaves_a_whole_plan_whole() -> None:
    assert signs_without_baseline(then(whole_plan(), revise(text=NEW))) == []


def test_a_revision_in_an_established_plan_waits_for_the_next_version() -> None:
    # given
    programme = then(plan_established(), revise(text=NEW))
    assert programme.plan_version == 1
    next_version = ReviseActionPlan(changes="Nytt tecken.", reason="Sa för lite.")
    # when
    revised_plan = then(programme, next_version)
    # then
    assert advice(programme, next_version) == []
    assert (revised_plan.plan_version, revised_plan.signs[SIGN].text) == (2, NEW)


def test_a_revision_folded_before_its_sign_shows_nothing() -> None:
    assert [*revised(on=DAY, text=NEW).evolve(Programme()).signs] == []
