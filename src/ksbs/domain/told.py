"""What has been told of each thing, kept for those who look back.

The entities of a programme hold what rules ask about: how things stand. What was said
on the way there, with its reasons, is kept beside them by the noun that said it, in a
facet of the programme (`Programme.facet`) made of `Told`.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

from ksbs.domain.replacing import replace

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


_MOST_RECENT = 24
"""A fold adds a fact for nearly every event: copying few is what makes it quick."""


@dataclass(frozen=True, eq=False)
class Told(Generic[K, T]):
    """Facts by what they are about, those of each thing in the order they were folded.

    A noun subclasses it, since a facet is found by its type. As in `Entities`, what was
    added last lies in a small dictionary, so that adding copies little.
    """

    _settled: Mapping[K, tuple[T, ...]] = field(default_factory=dict)
    _recent: Mapping[K, tuple[T, ...]] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.of_each == getattr(
            other, "of_each", None
        )

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.of_each)))

    @property
    def of_each(self) -> Mapping[K, tuple[T, ...]]:
        """All that was told, by what it is about, in the order first named."""
        return {**self._settled, **self._recent}

    def of(self, key: K) -> tuple[T, ...]:
        """Give all that was told of one thing; nothing if it was never named."""
        return self._recent.get(key) or self._settled.get(key, ())

    def latest(self, key: K) -> T | None:
        """Give what was told last of one thing."""
        told = self.of(key)
        return told[-1] if told else None

    def latest_of_each(self) -> Iterator[T]:
        """Give what was told last of each thing, in the order first named."""
        return (told[-1] for told in self.of_each.values())

    def adding(self, key: K, fact: T) -> Self:
        """Give a collection in which `fact` is told last of `key`."""
        recent = {**self._recent, key: (*self.of(key), fact)}
        if len(recent) > _MOST_RECENT:
            return replace(self, _settled={**self._settled, **recent}, _recent={})
        return replace(self, _recent=recent)
