"""Logs of several sizes, to see what grows with the log.

A log is filled with copies of one programme that was performed step by step, under new
stream ids and event ids, many entries in one append. They go through the append
function like all others, so positions, leaves and roots are real; only the commands are
larger. The directory does not grow: a city has the schools it has.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import islice
from uuid import UUID

from uuid_utils.compat import uuid7

from bench import harness, ours
from ksbs.application.ports import Append, EventStore, NewEntry
from ksbs.store.event_store import open_event_store

EVENTS_OF_A_PROGRAMME = 60
SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
QUICK = ("10k", "100k")
_AT_ONCE = 1200

Measure = Callable[[ours.Ours], float]
"""Gives the seconds that one operation takes on a log."""


def growth(
    report: harness.Report,
    label: str,
    *,
    database: Callable[[str], str],
    measure: Measure,
    quick: bool,
) -> None:
    """Measure an operation on logs of every size, in turn within each round.

    Adds the ratios `growth_<label>_<size>`: seconds at that size over seconds at 10 k,
    and `growth_<label>` for the largest.
    """
    sizes = QUICK if quick else tuple(SIZES)
    with ExitStack() as stack:
        sides = {
            size: stack.enter_context(filled(database(f"ours_{label}_{size}"), size))
            for size in sizes
        }
        for _ in range(7 if quick else 15):
            seconds = {size: measure(side) for size, side in sides.items()}
            grown = {s: seconds[s] / seconds["10k"] for s in sizes[1:]}
            report.add(
                {f"{label}_{size}": value for size, value in seconds.items()},
                {f"growth_{label}_{size}": value for size, value in grown.items()}
                | {f"growth_{label}": grown[sizes[-1]]},
            )


@contextmanager
def filled(dsn: str, size: str) -> Iterator[ours.Ours]:
    """Give somebody who performs on a log of that size."""
    with open_event_store(dsn, pool_max=2) as store:
        side = ours.Ours(ours.services(store), f"filling-{size}")
        fill(store, side, until=SIZES[size])
        yield side


def fill(store: EventStore, side: ours.Ours, *, until: int) -> None:
    """Let the log grow to `until` events."""
    copies = _copies(_template(store, side))
    while missing := max(0, until - store.head().position):
        entries = tuple(islice(copies, min(missing, _AT_ONCE)))
        store.append(Append(uuid7(), bytes(32), entries))


def _template(store: EventStore, side: ours.Ours) -> Sequence[NewEntry]:
    programme_id = side.programme("09999999")
    for _ in range(EVENTS_OF_A_PROGRAMME - ours.EVENTS_BEFORE_EVIDENCE):
        side.add_evidence(programme_id)
    entries = store.stream(programme_id)
    return [NewEntry(e.stream_id, e.version, e.metadata, e.event) for e in entries]


def _copies(template: Sequence[NewEntry]) -> Iterator[NewEntry]:
    while True:
        stream_id: UUID = uuid7()
        for entry in template:
            metadata = entry.metadata.model_copy(update={"event_id": uuid7()})
            yield replace(entry, stream_id=stream_id, metadata=metadata)
