"""Logs of several sizes, to see what grows with the log.

A log is filled with copies of one programme that was performed step by step, under new
stream ids and event ids, side by side: one entry of each of many in one append. They go
through the append function like all others, so positions, leaves and roots are real, and
each entry of a programme becomes known by itself. The directory does not grow: a city
has the schools it has.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from random import Random
from uuid import UUID

from uuid_utils.compat import uuid7

from bench import harness, ours
from ksbs.application.ports import Append, EventStore, NewEntry
from ksbs.store.event_store import open_event_store

EVENTS_OF_A_PROGRAMME = 60
SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
QUICK = ("10k", "100k")
_AT_ONCE = 200
_FIRST_DAY = date(2021, 1, 4)

Measure = Callable[[ours.Ours], float]
"""Gives the seconds that one operation takes on a log."""
Tell = Callable[[NewEntry, int], NewEntry]
"""Tells an entry of a copy, which has a number, in its own way."""


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
            size: stack.enter_context(
                filled(database(f"ours_{label}_{size}"), events=SIZES[size])
            )
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
def filled(dsn: str, *, events: int) -> Iterator[ours.Ours]:
    """Give somebody who performs on a log of so many events."""
    with open_event_store(dsn, pool_max=2) as store:
        side = ours.Ours(ours.services(store), f"filling-{events}")
        fill(store, side, until=events)
        yield side


def fill(
    store: EventStore,
    side: ours.Ours,
    *,
    until: int,
    late: float = 0.0,
    events: int = EVENTS_OF_A_PROGRAMME,
    tell: Tell | None = None,
) -> None:
    """Let the log grow to `until` events, in programmes of so many.

    `late` is the share of them that are about earlier days. `tell` may tell an entry of
    a copy in its own way; without it the copies differ in nothing but ids and days.
    """
    told = _copies(_template(store, side, events=events), late=late)
    copies = (entry if tell is None else tell(entry, number) for number, entry in told)
    while missing := max(0, until - store.head().position):
        # An entry of each at a time: they grow side by side, as in a city, and whole.
        width = min(_AT_ONCE, -(-missing // events))
        programmes = [list(islice(copies, events)) for _ in range(width)]
        for entries in zip(*programmes, strict=True):
            some = entries[: max(0, missing)]
            missing -= len(some)
            if some:
                store.append(Append(uuid7(), bytes(32), some))


def _template(store: EventStore, side: ours.Ours, *, events: int) -> Sequence[NewEntry]:
    programme_id = side.programme("09999999")
    for _ in range(events - ours.EVENTS_BEFORE_EVIDENCE):
        side.add_evidence(programme_id)
    entries = store.stream(programme_id)
    return [NewEntry(e.stream_id, e.version, e.metadata, e.event) for e in entries]


def _copies(
    template: Sequence[NewEntry], *, late: float
) -> Iterator[tuple[int, NewEntry]]:
    """Give the entries of copies without end, each with the number of its copy."""
    random = Random(8)  # noqa: S311 (which entries come late is no secret)
    for number in count():
        stream_id: UUID = uuid7()
        first = _FIRST_DAY + timedelta(days=random.randrange(365))
        for index, entry in enumerate(template):
            metadata = entry.metadata.model_copy(update={"event_id": uuid7()})
            back = random.randrange(20, 200) if random.random() < late else 0
            # The first steps, on which all others build, are never late.
            back = back if index >= ours.EVENTS_BEFORE_EVIDENCE else 0
            on = first + timedelta(days=10 * index - back)
            event = entry.event.model_copy(update={"occurred_on": on})
            copy = replace(entry, stream_id=stream_id, metadata=metadata, event=event)
            yield number, copy
