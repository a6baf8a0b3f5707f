"""Asking how things stood: one programme and the whole city, at random pairs of times.

Read models with their history, against replaying streams in Python, against the current
table, and against one sequential scan of the history. 8 % of the entries came late.
The read model has one row for a programme, another one after nearly every event.

- `one_vs_replay`: seconds of a replay over seconds of a read, for one programme.
- `one_vs_current`: seconds of a read at a pair over seconds of the current row.
- `city_vs_replay`: the same for all programmes; the replay of a sample, scaled up.
- `city_vs_scan`: seconds of an aggregate over the city at a pair, in the database, over
  an aggregate over one scan of the whole history.
- `portfolio_vs_scan`: the same of the portfolio, whose rows change four times only: there
  is little to scan, and as many programmes to look up.
- `audit_<filter>_deep_vs_first`: seconds of a page of the audit trail far back over the
  first page, by each way to ask `GET /events`; `audit_deep_vs_first`: of all together.
"""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from uuid import UUID

import psycopg
from psycopg import sql

from bench import city, filling, harness, ours, trail
from bench.append import database
from ksbs.application.ports import EventStore
from ksbs.application.projection import Column, Projection, Row
from ksbs.application.streams import PROGRAMME
from ksbs.domain.analysis.evidence import EvidenceAdded
from ksbs.domain.programme import Programme
from ksbs.domain.replay import facts, fold, known, until
from ksbs.readmodels.reader import Pair, Reader, reading
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.tables import Connection, Tables
from ksbs.store.event_store import open_event_store
from ksbs.store.mapper import recorded
from projections.programme_status import PROJECTION as PORTFOLIO


def rows(programme: Programme) -> Iterable[Row]:
    """Give the latest piece of evidence."""
    for latest in list(programme.evidence)[-1:]:
        yield {
            "evidence_id": latest.evidence_id,
            "added_on": latest.added_on,
            "kind": latest.kind,
        }


PROJECTION = Projection(
    name="latest_evidence",
    title="The latest evidence",
    version=1,
    on=frozenset({EvidenceAdded}),
    columns=(
        Column("evidence_id", "uuid", EvidenceAdded),
        Column("added_on", "date", "The day it was added. / Dagen då det tillfördes."),
        Column("kind", "text", EvidenceAdded),
    ),
    rows=rows,
)

PROGRAMMES = {"quick": 2_000, "full": 20_000}
EVENTS = 100
LATE = 0.08
SAMPLE = 40


@dataclass(frozen=True)
class Side:
    """A filled log with its read model, and the ways to ask it."""

    store: EventStore
    reader: Reader
    connection: Connection
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

    def aggregate(self, projection: Projection, column: str) -> object:
        """Count the programmes by a column at a pair, in the database."""
        pair = self.pair()
        rows = Tables(projection).format(
            "at_all",
            and_same_key=sql.SQL(""),
            latest_columns=sql.Identifier("latest", column),
        )
        count = sql.SQL("SELECT {0}, count(*) FROM ({1}) AS at_pair GROUP BY {0}")
        query = count.format(sql.Identifier(column), rows)
        asked = {"valid": pair.valid_at, "known": pair.position}
        return self.connection.execute(query, asked).fetchall()

    def scan(self, projection: Projection, column: str) -> object:
        """Read the whole history once, as the database does when nothing helps it."""
        query = sql.SQL("SELECT count({}), max(sys_to) FROM {}")
        return self.connection.execute(
            query.format(sql.Identifier(column), Tables(projection).history)
        ).fetchone()

    def city_vs_scan(self, projection: Projection, column: str) -> tuple[float, float]:
        """Give the seconds of an aggregate over the city, and of one over a scan."""
        aggregate = _seconds(lambda: self.aggregate(projection, column), 3)
        with self.connection.transaction():
            for kind in ("indexscan", "bitmapscan", "indexonlyscan"):
                self.connection.execute(f"SET LOCAL enable_{kind} = off".encode())
            return aggregate, _seconds(lambda: self.scan(projection, column), 3)


