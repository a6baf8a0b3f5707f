"""The application as one value: what the edges (HTTP, command line) are given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from ksbs.application.history import History
from ksbs.application.perform import Performer
from ksbs.application.ports import Clock, EventStore
from ksbs.application.trail import Trail
from ksbs.application.trail_index import TrailIndex
from ksbs.application.views import RowSource


@dataclass
class Services:
    """Everything that can be asked of the programme record.

    `rows` are the read models where any are kept; without them every view is folded.
    Without `trail_index` the audit trail looks at every entry.
    """

    store: EventStore
    clock: Clock
    new_id: Callable[[], UUID]
    late_after_days: int = 14
    rows: RowSource | None = None
    trail_index: TrailIndex | None = None
    performer: Performer = field(init=False)
    history: History = field(init=False)
    trail: Trail = field(init=False)

    def __post_init__(self) -> None:
        self.performer = Performer(
            self.store, self.clock, self.new_id, self.late_after_days
        )
        self.history = History(self.store, self.clock, self.performer.directory)
        self.trail = Trail(self.history, self.trail_index)
