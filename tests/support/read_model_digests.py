"""A process that builds read models of a log and prints the digests of their tables.

    python -m tests.support.read_model_digests WHICH BATCH DSN

WHICH is `every`, or the name of one in `PLANTED`. BATCH is how many events are taken at a
time, 0 for all at once, as tables are first built. The tables are named after it, so that
several processes find room in one database.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from string import ascii_letters

import psycopg

from ksbs.application.projection import Column, Projection
from ksbs.domain.programme import Programme
from ksbs.domain.register import load_domain
from ksbs.readmodels import runner
from ksbs.readmodels.comparing import digests
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.tables import Tables, connected
from ksbs.store.mapper import recorded
from projections import discover

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _planted(text: Callable[[], str]) -> Projection:
    """Give a read model that shows of every programme what its process makes of it."""
    status = discover()["programme_status"]

    def rows(programme: Programme) -> Iterator[Mapping[str, object]]:
        yield from ({"text": text()} for _ in status.rows(programme))

    about = "What the process makes of it. / Vad processen gör av det."
    column = Column("text", "text", about)
    return replace(status, name="planted", columns=(column,), key=(), rows=rows)


PLANTED = {
    "set": _planted(lambda: "".join({*ascii_letters})),
    "hash": _planted(lambda: str(hash("Exempelskolan"))),
    "zone": _planted(lambda: NOON.astimezone().isoformat()),
}
"""Read models that show what no log says: each a mistake that is easily made.

Under two seeds, 52 letters never come in one order, nor is a hash of 64 bits the same.
"""


def main(which: str, batch: str, dsn: str) -> None:
    """Build the read models and print the digests of current rows and history by name."""
    load_domain()
    projections = discover().values() if which == "every" else [PLANTED[which]]
    found = {each.name: built(dsn, each, batch=int(batch)) for each in projections}
    sys.stdout.write(json.dumps(found, default=str))


def built(
    dsn: str, projection: Projection, *, batch: int
) -> dict[str, tuple[object, ...]]:
    """Build tables of a read model, and give their digests."""
    named = replace(projection, name=f"by_{batch}_{projection.name}")
    with connected(dsn) as connection:
        keeper = Runner(dsn, named, decode=recorded)
        keeper.prepare(connection)
        if batch:
            runner.BATCH = batch
            begin_anew(connection, named.name)
            keeper.tend(connection)
        return digests(connection, Tables(named))


def begin_anew(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """Empty the tables of a read model, as if nothing had been taken so far."""
    connection.execute(f"TRUNCATE ksbs_read.{name}, ksbs_read.{name}_history".encode())
    connection.execute(
        "UPDATE ksbs_read.positions SET position = 0 WHERE projection = %s", [name]
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
