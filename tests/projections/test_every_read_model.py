"""What holds of every read model, whatever it shows."""

import copy
from random import Random

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from ksbs.application.projection import Projection
from ksbs.readmodels.segments import Rows
from ksbs.readmodels.shown import tabulate
from projections import discover
from tests.support.any_event import histories
from tests.support.bitemporal import Drawn, kinds_about
from tests.support.read_models import READ_MODELS as OF_TESTS

READ_MODELS = discover() | {each.name: each for each in OF_TESTS}
HISTORIES = {
    category: histories(category)
    for category in {p.about.category for p in READ_MODELS.values()}
}


@pytest.fixture(params=READ_MODELS.values(), ids=lambda p: p.name, scope="module")
def projection(request: pytest.FixtureRequest) -> Projection:
    found = request.param
    assert isinstance(found, Projection)
    return found


def test_nothing_has_no_rows(projection: Projection) -> None:
    assert list(projection.rows(projection.about.initial())) == []


@settings(max_examples=40)
@for_all(data=st.data())
def test_rows_are_pure_and_never_fail(
    projection: Projection, data: st.DataObject
) -> None:
    # given
    state = projection.about.initial()
    for event in data.draw(HISTORIES[projection.about.category]):
        state = event.evolve(state)
        untouched = copy.deepcopy(state)
        # when
        rows = list(projection.rows(state))
        # then
        assert rows == list(projection.rows(state))
        assert state == untouched


@settings(max_examples=40)
@for_all(data=st.data())
def test_rows_fit_the_columns_and_have_a_key_of_their_own(
    projection: Projection, data: st.DataObject
) -> None:
    # given
    state = projection.about.initial()
    rows_of = tabulate(projection)
    rows: Rows = {}
    for event in data.draw(HISTORIES[projection.about.category]):
        state = event.evolve(state)
        # when: it raises if they are not as the read model says
        after, fresh = rows_of(state, rows)
        # then
        assert {k: v for k, v in after.items() if rows.get(k) != v} == dict(fresh)
        rows = after


@settings(max_examples=25)
@for_all(seed=st.integers(0, 2**32))
def test_only_the_events_it_names_change_its_rows(
    projection: Projection, seed: int
) -> None:
    # given
    drawn = Drawn(Random(seed), projection)
    state = projection.about.initial()
    for event in drawn.facts(30):
        state = event.evolve(state)
    before = list(projection.rows(state))
    for kind in kinds_about(projection.about):
        # when
        after = list(projection.rows(drawn.fact_of(kind).evolve(state)))
        # then
        assert kind in projection.on or before == after, kind.__name__
