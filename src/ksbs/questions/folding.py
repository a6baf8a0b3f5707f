"""Rows of read models by folding the log, where no table can give them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from ksbs.application.ports import EventStore
from ksbs.application.projection import Projection, Subject
from ksbs.application.view import AsOf
from ksbs.application.views_rows import Cells
from ksbs.domain.event import Entry
from ksbs.domain.replay import facts, fold, known, until


@dataclass
class Folding:
    """Folds the log for one question or report.

    Both ask many read models about the same few pairs, so whole categories are read
    once and folded once for each pair. What is recorded meanwhile lies after every pair.
    """

    _streams: dict[str, Mapping[UUID, Sequence[Entry]]] = field(default_factory=dict)
    _states: dict[tuple[Subject, date, int], Mapping[UUID, Any]] = field(
        default_factory=dict
    )

    def of_all(
        self, projection: Projection, at: AsOf, *, store: EventStore
    ) -> dict[UUID, Sequence[Cells]]:
        """Give the rows of every stream at a pair."""
        states = self._folded(projection.about, at, store)
        return {of: list(projection.rows(state)) for of, state in states.items()}

    def _folded(
        self, about: Subject, at: AsOf, store: EventStore
    ) -> Mapping[UUID, Any]:
        key = (about, at.valid_at, at.position)
        if key not in self._states:
            self._states[key] = {
                of: _state(about, entries, at)
                for of, entries in self._read(about.category, store).items()
            }
        return self._states[key]

    def _read(self, category: str, store: EventStore) -> Mapping[UUID, Sequence[Entry]]:
        if category not in self._streams:
            self._streams[category] = store.streams(category)
        return self._streams[category]


def folded_rows(
    projection: Projection, entries: Iterable[Entry], at: AsOf
) -> list[Cells]:
    """Give the rows of one stream at a pair, given its entries."""
    return list(projection.rows(_state(projection.about, entries, at)))


def _state(about: Subject, entries: Iterable[Entry], at: AsOf) -> Any:
    ordered = facts(known(list(entries), position=at.position))
    return fold(about.initial(), until(ordered, valid_at=at.valid_at))
