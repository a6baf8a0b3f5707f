"""Bytes of PostgreSQL's write-ahead log (WAL) for each event.

The demo's story is told once more into a new log, command by command, up to its last
(`--quick`: its last 300). After each command the follower of `ksbs serve` brings all
read models up to it; then the audit trail's index takes it, and two others keep the same
rows of the same read models (`bench/rivals.py`): with a history of system time alone, as
temporal tables have, and without any history, by upsert.

- `append`: the event and its leaf, the indexes, the receipt, the head of the log.
- `read_models`: current rows, history on both axes, and how far each has come.
- `system_time`, `current`: what the two others write instead.
- `places`: how far each of the 37 has come, and nothing else; the others have it in them,
  and `rows_vs_…` compares what is left without it.
- `trail`: the audit trail's index.
- `all_vs_payload`: append, read models and trail over the stored payload.

Images of whole pages are not counted, for how many there are depends on when the server
makes its checkpoints, and neither is vacuum: both are turned off.
"""

import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as Signal
from threading import Thread

import psycopg

from bench import harness
from bench.append import database
from bench.rivals import Current, Places, Streams, SystemTime, agree
from bench.start import tell_demo
from ksbs.application.ports import Append, EventFilter, EventStore, NewEntry
from ksbs.application.projection import Projection
from ksbs.domain.event import Entry
from ksbs.domain.register import load_domain
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.places import patiently
from ksbs.readmodels.tables import Connection, connected
from ksbs.readmodels.trail import TrailRunner
from ksbs.store.embedded import embedded_server
from ksbs.store.event_store import open_event_store
from ksbs.store.mapper import recorded
from projections import discover

MEASURED = {"quick": 300, "full": 1_500}
"""Commands that are measured, the last of the story; those before only fill the log."""
_A_ROUND = 100
_PATIENCE_SECONDS = 120.0

Command = tuple[Entry, ...]

load_domain()


def bench(quick: bool) -> harness.Report:
    report = harness.Report("wal")
    with TemporaryDirectory(prefix="ksbs-bench-", dir="/var/tmp") as folder:
        home = Path(folder) / "home"
        tell_demo(home)
        with embedded_server(home) as server:
            story = _story(server.dsn)
            _count_no_more_than_is_written(server.dsn)
            dsn = database(server.dsn, "ours_wal")
            measured = MEASURED["quick" if quick else "full"]
            with _side(dsn, story[:-measured]) as side:
                for begin in range(len(story) - measured, len(story), _A_ROUND):
                    report.add(*side.round(story[begin : begin + _A_ROUND]))
    for what in report.rounds[0]:
        report.plain[f"{what}_bytes"] = round(
            statistics.median(rates[what] for rates in report.rounds)
        )
    return report


def _story(dsn: str) -> list[Command]:
    """Give what each command of the demo recorded, in order."""
    with open_event_store(dsn, pool_max=1) as store:
        entries = store.entries(EventFilter(), limit=store.head().position)
    by_command = groupby(entries[::-1], key=lambda entry: entry.metadata.command_id)
    return [tuple(command) for _, command in by_command]


