"""The demo's clock: it tells the story's days, and afterwards the time of the machine."""

from datetime import UTC, datetime


class DemoClock:
    """A clock that is turned to the moments of a story (`ksbs.application.ports.Clock`).

    Until it is turned, and once it is released, it tells the time of the machine.
    """

    def __init__(self) -> None:
        self._told: datetime | None = None

    def turn_to(self, moment: datetime) -> None:
        """Let it be `moment` until it is turned again.

        Raises:
            ValueError: if that is not later than the moment told; a story only goes on.
        """
        if self._told is not None and moment <= self._told:
            raise ValueError(f"{moment} does not lie after {self._told}")
        self._told = moment

    def release(self) -> None:
        """Tell the time of the machine again."""
        self._told = None

    def now(self) -> datetime:
        """Give the moment told, or the present instant, in UTC."""
        return self._told or datetime.now(UTC)
