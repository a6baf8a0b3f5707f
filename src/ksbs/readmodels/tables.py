"""The table of a read model: its name, its making, the writing of its rows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import psycopg
from psycopg import sql

from ksbs.application.projection import Projection, Row

SCHEMA = "ksbs_read"

Connection = psycopg.Connection[tuple[object, ...]]

_CREATE = """
CREATE TABLE {table} (
    programme_id uuid NOT NULL, {columns}, PRIMARY KEY (programme_id {key})
)
"""


_MAY_ACT = """
SELECT FROM pg_catalog.pg_roles
WHERE rolname = 'ksbs_projector' AND pg_has_role(oid, 'MEMBER')
"""


@contextmanager
def connected(dsn: str) -> Iterator[Connection]:
    """Lend a connection that acts as the projector where the server lets it.

    The projector reads the log and keeps the read models; it cannot append.
    """
    with psycopg.connect(dsn, autocommit=True) as connection:
        if connection.execute(_MAY_ACT).rowcount:
            connection.execute("SET ROLE ksbs_projector")
        yield connection


def table_of(projection: Projection) -> sql.Identifier:
    """Give the name of the current table."""
    return sql.Identifier(SCHEMA, projection.name)


def prepare(connection: Connection, projection: Projection) -> None:
    """Make the table unless it stands in this version; another version starts anew."""
    # Several processes may start at once: one of them makes what is missing.
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('ksbs_read'))")
    name, version = projection.name, projection.version
    found = connection.execute(
        "SELECT version FROM ksbs_read.positions WHERE projection = %s", [name]
    ).fetchone()
    if found == (version,):
        return
    table = table_of(projection)
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
    connection.execute(_creation(projection))
    connection.execute(
        "INSERT INTO ksbs_read.positions (projection, version) VALUES (%s, %s)"
        " ON CONFLICT (projection) DO UPDATE SET version = %s, position = 0",
        [name, version, version],
    )


def replace_rows(
    connection: Connection,
    projection: Projection,
    *,
    programme_id: UUID,
    rows: Sequence[Row],
) -> None:
    """Let `rows` be the only rows of the programme."""
    table = table_of(projection)
    connection.execute(
        sql.SQL("DELETE FROM {} WHERE programme_id = %s").format(table), [programme_id]
    )
    names = [column.name for column in projection.columns]
    insert = sql.SQL("INSERT INTO {} (programme_id, {}) VALUES ({})").format(
        table,
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join([sql.Placeholder()] * (len(names) + 1)),
    )
    for row in rows:
        connection.execute(insert, [programme_id, *(row[name] for name in names)])


def _creation(projection: Projection) -> sql.Composed:
    columns = [
        sql.SQL("{} {} {}").format(
            sql.Identifier(column.name),
            sql.SQL(column.kind),
            sql.SQL("NOT NULL" if column.required else ""),
        )
        for column in projection.columns
    ]
    key = [sql.SQL(", {}").format(sql.Identifier(name)) for name in projection.key]
    return sql.SQL(_CREATE).format(
        table=table_of(projection),
        columns=sql.SQL(", ").join(columns),
        key=sql.SQL("").join(key),
    )
