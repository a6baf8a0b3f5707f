"""A concern is raised to the organizer, and resolved once with what was done."""

from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pydantic import ValidationError

from ksbs.domain.event import NotNominated, ProgrammeEvent
from ksbs.domain.followup.concern import (
    Concern,
    ConcernAlreadyRaised,
    ConcernAlreadyResolved,
    ConcernRaised,
    ConcernResolved,
    Concerns,
    ConcernUnknown,
    RaiseConcern,
    ResolveConcern,
)
from ksbs.domain.programme import Programme
from tests.support.cast import DAY, NOMINATED, an_id
from tests.support.given import nominated, started
from tests.support.telling import advice, given, refused, then

CONCERN, OTHER = an_id(51), an_id(52)
TOMORROW = DAY + timedelta(days=1)
TEXT = "Skolan saknar behöriga lärare i matematik."
RAISED = ConcernRaised(occurred_on=DAY, concern_id=CONCERN, text=TEXT)


def resolve(**other: Any) -> ResolveConcern:
    usual: dict[str, Any] = {
        "concern_id": CONCERN,
        "measures": ("Två lärare lånas in.",),
        "resolution": "Bemannat till läsårets slut.",
    }
    return ResolveConcern(**(usual | other))


@cache
def concerned() -> Programme:
    """CONCERN has been raised on DAY."""
    return given(started(), RAISED)


def known(programme: Programme) -> list[Concern]:
    return list(programme.facet(Concerns).known)


def test_a_concern_is_raised_and_stays_open() -> None:
    # given, when
    (concern,) = known(then(started(), RaiseConcern(text=TEXT)))
    # then
    assert (concern.text, concern.raised_on) == (TEXT, DAY)
    assert concern.open


def test_a_concern_may_be_raised_from_the_nomination_on() -> None:
    programme = then(nominated(), RaiseConcern(text=TEXT), on=NOMINATED)
    assert known(programme)[0].raised_on == NOMINATED


def test_a_concern_is_not_raised_before_the_nomination() -> None:
    with refused(NotNominated, NOMINATED):
        then(Programme(), RaiseConcern(text=TEXT), on=NOMINATED)


def test_a_concern_that_is_open_is_not_raised_again() -> None:
    with refused(ConcernAlreadyRaised, CONCERN, DAY):
        then(concerned(), RaiseConcern(text=TEXT), on=TOMORROW)


def test_another_concern_may_be_raised_beside_it() -> None:
    programme = then(concerned(), RaiseConcern(text="Lokalerna räcker inte."))
    assert len(known(programme)) == 2


def test_a_concern_that_has_come_back_may_be_raised_anew() -> None:
    # given
    programme = then(concerned(), resolve())
    # when
    programme = then(programme, RaiseConcern(text=TEXT), on=TOMORROW)
    # then
    assert [concern.open for concern in known(programme)] == [False, True]


def test_a_concern_is_resolved_with_what_was_done() -> None:
    # given, when
    (concern,) = known(then(concerned(), resolve(), on=TOMORROW))
    # then
    assert not concern.open
    assert concern.resolved_on == TOMORROW
    assert concern.measures == ("Två lärare lånas in.",)
    assert concern.resolution == "Bemannat till läsårets slut."


def test_a_concern_that_nobody_raised_is_not_resolved() -> None:
    with refused(ConcernUnknown, OTHER, DAY):
        then(concerned(), resolve(concern_id=OTHER))


def test_a_concern_is_not_resolved_before_it_is_raised() -> None:
    with refused(ConcernUnknown, CONCERN, DAY):
        then(started(), resolve())


def test_a_concern_is_resolved_once() -> None:
    # given
    programme = then(concerned(), resolve())
    # when, then
    with refused(ConcernAlreadyResolved, CONCERN, DAY):
        then(programme, resolve(resolution="Ett annat svar."), on=TOMORROW)


def test_a_concern_is_not_resolved_without_a_measure() -> None:
    with pytest.raises(ValidationError, match="measures"):
        resolve(measures=())


def test_neither_raising_nor_resolving_needs_a_second_look() -> None:
    assert advice(started(), RaiseConcern(text=TEXT)) == []
    assert advice(concerned(), resolve()) == []


@for_all(
    st.permutations(
        [
            RAISED,
            ConcernResolved(
                occurred_on=DAY,
                concern_id=CONCERN,
                measures=("Ett.",),
                resolution="Två.",
            ),
            ConcernRaised(occurred_on=DAY, concern_id=OTHER, text="Tre."),
        ]
    )
)
def test_folded_in_any_order_the_concerns_are_the_same(
    events: list[ProgrammeEvent],
) -> None:
    # given
    programme = Programme()
    # when
    for event in events:
        programme = event.evolve(programme)
    # then
    found = {concern.concern_id: concern.open for concern in known(programme)}
    assert found == {CONCERN: False, OTHER: True}
