"""The database roles of the log. They belong to the whole server, not to one database."""

import time

import psycopg
from psycopg import errors, sql

OWNER = "ksbs_owner"
"""Owns the schema; only migrations act as it."""
WRITER = "ksbs_writer"
"""May execute append, and read; what the service acts as."""
PROJECTOR = "ksbs_projector"
"""Keeps the read models, and reads the log."""
READER = "ksbs_reader"
"""Reads the log."""
SIGNER = "ksbs_signer"
"""Reads the log to sign checkpoints."""

ROLES = (OWNER, READER, WRITER, PROJECTOR, SIGNER)
_READ_TOO = (WRITER, PROJECTOR, SIGNER)
_ATTEMPTS = 20

_MISSING = """
select name from unnest(%s::text[]) with ordinality as wanted (name, i)
where not exists (select from pg_catalog.pg_roles r where r.rolname = wanted.name)
order by i
"""
_NOT_MEMBER = """
select rolname from pg_catalog.pg_roles
where rolname = any(%s) and not pg_has_role(%s::text, rolname, 'MEMBER') order by rolname
"""


def ensure_roles(connection: psycopg.Connection) -> None:
    """Create the roles that the server lacks, as far as the session may.

    Databases of one server may be migrated at the same time, and roles are shared, so
    whoever comes second finds its work done. A session that may not create roles goes
    on without them; `missing_roles` tells. The connection is in autocommit mode.
    """
    for role in missing_roles(connection):
        _patiently(connection, sql.SQL("CREATE ROLE {} NOLOGIN").format(_name(role)))
    for member in _READ_TOO:
        _join(connection, READER, member)
    for role in ROLES:
        _join(connection, role, connection.info.user)


def missing_roles(connection: psycopg.Connection) -> list[str]:
    """Name the roles that the server does not have."""
    return [name for (name,) in connection.execute(_MISSING, [list(ROLES)])]


def may_act_as(connection: psycopg.Connection, role: str) -> bool:
    """Tell whether the session may `SET ROLE` to that role."""
    exists = "select from pg_catalog.pg_roles where rolname = %s"
    if connection.execute(exists, [role]).fetchone() is None:
        return False
    right = "SET" if connection.info.server_version >= 160_000 else "MEMBER"  # noqa: PLR2004 (PostgreSQL 16 tells the two apart)
    row = connection.execute("select pg_has_role(%s, %s)", [role, right]).fetchone()
    return row is not None and bool(row[0])


def _join(connection: psycopg.Connection, role: str, member: str) -> None:
    if connection.execute(_NOT_MEMBER, [[role], member]).fetchone() is None:
        return
    grant = sql.SQL("GRANT {} TO {}").format(_name(role), _name(member))
    _patiently(connection, grant)


def _patiently(connection: psycopg.Connection, statement: sql.Composed) -> None:
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            connection.execute(statement)
        except (errors.DuplicateObject, errors.UniqueViolation):
            return
        except errors.InsufficientPrivilege:
            return
        except errors.InternalError_:
            # "tuple concurrently updated": another database grants the same.
            if attempt == _ATTEMPTS:
                raise
            time.sleep(0.02 * attempt)
        else:
            return


def _name(role: str) -> sql.Identifier:
    return sql.Identifier(role)
