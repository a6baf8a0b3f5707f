"""Rebuilding a read model, against the library's projection runner and a bare COPY.

Ours folds the whole log and writes the current table and the history on both time axes:
of a read model with one row for a programme that changes with every event, by
the rebuild command's own code, from the first event to the swap. The library's runner
upserts one row for each event into one current table, in one transaction with its
tracking, as its documentation shows; it keeps no history, so both ratios set our tables,
current and history, against its current one. A COPY reads the whole log to nowhere, and
another one no more of it than a fold reads, the names and payloads.
One server, the same events with the same fields; rounds interleave the contestants.
"""

import sys
import time
from collections.abc import Iterable
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL, Identifier

from bench import filling, harness, theirs
from bench.append import database
from ksbs.application.projection import Column, Row
from ksbs.application.projection import Projection as ReadModel
from ksbs.domain.analysis.evidence import EvidenceAdded
from ksbs.domain.programme import Programme
from ksbs.readmodels.rebuild import Rebuild
from ksbs.readmodels.runner import Runner
from ksbs.store.mapper import recorded


def rows(programme: Programme) -> Iterable[Row]:
    """Give one row of a programme, another one after every piece of evidence."""
    yield {"pieces": len(programme.evidence)}


PROJECTION = ReadModel(
    name="evidence_counts",
    title="Evidence counted / Antal underlag",
    version=1,
    on=frozenset({EvidenceAdded}),
    columns=(Column("pieces", "integer", "How many. / Hur många."),),
    rows=rows,
)

EVENTS = {"quick": 120_000, "full": 480_000}
THEIR_EVENTS = {"quick": 600, "full": 3_000}
"""Theirs takes events one by one: a part of the log tells its rate."""
_LOG: LiteralString = "COPY ksbs.events TO STDOUT"
_READ: LiteralString = (
    "COPY (SELECT name, payload FROM ksbs.events ORDER BY position) TO STDOUT"
)


class EvidenceView(PostgresTrackingRecorder):
    """A table of how many events each aggregate has."""

    def __init__(self, datastore: Any, **kwargs: Any) -> None:
        super().__init__(datastore, **kwargs)
        schema, table = Identifier(datastore.schema), Identifier("evidence_view")
        self.sql_create_statements.append(
            SQL(
                "CREATE TABLE IF NOT EXISTS {}.{} "
                "(id uuid PRIMARY KEY, pieces integer NOT NULL)"
            ).format(schema, table)
        )
        self._upsert = SQL(
            "INSERT INTO {0}.{1} VALUES (%s, 1) ON CONFLICT (id) DO UPDATE "
            "SET pieces = {1}.pieces + 1"
        ).format(schema, table)

    def count(self, aggregate_id: UUID, tracking: Tracking) -> None:
        """Count one event with its tracking."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(self._upsert, [aggregate_id])


class Evidence(Projection[EvidenceView]):
    """Projects every event to a row."""

    name = "evidence"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Take one event."""
        self.view.count(domain_event.originator_id, tracking)


def bench(quick: bool) -> harness.Report:
    report = harness.Report("rebuild")
    size = "quick" if quick else "full"
    with harness.server() as admin:
        mine, library = database(admin, "ours_rebuild"), database(admin, "library_0")
        runner = Runner(mine, PROJECTION, decode=recorded)
        with filling.filled(mine, events=EVENTS[size]):
            runner.catch_up()
            app = theirs.application(library, create_table=False)
            for _ in range(THEIR_EVENTS[size] // filling.EVENTS_OF_A_PROGRAMME):
                theirs.programme(app, events=filling.EVENTS_OF_A_PROGRAMME)
            for _ in range(3 if quick else 9):
                ours, copied = _ours(runner), _copied(mine, _LOG)
                read = _copied(mine, _READ)
                rate = _theirs(library, events=THEIR_EVENTS[size])
                report.add(
                    {"ours": ours, "library": rate, "copy": copied, "read": read},
                    {
                        "current_vs_library": ours / rate,
                        "history_vs_library": ours / rate,
                        "current_vs_copy": ours / copied,
                        "current_vs_copy_of_payloads": ours / read,
                    },
                )
            app.close()
    return report


def _ours(runner: Runner) -> float:
    """Give events a second of a whole rebuild, from the log to the swap."""
    started = time.perf_counter()
    rebuilt = Rebuild(runner).run()
    if not rebuilt.swapped or not rebuilt.events:
        raise RuntimeError(str(rebuilt))
    return rebuilt.events / (time.perf_counter() - started)


def _copied(dsn: str, query: LiteralString) -> float:
    """Give events a second of a COPY to nowhere, every row parsed."""
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        started, events = time.perf_counter(), 0
        with cursor.copy(query) as copy:
            for _ in copy.rows():
                events += 1
        return events / (time.perf_counter() - started)


def _theirs(dsn: str, *, events: int) -> float:
    """Give events a second of the library's runner, from an empty table."""
    env = theirs.environment(dsn)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS evidence_view")
        connection.execute("DROP TABLE IF EXISTS evidence_tracking")
    started = time.perf_counter()
    with ProjectionRunner(
        application_class=theirs.Theirs,
        projection_class=Evidence,
        view_class=EvidenceView,
        env=env,
    ) as runner:
        runner.wait(events, timeout=600)
    return events / (time.perf_counter() - started)


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
