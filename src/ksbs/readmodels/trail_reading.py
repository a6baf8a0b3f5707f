"""Finding entries of the audit trail by its index."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import ClientCursor

from ksbs.application import streams
from ksbs.application.trail_filter import TrailFilter, stored_names
from ksbs.application.trail_index import Reach
from ksbs.application.trail_words import Sought, sought_in
from ksbs.domain.event import Entry
from ksbs.readmodels.log import Decode
from ksbs.readmodels.places import patiently
from ksbs.readmodels.serving import ReadModels
from ksbs.readmodels.tables import Connection
from ksbs.readmodels.trail import VERSION
from ksbs.readmodels.trail_sql import OF_THEIRS, POSITION, PROGRAMMES, SELECT

_LONG_AGO = datetime(2, 1, 1, tzinfo=UTC)
"""Before every record, and far enough from the calendar's end to step back from."""


class ReadTrail:
    """`ksbs.application.trail_index.TrailIndex` over `ksbs_read.trail`."""

    def __init__(self, read_models: ReadModels, *, decode: Decode) -> None:
        self._read_models = read_models
        self._decode = decode
        self._in_vain: int | None = None

    def entries(
        self,
        which: TrailFilter,
        *,
        reach: Reach,
        before: int | None,
        up_to: int,
        limit: int,
    ) -> Sequence[Entry] | None:
        """Give entries that fit, the latest first; None if the index is behind."""
        last = up_to if before is None else min(up_to, before - 1)
        try:
            if not self._has_reached(up_to):
                return None
            with self._read_models.lend() as connection:
                found = _positions(connection, which, last=last)
                parts = [found, *_fits(which), *_within(reach, connection)]
                where, asked = _all_of([*parts, *_says(which)])
                rows = _rows(connection, SELECT % where, asked | {"limit": limit})
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable):
            return None
        return [self._decode(row) for row in rows]  # type: ignore[arg-type]  # as selected

    def programmes(self, reach: Reach, *, up_to: int) -> frozenset[UUID] | None:
        """Give the programmes within reach; None if the index is behind."""
        if reach.named is None:
            return None
        try:
            if not self._has_reached(up_to):
                return None
            with self._read_models.lend() as connection:
                return frozenset(_programmes(connection, reach.named, reach.told))
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable):
            return None

    def _has_reached(self, position: int) -> bool:
        """Tell whether the index has come that far; wait, but not twice in vain."""

        def reached() -> bool:
            return self._position() >= position

        stands_at = self._position()
        if stands_at >= position:
            return True
        patience = self._read_models.patience
        if not patience or stands_at == self._in_vain:
            return False
        if patiently(reached, timeout=patience):
            return True
        self._in_vain = stands_at
        return False

    def _position(self) -> int:
        with self._read_models.lend() as connection:
            row = connection.execute(POSITION, [VERSION]).fetchone()
        return int(str(row[0])) if row else -1


Condition = tuple[bytes, dict[str, Any]]


def _fits(which: TrailFilter) -> Iterator[Condition]:
    """Give the conditions of a filter, but for its words."""
    for column, value in (
        ("stream_id", which.programme_id),
        ("unit", which.school_unit_code),
        ("recorded_by", which.person_id),
        ("role", which.role.value if which.role else None),
        ("dnr", which.dnr),
        ("correlation_id", which.correlation_id),
    ):
        if value is not None:
            name = column.encode()
            yield b"t.%b = %%(%b)s" % (name, name), {column: value}
    if which.confidential:
        yield b"t.confidentiality IS NOT NULL", {}
    if which.name is not None:
        yield _named(stored_names(which.name))
    if which.named_id is not None:
        yield b"t.named @> %(named)s", {"named": [str(which.named_id)]}
    if which.occurred_from is not None:
        yield b"t.occurred_on >= %(since)s", {"since": which.occurred_from}
    if which.occurred_to is not None:
        yield b"t.occurred_on <= %(until)s", {"until": which.occurred_to}


def _named(names: Sequence[str]) -> Condition:
    """Give the condition of a name; an index gives those of one name in order."""
    if len(names) == 1:
        return b"t.name = %(name)s", {"name": names[0]}
    return b"t.name = ANY(%(names)s)", {"names": list(names)}


def _positions(connection: Connection, which: TrailFilter, *, last: int) -> Condition:
    """Give the condition of where the entries stand, the last included.

    The positions of instants are asked for first: within a condition they might be
    looked for at every row.
    """
    first = 0
    if which.recorded_from is not None and which.recorded_from > _LONG_AGO:
        before = which.recorded_from - timedelta(microseconds=1)
        first = _position_at(connection, before)
    if which.recorded_to is not None:
        last = min(last, _position_at(connection, which.recorded_to))
    condition = b"t.position > %(first)s AND t.position <= %(last)s"
    return condition, {"first": first, "last": last}


def _position_at(connection: Connection, moment: datetime) -> int:
    row = connection.execute("SELECT ksbs.position_at(%s)", [moment]).fetchone()
    return int(str(row[0])) if row else 0


def _says(which: TrailFilter) -> Iterator[Condition]:
    """Give the conditions of a question: every word, by its stem or as a beginning."""
    for number, sought in enumerate(sought_in(which.question or "")):
        word = f"word{number}"
        yield f"t.words @@ %({word})s::tsquery".encode(), {word: _query_of(sought)}


def _query_of(sought: Sought) -> str:
    """Say what is sought in the database's language; words hold no sign of it."""
    return " | ".join(f"{start}:*" for start in sought.beginnings) or sought.stem


def _within(reach: Reach, connection: Connection) -> Iterator[Condition]:
    """Give the condition that keeps to where the actor may read anything."""
    categories = list(reach.categories)
    if reach.named is None:
        categories.append(streams.PROGRAMME)
        if len(categories) < len(streams.CATEGORIES):
            yield b"t.category = ANY(%(categories)s)", {"categories": categories}
        return
    theirs = _programmes(connection, reach.named, reach.told)
    yield OF_THEIRS, {"categories": categories, "streams": theirs}


def _programmes(
    connection: Connection, named: frozenset[str], told: frozenset[str]
) -> list[UUID]:
    asked = {"theirs": list(named), "told": list(told)}
    return [UUID(str(row[0])) for row in _rows(connection, PROGRAMMES, asked)]


def _rows(
    connection: Connection, query: bytes, asked: Mapping[str, Any]
) -> list[tuple[object, ...]]:
    """Ask with the values in the text: they decide which index serves it best."""
    return ClientCursor(connection).execute(query, asked).fetchall()


def _all_of(conditions: Iterable[Condition]) -> Condition:
    parts, asked = zip(*conditions, strict=True)
    return b" AND ".join(parts), dict(ChainMap(*asked))
