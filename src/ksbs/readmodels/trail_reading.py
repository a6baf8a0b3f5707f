"""Finding entries of the audit trail by its index."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from ksbs.application import streams
from ksbs.application.trail_facts import asked_words, root_of
from ksbs.application.trail_filter import TrailFilter, stored_names
from ksbs.application.trail_index import Reach
from ksbs.domain.event import Entry
from ksbs.readmodels.log import Decode
from ksbs.readmodels.places import patiently
from ksbs.readmodels.serving import ReadModels
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
        asked: dict[str, Any] = {"limit": limit, "before": before, "up_to": up_to}
        where = [b"t.position <= %(up_to)s"]
        where += [b"t.position < %(before)s"] if before is not None else []
        for condition, values in (*_fits(which), *_within(reach), *_says(which)):
            where.append(condition)
            asked |= values
        try:
            if not self._has_reached(up_to):
                return None
            with self._read_models.lend() as connection:
                query = SELECT % b" AND ".join(where)
                rows = connection.execute(query, asked).fetchall()
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable):
            return None
        return [self._decode(row) for row in rows]  # type: ignore[arg-type]  # as selected

    def programmes(self, reach: Reach, *, up_to: int) -> frozenset[UUID] | None:
        """Give the programmes within reach; None if the index is behind."""
        if reach.named is None:
            return None
        asked = {"theirs": list(reach.named), "told": list(reach.told)}
        try:
            if not self._has_reached(up_to):
                return None
            with self._read_models.lend() as connection:
                rows = connection.execute(PROGRAMMES, asked).fetchall()
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable):
            return None
        return frozenset(UUID(str(row[0])) for row in rows)

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
    if which.name is not None:
        yield b"t.name = ANY(%(names)s)", {"names": list(stored_names(which.name))}
    if which.named_id is not None:
        yield b"t.named @> %(named)s", {"named": [str(which.named_id)]}
    if which.occurred_from is not None:
        yield b"t.occurred_on >= %(since)s", {"since": which.occurred_from}
    if which.occurred_to is not None:
        yield b"t.occurred_on <= %(until)s", {"until": which.occurred_to}
    if which.recorded_from is not None and which.recorded_from > _LONG_AGO:
        first = which.recorded_from - timedelta(microseconds=1)
        yield b"t.position > ksbs.position_at(%(first)s)", {"first": first}
    if which.recorded_to is not None:
        last = which.recorded_to
        yield b"t.position <= ksbs.position_at(%(last)s)", {"last": last}


def _says(which: TrailFilter) -> Iterator[Condition]:
    """Give the conditions of a question: every word, by its root or its stem."""
    for number, word in enumerate(asked_words(which.question or "")):
        root, stem = f"root{number}", f"stem{number}"
        condition = (
            f"t.words @@ (to_tsquery('simple', %({root})s)"
            f" || to_tsquery('swedish', %({stem})s))"
        )
        yield condition.encode(), {root: f"{root_of(word)}:*", stem: word}


def _within(reach: Reach) -> Iterator[Condition]:
    """Give the condition that keeps to where the actor may read anything."""
    categories = list(reach.categories)
    if reach.named is None:
        categories.append(streams.PROGRAMME)
        if len(categories) < len(streams.CATEGORIES):
            yield b"t.category = ANY(%(categories)s)", {"categories": categories}
        return
    yield (
        OF_THEIRS,
        {
            "categories": categories,
            "theirs": list(reach.named),
            "told": list(reach.told),
        },
    )
