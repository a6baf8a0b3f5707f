"""Which of many programmes an actor may see, without folding each of them if possible."""

from collections.abc import Callable, Mapping
from uuid import UUID

from ksbs.application import policy
from ksbs.application.actor import Actor
from ksbs.application.days import day_of
from ksbs.application.history import History
from ksbs.domain.programme import Programme

Sees = Callable[[UUID], bool]

_NONE = frozenset({policy.Relation.NONE})
_EVERY = frozenset(policy.Relation)


def sees(
    actor: Actor, *, history: History, units: Callable[[], Mapping[UUID, str]]
) -> Sees:
    """Give what tells whether the actor may see a programme, as it stands now.

    More relations never take anything away. So whoever may see a programme of a unit
    whatever stands in it may; who may not even so is asked no further where the role
    depends on units alone. Only for the others is the programme folded.

    Args:
        actor: Who asks.
        history: Folds programmes.
        units: Gives the units of programmes as they stand now; it need not know all.
    """
    if _may(actor, _NONE):
        return _everything
    if not _may(actor, _EVERY):
        return _nothing
    known, today = units(), day_of(history.clock.now())
    unseen = Programme(directory=history.directory.now())
    by_unit_alone = policy.RELATION[actor.role] is policy.Relation.OWN_AREA

    def decide(programme_id: UUID) -> bool:
        unit = known.get(programme_id)
        if unit is not None:
            relations = policy.relations_to(actor, unseen, unit=unit, today=today)
            if by_unit_alone or _may(actor, relations):
                return _may(actor, relations)
        entries = history.store.stream(programme_id)
        return history.may_read(entries, actor=actor).allowed

    return decide


def _may(actor: Actor, relations: frozenset[policy.Relation]) -> bool:
    what = policy.Read.PROGRAMME
    return policy.may_read(actor, what, relations=relations).allowed


def _everything(_: UUID) -> bool:
    return True


def _nothing(_: UUID) -> bool:
    return False
