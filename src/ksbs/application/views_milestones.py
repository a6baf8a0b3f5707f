"""The days on which a programme came further, or somebody decided about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ksbs.domain.event import Entry
from ksbs.domain.kinds import Status
from ksbs.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class Milestone:
    """An entry that brought a programme to another status, or is a decision."""

    entry: Entry
    """As it reads, corrections included."""
    status: Status | None
    """The status that it led to; None if it led to no other."""

    @property
    def on(self) -> date:
        """The day."""
        return self.entry.event.occurred_on


def milestones(told: Iterable[Entry]) -> list[Milestone]:
    """Give the milestones among facts in valid order."""
    programme, found = Programme(), []
    for entry in told:
        before = programme.status
        programme = entry.event.evolve(programme)
        status = programme.status if programme.status != before else None
        if status is not None or entry.event.decision:
            found.append(Milestone(entry, status))
    return found
