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


class Entities(Generic[K, E]):
    """An immutable map from key to entity; `stub` makes the unborn one of a key."""

    __slots__ = ("_items", "_stub")

    def __init__(
        self, stub: Callable[[K], E], items: Mapping[K, E] | None = None
    ) -> None:
        self._stub = stub
        self._items: Mapping[K, E] = items if items is not None else {}

    def __getitem__(self, key: K) -> E:
        """Give the entity, or its unborn stub."""
        found = self._items.get(key)
        return found if found is not None else self._stub(key)

    def __contains__(self, key: K) -> bool:
        """Tell whether an entity of that key has been born."""
        found = self._items.get(key)
        return found is not None and found.born

    def __iter__(self) -> Iterator[E]:
        """Go through the born, in the order in which they were first named."""
        return (entity for entity in self._items.values() if entity.born)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entities) and self._items == other._items

    def __hash__(self) -> int:
        return hash(tuple(self._items))

    def __repr__(self) -> str:
        return f"Entities({dict(self._items)!r})"

    def put(self, key: K, entity: E) -> "Entities[K, E]":
        """Give a collection in which `entity` stands under `key`."""
        return Entities(self._stub, {**self._items, key: entity})

    def change(self, key: K, change: Callable[[E], E]) -> "Entities[K, E]":
        """Give a collection in which the entity of `key` is changed."""
        return self.put(key, change(self[key]))

    def where(self, **fields: Any) -> Iterator[E]:
        """Go through the born whose attributes equal `fields`."""
        return (e for e in self if all(getattr(e, k) == v for k, v in fields.items()))
