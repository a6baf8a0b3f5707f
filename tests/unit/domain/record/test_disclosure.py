"""A request to see what is recorded is itself recorded, once, without a name."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest

from ksbs.domain.analysis.start import StartAnalysis
from ksbs.domain.event import ProgrammeEnded
from ksbs.domain.kinds import Status
from ksbs.domain.programme import Programme
from ksbs.domain.record.disclosure import (
    DisclosureAlreadyRequested,
    DisclosureOutcome,
    DisclosureRequested,
    Disclosures,
    RequestDisclosure,
)
from ksbs.domain.record.disclosure_decision import DisclosureDecided
from ksbs.domain.replacing import replace
from ksbs.domain.state import Ending
from tests.support.cast import DAY, OFFICER, an_id
from tests.support.given import nominated
from tests.support.telling import given, refused, then, when

REQUEST = an_id(81)
NEXT_DAY = DAY + timedelta(days=1)


def ask(**other: Any) -> RequestDisclosure:
    """The public asks for the plan, with `other` fields than the usual ones."""
    usual = {"requested_scope": "Åtgärdsplanen.", "requester_kind": "allmänheten"}
    return RequestDisclosure(**(usual | other))


def requested() -> DisclosureRequested:
    return DisclosureRequested(occurred_on=DAY, request_id=REQUEST, **ask().said())


def granted() -> DisclosureDecided:
    return DisclosureDecided(
        occurred_on=DAY,
        decision_id=an_id(82),
        request_id=REQUEST,
        scope="Åtgärdsplanen.",
        outcome=DisclosureOutcome.GRANTED,
        decided_by=OFFICER,
    )


def test_a_request_is_recorded_with_its_scope_and_the_kind_of_who_asks() -> None:
    # given, when
    (request,) = then(nominated(), ask()).facet(Disclosures).requested
    # then
    assert request.requested_on == DAY
    assert request.requested_scope == "Åtgärdsplanen."
    assert request.requester_kind == "allmänheten"
    assert request.decision is None


@pytest.mark.parametrize("decided", [False, True])
def test_the_same_request_is_not_recorded_twice(decided: bool) -> None:
    # given
    programme = given(nominated(), requested(), *([granted()] if decided else []))
    # when, then
    with refused(DisclosureAlreadyRequested, REQUEST, DAY):
        then(programme, ask())


@pytest.mark.parametrize(
    ("other", "on"),
    [
        ({"requested_scope": "Åtgärdsplanen, en annan frågar."}, DAY),
        ({"requester_kind": "massmedier"}, DAY),
        ({}, NEXT_DAY),
    ],
)
def test_a_request_that_differs_in_anything_is_recorded(
    other: dict[str, Any], on: date
) -> None:
    # given
    programme = given(nominated(), requested())
    # when
    programme = then(programme, ask(**other), on=on)
    # then
    assert len(programme.facet(Disclosures).requested) == 2


def test_requests_are_recorded_and_decided_after_the_end() -> None:
    # given
    over = replace(nominated(), ending=Ending(DAY, Status.COMPLETED))
    with refused(ProgrammeEnded):
        when(over, StartAnalysis())
    # when
    programme = given(over, requested(), granted())
    # then
    assert programme.facet(Disclosures).requested[REQUEST].decision is not None


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
def test_a_decision_folded_before_its_request_shows_with_it(
    order: tuple[int, ...],
) -> None:
    # given
    events = (requested(), granted())
    programme = Programme()
    for number in order:
        # when
        programme = events[number].evolve(programme)
        # then
        shown = len(programme.facet(Disclosures).requested)
        assert shown == (0 in order[: order.index(number) + 1])
    # then
    (request,) = programme.facet(Disclosures).requested
    assert request.decision is not None
    assert request.decision.outcome is DisclosureOutcome.GRANTED
