"""A frozen collection of entities that knows the unborn.

A reference may be folded before the birth of what it names (a late entry, a corrected
date). Looking up an unknown key therefore gives an unborn stub, which collects what is
said of it and shows only when its birth has been folded.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar


class Born(Protocol):
    """An entity that can tell whether its birth has been folded."""

    @property
    def born(self) -> bool:
        """True once the event that brought it into the world has been folded."""


K = TypeVar("K", bound=Hashable)
E = TypeVar("E", bound=Born)


_MOST_RECENT = 24
"""A fold puts an entity for nearly every event: copying few is what makes it quick."""


class Entities(Generic[K, E]):
    """An immutable map from key to entity; `stub` makes the unborn one of a key.

    What was put last lies in a small dictionary before the large one, so that a put
    copies the small one only, and the large one once in a while.
    """

    __slots__ = ("_items", "_recent", "_stub")

    def __init__(
        self,
        stub: Callable[[K], E],
        items: Mapping[K, E] | None = None,
        recent: Mapping[K, E] | None = None,
    ) -> None:
        self._stub = stub
        self._items: Mapping[K, E] = items if items is not None else {}
        self._recent: Mapping[K, E] = recent if recent is not None else {}

    def __getitem__(self, key: K) -> E:
        """Give the entity, or its unborn stub."""
        found = self._recent.get(key)
        if found is None:
            found = self._items.get(key)
        return found if found is not None else self._stub(key)

    def __contains__(self, key: K) -> bool:
        """Tell whether an entity of that key has been born."""
        return self[key].born

    def __iter__(self) -> Iterator[E]:
        """Go through the born, in the order in which they were first named."""
        return iter(self._born())

    def __len__(self) -> int:
        return len(self._born())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entities) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash(tuple(self._all()))

    def __repr__(self) -> str:
        return f"Entities({self._all()!r})"

    def put(self, key: K, entity: E) -> "Entities[K, E]":
        """Give a collection in which `entity` stands under `key`."""
        recent = {**self._recent, key: entity}
        if len(recent) > _MOST_RECENT:
            return Entities(self._stub, {**self._items, **recent})
        return Entities(self._stub, self._items, recent)

    def change(self, key: K, change: Callable[[E], E]) -> "Entities[K, E]":
        """Give a collection in which the entity of `key` is changed."""
        return self.put(key, change(self[key]))

    def where(self, **fields: Any) -> Iterator[E]:
        """Go through the born whose attributes equal `fields`."""
        return (e for e in self if all(getattr(e, k) == v for k, v in fields.items()))

    def _born(self) -> list[E]:
        return [entity for entity in self._all().values() if entity.born]

    def _all(self) -> dict[K, E]:
        """Give every entity, the unborn too, in the order first named."""
        return {**self._items, **self._recent}
