"""Decisions, each with an id of its own, kept as a register of decisions shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.kinds import Capacity, DecisionBasis
from ksbs.domain.programme import Programme
from ksbs.domain.state import StanceHeld


@dataclass(frozen=True)
class DecisionTaken:
    """A decision as it was taken; `kind` is the name of its event.

    `joint` tells whether the matter needs both chief and principal; `stances` are those
    of the two that stood then.
    """

    decision_id: UUID
    kind: str
    on: date
    content: str
    deciders: tuple[UUID, ...]
    joint: bool = False
    stances: tuple[StanceHeld, ...] = ()
    rapporteur: UUID | None = None
    participants: tuple[UUID, ...] = ()
    legal_basis: tuple[str, ...] = ()
    decisive_circumstances: str | None = None
    decision_basis: DecisionBasis | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Decisions:
    """The decisions of a programme by their ids."""

    taken: Mapping[UUID, DecisionTaken] = field(default_factory=dict)


class DecisionEvent(ProgrammeEvent):
    """An event that is a decision: what refers to it later names `decision_id`.

    The state knows facts by what they say and never by their place in the log, so a
    decision says its own id, as an area or a goal does.
    """

    decision = True

    decision_id: NewId
    """The id that the decision is given. / Det id som beslutet får."""


def keep(programme: Programme, *, taken: DecisionTaken) -> Programme:
    """Give the programme with the decision among those taken."""
    decisions = programme.facet(Decisions).taken
    return programme.keeping(Decisions({**decisions, taken.decision_id: taken}))


def stance_of(
    stances: Iterable[StanceHeld], *, capacity: Capacity
) -> StanceHeld | None:
    """Give the stance of one of the two, None if there was none."""
    return next((s for s in stances if s.capacity is capacity), None)
