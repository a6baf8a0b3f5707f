"""Reading a stream on both time axes: what held on a day, as known at a position.

The rules are numbered as in docs/explanation/historical-views.md.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from ksbs.domain.event import Amendment, Annulment, Change, Correction, Entry, Event
from ksbs.domain.rule import RuleBroken

S = TypeVar("S")
V = TypeVar("V", bound=Event)


def facts(entries: Sequence[Entry]) -> list[Entry]:
    """Give the facts in force as they read after corrections, in valid order.

    `entries` are those of one stream in position order, cut at what was known
    (rule 1); amendments are never among the result (rules 2 and 3).
    """
    if any(isinstance(e.event, Amendment) for e in entries):
        entries = _amended(entries)
    return in_valid_order(entries)


def in_valid_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sort by the day as it reads, then by the entry's own position (rule 7)."""
    return sorted(entries, key=lambda e: (e.event.occurred_on, e.position))


def until(ordered: Sequence[Entry], *, valid_at: date) -> Sequence[Entry]:
    """Cut facts in valid order after the last one of the day `valid_at` (rule 8)."""
    end = bisect_right(ordered, valid_at, key=lambda e: e.event.occurred_on)
    return ordered[:end]


def known(entries: Sequence[Entry], *, position: int) -> Sequence[Entry]:
    """Cut entries in position order after the last one known at `position` (rule 1)."""
    return entries[: bisect_right(entries, position, key=lambda e: e.position)]


def fold(initial: S, ordered: Iterable[Entry]) -> S:
    """Fold facts in valid order into a state."""
    state = initial
    for entry in ordered:
        state = entry.event.evolve(state)
    return state


@dataclass(frozen=True, slots=True)
class Broken:
    """A hard rule that an entry breaks where it stands in valid order."""

    rule: RuleBroken
    entry: Entry

    @property
    def key(self) -> tuple[str, UUID]:
        """What makes two breaches the same: the rule and the entry."""
        return self.rule.name(), self.entry.event_id


def broken(initial: S, ordered: Iterable[Entry]) -> list[Broken]:
    """Check every fact against the state before it, in valid order (rule 12)."""
    state, found = initial, []
    for entry in ordered:
        try:
            entry.event.check(state)
        except RuleBroken as rule:
            found.append(Broken(rule, entry))
        state = entry.event.evolve(state)
    return found


def annulled(entries: Sequence[Entry]) -> frozenset[UUID]:
    """Give the ids of entries out of force: one pass, newest to oldest (rule 4)."""
    position = {e.event_id: e.position for e in entries}
    void: set[UUID] = set()
    for entry in reversed(entries):
        event = entry.event
        if not isinstance(event, Annulment) or entry.event_id in void:
            continue
        if position.get(event.target_event_id, entry.position) < entry.position:
            void.add(event.target_event_id)
    return frozenset(void)


def misdirected(entries: Sequence[Entry]) -> list[Entry]:
    """Give the amendments that name nothing earlier in their stream (rule 9)."""
    seen: set[UUID] = set()
    astray = []
    for entry in entries:
        event = entry.event
        if isinstance(event, Amendment) and event.target_event_id not in seen:
            astray.append(entry)
        seen.add(entry.event_id)
    return astray


def corrected(event: V, changes: Iterable[Change]) -> V:
    """Overlay whole fields and validate the result by the event's model (rule 5).

    Raises:
        pydantic.ValidationError: if the result is not a valid event of its kind.
    """
    fields = event.wire() | {change.field: change.new for change in changes}
    return type(event).model_validate_json(json.dumps(fields))


def _amended(entries: Sequence[Entry]) -> list[Entry]:
    void = annulled(entries)
    reads: dict[UUID, Entry] = {}
    for entry in entries:
        if entry.event_id in void:
            continue
        event = entry.event
        if not isinstance(event, Amendment):
            reads[entry.event_id] = entry
        elif isinstance(event, Correction) and event.target_event_id in reads:
            target = reads[event.target_event_id]
            amended = corrected(target.event, event.changes)
            reads[event.target_event_id] = target.reading(amended)
    return list(reads.values())
