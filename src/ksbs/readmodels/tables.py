"""The tables of a read model: their names, their making, and their replacement."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from ksbs.application.projection import Column, Projection
from ksbs.readmodels.queries import QUERIES

SCHEMA = "ksbs_read"
PROJECTOR, READER = "ksbs_projector", "ksbs_reader"

Connection = psycopg.Connection[tuple[object, ...]]


@contextmanager
def connected(dsn: str, *, role: str = PROJECTOR) -> Iterator[Connection]:
    """Lend a connection that acts in a role, where the server lets it.

    The projector reads the log and keeps the read models; it cannot append. Texts of
    dates and instants, which digests are made of, depend on no setting of the server.
    """
    with psycopg.connect(dsn, autocommit=True, application_name="ksbs-read") as found:
        act_as(found, role)
        # What the tables hold can be taken from the log again, so no commit need wait
        # for the disk: rows and position are lost together, or not at all.
        found.execute("SET synchronous_commit = off")
        found.execute("SET timezone = 'UTC'")
        found.execute("SET datestyle = 'ISO'")
        yield found


def act_as(connection: Connection, role: str) -> None:
    """Act in a role, where there is such a role and the session may."""
    if connection.execute(QUERIES["may_act_as"], [role]).rowcount:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))


@dataclass(frozen=True)
class Tables:
    """The two tables of a read model: those in use, or with a suffix those to come."""

    projection: Projection
    suffix: str = ""

    @property
    def name(self) -> str:
        """Under which its position is kept."""
        return self.projection.name + self.suffix

    @property
    def current(self) -> sql.Identifier:
        """The table of how things stand now."""
        return sql.Identifier(SCHEMA, self.name)

    @property
    def history(self) -> sql.Identifier:
        """The table of what was believed of which day."""
        return sql.Identifier(SCHEMA, f"{self.name}_history")

    @property
    def id(self) -> sql.Identifier:
        """The column of the stream's id."""
        return sql.Identifier(self.projection.about.id_column)

    @property
    def key(self) -> sql.Composed:
        """The columns of the key, each after a comma."""
        return sql.Composed(_after_comma(self.projection.key))

    @property
    def columns(self) -> sql.Composed:
        """The stream's id and the read model's own columns, in their order."""
        names = [self.projection.about.id_column]
        names += [column.name for column in self.projection.columns]
        return sql.SQL(", ").join(map(sql.Identifier, names))

    @property
    def compared(self) -> sql.Composed:
        """What two tables of current rows are compared by.

        A number is compared as its text: 1.0 and 1.00 are equal, and read differently.
        """
        parts: list[sql.Composable] = [self.id]
        parts += [
            sql.SQL("{}::text" if column.kind == "numeric" else "{}").format(
                sql.Identifier(column.name)
            )
            for column in self.projection.columns
        ]
        return sql.SQL(", ").join(parts)

    @property
    def history_compared(self) -> sql.Composed:
        """What two histories are compared by; `born` only helps to find keys."""
        return sql.SQL("{}, valid_from, sys_from, sys_to, gone").format(self.compared)

    def format(self, query: str, **others: sql.Composable) -> sql.Composed:
        """Give a query of that name with the names of these tables."""
        return QUERIES[query].format(
            **{
                "current": self.current,
                "history": self.history,
                "id": self.id,
                "key": self.key,
                "columns": self.columns,
            }
            | others
        )


def create(connection: Connection, tables: Tables) -> None:
    """Make both tables without indexes, so that they can be filled at once."""
    projection = tables.projection
    named = {column.name: column for column in projection.columns}
    keys = [named[name] for name in projection.key]
    rest = [column for column in projection.columns if column not in keys]
    key_columns = _definitions(keys, required=True)
    connection.execute(
        tables.format(
            "create_current",
            key_columns=key_columns,
            required_columns=_definitions(rest, required=True),
        )
    )
    connection.execute(
        tables.format(
            "create_history",
            key_columns=key_columns,
            # Where a row is gone, it has nothing but its key.
            columns=_definitions(rest, required=False),
        )
    )
    if connection.execute(QUERIES["may_act_as"], [READER]).rowcount:
        grant = sql.SQL("GRANT SELECT ON {}, {} TO {}")
        connection.execute(
            grant.format(tables.current, tables.history, sql.Identifier(READER))
        )


def index(connection: Connection, tables: Tables) -> None:
    """Make the indexes of filled tables, and tell the planner what is in them."""
    for query, name in _indexes(tables).items():
        statement = tables.format(query, index=sql.Identifier(name))
        connection.execute(statement)
    analyze = sql.SQL("ANALYZE {}, {}")
    connection.execute(analyze.format(tables.current, tables.history))


def drop(connection: Connection, tables: Tables) -> None:
    """Drop both tables, if they are there."""
    statement = sql.SQL("DROP TABLE IF EXISTS {}, {}")
    connection.execute(statement.format(tables.current, tables.history))


def rename(connection: Connection, tables: Tables, *, to: Tables) -> None:
    """Give both tables, and their indexes, other names."""
    table = sql.SQL("ALTER TABLE {} RENAME TO {}")
    for old, new in ((tables.current, to.name), (tables.history, f"{to.name}_history")):
        connection.execute(table.format(old, sql.Identifier(new)))
    index = sql.SQL("ALTER INDEX {} RENAME TO {}")
    names = zip(_indexes(tables).values(), _indexes(to).values(), strict=True)
    for old_name, new_name in names:
        connection.execute(
            index.format(sql.Identifier(SCHEMA, old_name), sql.Identifier(new_name))
        )


def exist(connection: Connection, tables: Tables) -> bool:
    """Tell whether both tables are there."""
    names = [f"{SCHEMA}.{tables.name}", f"{SCHEMA}.{tables.name}_history"]
    query = "SELECT to_regclass(%s) IS NOT NULL AND to_regclass(%s) IS NOT NULL"
    row = connection.execute(query, names).fetchone()
    return row is not None and bool(row[0])


def _indexes(tables: Tables) -> dict[str, str]:
    """Name the indexes by the query that makes each."""
    return {
        "index_current": f"{tables.name}_pkey",
        "index_history": f"{tables.name}_history_pkey",
        "index_born": f"{tables.name}_history_born",
    }


def _definitions(columns: Iterable[Column], *, required: bool) -> sql.Composed:
    parts = [
        sql.SQL(", {} {} {}").format(
            sql.Identifier(column.name),
            sql.SQL(column.kind),
            sql.SQL("NOT NULL" if required and not column.nullable else ""),
        )
        for column in columns
    ]
    return sql.Composed(parts)


def _after_comma(names: Iterable[str]) -> list[sql.Composed]:
    return [sql.SQL(", {}").format(sql.Identifier(name)) for name in names]
