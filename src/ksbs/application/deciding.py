"""From a command and a stream to what is to be recorded: pure, without I/O.

Rules are checked in valid order. An entry that comes last is checked against the state
before it; a late entry or an amendment is checked by refolding the stream with it, and
refused if a hard rule breaks that was not broken before (rules 11 and 12 of
docs/explanation/historical-views.md).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ksbs.domain.command import Dated, Occasion
from ksbs.domain.event import Amendment, Entry, Event
from ksbs.domain.record.amendment import AmendmentCommand
from ksbs.domain.replay import Broken, broken, facts, fold, in_valid_order, until
from ksbs.domain.rule import Advisory
from ksbs.domain.timing import (
    RegisteredLate,
    WouldBreakRule,
    is_late,
    refuse_bad_timing,
)

Enter = Callable[[Event, int], Entry]
"""Makes the provisional entry of an event: the event and its index in the command."""


@dataclass(frozen=True)
class Stream:
    """What a command is decided on: the entries and the state before all of them."""

    entries: Sequence[Entry]
    initial: Any
    late_after_days: int = 14

    @cached_property
    def ordered(self) -> list[Entry]:
        """The facts in force, in valid order."""
        return facts(self.entries)

    @cached_property
    def head(self) -> Any:
        """The state after all of them."""
        return fold(self.initial, self.ordered)

    def grown(self, newer: Sequence[Entry], *, initial: Any) -> "Stream":
        """Give the stream with newer entries, on what the directory knows by now.

        Facts that come last in valid order are folded onto the head that stands, if it
        has been asked for; everything else is folded anew when it is asked for.
        """
        entries = (*self.entries, *newer)
        grown = Stream(entries, initial, self.late_after_days)
        if "head" in self.__dict__ and self._goes_on(newer, initial):
            grown.__dict__["ordered"] = [*self.ordered, *newer]
            grown.__dict__["head"] = fold(self.head, newer)
        return grown

    def _goes_on(self, newer: Sequence[Entry], initial: Any) -> bool:
        if _directory(initial) is not _directory(self.initial):
            return False
        days = [entry.event.occurred_on for entry in (*self.ordered[-1:], *newer)]
        facts_only = not any(isinstance(entry.event, Amendment) for entry in newer)
        return facts_only and days == sorted(days)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a command leads to.

    `claim` and `release` are the names that the stream takes and gives up with it.
    """

    entries: tuple[Entry, ...]
    advisories: tuple[Advisory, ...] = ()
    claim: tuple[str, ...] = ()
    release: tuple[str, ...] = ()


def _directory(initial: Any) -> Any:
    return getattr(initial, "directory", None)


def decide(
    command: Any, *, stream: Stream, occasion: Occasion, enter: Enter
) -> Decided:
    """Decide a command.

    Raises:
        RuleBroken: if a hard rule forbids it; nothing is to be recorded.
    """
    if isinstance(command, AmendmentCommand):
        return _amend(command, stream=stream, occasion=occasion, enter=enter)
    return _record(command, stream=stream, occasion=occasion, enter=enter)


def _amend(
    command: AmendmentCommand, *, stream: Stream, occasion: Occasion, enter: Enter
) -> Decided:
    entries = stream.entries
    amendment = enter(command.decide(entries, occasion=occasion), 0)
    after = facts((*entries, amendment))
    _refuse_new_breaches(stream.initial, before=stream.ordered, after=after)
    claim, release = _claims(stream.head, fold(stream.initial, after))
    return Decided((amendment,), claim=claim, release=release)


def _record(
    command: Dated, *, stream: Stream, occasion: Occasion, enter: Enter
) -> Decided:
    day = occasion.occurred_on
    refuse_bad_timing(
        day,
        today=occasion.today,
        late_reason=command.late_reason,
        late_after_days=stream.late_after_days,
    )
    ordered = stream.ordered
    before_it = until(ordered, valid_at=day)
    last = len(before_it) == len(ordered)
    state = stream.head if last else fold(stream.initial, before_it)
    events = _events(command, state=state, occasion=occasion)
    advisories = list(advise(command, events, state=state, occasion=occasion))
    advisories += _late(day, occasion=occasion, stream=stream)
    new = tuple(enter(event, index) for index, event in enumerate(events))
    after = _admit(state, events)
    if not last:
        woven = in_valid_order((*ordered, *new))
        _refuse_new_breaches(stream.initial, before=ordered, after=woven)
        after = fold(stream.initial, woven)
    claim, release = _claims(stream.head, after)
    return Decided(new, tuple(advisories), claim, release)


def _events(command: Any, *, state: Any, occasion: Occasion) -> tuple[Event, ...]:
    decided = command.decide(state, occasion=occasion)
    return decided if isinstance(decided, tuple) else (decided,)


def _admit(state: Any, events: Iterable[Event]) -> Any:
    """Check the events one after the other and give the state after them."""
    for event in events:
        event.check(state)
        state = event.evolve(state)
    return state


def advise(
    command: Any, events: Iterable[Event], *, state: Any, occasion: Occasion
) -> Iterable[Advisory]:
    """Give what is worth a second look about a command and its events."""
    if hasattr(command, "advise"):
        yield from command.advise(state, occasion=occasion)
    for event in events:
        yield from event.advise(state)
        state = event.evolve(state)


def _late(day: date, *, occasion: Occasion, stream: Stream) -> list[Advisory]:
    if not is_late(day, today=occasion.today, limit=stream.late_after_days):
        return []
    return [RegisteredLate(days=(occasion.today - day).days)]


def _refuse_new_breaches(
    initial: Any, *, before: Sequence[Entry], after: Sequence[Entry]
) -> None:
    found = broken(initial, after)
    if not found:
        return
    known = {breach.key for breach in broken(initial, before)}
    for breach in found:
        if breach.key not in known:
            raise _would_break(breach) from breach.rule


def _would_break(breach: Broken) -> WouldBreakRule:
    return WouldBreakRule(
        rule=breach.rule.name(),
        name=breach.entry.name,
        on=breach.entry.occurred_on,
        event_id=breach.entry.event_id,
        message=breach.rule.en.rstrip("."),
    )


def _claims(before: Any, after: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    held, wanted = before.claims(), after.claims()
    return tuple(sorted(wanted - held)), tuple(sorted(held - wanted))
