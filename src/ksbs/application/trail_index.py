"""The audit trail's index: where it says which entries fit without looking at each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from ksbs.application import policy, streams
from ksbs.application.actor import Actor
from ksbs.application.days import day_of
from ksbs.application.history import History
from ksbs.application.trail_filter import TrailFilter
from ksbs.domain.event import Entry
from ksbs.domain.plan.support import SupportRequested
from ksbs.domain.programme import Programme
from ksbs.domain.words import Role

READ_BY_CATEGORY = {
    streams.PERSON: policy.Read.DIRECTORY,
    streams.SCHOOL_UNIT: policy.Read.SCHOOL_UNITS,
    streams.UNIT_INDICATORS: policy.Read.SCHOOL_UNITS,
    streams.INDICATOR_IMPORT: policy.Read.SCHOOL_UNITS,
    streams.SELECTION_ROUNDS: policy.Read.SELECTION,
    streams.NATIONAL_PROGRAMME: policy.Read.SELECTION,
}
"""What reading a stream that is no programme's takes."""

_ASKED = frozenset({Role.SUPPORT_DEPARTMENT, Role.EXTERNAL_PARTNER})


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the entries may stand that somebody may read: never too little.

    Of programmes, those in whose stream an entry names one of `named`, or is of one of
    the stored names `told`; every one if `named` is None. Whether they may really be
    read is asked of each.
    """

    categories: frozenset[str]
    named: frozenset[str] | None
    told: frozenset[str] = frozenset()


class TrailIndex(Protocol):
    """Finds entries by what an audit asks for."""

    def entries(
        self,
        which: TrailFilter,
        *,
        reach: Reach,
        before: int | None,
        up_to: int,
        limit: int,
    ) -> Sequence[Entry] | None:
        """Give at most `limit` entries that fit, the latest first.

        None if the index has not taken everything up to `up_to`, or cannot be asked.

        Args:
            which: What is asked for.
            reach: Where it may stand.
            before: Only entries at lower positions, None for all.
            up_to: Only entries up to and including this position.
            limit: How many at most.
        """

    def programmes(self, reach: Reach, *, up_to: int) -> frozenset[UUID] | None:
        """Give the programmes within reach; None as `entries` gives it."""


def reach_of(actor: Actor, *, history: History) -> Reach:
    """Say where the entries may stand that an actor may read."""
    categories = frozenset(
        category
        for category in streams.CATEGORIES
        if category != streams.PROGRAMME and may_read_category(actor, category)
    )
    directory = history.directory.now()
    today = day_of(history.clock.now())
    unseen = Programme(directory=directory)
    # What one may see of a programme of no unit, one may see of every programme.
    relations = policy.relations_to(actor, unseen, unit="", today=today)
    what = policy.Read.PROGRAMME
    if policy.may_read(actor, what, relations=relations).allowed:
        return Reach(categories, named=None)
    units = {
        held.unit
        for held in directory.held
        if held.person_id == actor.person_id and held.role == actor.role and held.unit
    }
    units |= {actor.unit} if actor.unit else set()
    told = {SupportRequested.stored_as} if actor.role in _ASKED else set()
    return Reach(categories, frozenset({str(actor.person_id), *units}), frozenset(told))


def may_read_category(actor: Actor, category: str) -> bool:
    """Say whether the actor may read streams of a category that is no programme's."""
    what = READ_BY_CATEGORY.get(category, policy.Read.DIRECTORY)
    return policy.may_read(actor, what, relations=()).allowed
