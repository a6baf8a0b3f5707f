"""Pages of the audit trail as users ask for them: what `GET /events` asks its service.

The trail's index finds them. Every way to ask has as many entries that fit all along the
log, so the first page and one far back are as long.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from uuid_utils.compat import uuid7

from bench import city, ours
from ksbs.application.actor import Actor
from ksbs.application.ports import EventFilter, EventStore
from ksbs.application.services import Services
from ksbs.application.trail import Trail, TrailPage
from ksbs.application.trail_filter import TrailFilter
from ksbs.domain.event import Entry
from ksbs.domain.words import Role
from ksbs.readmodels.serving import read_models_of
from ksbs.readmodels.trail import TrailRunner
from ksbs.readmodels.trail_reading import ReadTrail
from ksbs.store.mapper import recorded

PAGE = 20
"""As many as the API gives unless more are asked for."""
_AUDITOR = Actor(ours.PERSONS[Role.AUDITOR], Role.AUDITOR)
_PRINCIPAL = Actor(UUID(int=0xABC), Role.PRINCIPAL, unit=city.unit(7))


@dataclass(frozen=True)
class Asked:
    """A way to ask the audit trail, and who asks."""

    which: TrailFilter
    actor: Actor = _AUDITOR


@dataclass(frozen=True)
class Pages:
    """The audit trail of a filled log, by each way to ask it."""

    trail: Trail
    asked: Mapping[str, Asked]
    far_back: UUID
    """The cursor of a page that has nine tenths of the log before it."""

    def first(self, label: str) -> TrailPage:
        """Read the latest page."""
        return self._page(label, after=None)

    def deep(self, label: str) -> TrailPage:
        """Read a page far back."""
        return self._page(label, after=self.far_back)

    def _page(self, label: str, *, after: UUID | None) -> TrailPage:
        asked = self.asked[label]
        page = self.trail.page(asked.which, actor=asked.actor, limit=PAGE, after=after)
        assert len(page.entries) == PAGE, label
        return page


@contextmanager
def paging(store: EventStore, dsn: str) -> Iterator[Pages]:
    """Fill the trail's index, and give the trail of a city's log."""
    TrailRunner(dsn, recorded).catch_up()
    with read_models_of(dsn, ()) as read_models:
        index = ReadTrail(read_models, decode=recorded)
        services = Services(store, ours.SystemClock(), uuid7, trail_index=index)
        head = store.head().position
        far_back = _at(store, head // 10).event_id
        yield Pages(services.trail, _ways_to_ask(store, head), far_back)


def _ways_to_ask(store: EventStore, head: int) -> dict[str, Asked]:
    """Give each filter on its own, and what a principal may read."""
    since, until = (
        _at(store, position).recorded_at for position in (head // 20, head * 19 // 20)
    )
    filters = {
        "all": TrailFilter(),
        "unit": TrailFilter(school_unit_code=city.unit(7)),
        "person": TrailFilter(person_id=ours.PERSONS[Role.PROCESS_SUPPORTER]),
        "role": TrailFilter(role=Role.PRINCIPAL),
        "name": TrailFilter(name="ProgrammeStarted"),
        "recorded": TrailFilter(recorded_from=since, recorded_to=until),
        "occurred": TrailFilter(
            occurred_from=date(2022, 1, 1), occurred_to=date(2022, 6, 30)
        ),
        "dnr": TrailFilter(dnr=city.case(7)),
        "named": TrailFilter(named_id=ours.PERSONS[Role.WORKING_GROUP]),
        "word": TrailFilter(question="närvaron"),
        "words": TrailFilter(question="elevernas ämne"),
    }
    asked = {label: Asked(which) for label, which in filters.items()}
    return asked | {"own_school": Asked(TrailFilter(), _PRINCIPAL)}


def _at(store: EventStore, position: int) -> Entry:
    return store.entries(EventFilter(up_to=position), limit=1)[0]
