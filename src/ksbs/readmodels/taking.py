"""Taking what is new of one stream into read models, or saying why that cannot be.

The same steps serve the runner, which goes on from where it was, and a rebuild, which
begins with an empty fold.
"""

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from ksbs.application.projection import Projection
from ksbs.domain.event import Entry
from ksbs.readmodels.fold import Fold
from ksbs.readmodels.log import Command, Decode, Row, commands
from ksbs.readmodels.segments import Believed, Rows
from ksbs.readmodels.shown import Showing


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that a read model could not take, or an amendment that names nothing."""

    stream_id: UUID
    position: int
    kind: str
    error: str


@dataclass(slots=True)
class Taken:
    """What taking part of a stream comes to in one read model.

    `before` and `after` are the rows as they stood and stand now; with `poison` those
    after the last command that could be taken.
    """

    stream_id: UUID
    before: Rows
    after: Rows
    believed: Believed = field(default_factory=Believed)
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
    """Takes streams into read models of one subject, which it knows by their numbers."""

    fold: type[Fold] = Fold

    def __init__(self, projections: Sequence[Projection], *, decode: Decode) -> None:
        self.projections = tuple(projections)
        self._decode = decode
        self._showing = Showing(self.projections)

    def __reduce__(self) -> tuple[Any, ...]:
        """Be made anew where it is sent: what it has made for itself cannot be."""
        return partial(type(self), decode=self._decode), (self.projections,)

    def beginning(self) -> Fold:
        """Give the fold of a stream of which nothing has been taken."""
        return self.fold(self._showing)

    def resumed(self, rows: Sequence[Row], *, without: Iterable[int] = ()) -> Fold:
        """Give the fold that has taken these events of a stream.

        Raises:
            Exception: whatever one of them leads to; `poisoned` puts it into words.
        """
        return self.fold.of(self._showing, self._read(rows), without=without)

    def take(
        self, stream_id: UUID, *, fold: Fold, rows: Iterable[Row]
    ) -> Mapping[int, Taken]:
        """Take the next events of a stream, command by command.

        Gives what there is to write, by the number of the read model.
        """
        taking = _Taking(stream_id, fold)
        for command in commands(rows):
            try:
                _refuse_gap(command[0], after=fold.version)
                astray = fold.take(self._read(command))
            except Exception as error:  # noqa: BLE001 (whatever it is, others go on)
                taking.end(command, error)
                break
            if astray or fold.failed:
                taking.note(command, astray)
        return taking.taken()

    def _read(self, rows: Sequence[Row]) -> list[Entry]:
        entries: list[Entry] = []
        try:
            for row in rows:
                entries.append(self._decode(row))  # noqa: PERF401 (it tells which failed)
        except Exception as error:
            raise Unreadable(rows[len(entries)][2], error) from error
        return entries


class _Taking:
    """One stream that is being taken into read models, and what is amiss on the way."""

    def __init__(self, stream_id: UUID, fold: Fold) -> None:
        self._stream_id = stream_id
        self._fold = fold
        self._shown = list(fold.shown)
        self._before = [shown.settled if shown else {} for shown in self._shown]
        self._poison: dict[int, DeadLetter] = {}
        self._astray: dict[int, list[DeadLetter]] = {}

    def note(self, command: Command, astray: Sequence[Entry]) -> None:
        """Note which read models could not show a command, and what names nothing."""
        for number, error in self._fold.failed:
            self._poison[number] = poisoned(self._stream_id, command, error)
        for entry in astray:
            for number in self._going_on():
                self._astray.setdefault(number, []).append(_misdirected(entry))

    def end(self, command: Command, error: Exception) -> None:
        """Say of every read model why the stream goes no further."""
        for number in self._going_on():
            self._poison[number] = poisoned(self._stream_id, command, error)
            self._fold.drop(number)

    def taken(self) -> dict[int, Taken]:
        """Give what there is to write, by the number of the read model."""
        found: dict[int, Taken] = {}
        for number, shown in enumerate(self._shown):
            if shown is None:
                continue
            poison, astray = self._poison.get(number), self._astray.get(number, [])
            if shown.believed or poison or astray:
                found[number] = Taken(
                    self._stream_id,
                    self._before[number],
                    shown.settled,
                    shown.believed,
                    poison,
                    astray,
                )
                shown.believed = Believed()
        return found

    def _going_on(self) -> list[int]:
        return [n for n, shown in enumerate(self._fold.shown) if shown is not None]


def poisoned(stream_id: UUID, command: Sequence[Row], error: Exception) -> DeadLetter:
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
    if version != after + 1 and version:
        raise Gap(f"the stream goes on with version {version} after {after}")


def _misdirected(entry: Entry) -> DeadLetter:
    text = (
        f"the {entry.name} names nothing earlier in its stream, so it changes nothing"
    )
    return DeadLetter(entry.stream_id, entry.position, "misdirected", text)
