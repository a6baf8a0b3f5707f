"""The Merkle tree of RFC 6962 (and 9162) that the log is, leaf by leaf.

A tree that grows at its right end is fully known by its frontier: the roots of the
perfect subtrees that its size, written in binary, is made of, the largest first. This is
the reading of the same rules that the database's append follows, made independently of
it, so that one can be checked by the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

ENTRY_LIMIT = 65_535
"""An entry is shorter than this, in bytes."""

EMPTY_ROOT = sha256().digest()
"""The root of the tree without leaves: the hash of no bytes."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash an entry into its leaf: SHA-256(0x00 || entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree of `size` leaves, known by the roots of its perfect subtrees."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """Give the tree with one more leaf.

        The leaf joins every perfect subtree of its own size on its left: as many as
        the size has ones at its end, as adding one to a binary number carries.
        """
        roots, node, size = list(self.roots), leaf, self.size
        while size & 1:
            node = node_hash(roots.pop(), node)
            size >>= 1
        return Frontier(self.size + 1, (*roots, node))

    def extend(self, leaves: Iterable[bytes]) -> "Frontier":
        """Give the tree with more leaves, in order."""
        tree = self
        for leaf in leaves:
            tree = tree.append(leaf)
        return tree

    @property
    def root(self) -> bytes:
        """The root of the whole: the perfect subtrees joined from the right."""
        if not self.roots:
            return EMPTY_ROOT
        *larger, root = self.roots
        for left in reversed(larger):
            root = node_hash(left, root)
        return root


def entry_bytes(  # noqa: PLR0913 (the fields of an entry's header)
    payload: bytes,
    *,
    origin: str,
    position: int,
    stream_id: UUID,
    version: int,
    name: str,
    recorded_at: datetime,
) -> bytes:
    r"""Give the bytes that a leaf hashes: an ASCII header, an empty line, the payload.

    The header is `ksbs-entry/v1`, origin, position, stream, version, stored name and
    the recorded time in UTC with microseconds, each on its own line. The payload is
    the stored bytes as they are.

    Raises:
        ValueError: for a word with a character that a header cannot hold.
    """
    for word in (origin, name):
        if not word.isascii() or not word.isprintable() or " " in word:
            raise ValueError(f"not a word of a header: {word!r}")
    stamp = recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    lines = ("ksbs-entry/v1", origin, position, stream_id, version, name, stamp)
    header = "".join(f"{line}\n" for line in lines)
    return header.encode("ascii") + b"\n" + payload
