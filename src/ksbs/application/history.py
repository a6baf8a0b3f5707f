"""Views of programmes at a moment on both time axes, by folding the streams.

Slow and right: the oracle against which faster views are checked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from ksbs.application import policy, streams
from ksbs.application.actor import Actor
from ksbs.application.days import day_of, end_of, written
from ksbs.application.ports import Clock, EventStore, Head, MomentInFuture
from ksbs.application.reading import DirectoryReader
from ksbs.application.refusals import NotFound, not_then
from ksbs.application.swedish import swedish_key
from ksbs.application.view import AsOf, ProgrammeView, programme_view
from ksbs.domain.event import Entry
from ksbs.domain.programme import Programme
from ksbs.domain.replay import facts, fold, known, until


class NotYetKnown(Exception):
    """A moment lies in the future, where nothing is known yet.

    `parameter` is what it was said of, spelled as in Python.
    """

    def __init__(self, moment: date | datetime, *, parameter: str) -> None:
        self.moment = moment
        self.parameter = parameter
        super().__init__(f"{parameter} {written(moment)} lies in the future")


def as_of_programme(
    entries: Iterable[Entry], *, position: int, valid_at: date
) -> Programme:
    """Fold one stream into the programme on a day, as known at a position."""
    ordered = facts(known(list(entries), position=position))
    return fold(Programme(), until(ordered, valid_at=valid_at))


@dataclass
class History:
    """Answers questions about any past moment."""

    store: EventStore
    clock: Clock
    directory: DirectoryReader

    def resolve(
        self,
        *,
        valid_at: date | None = None,
        known_at: date | datetime | None = None,
        parameter: str = "known_at",
    ) -> AsOf:
        """Resolve a pair of times once, at the edge.

        Both default to now; `known_at` alone means as it looked that day. A bare date
        is the end of that day in Stockholm; today's date means now. What is known now
        is known as of the last entry: only its time is final, for an entry stamped
        earlier than the present instant may still be on its way.

        Args:
            valid_at: What was true on this day.
            known_at: As it was known then.
            parameter: What `known_at` was said of.

        Raises:
            NotYetKnown: if `known_at` lies in the future.
        """
        now = self.clock.now().astimezone(UTC)
        self.refuse_future(known_at, parameter=parameter)
        moment = _instant(known_at, now=now)
        if moment is None:
            head = self.store.head()
            seen_at = head.recorded_at or now
            return _pair(head, valid_at=valid_at or day_of(now), known_at=seen_at)
        try:
            head = self.store.head_at(moment)
        except MomentInFuture:
            raise NotYetKnown(moment, parameter=parameter) from None
        return _pair(head, valid_at=valid_at or day_of(moment), known_at=moment)

    def resolve_both(
        self,
        first: AsOf,
        *,
        valid_at: date | None = None,
        known_at: date | datetime | None = None,
    ) -> tuple[AsOf, AsOf]:
        """Resolve a pair to compare with: the first's day as known now unless said.

        Raises:
            NotYetKnown: if `known_at` lies in the future.
        """
        second = self.resolve(
            valid_at=valid_at or first.valid_at,
            known_at=known_at,
            parameter="compare_known_at",
        )
        return first, second

    def refuse_future(self, moment: date | datetime | None, *, parameter: str) -> None:
        """Refuse a moment that has not been yet.

        Raises:
            NotYetKnown: with the parameter that it was said of.
        """
        now = self.clock.now()
        latest = now if isinstance(moment, datetime) else day_of(now)
        if moment is not None and moment > latest:
            raise NotYetKnown(moment, parameter=parameter)

    def programme(
        self, programme_id: UUID, *, as_of: AsOf, actor: Actor
    ) -> tuple[ProgrammeView, int]:
        """Show one programme, with its stream's version as of the pair.

        Raises:
            NotFound: if there is no such programme, or it was not nominated then.
            Forbidden: if the actor may not look at it.
        """
        entries = self.stream(programme_id, actor=actor)
        seen = known(entries, position=as_of.position)
        programme = as_of_programme(
            seen, position=as_of.position, valid_at=as_of.valid_at
        )
        view = programme_view(programme, programme_id=programme_id, as_of=as_of)
        if view is None:
            raise not_then(programme_id, as_of)
        return view, len(seen)

    def programmes(self, *, as_of: AsOf, actor: Actor) -> list[ProgrammeView]:
        """Show every programme that the actor may see, by school in Swedish order."""
        views = []
        for programme_id, entries in self.store.streams(streams.PROGRAMME).items():
            if not self.may_read(entries, actor=actor).allowed:
                continue
            programme = as_of_programme(
                entries, position=as_of.position, valid_at=as_of.valid_at
            )
            view = programme_view(programme, programme_id=programme_id, as_of=as_of)
            views += [view] if view is not None else []
        return sorted(
            views, key=lambda v: (swedish_key(v.school_name), str(v.programme_id))
        )

    def stream(self, programme_id: UUID, *, actor: Actor) -> list[Entry]:
        """Give the entries of a programme that the actor may read.

        Raises:
            NotFound, Forbidden: as `programme`.
        """
        entries = list(self.store.stream(programme_id))
        if not streams.is_programme(entries):
            raise NotFound("programme", programme_id)
        policy.require(
            self.may_read(entries, actor=actor),
            action=policy.Read.PROGRAMME.value,
            role=actor.role,
        )
        return entries

    def may_read(self, entries: Iterable[Entry], *, actor: Actor) -> policy.Verdict:
        """Say whether the actor may read a programme, as it stands now."""
        programme = fold(
            Programme(directory=self.directory.now()), facts(list(entries))
        )
        relations = policy.relations_to(
            actor, programme, unit=programme.unit, today=day_of(self.clock.now())
        )
        return policy.may_read(actor, policy.Read.PROGRAMME, relations=relations)


def _instant(moment: date | datetime | None, *, now: datetime) -> datetime | None:
    """Give the instant that is meant, None for now."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    if moment is None or moment == day_of(now):
        return None
    return end_of(moment)


def _pair(head: Head, *, valid_at: date, known_at: datetime) -> AsOf:
    return AsOf(
        valid_at=valid_at,
        known_at=known_at,
        position=head.position,
        root=head.root.hex(),
    )
