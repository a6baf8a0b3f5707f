"""What holds of every read model, whatever it shows."""

import copy

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from ksbs.application.projection import Projection
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from projections import discover
from tests.support.any_event import any_event

HISTORIES = st.lists(any_event(), max_size=40)


@pytest.fixture(params=discover().values(), ids=lambda p: p.name, scope="module")
def projection(request: pytest.FixtureRequest) -> Projection:
    found = request.param
    assert isinstance(found, Projection)
    return found


@for_all(events=HISTORIES)
def test_rows_are_pure_and_never_fail(
    projection: Projection, events: list[ProgrammeEvent]
) -> None:
    # given
    programme = Programme()
    for event in events:
        programme = event.evolve(programme)
        untouched = copy.deepcopy(programme)
        # when
        rows = list(projection.rows(programme))
        # then
        assert rows == list(projection.rows(programme))
        assert programme == untouched


@for_all(events=HISTORIES)
def test_rows_have_the_columns_and_a_key_of_their_own(
    projection: Projection, events: list[ProgrammeEvent]
) -> None:
    # given
    programme = Programme()
    for event in events:
        programme = event.evolve(programme)
    # when
    rows = list(projection.rows(programme))
    # then
    names = {column.name for column in projection.columns}
    keys = [tuple(row[name] for name in projection.key) for row in rows]
    assert all(set(row) == names for row in rows)
    assert len(keys) == len(set(keys))
    assert all(
        row[c.name] is not None
        for row in rows
        for c in projection.columns
        if c.required
    )


@for_all(events=HISTORIES)
def test_only_the_events_it_names_change_its_rows(
    projection: Projection, events: list[ProgrammeEvent]
) -> None:
    # given
    programme = Programme()
    for event in events:
        before = list(projection.rows(programme))
        # when
        programme = event.evolve(programme)
        # then
        after = list(projection.rows(programme))
        assert before == after or type(event) in projection.on
