"""The read models as the views of the application ask for them.

What is asked for at a position is answered only by tables that have taken everything up
to it, and that this code has built. Otherwise the answer is None, and whoever asked folds
the log: a read model that lags, is being rebuilt, or cannot be reached makes views slower
and never wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TypeVar
from uuid import UUID

import psycopg

from ksbs.application.ports import StoreUnavailable
from ksbs.application.projection import Projection
from ksbs.application.views import Rebuild, Standing
from ksbs.application.views_rows import (
    Cells,
    Segment,
)
from ksbs.readmodels.overview import Overview, overview
from ksbs.readmodels.places import ailments
from ksbs.readmodels.reader import Pair, Reader
from ksbs.readmodels.tables import READER, Connection, connected
from ksbs.readmodels.trail import NAME as TRAIL
from ksbs.readmodels.trail_standing import ill_of, trail_standing

R = TypeVar("R")

_ABLE = """
SELECT projection, version FROM ksbs_read.positions
WHERE position >= %s AND projection NOT IN (
    SELECT projection FROM ksbs_read.quarantine WHERE stream_id = %s AND position <= %s
)
"""

WAIT_SECONDS = 2.0
"""How long a view of the whole city waits at most for its read model to catch up."""

_PATIENCE_WITH_THE_POOL = 2.0


class ReadModels(Reader):
    """`ksbs.application.views.RowSource` over the tables of read models.

    Args:
        dsn: The database.
        projections: The read models that are kept.
        pool_max: How many sessions it opens at most.
    """

    patience: float = 0.0
    """How many seconds to wait for a read model that is behind; 0 as long as this
    process keeps none up to date.
    """

    def __init__(
        self,
        dsn: str,
        projections: Iterable[Projection],
        *,
        pool_max: int = 4,
    ) -> None:
        super().__init__(dsn, pool_max=pool_max)
        self._pool.timeout = _PATIENCE_WITH_THE_POOL
        self._dsn = dsn
        self._projections = list(projections)
        self._in_vain: dict[str, int] = {}
        """The position at which waiting for a read model came to nothing."""

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """Lend a session that may read."""
        with self._pool.connection() as connection:
            yield connection

    def able(self, stream_id: UUID, *, position: int) -> frozenset[str]:
        """Name the read models that can say how a stream stood at a position."""

        def read() -> frozenset[str]:
            with self._pool.connection() as connection:
                found = connection.execute(_ABLE, [position, stream_id, position])
                versions = {str(name): version for name, version in found}
            return frozenset(
                each.name
                for each in self._projections
                if versions.get(each.name) == each.version
            )

        return _unless_away(read) or frozenset()

    def rows(
        self, projection: Projection, *, valid_at: date, position: int
    ) -> Sequence[Cells] | None:
        """Give the rows of every stream at a pair, None if that cannot be done.

        It may wait a little for the read model to come that far.
        """

        def read() -> Sequence[Cells] | None:
            if self._has_reached(projection, position) or self._waits_for(
                projection, position
            ):
                return self.at(projection, Pair(valid_at, position))
            return None

        return _unless_away(read)

    def rows_of(
        self, projection: Projection, stream_id: UUID, *, valid_at: date, position: int
    ) -> Sequence[Cells] | None:
        """Give the rows of one stream at a pair, None if that cannot be done."""
        pair = Pair(valid_at, position)
        return _unless_away(lambda: self.at(projection, pair, stream_id=stream_id))

    def segments_of(
        self, projection: Projection, stream_id: UUID, *, position: int
    ) -> Sequence[Segment] | None:
        """Give what was believed of one stream, None if that cannot be done."""

        def read() -> Sequence[Segment]:
            spans = self.timeline(projection, stream_id=stream_id, position=position)
            return [Segment(span.row, span.since, span.until) for span in spans]

        return _unless_away(read)

    def held_back(self, projection: Projection, *, position: int) -> frozenset[UUID]:
        """Give the streams whose rows at a position are too old."""
        return frozenset(self.stale(projection, position=position))

    def standing(self) -> list[Standing]:
        """Say how every read model stands.

        Raises:
            StoreUnavailable: if the database cannot be asked.
        """
        try:
            found = overview(self._dsn, self._projections)
            rebuilds = self._rebuilds()
            with self._pool.connection() as connection:
                trail = trail_standing(connection)
        except psycopg.OperationalError:
            raise StoreUnavailable from None
        ours = [_standing(each, rebuilds.get(each.projection.name)) for each in found]
        return sorted([*ours, trail], key=lambda each: each.name)

    def ailing(self) -> bool:
        """Tell whether anything stands in the way of any read model.

        Raises:
            StoreUnavailable: if the database cannot be asked.
        """
        names = [*(each.name for each in self._projections), TRAIL]
        try:
            with self._pool.connection() as connection:
                return bool(ailments(connection, names))
        except psycopg.OperationalError:
            raise StoreUnavailable from None

    def _has_reached(self, projection: Projection, position: int) -> bool:
        place = self.place(projection)
        return (
            place is not None
            and place.version == projection.version
            and place.position >= position
        )

    def _waits_for(self, projection: Projection, position: int) -> bool:
        """Wait until the read model has come that far; not twice for one that stands."""
        place = self.place(projection)
        if (
            not self.patience
            or place is None
            or place.version != projection.version
            or self._in_vain.get(projection.name) == place.position
        ):
            return False
        if self.wait_until(projection, position=position, timeout=self.patience):
            self._in_vain.pop(projection.name, None)
            return True
        self._in_vain[projection.name] = place.position
        return False

    def _rebuilds(self) -> dict[str, Rebuild]:
        query = (
            "SELECT DISTINCT ON (projection) projection, at, position, equal, reason"
            " FROM ksbs_read.rebuilds ORDER BY projection, number DESC"
        )
        with connected(self._dsn, role=READER) as connection:
            found = connection.execute(query).fetchall()
        return {str(name): Rebuild(*rest) for name, *rest in found}  # type: ignore[arg-type]  # as selected


@contextmanager
def read_models_of(dsn: str, projections: Iterable[Projection]) -> Iterator[ReadModels]:
    """Lend the read models of a database."""
    found = ReadModels(dsn, projections)
    try:
        yield found
    finally:
        found.close()


def _standing(found: Overview, rebuild: Rebuild | None) -> Standing:
    projection = found.projection
    return Standing(
        name=projection.name,
        title=projection.title,
        version=projection.version,
        about=projection.about.category,
        position=found.place.position if found.place else None,
        head=found.head,
        changed=found.changed,
        ills=[ill_of(each) for each in found.ailments],
        rebuild=rebuild,
        columns=projection.columns,
        key=projection.key,
    )


def _unless_away(read: Callable[[], R | None]) -> R | None:
    """Read, and give None if the tables are replaced just now or cannot be reached."""
    try:
        return read()
    except (
        psycopg.OperationalError,
        psycopg.errors.UndefinedTable,
        psycopg.errors.UndefinedColumn,
    ):
        return None
