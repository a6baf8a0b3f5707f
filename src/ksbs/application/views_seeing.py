"""Which of many programmes an actor may see, without folding each of them if possible."""

from collections.abc import Callable, Mapping
from uuid import UUID

from ksbs.application import policy
from ksbs.application.actor import Actor
from ksbs.application.days import day_of
from ksbs.application.history import History
from ksbs.application.trail_index import TrailIndex, reach_of
from ksbs.domain.programme import Programme

Sees = Callable[[UUID], bool]

_NONE = frozenset({policy.Relation.NONE})
_EVERY = frozenset(policy.Relation)


def sees(
    actor: Actor,
    *,
    history: History,
    units: Callable[[], Mapping[UUID, str]],
    index: TrailIndex | None = None,
) -> Sees:
    """Give what tells whether the actor may see a programme, as it stands now.

    More relations never take anything away. So whoever may see a programme of a unit
    whatever stands in it may; who may not even so is asked no further where the role
    depends on units alone. Of the others only those are folded in which anything names
    the actor, where an index can tell.

    Args:
        actor: Who asks.
        history: Folds programmes.
        units: Gives the units of programmes as they stand now; it need not know all.
        index: Tells which programmes name the actor.
    """
    if _may(actor, _NONE):
        return everything
    if not _may(actor, _EVERY):
        return _nothing
    known, today = units(), day_of(history.clock.now())
    unseen = Programme(directory=history.directory.now())
    within = _within_reach(actor, history=history, index=index)
    by_unit_alone = policy.RELATION[actor.role] is policy.Relation.OWN_AREA

    def decide(programme_id: UUID) -> bool:
        unit = known.get(programme_id)
        if unit is not None:
            relations = policy.relations_to(actor, unseen, unit=unit, today=today)
            if by_unit_alone or _may(actor, relations):
                return _may(actor, relations)
        if within is not None and programme_id not in within:
            return False
        entries = history.store.stream(programme_id)
        return history.may_read(entries, actor=actor).allowed

    return decide


def _within_reach(
    actor: Actor, *, history: History, index: TrailIndex | None
) -> frozenset[UUID] | None:
    """Give the programmes that may be the actor's, None if that cannot be told."""
    if index is None:
        return None
    reach = reach_of(actor, history=history)
    return index.programmes(reach, up_to=history.store.head().position)


def _may(actor: Actor, relations: frozenset[policy.Relation]) -> bool:
    what = policy.Read.PROGRAMME
    return policy.may_read(actor, what, relations=relations).allowed


def everything(_: UUID) -> bool:
    """See every programme."""
    return True


def _nothing(_: UUID) -> bool:
    return False
