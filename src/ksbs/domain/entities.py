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

    __slots__ = ("_born", "_items", "_recent", "_stub")

    def __init__(
        self, stub: Callable[[K], E], items: Mapping[K, E] | None = None
    ) -> None:
        self._stub = stub
        self._items: Mapping[K, E] = items if items is not None else {}
        self._recent: Mapping[K, E] = {}
        self._born = sum(entity.born for entity in self._items.values())

    def __getitem__(self, key: K) -> E:
        """Give the entity, or its unborn stub."""
        found = self._found(key)
        return found if found is not None else self._stub(key)

    def __contains__(self, key: K) -> bool:
        """Tell whether an entity of that key has been born."""
        return self[key].born

    def __iter__(self) -> Iterator[E]:
        """Go through the born, in the order in which they were first named."""
        return iter([entity for entity in self._all().values() if entity.born])

    def __len__(self) -> int:
        return self._born

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entities) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash(tuple(self._all()))

    def __repr__(self) -> str:
        return f"Entities({self._all()!r})"

    def put(self, key: K, entity: E) -> "Entities[K, E]":
        """Give a collection in which `entity` stands under `key`."""
        before = self._found(key)
        put: Entities[K, E] = object.__new__(Entities)
        put._stub = self._stub
        put._items, put._recent = self._items, {**self._recent, key: entity}
        if len(put._recent) > _MOST_RECENT:
            put._items, put._recent = {**self._items, **put._recent}, {}
        put._born = self._born + entity.born - (before is not None and before.born)
        return put

    def change(self, key: K, change: Callable[[E], E]) -> "Entities[K, E]":
        """Give a collection in which the entity of `key` is changed."""
        return self.put(key, change(self[key]))

    def where(self, **fields: Any) -> Iterator[E]:
        """Go through the born whose attributes equal `fields`."""
        return (e for e in self if all(getattr(e, k) == v for k, v in fields.items()))

    def _found(self, key: K) -> E | None:
        found = self._recent.get(key)
        return self._items.get(key) if found is None else found

    def _all(self) -> dict[K, E]:
        """Give every entity, the unborn too, in the order first named."""
        return {**self._items, **self._recent}
