"""The audit trail: the log itself, latest first, with filters and a cursor."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from uuid import UUID

from ksbs.application import policy, streams
from ksbs.application.actor import Actor
from ksbs.application.history import History
from ksbs.application.ports import EventFilter
from ksbs.application.refusals import NotFound, refuse_turned
from ksbs.application.trail_facts import unit_of
from ksbs.application.trail_filter import TrailFilter, stored_names
from ksbs.application.trail_index import TrailIndex, may_read_category, reach_of
from ksbs.domain.event import Entry

_BATCH = 500
_BOUNDS = (("recorded_from", "recorded_to"), ("occurred_from", "occurred_to"))


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of the trail; `more` tells that a further one exists."""

    entries: Sequence[Entry]
    more: bool


@dataclass
class Trail:
    """Reads the audit trail for those who may.

    With an index that has come as far as is asked it finds what fits; without, it looks
    at every entry. What the index finds is checked by the policy entry by entry too.
    """

    history: History
    index: TrailIndex | None = None

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
            ParametersRefused: if what it asks for begins after its end.
            NotFound: if `after` or the programme does not exist.
            Forbidden: if the actor may not read the programme asked for.
        """
        self._refuse_role(actor)
        refuse_turned(asdict(which), *_BOUNDS)
        if which.programme_id is not None:
            self.history.stream(which.programme_id, actor=actor)
        after_position = self._position(after)
        known = self.history.store.head().position if up_to is None else up_to
        if self.index is not None:
            found = self._indexed(which, actor, after_position, known, limit)
            if found is not None:
                return found
        readable = _Readable(self.history, actor)
        walked = self._walk(which, after=after_position, up_to=known)
        fitting = (
            entry
            for entry in walked
            if which.fits(entry) and readable(entry) and readable.is_of(entry, which)
        )
        return _cut(list(islice(fitting, limit + 1)), limit)

    def _indexed(
        self,
        which: TrailFilter,
        actor: Actor,
        before: int | None,
        up_to: int,
        limit: int,
    ) -> TrailPage | None:
        """Give a page by the index, None if it cannot say."""
        if self.index is None:
            return None
        reach = reach_of(actor, history=self.history)
        readable = _Readable(self.history, actor, reads_all=reach.named is None)
        found: list[Entry] = []
        while len(found) <= limit:
            batch = self.index.entries(
                which, reach=reach, before=before, up_to=up_to, limit=limit + 1
            )
            if batch is None:
                return None
            found += filter(readable, batch)
            if len(batch) <= limit:
                break
            before = batch[-1].position
        return _cut(found, limit)

    def entry(self, event_id: UUID, *, actor: Actor) -> Entry:
        """Give one entry.

        Raises:
            NotFound: if there is none of that id that the actor may read.
        """
        self._refuse_role(actor)
        entry = self.history.store.entry(event_id)
        if entry is None or not _Readable(self.history, actor)(entry):
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
                    names=stored_names(which.name),
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


def _cut(found: Sequence[Entry], limit: int) -> TrailPage:
    return TrailPage(found[:limit], more=len(found) > limit)


class _Readable:
    """Remembers which streams the actor may read while a page is made.

    With `reads_all` it is known already that the actor may read every programme.
    """

    def __init__(
        self, history: History, actor: Actor, *, reads_all: bool = False
    ) -> None:
        self._history = history
        self._actor = actor
        self._reads_all = reads_all
        self._known: dict[UUID, bool] = {}
        self._units: dict[UUID, str | None] = {}

    def __call__(self, entry: Entry) -> bool:
        if entry.stream_id not in self._known:
            self._known[entry.stream_id] = self._may(entry)
        return self._known[entry.stream_id]

    def is_of(self, entry: Entry, which: TrailFilter) -> bool:
        """Tell whether an entry is of the school unit that is asked for, if any is.

        A programme's are of the unit that was nominated, others of the one they name.
        """
        if which.school_unit_code is None:
            return True
        if streams.category_of(entry.event.stored_as) != streams.PROGRAMME:
            return unit_of(entry.event) == which.school_unit_code
        if entry.stream_id not in self._units:
            first = next(iter(self._history.store.stream(entry.stream_id)))
            self._units[entry.stream_id] = unit_of(first.event)
        return self._units[entry.stream_id] == which.school_unit_code

    def _may(self, entry: Entry) -> bool:
        category = streams.category_of(entry.event.stored_as)
        if category != streams.PROGRAMME:
            return may_read_category(self._actor, category)
        if self._reads_all:
            # Reading and folding a stream takes longer than the rest of a page.
            return True
        entries = self._history.store.stream(entry.stream_id)
        return self._history.may_read(entries, actor=self._actor).allowed
