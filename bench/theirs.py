"""The library's side of the benches: its aggregate, its default recorder.

The aggregate takes the same event with the same fields as ours, and is used as the
library's documentation shows: `repository.get`, a command method, `save`.
"""

from datetime import date
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from psycopg.conninfo import conninfo_to_dict

from bench.ours import PERSONS, SUMMARY
from ksbs.domain.words import Role

SAVED_AT_ONCE = 50
"""A thousand events saved in one call wait for ever in the client's pipeline."""


class Programme(Aggregate):
    """A programme that gathers evidence."""

    @event("Nominated")
    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.evidence: dict[str, str] = {}

    @event("EvidenceAdded")
    def add_evidence(
        self,
        occurred_on: str,
        evidence_id: str,
        kind: str,
        period: str,
        source: str,
        uri: str,
        summary: str,
        recorded_by: UUID,
        role: str,
    ) -> None:
        """Add a piece of evidence."""
        self.evidence[evidence_id] = summary


class Theirs(Application[UUID]):
    """The library's application on its own recorder."""


def application(dsn: str, *, create_table: bool = True) -> Theirs:
    """Give the library's application on a database of its own.

    Only one process may create the table: the library's own creation fails when several
    start at once.
    """
    return Theirs(env=environment(dsn, create_table=create_table))


def environment(dsn: str, *, create_table: bool = True) -> dict[str, str]:
    """Give the settings with which the library finds a database."""
    parts = conninfo_to_dict(dsn)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "CREATE_TABLE": "y" if create_table else "n",
        "POSTGRES_DBNAME": str(parts["dbname"]),
        "POSTGRES_HOST": str(parts["host"]),
        "POSTGRES_PORT": str(parts.get("port", "5432")),
        "POSTGRES_USER": str(parts["user"]),
        "POSTGRES_PASSWORD": str(parts.get("password", "")),
    }


def programme(app: Theirs, *, events: int) -> UUID:
    """Make an aggregate of that many events."""
    aggregate = Programme("01234567")
    for number in range(events - 1):
        _add(aggregate, number)
        if number % SAVED_AT_ONCE == 0:
            app.save(aggregate)
    app.save(aggregate)
    return aggregate.id


def add_evidence(app: Theirs, programme_id: UUID, *, number: int) -> None:
    """Record one more piece of evidence."""
    aggregate: Programme = app.repository.get(programme_id)
    _add(aggregate, number)
    app.save(aggregate)


def _add(aggregate: Programme, number: int) -> None:
    aggregate.add_evidence(
        occurred_on=date(2026, 1, 12).isoformat(),
        evidence_id=str(UUID(int=number)),
        kind="grades",
        period="2024/25",
        source="Skolverket",
        uri="https://example.org/betyg",
        summary=SUMMARY,
        recorded_by=PERSONS[Role.ANALYST],
        role=Role.ANALYST.value,
    )
