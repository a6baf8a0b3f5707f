"""Question 8: whether anything in the log was altered, by the ledger's own rules."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from ksbs.application.days import written
from ksbs.application.ports import EventStore
from ksbs.ledger.merkle import Frontier, entry_bytes, leaf_hash
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import columns
from ksbs.questions.question import Kind, Question

Stored = tuple[UUID, int, int, datetime, str, bytes]
"""An entry as it is stored: stream, version, position, recorded_at, name, payload."""

_CHUNK = 1_000
_MOST_NAMED = 20


@runtime_checkable
class StoredLog(Protocol):
    """A store that gives its entries as they are stored, byte for byte."""

    def origin(self) -> str:
        """Name the log."""

    def stored(self, first: int, last: int) -> Sequence[Stored]:
        """Give the entries from one position to another, both included."""


def _integrity(asking: Asking) -> Iterator[Row]:
    since, now = asking.said.get("since"), asking.as_of
    asking.history.refuse_future(since, parameter="since")
    pairs = [now] if since is None else [asking.then(since), now]
    store = asking.history.store
    tree = Frontier()
    for pair in dict.fromkeys(pairs):
        leaves = list(_leaves(store, after=tree.size, upto=pair.position))
        tree = tree.extend(leaves)
        recorded = store.head_of(pair.position).root
        unaltered = tree.root == recorded
        yield {
            "known_at": written(pair.known_at),
            "position": pair.position,
            "recorded_root": recorded.hex(),
            "recomputed_root": tree.root.hex(),
            "unaltered": unaltered,
            "altered": [] if unaltered else _altered(store, pair.position),
            "basis": "bytes" if isinstance(store, StoredLog) else "leaves",
        }


def _leaves(store: EventStore, *, after: int, upto: int) -> Iterator[bytes]:
    """Recompute the leaves of entries from their bytes, if the store has any."""
    if not isinstance(store, StoredLog):
        yield from (store.leaf(position) for position in range(after + 1, upto + 1))
        return
    origin = store.origin()
    for first in range(after + 1, upto + 1, _CHUNK):
        for entry in store.stored(first, min(first + _CHUNK - 1, upto)):
            stream_id, version, position, recorded_at, name, payload = entry
            yield leaf_hash(
                entry_bytes(
                    payload,
                    origin=origin,
                    position=position,
                    stream_id=stream_id,
                    version=version,
                    name=name,
                    recorded_at=recorded_at,
                )
            )


def _altered(store: EventStore, upto: int) -> list[int]:
    """Name the first entries that no longer give the leaf that is kept of them."""
    found = []
    for position, leaf in enumerate(_leaves(store, after=0, upto=upto), start=1):
        if leaf != store.leaf(position):
            found.append(position)
        if len(found) == _MOST_NAMED:
            break
    return found


QUESTIONS = (
    Question(
        8,
        Kind.AUDIT,
        "Whether any event has been altered / Om någon händelse har ändrats",
        "Has any event been altered since date D (integrity)? / Har någon händelse "
        "ändrats sedan dag D (integritet)?",
        "The log: the root of the Merkle tree is recomputed from the entries' bytes up "
        "to the end of that day and up to `knownAt`, and compared with the roots "
        "recorded then; entries that no longer give their leaf are named. / Loggen: "
        "Merkleträdets rot räknas om från anteckningarnas bytes till dagens slut och "
        "till `knownAt` och jämförs med rötterna som antecknades då; anteckningar som "
        "inte längre ger sitt löv anges.",
        columns(
            *("known_at", "position", "recorded_root", "recomputed_root"),
            *("unaltered", "altered", "basis"),
        ),
        _integrity,
        (parameters.SINCE,),
        (("since", "2025-01-31"),),
    ),
)
