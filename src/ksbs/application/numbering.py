"""Telling apart what is alike: rows of a read model that no id tells apart."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def numbered(
    items: Iterable[T], *, alike: Callable[[T], Hashable]
) -> Iterator[tuple[int, T]]:
    """Give each item with its number, from 1 on, among those that are `alike`.

    With a day in what is alike, something told late moves no number of another day.
    """
    seen: Counter[Hashable] = Counter()
    for item in items:
        kind = alike(item)
        seen[kind] += 1
        yield seen[kind], item
