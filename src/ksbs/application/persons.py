"""The directory of persons, by opaque ids, as it was known at a position."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ksbs.application import policy, streams
from ksbs.application.actor import Actor
from ksbs.application.ports import EventStore
from ksbs.domain.directory.person import PersonRegistered
from ksbs.domain.event import Entry
from ksbs.domain.replay import facts, known
from ksbs.domain.roles import RoleHeld


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person that the directory knows, with every role held at any time."""

    person_id: UUID
    registered_on: date
    roles: tuple[RoleHeld, ...]


@dataclass
class Persons:
    """Shows the directory to those who may look."""

    store: EventStore

    def every(self, *, position: int, actor: Actor) -> list[KnownPerson]:
        """Give the persons known at a position, by id.

        Raises:
            Forbidden: if the actor may not look at the directory.
        """
        verdict = policy.may_read(actor, policy.Read.DIRECTORY, relations=())
        policy.require(verdict, action=policy.Read.DIRECTORY.value, role=actor.role)
        found = self._known(position=position)
        return sorted(found, key=lambda person: person.person_id)

    def _known(self, *, position: int) -> Iterator[KnownPerson]:
        for entries in self.store.streams(streams.PERSON).values():
            person = _person(known(entries, position=position))
            if person is not None:
                yield person


def _person(entries: Sequence[Entry]) -> KnownPerson | None:
    person = streams.person_of(entries)
    registered = (
        fact.occurred_on
        for fact in facts(entries)
        if isinstance(fact.event, PersonRegistered)
    )
    first = next(registered, None)
    if person.person_id is None or first is None:
        return None
    return KnownPerson(person.person_id, first, person.roles)
