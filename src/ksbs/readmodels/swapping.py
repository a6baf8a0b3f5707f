"""Replacing the tables of a read model by others, and clearing away what was broken off."""

from collections.abc import Sequence

from psycopg import sql

from ksbs.application.projection import Projection
from ksbs.readmodels.places import digest_of, forget, place_of, rebuilding
from ksbs.readmodels.queries import QUERIES
from ksbs.readmodels.tables import SCHEMA, Connection, Tables, drop, rename


def swap(
    connection: Connection,
    new: Tables,
    *,
    equal: bool | None = None,
    reason: str | None = None,
) -> None:
    """Let tables take the place of those in use, in the transaction under way.

    Quarantine and dead letters are those of the new ones; what happened is recorded.
    """
    projection = new.projection
    live = Tables(projection)
    # Before the tables: whoever takes a batch locks in this order too.
    place_of(connection, live, lock=True)
    place = place_of(connection, new)
    drop(connection, live)
    rename(connection, new, to=live)
    forget(connection, live)
    for table in ("positions", "quarantine", "dead_letters"):
        query = sql.SQL("UPDATE {} SET projection = %s WHERE projection = %s")
        connection.execute(
            query.format(sql.Identifier(SCHEMA, table)), [live.name, new.name]
        )
    position = 0 if place is None else place.position
    connection.execute(
        QUERIES["record_rebuild"],
        [
            *(live.name, projection.version, digest_of(projection)),
            *(position, equal, reason),
        ],
    )


def clean(connection: Connection, projections: Sequence[Projection]) -> list[str]:
    """Drop the tables of rebuilds that were broken off; give their names.

    A rebuild that is under way is let be.
    """
    dropped = []
    for projection in projections:
        with rebuilding(connection, projection) as nobody_else:
            if not nobody_else:
                continue
            with connection.transaction():
                dropped += _clean(connection, projection)
    return dropped


def _clean(connection: Connection, projection: Projection) -> list[str]:
    found = connection.execute(QUERIES["leftovers"], [[projection.name]]).fetchall()
    names = [str(name) for _, name in found]
    for name in names:
        query = sql.SQL("DROP TABLE {}").format(sql.Identifier(SCHEMA, name))
        connection.execute(query)
        suffix = name.removeprefix(projection.name).removesuffix("_history")
        forget(connection, Tables(projection, suffix))
    return names
