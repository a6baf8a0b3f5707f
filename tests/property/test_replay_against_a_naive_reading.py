"""Every (key, day, position) cell of random logs, against the naive reading."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

import pytest

from ksbs.domain import replay
from ksbs.domain.event import Amendment, Annulment, Correction, Entry
from tests.support import naive
from tests.support.toy import KEYS, START, Values, entries_of, random_log

LENGTH, DAYS = 14, 5
Facts = Callable[[Sequence[Entry]], Sequence[Entry]]


def _views(entries: Sequence[Entry], facts: Facts) -> dict[tuple[date, int], Values]:
    """Give the folded values for every day and position."""
    views: dict[tuple[date, int], Values] = {}
    for position in range(1, len(entries) + 1):
        ordered = facts(replay.known(entries, position=position))
        for offset in range(DAYS):
            day = START + timedelta(days=offset)
            empty: Values = {}
            views[day, position] = replay.fold(
                empty, [e for e in ordered if e.occurred_on <= day]
            )
    return views


def _wrong_cells(facts: Facts, *, logs: int, seed: int = 1) -> tuple[int, int, int]:
    """Count the cells, those that hold a row, and those that differ."""
    random, cells, occupied, wrong = Random(seed), 0, 0, 0
    for _ in range(logs):
        log = random_log(random, length=LENGTH, days=DAYS)
        for (day, position), values in _views(entries_of(log), facts).items():
            for key in KEYS:
                expected = naive.cell(log, key=key, valid=day, known=position)
                cells += 1
                occupied += expected is not None
                wrong += values.get(key) != expected
    return cells, occupied, wrong


def test_every_cell_of_random_logs_equals_the_naive_reading() -> None:
    # given / when
    cells, occupied, wrong = _wrong_cells(replay.facts, logs=220)
    # then
    assert wrong == 0
    assert cells >= 30_000
    assert occupied / cells > 0.3, "too few cells hold a row to prove anything"


def test_cutting_by_day_gives_the_facts_up_to_and_including_it() -> None:
    random = Random(2)
    for _ in range(100):
        # given
        ordered = replay.facts(entries_of(random_log(random, length=LENGTH, days=DAYS)))
        day = START + timedelta(days=random.randrange(DAYS))
        # when
        cut = replay.until(ordered, valid_at=day)
        # then
        assert list(cut) == [e for e in ordered if e.occurred_on <= day]


def _arrival_order(entries: Sequence[Entry]) -> Sequence[Entry]:
    return sorted(replay.facts(entries), key=lambda e: e.position)


def _annulments_oldest_first(entries: Sequence[Entry]) -> Sequence[Entry]:
    void = set()
    for entry in entries:
        if isinstance(entry.event, Annulment) and entry.event_id not in void:
            void.add(entry.event.target_event_id)
    kept = [e for e in entries if e.event_id not in void]
    return replay.facts([e for e in kept if not isinstance(e.event, Annulment)])


def _corrections_ignored(entries: Sequence[Entry]) -> Sequence[Entry]:
    return replay.facts([e for e in entries if not isinstance(e.event, Correction)])


def _amendments_cut_by_their_own_day(entries: Sequence[Entry]) -> Sequence[Entry]:
    return replay.facts(
        [
            e
            for e in entries
            if not isinstance(e.event, Amendment) or e.occurred_on <= START
        ]
    )


def _amendment_moves_the_position(entries: Sequence[Entry]) -> Sequence[Entry]:
    moved = {
        e.event.target_event_id: e.position
        for e in entries
        if isinstance(e.event, Correction)
    }
    return sorted(
        replay.facts(entries),
        key=lambda e: (e.occurred_on, moved.get(e.event_id, e.position)),
    )


def _corrected_day_ignored_in_the_order(entries: Sequence[Entry]) -> Sequence[Entry]:
    recorded = {e.event_id: e.occurred_on for e in entries}
    return sorted(
        replay.facts(entries), key=lambda e: (recorded[e.event_id], e.position)
    )


@pytest.mark.parametrize(
    "bug",
    [
        _arrival_order,
        _annulments_oldest_first,
        _corrections_ignored,
        _amendments_cut_by_their_own_day,
        _amendment_moves_the_position,
        _corrected_day_ignored_in_the_order,
    ],
)
def test_a_planted_bug_shows_as_wrong_cells(bug: Facts) -> None:
    # given / when
    _, _, wrong = _wrong_cells(bug, logs=40)
    # then
    assert wrong > 0