def bench(quick: bool) -> harness.Report:
    report = harness.Report("asof")
    programmes = PROGRAMMES["quick" if quick else "full"]
    with harness.server() as admin:
        dsn = database(admin, "ours_asof")
        with (
            open_event_store(dsn, pool_max=2) as store,
            reading(dsn) as reader,
            psycopg.connect(dsn, autocommit=True) as connection,
        ):
            fill(store, dsn, programmes=programmes)
            side = _side(store, reader, connection)
            with trail.paging(store, dsn) as pages:
                # As the server's own vacuum leaves the tables after a while.
                connection.execute("VACUUM ANALYZE")
                for _ in range(5 if quick else 11):
                    rates, ratios = _round(side)
                    audit_rates, audit_ratios = _audit(pages)
                    report.add(rates | audit_rates, ratios | audit_ratios)
    return report


def fill(store: EventStore, dsn: str, *, programmes: int) -> None:
    """Let a city's log grow to so many programmes, and make the read models."""
    performer = ours.Ours(ours.services(store), "asof")
    until = programmes * EVENTS
    filling.fill(
        store, performer, until=until, late=LATE, events=EVENTS, tell=city.tell
    )
    for projection in (PROJECTION, PORTFOLIO):
        Runner(dsn, projection, decode=recorded).catch_up()


def _side(store: EventStore, reader: Reader, connection: Connection) -> Side:
    found = connection.execute(
        "SELECT DISTINCT stream_id FROM ksbs.events WHERE category = %s LIMIT 500",
        [PROGRAMME],
    )
    programmes = [UUID(str(row[0])) for row in found]
    head = store.head().position
    assert not reader.stale(PROJECTION, position=head)
    return Side(store, reader, connection, programmes, head, Random(1))  # noqa: S311 (pairs of times are no secret)


def _round(side: Side) -> tuple[dict[str, float], dict[str, float]]:
    """Give the seconds of reading programmes and the city, and how they compare."""
    one, current = _seconds(side.one, 60), _seconds(side.current, 60)
    replay = _seconds(side.replay, SAMPLE)
    city = _seconds(side.city, 3)
    aggregate, scan = side.city_vs_scan(PROJECTION, "kind")
    portfolio, its_scan = side.city_vs_scan(PORTFOLIO, "status")
    number = side.head / EVENTS
    return (
        {
            "one": one,
            "current": current,
            "replay": replay,
            "city": city,
            "aggregate": aggregate,
            "scan": scan,
            "portfolio": portfolio,
            "portfolio_scan": its_scan,
        },
        {
            "one_vs_replay": replay / one,
            "one_vs_current": one / current,
            "city_vs_replay": replay * number / city,
            "city_vs_scan": aggregate / scan,
            "portfolio_vs_scan": portfolio / its_scan,
        },
    )


def _audit(pages: trail.Pages) -> tuple[dict[str, float], dict[str, float]]:
    """Give the seconds of pages, the first and one far back, and how they compare."""
    first, deep = {}, {}
    for label in pages.asked:
        both = {
            "first": partial(pages.first, label),
            "deep": partial(pages.deep, label),
        }
        first[label], deep[label] = harness.in_turn(both, times=25).values()
    rates = {f"audit_{label}_first": value for label, value in first.items()}
    rates |= {f"audit_{label}_deep": value for label, value in deep.items()}
    ratios = {f"audit_{each}_deep_vs_first": deep[each] / first[each] for each in first}
    total = {"audit_deep_vs_first": sum(deep.values()) / sum(first.values())}
    return rates, ratios | total


def _seconds(operation: Callable[[], object], times: int) -> float:
    started = time.perf_counter()
    for _ in range(times):
        operation()
    return (time.perf_counter() - started) / times


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
