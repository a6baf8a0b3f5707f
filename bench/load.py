"""Loading a programme of 60 and of 1,000 events, against the library's repository.

Ours reads the stream, validates every event, applies amendments, sorts in valid order
and folds; the library's `repository.get` decodes and mutates its aggregate. Both are
given events of the same fields from one server, and both start from nothing each time.

Growth: a programme of 60 events in logs of 10,000, 100,000 and 1,000,000 events
(`--quick`: without the last), seconds over the seconds in the smallest.
"""

import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from uuid import UUID

from bench import filling, harness, ours, theirs
from bench.append import database
from ksbs.domain.programme import Programme
from ksbs.domain.replay import facts, fold
from ksbs.store.event_store import open_event_store

SIZES = (60, 1000)


def bench(quick: bool) -> harness.Report:
    report = harness.Report("load")
    with harness.server() as admin:
        mine, library = database(admin, "ours_load"), database(admin, "library_load")
        app = theirs.application(library)
        with open_event_store(mine, pool_max=2) as store:
            side = ours.Ours(ours.services(store), "load")
            for number, size in enumerate(SIZES):
                programme_id = side.programme(f"0{number:07d}")
                for _ in range(size - ours.EVENTS_BEFORE_EVIDENCE):
                    side.add_evidence(programme_id)
                aggregate_id = theirs.programme(app, events=size)

                def load(which: UUID = programme_id) -> object:
                    return fold(Programme(), facts(store.stream(which)))

                def get(which: UUID = aggregate_id) -> object:
                    return app.repository.get(which)

                assert len(store.stream(programme_id)) == size
                _compare(report, size, load, get, quick=quick)
        app.close()
        filling.growth(
            report,
            "load",
            database=lambda name: database(admin, name),
            measure=partial(_seconds_of_load, times=50 if quick else 200),
            quick=quick,
        )
    return report


def _seconds_of_load(side: ours.Ours, *, times: int) -> float:
    """Give the seconds that one programme of 60 events takes, in a log of others."""
    if not side.programmes:
        side.programmes = [side.programme("07770000")]
        for _ in range(filling.EVENTS_OF_A_PROGRAMME - ours.EVENTS_BEFORE_EVIDENCE):
            side.add_evidence(side.programmes[0])
    store, (which,) = side.services.store, side.programmes
    return _seconds(lambda: fold(Programme(), facts(store.stream(which))), times)


def _compare(
    report: harness.Report,
    size: int,
    load: Callable[[], object],
    get: Callable[[], object],
    *,
    quick: bool,
) -> None:
    gc.freeze()  # As the composition root does; the library's side gains as much.
    times = max(4, (3000 if quick else 12000) // size)
    for _ in range(7 if quick else 15):
        mine, library = _seconds(load, times), _seconds(get, times)
        rates = {f"ours_{size}": mine, f"library_{size}": library}
        report.add(rates, {f"load_{size}_vs_library": library / mine})


def _seconds(operation: Callable[[], object], times: int) -> float:
    """Give the seconds that one operation takes, on average over `times`."""
    started = time.perf_counter()
    for _ in range(times):
        operation()
    return (time.perf_counter() - started) / times


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
