"""Recording one event: our `perform` against the library and against a bare INSERT.

Ours is a whole command: receipt looked up, stream loaded and folded, policy and rules,
the ledger's leaf and root, the receipt stored. The library's is `repository.get`, the
aggregate's method and `save` of the same event on its default PostgreSQL recorder. The
INSERT is one row with its commit. All on one server with fsync on; streams of the same
length; client processes of their own; rounds interleave the contestants.

Growth: our command on logs of 10,000, 100,000 and 1,000,000 events (`--quick`: without
the last), seconds over the seconds on the smallest.
"""

import gc
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from multiprocessing.connection import Connection

import psycopg
from psycopg import sql

from bench import filling, harness, ours, theirs
from ksbs.store.event_store import open_event_store
from ksbs.store.migrate import migrate

STREAMS = 8
CONTESTANTS = ("ours", "library", "insert")
_INSERT = "INSERT INTO bare (stream, version, topic, state) VALUES (%s, %s, %s, %s)"


Work = Callable[[], object]


def _worker(contestant: str, dsn: str, number: int, pipe: Connection) -> None:
    """Do as many operations as the pipe asks for, until it asks for none."""
    sides = {"ours": _ours, "library": _library, "insert": _insert}
    with sides[contestant](dsn, number) as work:
        pipe.send("ready")
        while times := pipe.recv():
            for _ in range(times):
                work()
            pipe.send("done")


@contextmanager
def _ours(dsn: str, number: int) -> Iterator[Work]:
    with open_event_store(dsn, pool_max=2) as store:
        side = ours.Ours(ours.services(store), f"bench-{number}")
        programmes = cycle(
            [side.programme(f"0{number:03d}{n:04d}") for n in range(STREAMS)]
        )
        gc.freeze()  # As the composition root does.
        yield lambda: side.add_evidence(next(programmes))


@contextmanager
def _library(dsn: str, number: int) -> Iterator[Work]:
    app = theirs.application(dsn, create_table=False)
    programmes = cycle([theirs.programme(app, events=9) for _ in range(STREAMS)])
    yield lambda: theirs.add_evidence(app, next(programmes), number=number)
    app.close()


@contextmanager
def _insert(dsn: str, number: int) -> Iterator[Work]:
    state = b"x" * 600
    with psycopg.connect(dsn, autocommit=True, prepare_threshold=0) as connection:
        row = (number, 1, "evidence-added", state)
        yield lambda: connection.execute(_INSERT, row)


class Clients:
    """Client processes of one contestant that work at the same time."""

    def __init__(self, contestant: str, dsn: str, count: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipes, self.processes = [], []
        for number in range(count):
            mine, other = context.Pipe()
            process = context.Process(
                target=_worker,
                args=(contestant, dsn, 10 * count + number, other),
                daemon=True,
            )
            process.start()
            self.pipes.append(mine)
            self.processes.append(process)
        for pipe in self.pipes:
            pipe.recv()

    def rate(self, times: int) -> float:
        """Let each client do `times` operations; give operations a second."""
        started = time.perf_counter()
        for pipe in self.pipes:
            pipe.send(times)
        for pipe in self.pipes:
            pipe.recv()
        return times * len(self.pipes) / (time.perf_counter() - started)

    def stop(self) -> None:
        """Let the processes end."""
        for pipe in self.pipes:
            pipe.send(0)
        for process in self.processes:
            process.join()


def database(admin: str, name: str) -> str:
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    dsn = psycopg.conninfo.make_conninfo(admin, dbname=name)
    if name.startswith("ours"):
        migrate(dsn)
    if name.startswith("library"):
        theirs.application(dsn).close()
    if name.startswith("insert"):
        with psycopg.connect(dsn) as connection:
            connection.execute(
                "CREATE TABLE bare (id bigserial PRIMARY KEY, stream integer,"
                " version integer, topic text, state bytea)"
            )
    return dsn


def bench(quick: bool) -> harness.Report:
    report = harness.Report("append")
    rounds, times = (5, 40) if quick else (15, 120)
    with harness.server() as admin:
        for count in (1, 4):
            sides = {
                c: Clients(c, database(admin, f"{c}_{count}"), count)
                for c in CONTESTANTS
            }
            for side in sides.values():
                side.rate(10)
            for _ in range(rounds):
                rates = {f"{c}_{count}": sides[c].rate(times) for c in CONTESTANTS}
                report.add(rates, _ratios(rates, count))
            for side in sides.values():
                side.stop()
        filling.growth(
            report,
            "append",
            database=lambda name: database(admin, name),
            measure=partial(_seconds_of_append, times=times),
            quick=quick,
        )
    return report


def _seconds_of_append(side: ours.Ours, *, times: int) -> float:
    """Give the seconds of one command on programmes of a few events."""
    if not side.programmes:
        side.programmes = [side.programme(f"0777{n:04d}") for n in range(STREAMS)]
    programmes = cycle(side.programmes)
    started = time.perf_counter()
    for _ in range(times):
        side.add_evidence(next(programmes))
    return (time.perf_counter() - started) / times


def _ratios(rates: harness.Rates, count: int) -> dict[str, float]:
    mine = rates[f"ours_{count}"]
    ratios = {f"append_{count}_vs_library": mine / rates[f"library_{count}"]}
    if count == 1:
        ratios["append_1_vs_insert"] = mine / rates["insert_1"]
    return ratios


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
