"""What there is to say of every read model: how far it has come, and what ails it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ksbs.application.projection import Projection
from ksbs.readmodels import log
from ksbs.readmodels.places import Ailment, Place, ailments, digest_of, place_of
from ksbs.readmodels.tables import READER, Tables, connected


@dataclass(frozen=True, slots=True)
class Overview:
    """One read model: `place` is None as long as its tables have not been built."""

    projection: Projection
    place: Place | None
    head: int
    ailments: Sequence[Ailment]

    @property
    def behind(self) -> int:
        """How many positions of the log it has not yet looked at."""
        return self.head - (self.place.position if self.place else 0)

    @property
    def changed(self) -> bool:
        """True if its code is not what its tables were built by: rebuild it to compare."""
        place = self.place
        return place is not None and place.digest != digest_of(self.projection)

    @property
    def healthy(self) -> bool:
        """True if nothing stands in its way."""
        return not self.ailments


def overview(dsn: str, projections: Iterable[Projection]) -> list[Overview]:
    """Give how each of these read models stands."""
    wanted = list(projections)
    with connected(dsn, role=READER) as connection:
        places = {each.name: place_of(connection, Tables(each)) for each in wanted}
        head = log.head(connection)
        found = ailments(connection, [each.name for each in wanted])
    return [
        Overview(
            projection=each,
            place=places[each.name],
            head=head,
            ailments=[ill for ill in found if ill.projection == each.name],
        )
        for each in wanted
    ]
