"""What the parts of an action plan have said, version by version.

A goal, a visible sign or a baseline is worked on between the versions of the plan: what
is said while version 1 stands goes into version 2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

W = TypeVar("W")


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A day on which a part of the plan came to say something else, or to end."""

    on: date
    plan_version: int
    """The version of the plan that stood then; 0 before the first."""
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Version(Turn, Generic[W]):
    """What a part of the plan says from that day on."""

    says: W


@dataclass(frozen=True, kw_only=True)
class Stretch(Generic[W]):
    """A version, its number from 1, and the turn that ended it, if any has."""

    number: int
    version: Version[W]
    ended: Turn | None

    def first_plan_version(self, *, stands: int) -> int | None:
        """Give the first version of the plan that holds it, of those up to `stands`.

        None while no version holds it, and for good if it was replaced before one did.
        """
        first = self.version.plan_version + 1
        replaced = self.ended is not None and self.ended.plan_version < first
        return None if replaced or stands < first else first

    def last_plan_version(self, *, stands: int) -> int | None:
        """Give the last version of the plan that holds it, once it is known."""
        if self.ended is None or self.first_plan_version(stands=stands) is None:
            return None
        return self.ended.plan_version


def stretches(
    versions: Sequence[Version[W]], *, end: Turn | None
) -> Iterator[Stretch[W]]:
    """Give how long each version stood: until the one after it, the last until `end`."""
    following = (*versions, end)[1:]
    pairs = zip(versions, following, strict=True)
    for number, (version, ended) in enumerate(pairs, start=1):
        yield Stretch(number=number, version=version, ended=ended)
