"""Ids that follow from the seed: the same story gives the same ids, told twice or once."""

from hashlib import sha256
from uuid import UUID

from ksbs.application.ports import Clock

_VERSION = 7 << 76
_VARIANT = 0b10 << 62


class SeededIds:
    """Makes UUIDv7s whose time is the clock's and whose rest follows from the step.

    Every step counts anew. A fill that goes on after an interruption therefore makes the
    ids that one without interruption makes, and never one that has been used.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._step = ""
        self._made = 0

    def begin(self, step: str) -> None:
        """Make the ids of `step`, whose key is unique in the story, from now on."""
        self._step, self._made = step, 0

    def __call__(self) -> UUID:
        """Give the next id of the step."""
        self._made += 1
        milliseconds = int(self._clock.now().timestamp() * 1000)
        digest = sha256(f"{self._step}\n{self._made}".encode()).digest()
        bits = int.from_bytes(digest)
        high, low = bits & 0xFFF, bits >> 16 & (1 << 62) - 1
        return UUID(int=milliseconds << 80 | _VERSION | high << 64 | _VARIANT | low)
