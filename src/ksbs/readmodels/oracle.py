"""A second, brute-force reading of a stream, against which the read models are checked.

Written from the rules of docs/explanation/historical-views.md alone, by recursion and by
looking through everything for every question. It shares no step with
`ksbs.domain.replay` nor with the segments that the runner keeps; only what an event
makes of a state and what rows a state has are the same, for those are what is shown.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from ksbs.application.projection import Projection
from ksbs.domain.event import Amendment, Annulment, Correction, Entry, Event


class Oracle:
    """Answers for one stream, given all its entries in order of position."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._amendments = [e for e in entries if isinstance(e.event, Amendment)]
        self._told: tuple[int, list[Event]] = (0, [])
        """What was told at the position last asked for."""

    def told(self, position: int) -> list[Event]:
        """Give the facts known at a position as they read then, in valid order."""
        if self._told[0] != position:
            facts = [
                (self._reading(entry, position), entry.position)
                for entry in self._entries
                if entry.position <= position
                and not isinstance(entry.event, Amendment)
                and self._in_force(entry, position)
            ]
            facts.sort(key=lambda fact: (fact[0].occurred_on, fact[1]))
            self._told = (position, [event for event, _ in facts])
        return self._told[1]

    def state(self, initial: Any, *, valid_at: date, position: int) -> Any:
        """Fold what held on a day, the day included, as known at a position."""
        state = initial
        for event in self.told(position):
            if event.occurred_on <= valid_at:
                state = event.evolve(state)
        return state

    def rows(
        self, projection: Projection, *, valid_at: date, position: int
    ) -> dict[tuple[Any, ...], dict[str, Any]]:
        """Give the rows on a day, as known at a position, by key."""
        initial = projection.about.initial()
        state = self.state(initial, valid_at=valid_at, position=position)
        return rows_of(projection, state)

    def _in_force(self, entry: Entry, position: int) -> bool:
        """Tell whether no annulment in force, known and later, names it (rules 4, 9)."""
        return not any(
            isinstance(later.event, Annulment) and self._in_force(later, position)
            for later in self._about(entry, position)
        )

    def _reading(self, entry: Entry, position: int) -> Event:
        """Overlay the corrections in force, the last one last (rules 5 and 6)."""
        fields: dict[str, Any] = {}
        for later in self._about(entry, position):
            if isinstance(later.event, Correction) and self._in_force(later, position):
                for change in later.event.changes:
                    fields[change.field] = change.new
        if not fields:
            return entry.event
        overlaid = json.dumps({**entry.event.wire(), **fields})
        return type(entry.event).model_validate_json(overlaid)

    def _about(self, entry: Entry, position: int) -> list[Entry]:
        """Give the amendments known that name an earlier entry."""
        return [
            later
            for later in self._amendments
            if entry.position < later.position <= position
            and isinstance(later.event, Amendment)
            and later.event.target_event_id == entry.event_id
        ]


def rows_of(
    projection: Projection, state: Any
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Give the rows of a state by key."""
    return {
        tuple(row[name] for name in projection.key): dict(row)
        for row in projection.rows(state)
    }
