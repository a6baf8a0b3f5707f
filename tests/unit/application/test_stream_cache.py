from datetime import date
from uuid import UUID

import pytest

from bench.ours import Ours, services
from ksbs.application.reading import StreamCache
from ksbs.domain.enrolment.nomination import ConditionsAssessed
from ksbs.domain.event import Entry
from tests.support.memory_store import MemoryStore
from tests.support.record import REGISTRAR, Record

ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.fixture
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


def test_a_stream_is_given_as_it_was_kept(entries: tuple[Entry, ...]) -> None:
    # given
    cache = StreamCache()
    # when
    cache.keep(ONE, entries[:2])
    cache.keep(ONE, entries)
    # then
    assert cache.known(ONE) == entries
    assert cache.known(TWO) == ()


def test_a_shorter_reading_does_not_replace_a_longer_one(
    entries: tuple[Entry, ...],
) -> None:
    cache = StreamCache()
    cache.keep(ONE, entries)
    cache.keep(ONE, entries[:2])
    assert cache.known(ONE) == entries


def test_entries_with_a_gap_are_not_kept(entries: tuple[Entry, ...]) -> None:
    cache = StreamCache()
    cache.keep(ONE, (*entries[:2], entries[3]))
    assert cache.known(ONE) == ()


def test_the_stream_used_longest_ago_is_let_go_of(entries: tuple[Entry, ...]) -> None:
    # given
    cache = StreamCache(limit=2)
    cache.keep(ONE, entries)
    cache.keep(TWO, entries)
    # when
    cache.known(ONE)
    cache.keep(THREE, entries)
    # then
    assert (cache.known(ONE), cache.known(TWO)) == (entries, ())


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
