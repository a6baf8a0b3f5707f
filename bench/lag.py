"""How long a write that was acknowledged takes until it is seen in a read model.

One process follows the log for all read models, as `ksbs serve` does; another performs
commands at 1, 10 and 100 a second while a thread of it looks how far the read model of
evidence has come, every other millisecond. Milliseconds, half of them within p50, nearly all
within p99. There is nothing to compare with: the figures are plain.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from queue import Queue
from threading import Event as Signal

from bench import harness, ours
from bench.append import database
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.reader import Reader, reading
from ksbs.store.event_store import open_event_store
from ksbs.store.mapper import recorded
from projections import discover
from projections.evidence import PROJECTION

RATES = (1, 10, 100)
PROGRAMMES = 40
_LOOK_SECONDS = 0.002


def _follow(dsn: str) -> None:
    """Follow the log until the process is ended."""
    Follower(dsn, discover().values(), decode=recorded).follow(Signal())


@contextmanager
def following(dsn: str) -> Iterator[None]:
    """Keep every read model in a process of its own."""
    process = get_context("spawn").Process(target=_follow, args=(dsn,), daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def bench(quick: bool) -> harness.Report:
    report = harness.Report("lag")
    with harness.server() as admin:
        dsn = database(admin, "ours_lag")
        with (
            open_event_store(dsn, pool_max=2) as store,
            reading(dsn) as reader,
            following(dsn),
        ):
            side = ours.Ours(ours.services(store), "lag")
            units = [f"0123{number:04d}" for number in range(PROGRAMMES)]
            side.programmes = [side.programme(unit) for unit in units]
            head = store.head().position
            reader.wait_until(PROJECTION, position=head, timeout=60)
            for rate in RATES:
                _measure(report, side, reader, rate=rate, seconds=5 if quick else 20)
    return report


def _measure(
    report: harness.Report,
    side: ours.Ours,
    reader: Reader,
    *,
    rate: int,
    seconds: int,
) -> None:
    written: Queue[tuple[int, float] | None] = Queue()
    with ThreadPoolExecutor(1) as watchers:
        watcher = watchers.submit(_lags, reader, written)
        begun = time.perf_counter()
        count = max(8, rate * seconds)
        for number in range(count):
            side.add_evidence(side.programmes[number % PROGRAMMES])
            head = side.services.store.head().position
            written.put((head, time.perf_counter()))
            time.sleep(max(0.0, begun + (number + 1) / rate - time.perf_counter()))
        achieved = count / (time.perf_counter() - begun)
        written.put(None)
        lags = [1000 * lag for lag in watcher.result()]
    report.plain[f"lag_{rate}_p50_ms"] = round(statistics.median(lags), 2)
    report.plain[f"lag_{rate}_p99_ms"] = round(
        statistics.quantiles(lags, n=100, method="inclusive")[98], 2
    )
    report.plain[f"lag_{rate}_writes_per_second"] = round(achieved, 1)


def _lags(reader: Reader, written: "Queue[tuple[int, float] | None]") -> list[float]:
    """Give the seconds from each answer until the read model had its position."""
    lags = []
    while (asked := written.get()) is not None:
        position, at = asked
        while (place := reader.place(PROJECTION)) is None or place.position < position:
            time.sleep(_LOOK_SECONDS)
        lags.append(max(0.0, time.perf_counter() - at))
    return lags


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
