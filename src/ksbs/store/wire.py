"""Append in PostgreSQL's binary form: arguments, call and answer.

Going through a psycopg cursor costs the client more processor time than all the rest of
an append; the call is always the same, so it is made on psycopg's libpq wrapper.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from psycopg import errors
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult

from ksbs.application.ports import Append
from ksbs.store.mapper import StoredEntry
from ksbs.store.queries import QUERIES

BYTEA, INTEGER, TEXT, UUID_ = 17, 23, 25, 2950
"""Type oids, the same in every PostgreSQL."""

_BINARY = 1
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_NO_SUCH_STATEMENT = "26000"

_integer = struct.Struct("!i").pack
_array_header = struct.Struct("!iiIii").pack
_empty_array_header = struct.Struct("!iiI").pack
_long = struct.Struct("!q")


@dataclass(frozen=True, slots=True)
class Answer:
    """What ksbs.append gives."""

    position: int
    count: int
    recorded_at: datetime
    leaf: bytes
    size: int
    root: bytes
    already: bool


def call_append(
    connection: PGconn,
    new: Sequence[StoredEntry],
    *,
    command: Append,
    told: datetime | None = None,
) -> Answer:
    """Call ksbs.append, or ksbs.append_demo with a time that is told.

    Blocks this thread until the server answers.

    Raises:
        psycopg.Error: as the server says.
    """
    name = "append" if told is None else "append_demo"
    arguments = _arguments(new, command)
    if told is not None:
        arguments.append(_long.pack((told - _EPOCH) // timedelta(microseconds=1)))
    return _answer(_call(connection, name, arguments))


def nothing_new(connection: PGconn, asked: tuple[UUID, int, int, UUID]) -> bool:
    """Tell whether the opening of a command finds nothing, as it mostly does.

    Who has just written finds nothing newer than what is kept, and no earlier receipt.
    `asked` are the stream, a version of it, a position, and the command.

    Raises:
        psycopg.Error: as the server says.
    """
    stream_id, version, position, command_id = asked
    arguments = [
        stream_id.bytes,
        _integer(version),
        _long.pack(position),
        command_id.bytes,
    ]
    return _call(connection, "opening", arguments).ntuples == 0


def _call(connection: PGconn, name: str, arguments: list[bytes]) -> PGresult:
    statement = b"ksbs_" + name.encode()
    result = _execute(connection, statement, arguments)
    if _state(result) == _NO_SUCH_STATEMENT:
        # This connection's first call.
        _good(connection.prepare(statement, QUERIES[name]))
        result = _execute(connection, statement, arguments)
    return _good(result)


def _execute(connection: PGconn, statement: bytes, arguments: list[bytes]) -> PGresult:
    formats = [_BINARY] * len(arguments)
    return connection.exec_prepared(statement, arguments, formats, _BINARY)


def _state(result: PGresult) -> str | None:
    if result.status != ExecStatus.FATAL_ERROR:
        return None
    return errors.error_from_result(result).sqlstate


def _good(result: PGresult) -> PGresult:
    if result.status not in {ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK}:
        raise errors.error_from_result(result)
    return result


def _arguments(new: Sequence[StoredEntry], command: Append) -> list[bytes]:
    return [
        command.command_id.bytes,
        command.digest,
        _array(UUID_, [each.event_id.bytes for each in new]),
        _array(UUID_, [each.originator_id.bytes for each in new]),
        _array(INTEGER, [_integer(each.originator_version) for each in new]),
        _array(TEXT, [each.category.encode() for each in new]),
        _array(TEXT, [each.topic.encode() for each in new]),
        _array(BYTEA, [each.state for each in new]),
        _array(TEXT, [name.encode() for name in command.claim]),
        _array(TEXT, [name.encode() for name in command.release]),
    ]


def _array(oid: int, items: list[bytes]) -> bytes:
    """Give a one-dimensional array from 1, without nulls."""
    if not items:
        return _empty_array_header(0, 0, oid)
    parts = [_array_header(1, 0, oid, len(items), 1)]
    for item in items:
        parts += (_integer(len(item)), item)
    return b"".join(parts)


def _answer(result: PGresult) -> Answer:
    values = [result.get_value(0, column) or b"" for column in range(7)]
    (microseconds,) = _long.unpack(values[2])
    return Answer(
        position=int.from_bytes(values[0]),
        count=int.from_bytes(values[1]),
        recorded_at=_EPOCH + timedelta(microseconds=microseconds),
        leaf=values[3],
        size=int.from_bytes(values[4]),
        root=values[5],
        already=values[6] == b"\x01",
    )
