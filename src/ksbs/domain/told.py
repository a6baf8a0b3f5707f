"""What has been told of each thing, kept for those who look back.

The entities of a programme hold what rules ask about: how things stand. What was said
on the way there, with its reasons, is kept beside them by the noun that said it, in a
facet of the programme (`Programme.facet`) made of `Told`.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True)
class Told(Generic[K, T]):
    """Facts by what they are about, those of each thing in the order they were folded.

    A noun subclasses it, since a facet is found by its type.
    """

    of_each: Mapping[K, tuple[T, ...]] = field(default_factory=dict)

    def of(self, key: K) -> tuple[T, ...]:
        """Give all that was told of one thing; nothing if it was never named."""
        return self.of_each.get(key, ())

    def latest(self, key: K) -> T | None:
        """Give what was told last of one thing."""
        told = self.of(key)
        return told[-1] if told else None

    def latest_of_each(self) -> Iterator[T]:
        """Give what was told last of each thing, in the order first named."""
        return (told[-1] for told in self.of_each.values())

    def adding(self, key: K, fact: T) -> Self:
        """Give a collection in which `fact` is told last of `key`."""
        return type(self)({**self.of_each, key: (*self.of(key), fact)})
