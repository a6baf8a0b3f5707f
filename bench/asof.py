"""Asking how things stood: one programme and the whole city, at random pairs of times.

Read models with their history, against replaying streams in Python, against the current
table, and against one sequential scan of the history. 8 % of the entries came late.
The read model is the portfolio: where every programme stands.

- `one_vs_replay`: seconds of a replay over seconds of a read, for one programme.
- `one_vs_current`: seconds of a read at a pair over seconds of the current row.
- `city_vs_replay`: the same for all programmes; the replay of a sample, scaled up.
- `city_vs_scan`: seconds of an aggregate over the city at a pair, in the database, over
  an aggregate over one scan of the whole history.
- `audit_deep_vs_first`: a page of the log's entries far back over the first page, without
  filters; the index that answers filters is not measured here.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

import psycopg
from psycopg import sql

from bench import filling, harness, ours
from bench.append import database
from ksbs.application.ports import EventFilter, EventStore
from ksbs.application.streams import PROGRAMME
from ksbs.domain.programme import Programme
from ksbs.domain.replay import facts, fold, known, until
from ksbs.readmodels.reader import Pair, Reader, reading
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.tables import Tables
from ksbs.store.event_store import open_event_store
from ksbs.store.mapper import recorded
from projections.programme_status import PROJECTION

PROGRAMMES = {"quick": 2_000, "full": 20_000}
EVENTS = 100
LATE = 0.08
SAMPLE = 40
_PAGE = 50


@dataclass(frozen=True)
class Side:
    """A filled log with its read model, and the ways to ask it."""

    store: EventStore
    reader: Reader
    dsn: str
    programmes: list[UUID]
    head: int
    random: Random

    def pair(self) -> Pair:
        """Give a random pair of times."""
        day = date(2021, 6, 1) + timedelta(days=self.random.randrange(1_200))
        return Pair(day, self.random.randrange(self.head // 2, self.head))

    def one(self) -> object:
        """Read one programme at a pair."""
        which = self.random.choice(self.programmes)
        return self.reader.at(PROJECTION, self.pair(), stream_id=which)

    def current(self) -> object:
        """Read one programme as it stands now."""
        which = self.random.choice(self.programmes)
        return self.reader.current(PROJECTION, stream_id=which)

    def replay(self) -> object:
        """Replay one programme at a pair."""
        pair = self.pair()
        entries = self.store.stream(self.random.choice(self.programmes))
        seen = facts(known(entries, position=pair.position))
        programme = fold(Programme(), until(seen, valid_at=pair.valid_at))
        return list(PROJECTION.rows(programme))

    def city(self) -> object:
        """Read every programme at a pair."""
        return self.reader.at(PROJECTION, self.pair())

    def aggregate(self) -> object:
        """Count the programmes by status at a pair, in the database."""
        pair = self.pair()
        rows = Tables(PROJECTION).format(
            "at_all", and_same_key=sql.SQL(""), latest_columns=sql.SQL("latest.status")
        )
        count = sql.SQL("SELECT status, count(*) FROM ({}) AS at_pair GROUP BY 1")
        asked = {"valid": pair.valid_at, "known": pair.position}
        with psycopg.connect(self.dsn) as connection:
            return connection.execute(count.format(rows), asked).fetchall()

    def scan(self) -> object:
        """Read the whole history once, as the database does when nothing helps it."""
        with psycopg.connect(self.dsn) as connection:
            connection.execute("SET enable_indexscan = off")
            connection.execute("SET enable_bitmapscan = off")
            connection.execute("SET enable_indexonlyscan = off")
            return connection.execute(
                sql.SQL("SELECT count(status), max(sys_to) FROM {}").format(
                    Tables(PROJECTION).history
                )
            ).fetchone()

    def trail(self, before: int | None) -> object:
        """Read a page of the audit trail before a position."""
        return self.store.entries(EventFilter(after=before), limit=_PAGE)


def bench(quick: bool) -> harness.Report:
    report = harness.Report("asof")
    programmes = PROGRAMMES["quick" if quick else "full"]
    with harness.server() as admin:
        dsn = database(admin, "ours_asof")
        with open_event_store(dsn, pool_max=2) as store, reading(dsn) as reader:
            side = _filled(store, reader, dsn, programmes=programmes)
            for _ in range(5 if quick else 11):
                _round(report, side)
    return report


def _filled(store: EventStore, reader: Reader, dsn: str, *, programmes: int) -> Side:
    performer = ours.Ours(ours.services(store), "asof")
    filling.fill(store, performer, until=programmes * EVENTS, late=LATE, events=EVENTS)
    Runner(dsn, PROJECTION, decode=recorded).catch_up()
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        rows = connection.execute(
            "SELECT DISTINCT stream_id FROM ksbs.events WHERE category = %s LIMIT 500",
            [PROGRAMME],
        ).fetchall()
    head = store.head().position
    return Side(store, reader, dsn, [row[0] for row in rows], head, Random(1))  # noqa: S311 (pairs of times are no secret)


def _round(report: harness.Report, side: Side) -> None:
    one, current = _seconds(side.one, 60), _seconds(side.current, 60)
    replay = _seconds(side.replay, SAMPLE)
    city = _seconds(side.city, 3)
    aggregate, scan = _seconds(side.aggregate, 3), _seconds(side.scan, 3)
    first = _seconds(lambda: side.trail(None), 20)
    deep = _seconds(lambda: side.trail(side.head // 10), 20)
    number = side.head / EVENTS
    report.add(
        {
            "one": one,
            "current": current,
            "replay": replay,
            "city": city,
            "aggregate": aggregate,
            "scan": scan,
            "trail_first": first,
            "trail_deep": deep,
        },
        {
            "one_vs_replay": replay / one,
            "one_vs_current": one / current,
            "city_vs_replay": replay * number / city,
            "city_vs_scan": aggregate / scan,
            "audit_deep_vs_first": deep / first,
        },
    )


def _seconds(operation: Callable[[], object], times: int) -> float:
    started = time.perf_counter()
    for _ in range(times):
        operation()
    return (time.perf_counter() - started) / times


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
