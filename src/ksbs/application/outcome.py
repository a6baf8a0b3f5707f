"""What a performed command answers, the first time and every time after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ksbs.application.days import day_of
from ksbs.application.deciding import Stream, advise
from ksbs.application.ports import Receipt
from ksbs.domain.command import Command, Occasion
from ksbs.domain.event import Entry, Event
from ksbs.domain.record.amendment import AmendmentCommand
from ksbs.domain.replay import facts, fold, until
from ksbs.domain.rule import Advisory
from ksbs.domain.timing import RegisteredLate, is_late


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was recorded, its receipt, and what is worth a second look."""

    entries: tuple[Entry, ...]
    receipt: Receipt
    advisories: tuple[Advisory, ...]
    main_event: type[Event]

    @property
    def main(self) -> Entry:
        """The entry that the command is about."""
        kinds = (e for e in self.entries if isinstance(e.event, self.main_event))
        return next(kinds, self.entries[0])

    @property
    def others(self) -> tuple[Entry, ...]:
        """Further entries of the same command."""
        return tuple(e for e in self.entries if e is not self.main)

    @property
    def version(self) -> int:
        """The version of the stream as the command left it."""
        return self.entries[-1].version


def replayed(
    command: Command,
    *,
    receipt: Receipt,
    entries: Sequence[Entry],
    stream: Stream,
    occasion: Occasion,
) -> Outcome:
    """Rebuild the outcome of a command from the log.

    `stream` holds the entries before it, `occasion` the day it was about.
    """
    advisories: list[Advisory] = []
    if not isinstance(command, AmendmentCommand):
        state = _state_before(stream, occasion=occasion)
        events = [entry.event for entry in entries]
        advisories = list(advise(command, events, state=state, occasion=occasion))
        recorded = day_of(receipt.recorded_at)
        day = occasion.occurred_on
        if is_late(day, today=recorded, limit=stream.late_after_days):
            advisories.append(RegisteredLate(days=(recorded - day).days))
    return Outcome(tuple(entries), receipt, tuple(advisories), command.records)


def _state_before(stream: Stream, *, occasion: Occasion) -> Any:
    ordered = facts(stream.entries)
    return fold(stream.initial, until(ordered, valid_at=occasion.occurred_on))
