"""The audit trail: the log itself, latest first, with filters and a cursor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ksbs.application import policy, streams
from ksbs.application.actor import Actor
from ksbs.application.history import History
from ksbs.application.ports import EventFilter
from ksbs.application.refusals import NotFound
from ksbs.domain.event import EVENTS, Entry
from ksbs.domain.words import Role

_BATCH = 500


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What an audit asks for; None where it does not matter.

    Days are local and include their last moment; `name` is an event's catalogue name
    or stored name.
    """

    programme_id: UUID | None = None
    school_unit_code: str | None = None
    person_id: UUID | None = None
    role: Role | None = None
    name: str | None = None
    recorded_from: datetime | None = None
    recorded_to: datetime | None = None
    occurred_from: date | None = None
    occurred_to: date | None = None
    dnr: str | None = None
    correlation_id: UUID | None = None

    def fits(self, entry: Entry) -> bool:
        """Tell whether an entry is asked for, as far as the entry itself tells."""
        meta, day = entry.metadata, entry.event.occurred_on
        return all(
            (
                self.person_id in (None, meta.recorded_by.person_id),
                self.role in (None, meta.recorded_by.role),
                self.dnr in (None, meta.dnr),
                self.correlation_id in (None, meta.correlation_id),
                self.occurred_from is None or self.occurred_from <= day,
                self.occurred_to is None or day <= self.occurred_to,
            )
        )


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of the trail; `more` tells that a further one exists."""

    entries: Sequence[Entry]
    more: bool


@dataclass
class Trail:
    """Reads the audit trail for those who may."""

    history: History

    def page(
        self,
        which: TrailFilter,
        *,
        actor: Actor,
        limit: int,
        after: UUID | None = None,
        up_to: int | None = None,
    ) -> TrailPage:
        """Give a page of entries, the latest first.

        `after` is the event id that the previous page ended with, `up_to` the last
        position to know of.

        Raises:
            NotFound: if `after` or the programme does not exist.
            Forbidden: if the actor may not read the programme asked for.
        """
        self._refuse_role(actor)
        if which.programme_id is not None:
            self.history.stream(which.programme_id, actor=actor)
        readable = _Readable(self.history, actor, which.school_unit_code)
        found: list[Entry] = []
        for entry in self._walk(which, after=self._position(after), up_to=up_to):
            if which.fits(entry) and readable(entry):
                found.append(entry)
            if len(found) > limit:
                break
        return TrailPage(found[:limit], more=len(found) > limit)

    def entry(self, event_id: UUID, *, actor: Actor) -> Entry:
        """Give one entry.

        Raises:
            NotFound: if there is none of that id that the actor may read.
        """
        self._refuse_role(actor)
        entry = self.history.store.entry(event_id)
        if entry is None or not _Readable(self.history, actor, None)(entry):
            raise NotFound("event", event_id)
        return entry

    def _refuse_role(self, actor: Actor) -> None:
        """Refuse roles that may read no trail at all; which streams is asked one by one."""
        what = policy.Read.AUDIT_TRAIL
        verdict = policy.may_read(actor, what, relations=frozenset(policy.Relation))
        policy.require(verdict, action=what.value, role=actor.role)

    def _position(self, after: UUID | None) -> int | None:
        if after is None:
            return None
        entry = self.history.store.entry(after)
        if entry is None:
            raise NotFound("event", after)
        return entry.position

    def _walk(
        self, which: TrailFilter, *, after: int | None, up_to: int | None
    ) -> Iterable[Entry]:
        while True:
            batch = self.history.store.entries(
                EventFilter(
                    stream_id=which.programme_id,
                    names=_stored_names(which.name),
                    after=after,
                    up_to=up_to,
                    recorded_from=which.recorded_from,
                    recorded_to=which.recorded_to,
                ),
                limit=_BATCH,
            )
            yield from batch
            if len(batch) < _BATCH:
                return
            after = batch[-1].position


class _Readable:
    """Remembers which streams the actor may read while a page is made."""

    def __init__(self, history: History, actor: Actor, unit: str | None) -> None:
        self._history = history
        self._actor = actor
        self._unit = unit
        self._known: dict[UUID, bool] = {}

    def __call__(self, entry: Entry) -> bool:
        if entry.stream_id not in self._known:
            self._known[entry.stream_id] = self._may(entry)
        return self._known[entry.stream_id]

    def _may(self, entry: Entry) -> bool:
        category = streams.category_of(entry.event.stored_as)
        if category == streams.PROGRAMME:
            entries = self._history.store.stream(entry.stream_id)
            about = next(iter(entries)).event
            unit = getattr(about, "school_unit_code", None)
            return self._unit in (None, unit) and self._may_programme(entries)
        if self._unit is not None:
            return False
        what = policy.Read.DIRECTORY
        if category == streams.SCHOOL_UNIT:
            what = policy.Read.SCHOOL_UNITS
        return policy.may_read(self._actor, what, relations=()).allowed

    def _may_programme(self, entries: Sequence[Entry]) -> bool:
        return self._history.may_read(entries, actor=self._actor).allowed


def _stored_names(name: str | None) -> tuple[str, ...]:
    if name is None:
        return ()
    return tuple(
        stored for stored, event in EVENTS.items() if name in (stored, event.__name__)
    ) or (name,)
