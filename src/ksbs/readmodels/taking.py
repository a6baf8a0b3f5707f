"""Taking what is new of one stream into a read model, or saying why that cannot be.

The same steps serve the runner, which goes on from where it was, and a rebuild, which
begins with an empty fold.
"""

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from ksbs.application.projection import Projection
from ksbs.domain.event import Entry
from ksbs.readmodels.cells import Fitting
from ksbs.readmodels.fold import Fold
from ksbs.readmodels.log import Command, Decode, Row, commands
from ksbs.readmodels.segments import Believed, Rows


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that a read model could not take, or an amendment that names nothing."""

    stream_id: UUID
    position: int
    kind: str
    error: str


@dataclass(slots=True)
class Taken:
    """What taking part of a stream comes to.

    `before` and `after` are the rows as they stood and stand now; with `poison` those
    after the last command that could be taken.
    """

    stream_id: UUID
    before: Rows
    after: Rows
    believed: Believed
    poison: DeadLetter | None = None
    astray: list[DeadLetter] = field(default_factory=list)

    @property
    def letters(self) -> list[DeadLetter]:
        """All dead letters."""
        return self.astray if self.poison is None else [*self.astray, self.poison]


class Gap(Exception):
    """A stream does not go on where it was left: it would be shown without a part."""


class Unreadable(Exception):
    """An event cannot be read; the text says which, and nothing of its payload."""

    def __init__(self, position: int, error: Exception) -> None:
        self.position = position
        super().__init__(str(error) or type(error).__name__)


class Taker:
    """Takes streams into one read model."""

    fold: type[Fold] = Fold

    def __init__(self, projection: Projection, *, decode: Decode) -> None:
        self.projection = projection
        self._decode = decode
        self.fitting = Fitting(projection)

    def beginning(self) -> Fold:
        """Give the fold of a stream of which nothing has been taken."""
        return self.fold(self.projection)

    def resumed(self, rows: Sequence[Row]) -> Fold:
        """Give the fold that has taken these events of a stream.

        Raises:
            Exception: whatever one of them leads to; `poisoned` puts it into words.
        """
        return self.fold.of(self.projection, self._read(rows))

    def take(self, stream_id: UUID, *, fold: Fold, rows: Iterable[Row]) -> Taken:
        """Take the next events of a stream, command by command."""
        believed = Believed(keys={self.fitting.key(key) for key in fold.keys})
        taken = Taken(stream_id, fold.rows, fold.rows, believed)
        for command in commands(list(rows)):
            try:
                _refuse_gap(command[0], after=fold.version)
                step = self.fitting.step(fold.take(self._read(command)))
            except Exception as error:  # noqa: BLE001 (whatever it is, others go on)
                taken.poison = poisoned(stream_id, command, error)
                break
            believed.take(step)
            taken.after = fold.rows
            taken.astray += [_misdirected(entry) for entry in step.astray]
        return taken

    def _read(self, rows: Sequence[Row]) -> list[Entry]:
        entries = []
        for row in rows:
            try:
                entries.append(self._decode(row))
            except Exception as error:
                raise Unreadable(row[2], error) from error
        return entries


def poisoned(stream_id: UUID, command: Command, error: Exception) -> DeadLetter:
    """Give the dead letter of an error; its text holds nothing of any payload."""
    if isinstance(error, Unreadable):
        return DeadLetter(stream_id, error.position, "poison", str(error))
    # The message of an error of our own code may quote what people wrote: where it was
    # raised says as much to whoever mends it.
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{frame.name} (line {frame.lineno} of {frame.filename.rpartition('/')[2]})"
    text = f"{type(error).__name__} in {where}"
    if type(error).__module__.startswith("ksbs.readmodels."):
        text = f"{text}: {error}"
    return DeadLetter(stream_id, command[-1][2], "poison", text)


def _refuse_gap(row: Row, *, after: int) -> None:
    version = row[1]
    if version not in {after + 1, 0}:
        raise Gap(f"the stream goes on with version {version} after {after}")


def _misdirected(entry: Entry) -> DeadLetter:
    text = (
        f"the {entry.name} names nothing earlier in its stream, so it changes nothing"
    )
    return DeadLetter(entry.stream_id, entry.position, "misdirected", text)
