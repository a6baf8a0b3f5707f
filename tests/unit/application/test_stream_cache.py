from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.ours import Ours, services
from ksbs.application.deciding import Stream
from ksbs.application.reading import StreamCache
from ksbs.domain.enrolment.nomination import ConditionsAssessed
from ksbs.domain.event import Change, Entry
from ksbs.domain.programme import Programme
from ksbs.domain.record.amendment import EntryCorrected
from ksbs.domain.roles import Directory
from tests.support.memory_store import MemoryStore
from tests.support.record import DIRECTORY, REGISTRAR, Record

ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    record = Record()
    for day in range(1, 5):
        record.enter(
            ConditionsAssessed(
                occurred_on=date(2026, 1, day),
                factors=("Två rektorsbyten",),
                assessment="Svåra.",
                assessor=REGISTRAR,
            )
        )
    return tuple(record.entries)


def stream(entries: Sequence[Entry]) -> Stream:
    return Stream(tuple(entries), Programme())


def test_a_stream_is_given_as_it_was_kept(entries: tuple[Entry, ...]) -> None:
    # given
    cache = StreamCache()
    # when
    cache.keep(ONE, stream(entries[:2]))
    cache.keep(ONE, stream(entries))
    # then
    assert cache.known(ONE) == stream(entries)
    assert cache.known(TWO) is None


def test_a_shorter_reading_does_not_replace_a_longer_one(
    entries: tuple[Entry, ...],
) -> None:
    cache = StreamCache()
    cache.keep(ONE, stream(entries))
    cache.keep(ONE, stream(entries[:2]))
    assert cache.known(ONE) == stream(entries)


def test_a_stream_with_a_gap_is_not_kept(entries: tuple[Entry, ...]) -> None:
    cache = StreamCache()
    cache.keep(ONE, stream((*entries[:2], entries[3])))
    assert cache.known(ONE) is None


def test_the_stream_used_longest_ago_is_let_go_of(entries: tuple[Entry, ...]) -> None:
    # given
    cache = StreamCache(limit=2)
    cache.keep(ONE, stream(entries))
    cache.keep(TWO, stream(entries))
    # when
    cache.known(ONE)
    cache.keep(THREE, stream(entries))
    # then
    assert (cache.known(ONE), cache.known(TWO)) == (stream(entries), None)


@pytest.mark.parametrize("directory", [Directory(), DIRECTORY])
@given(order=st.permutations(range(4)), cut=st.integers(0, 4))
def test_a_grown_stream_is_as_if_read_anew(
    entries: tuple[Entry, ...], directory: Directory, order: list[int], cut: int
) -> None:
    # given entries whose days come in any order, one of them a correction
    moved = [
        replace(
            e, event=e.event.model_copy(update={"occurred_on": date(2026, 1, 1 + d)})
        )
        for e, d in zip(entries, order, strict=True)
    ]
    moved.append(replace(moved[0], version=5, position=5, event=corrected(moved[0])))
    before = Stream(tuple(moved[:cut]), Programme(directory=directory))
    assert before.head is not None
    # when
    grown = before.grown(moved[cut:], initial=Programme(directory=DIRECTORY))
    # then
    anew = Stream(tuple(moved), Programme(directory=DIRECTORY))
    assert (grown.ordered, grown.head) == (anew.ordered, anew.head)
    assert grown.head.directory == DIRECTORY


def corrected(target: Entry) -> EntryCorrected:
    change = Change(field="occurredOn", old="", new="2026-01-09")
    return EntryCorrected(
        occurred_on=date(2026, 2, 1),
        target_event_id=target.event_id,
        changes=(change,),
        reason="Fel dag.",
        found_by=REGISTRAR,
    )


def test_performers_that_do_not_know_of_each_other_see_each_others_entries() -> None:
    # given two processes on one store
    store = MemoryStore()
    here, there = Ours(services(store), "here"), Ours(services(store), "there")
    programme_id = here.programme("01234567")
    # when they take turns
    for _ in range(3):
        there.add_evidence(programme_id)
        here.add_evidence(programme_id)
    # then
    versions = [entry.version for entry in store.stream(programme_id)]
    assert versions == list(range(1, len(versions) + 1))
