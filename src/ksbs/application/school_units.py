"""The register of school units at a moment on both time axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ksbs.application import policy, streams
from ksbs.application.actor import Actor
from ksbs.application.ports import EventStore
from ksbs.application.refusals import NotFound
from ksbs.application.swedish import swedish_key
from ksbs.domain.event import Entry
from ksbs.domain.replay import facts, fold, known, until
from ksbs.domain.units import SchoolUnit


@dataclass
class SchoolUnits:
    """Shows school units to those who may look."""

    store: EventStore

    def every(self, *, valid_at: date, position: int, actor: Actor) -> list[SchoolUnit]:
        """Give the units described by then, by name in Swedish order.

        Raises:
            Forbidden: if the actor may not look at the register.
        """
        _require(actor)
        streams_of_units = self.store.streams(streams.SCHOOL_UNIT).values()
        units = (
            _described(entries, valid_at=valid_at, position=position)
            for entries in streams_of_units
        )
        return sorted(
            (unit for unit in units if unit is not None),
            key=lambda unit: (swedish_key(unit.name), unit.code),
        )

    def one(
        self, code: str, *, valid_at: date, position: int, actor: Actor
    ) -> SchoolUnit:
        """Give one unit.

        Raises:
            Forbidden: if the actor may not look at the register.
            NotFound: if the register had not described it then.
        """
        _require(actor)
        entries = self.store.stream(streams.school_unit_stream(code))
        unit = _described(entries, valid_at=valid_at, position=position)
        if unit is None:
            raise NotFound("school unit", code)
        return unit


def _require(actor: Actor) -> None:
    verdict = policy.may_read(actor, policy.Read.SCHOOL_UNITS, relations=())
    policy.require(verdict, action=policy.Read.SCHOOL_UNITS.value, role=actor.role)


def _described(
    entries: Sequence[Entry], *, valid_at: date, position: int
) -> SchoolUnit | None:
    seen = facts(known(entries, position=position))
    unknown: SchoolUnit | None = None
    return fold(unknown, until(seen, valid_at=valid_at))
