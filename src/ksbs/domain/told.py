"""What has been told of each thing, kept for those who look back.

The entities of a programme hold what rules ask about: how things stand. What was said
on the way there, with its reasons, is kept beside them by the noun that said it, in a
facet of the programme (`Programme.facet`) made of `Told`.
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Generic, Self, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Told(Generic[K, T]):
    """Facts by what they are about, those of each thing in the order they were folded.

    Immutable. A noun subclasses it, since a facet is found by its type. A fold adds a
    fact for nearly every event, and few look: what was added is a chain to what was
    there before, gathered into a dictionary when somebody looks.
    """

    __slots__ = ("_told",)

    def __init__(self) -> None:
        # A single attribute, so that one thread may look while another gathers.
        self._told: Mapping[K, tuple[T, ...]] | tuple[Any, K, T] = {}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.of_each == getattr(
            other, "of_each", None
        )

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.of_each)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.of_each!r})"

    def __getstate__(self) -> Mapping[K, tuple[T, ...]]:
        """Be copied and sent as a dictionary: a chain may be long."""
        return self.of_each

    def __setstate__(self, told: Mapping[K, tuple[T, ...]]) -> None:
        self._told = told

    @property
    def of_each(self) -> Mapping[K, tuple[T, ...]]:
        """All that was told, by what it is about, in the order first named."""
        told, added = self._told, []
        while isinstance(told, tuple):
            told, key, fact = told
            added.append((key, fact))
        if added:
            gathered = dict(told)
            for key, fact in reversed(added):
                gathered[key] = (*gathered.get(key, ()), fact)
            told = self._told = gathered
        return told

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
        found = object.__new__(type(self))
        found._told = (self._told, key, fact)
        return found
