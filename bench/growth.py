"""What a view of one programme and a page of the audit trail cost as the log grows.

Seconds in a log of 1,000,000 events over seconds in one of 100,000, in turn (`--quick`:
100,000 over 10,000): a city's log, programmes of 100 events, 8 % late.

- `growth_view`: reading a read model's row of one programme at a pair of times.
- `growth_programme`: the service behind `GET /programmes/{programmeId}` with `validAt`
  and `knownAt`, from the instant to the view.
- `growth_page_<filter>`: the first page of the audit trail by each way to ask
  `GET /events`; `growth_page`: of all together.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import cycle
from typing import NamedTuple
from uuid import UUID

import psycopg
from uuid_utils.compat import uuid7

from bench import asof, harness, ours, trail
from bench.append import database
from bench.filling import SIZES
from ksbs.application.actor import Actor
from ksbs.application.services import Services
from ksbs.domain.words import Role
from ksbs.readmodels.reader import Pair, Reader, reading
from ksbs.store.event_store import open_event_store

COMPARED = {"quick": ("10k", "100k"), "full": ("100k", "1m")}
PROGRAMMES = 40
"""How many programmes are read in turn, in every log as many."""

_FIRST = 2 * asof.EVENTS
"""Where the copies have begun; the programme that they are copies of is of today."""
_VALID_AT = date(2023, 6, 30)
_AUDITOR = Actor(ours.PERSONS[Role.AUDITOR], Role.AUDITOR)


class Known(NamedTuple):
    """A programme, and a later moment at which it is asked for."""

    programme_id: UUID
    position: int
    recorded_at: datetime


@dataclass
class Side:
    """A log of one size, and what is asked of it."""

    reader: Reader
    services: Services
    pages: trail.Pages
    known: "cycle[Known]" = field(repr=False)

    def view(self) -> object:
        """Read one programme's row at a pair."""
        asked = next(self.known)
        rows = self.reader.at(
            asof.PROJECTION,
            Pair(_VALID_AT, asked.position),
            stream_id=asked.programme_id,
        )
        assert rows
        return rows

    def programme(self) -> object:
        """Show one programme at a pair."""
        asked, history = next(self.known), self.services.history
        pair = history.resolve(valid_at=_VALID_AT, known_at=asked.recorded_at)
        return history.programme(asked.programme_id, as_of=pair, actor=_AUDITOR)

    def measures(self) -> Mapping[str, Callable[[], object]]:
        """Give what is measured, by label."""
        pages = {
            f"page_{each}": partial(self.pages.first, each) for each in self.pages.asked
        }
        return {"view": self.view, "programme": self.programme} | pages


def bench(quick: bool) -> harness.Report:
    report = harness.Report("growth")
    sizes = COMPARED["quick" if quick else "full"]
    with harness.server() as admin, ExitStack() as stack:
        sides = {
            size: stack.enter_context(
                _filled(database(admin, f"ours_growth_{size}"), events=SIZES[size])
            )
            for size in sizes
        }
        for _ in range(5 if quick else 11):
            report.add(*_round({size: side.measures() for size, side in sides.items()}))
    return report


@contextmanager
def _filled(dsn: str, *, events: int) -> Iterator[Side]:
    """Give a city's log of so many events, with what is asked of it."""
    with (
        open_event_store(dsn, pool_max=2) as store,
        reading(dsn) as reader,
        psycopg.connect(dsn, autocommit=True) as connection,
    ):
        asof.fill(store, dsn, programmes=events // asof.EVENTS)
        with trail.paging(store, dsn) as pages:
            connection.execute("VACUUM ANALYZE")
            services = Services(store, ours.SystemClock(), uuid7)
            yield Side(reader, services, pages, _known(connection, events))


def _known(connection: psycopg.Connection, events: int) -> "cycle[Known]":
    """Choose programmes of the log's first half, each with a moment of its second."""
    found = connection.execute(
        """
        SELECT e.stream_id, later.position, later.recorded_at FROM (
            SELECT stream_id, position FROM ksbs.events
            WHERE version = 1 AND category = 'programme'
            AND position BETWEEN %(first)s AND %(half)s
            ORDER BY md5(stream_id::text) LIMIT %(programmes)s
        ) AS e JOIN ksbs.events later ON later.position = e.position + %(half)s
        """,
        {"first": _FIRST, "half": events // 2, "programmes": PROGRAMMES},
    )
    return cycle([Known(*row) for row in found.fetchall()])


def _round(
    sides: Mapping[str, Mapping[str, Callable[[], object]]],
) -> tuple[dict[str, float], dict[str, float]]:
    """Measure everything once more, each in the logs of every size in turn."""
    seconds = {
        label: harness.in_turn(
            {size: measures[label] for size, measures in sides.items()},
            times=PROGRAMMES,
        )
        for label in next(iter(sides.values()))
    }
    pages = [found for label, found in seconds.items() if label.startswith("page_")]
    seconds["page"] = {size: sum(found[size] for found in pages) for size in sides}
    rates: dict[str, float] = {}
    ratios: dict[str, float] = {}
    for label, found in seconds.items():
        smaller, larger = found.values()
        rates |= {f"{label}_{size}": value for size, value in found.items()}
        ratios[f"growth_{label}"] = larger / smaller
    return rates, ratios


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