def _count_no_more_than_is_written(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("SELECT pg_reload_conf()")


@dataclass
class Side:
    """A log with read models, ours and others', and a session that looks at the WAL."""

    store: EventStore
    connection: Connection
    streams: Streams
    rivals: Mapping[str, Current]
    take_trail: Callable[[], object]

    def round(
        self, commands: Sequence[Command]
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Give bytes for each event that commands record, and how they compare."""
        written: Counter[str] = Counter()
        for command in commands:
            written.update(self._written_by_all(command))
        events = sum(map(len, commands))
        rates = {what: size / events for what, size in written.items()}
        ours, append, trail, places = (
            rates[what] for what in ("read_models", "append", "trail", "places")
        )
        return rates, {
            "read_models_vs_system_time": ours / rates["system_time"],
            "read_models_vs_current": ours / rates["current"],
            "rows_vs_system_time": (ours - places) / (rates["system_time"] - places),
            "rows_vs_current": (ours - places) / (rates["current"] - places),
            "read_models_vs_append": ours / append,
            "trail_vs_append": trail / append,
            "all_vs_payload": (append + ours + trail) / rates["payload"],
        }

    def _written_by_all(self, command: Command) -> dict[str, int]:
        """Record a command, let everybody take it, and give what each has written."""
        # The append wakes the follower: it waits until what the append wrote is read.
        with self.connection.transaction():
            self.connection.execute("LOCK TABLE ksbs_read.positions IN EXCLUSIVE MODE")
            marks = {"begin": self._wal()}
            record(self.store, [command])
            marks["append"] = self._wal()
        head = self.store.head().position
        caught_up(self.connection, self.streams.projections, head)
        marks["read_models"] = self._wal()
        self.take_trail()
        marks["trail"] = self._wal()
        changes = self.streams.take(command)
        for name, rival in self.rivals.items():
            rival.write(changes, position=head)
            marks[name] = self._wal()
        sizes = {
            after[0]: after[1] - before[1] for before, after in pairwise(marks.items())
        }
        return sizes | {"payload": self._payload(head - len(command), head)}

    def _wal(self) -> int:
        return self._number("SELECT pg_current_wal_insert_lsn() - '0/0'")

    def _payload(self, after: int, upto: int) -> int:
        return self._number(
            "SELECT sum(length(payload)) FROM ksbs.events"
            " WHERE position > %s AND position <= %s",
            after,
            upto,
        )

    def _number(self, query: str, *asked: int) -> int:
        (found,) = self.connection.execute(query.encode(), asked).fetchone() or (0,)
        return int(str(found))


@contextmanager
def _side(dsn: str, begun: Sequence[Command]) -> Iterator[Side]:
    """Give a log in which these commands are recorded, and everybody has taken them."""
    projections = list(discover().values())
    with (
        open_event_store(dsn, pool_max=2) as store,
        psycopg.connect(dsn, autocommit=True) as connection,
        connected(dsn) as trail_session,
        _following(dsn, projections),
    ):
        record(store, begun)
        head = store.head().position
        caught_up(connection, projections, head)
        trail = TrailRunner(dsn, recorded)
        trail.tend(trail_session)
        streams = Streams(projections)
        changes = streams.take(chain.from_iterable(begun))
        rivals = {
            "system_time": SystemTime(connection, projections),
            "current": Current(connection, projections),
            "places": Places(connection, projections),
        }
        for rival in rivals.values():
            rival.write(changes, position=head)
        yield Side(
            store, connection, streams, rivals, lambda: trail.tend(trail_session)
        )
        assert agree(connection, projections)


@contextmanager
def _following(dsn: str, projections: Sequence[Projection]) -> Iterator[None]:
    """Keep all read models while the body runs, as `ksbs serve` does."""
    stop, follower = Signal(), Follower(dsn, projections, decode=recorded)
    thread = Thread(target=follower.follow, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def record(store: EventStore, commands: Iterable[Command]) -> None:
    """Record once more what commands recorded, each in one append."""
    for command in commands:
        new = [NewEntry(e.stream_id, e.version, e.metadata, e.event) for e in command]
        store.append(Append(command[0].metadata.command_id, bytes(32), tuple(new)))


def caught_up(
    connection: Connection, projections: Sequence[Projection], head: int
) -> None:
    """Wait until all read models have come to a position."""
    names = [projection.name for projection in projections]

    def reached() -> bool:
        found = connection.execute(
            "SELECT count(*) FROM ksbs_read.positions"
            " WHERE projection = ANY (%s) AND position = %s",
            [names, head],
        ).fetchone()
        return found == (len(names),)

    if not patiently(reached, timeout=_PATIENCE_SECONDS):
        raise RuntimeError(f"the read models have not come to position {head}")


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
