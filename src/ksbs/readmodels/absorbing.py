"""Writing what new events change in read models of one subject that stand together."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from uuid import UUID

import psycopg

from ksbs.readmodels import log
from ksbs.readmodels.fold import Fold
from ksbs.readmodels.places import bury, quarantined
from ksbs.readmodels.tables import Connection, Tables
from ksbs.readmodels.taking import DeadLetter, Taken, Taker, poisoned
from ksbs.readmodels.writing import Writer

FOLDS = 256
"""Streams kept folded in memory, those used last; each serves all the read models."""


class Absorber:
    """Takes new events into read models that stand at one position, stream by stream.

    Each stream is read and folded once for all of them. Read models go by their numbers.
    """

    def __init__(self, tables: Sequence[Tables], *, taker: Taker) -> None:
        self._writers = [Writer(each) for each in tables]
        self._taker = taker
        self._folds: OrderedDict[UUID, Fold] = OrderedDict()
        self._quarantined: list[set[UUID]] = [set() for _ in tables]

    def begin(self, connection: Connection) -> None:
        """Begin with the tables as they stand: nothing is folded yet."""
        self._folds.clear()
        self._quarantined = [
            quarantined(connection, writer.tables) for writer in self._writers
        ]

    def absorb(
        self, connection: Connection, rows: Sequence[log.Row], *, after: int
    ) -> dict[int, Exception]:
        """Write what events after a position change, in the transaction under way.

        Gives the read models whose tables would not take it, with why: theirs are as
        before. If there are any, or the transaction fails, `begin` must be called.
        """
        failed: dict[int, Exception] = {}
        for number, taken in self._take(connection, rows, after=after).items():
            try:
                self._write(connection, number, taken)
            except psycopg.OperationalError:
                raise
            except Exception as error:  # noqa: BLE001 (others go on)
                failed[number] = error
        while len(self._folds) > FOLDS:
            self._folds.popitem(last=False)
        return failed

    def _write(
        self, connection: Connection, number: int, taken: Sequence[Taken]
    ) -> None:
        writer = self._writers[number]
        letters = [letter for each in taken for letter in each.letters]
        with connection.transaction():
            writer.write(connection, [each for each in taken if each.believed])
            bury(connection, writer.tables, letters)
        self._quarantined[number] |= {
            letter.stream_id for letter in letters if letter.kind == "poison"
        }

    def _take(
        self, connection: Connection, rows: Sequence[log.Row], *, after: int
    ) -> Mapping[int, Sequence[Taken]]:
        """Take the new events of each stream that not every read model has set aside."""
        new = {
            stream_id: of_stream
            for stream_id, of_stream in log.by_stream(rows).items()
            if not all(stream_id in aside for aside in self._quarantined)
        }
        unread = [stream_id for stream_id in new if stream_id not in self._folds]
        earlier = log.streams(connection, unread, upto=after) if unread else {}
        found: dict[int, list[Taken]] = {}
        for stream_id, of_stream in new.items():
            begun = earlier.get(stream_id, [])
            for number, taken in self._stream(stream_id, begun, of_stream).items():
                found.setdefault(number, []).append(taken)
        return found

    def _stream(
        self, stream_id: UUID, earlier: Sequence[log.Row], new: Sequence[log.Row]
    ) -> Mapping[int, Taken]:
        fold = self._folds.get(stream_id)
        failed: dict[int, Taken] = {}
        if fold is None:
            aside = self._set_aside(stream_id)
            try:
                fold = self._taker.resumed(earlier, without=aside)
            except Exception as error:  # noqa: BLE001 (whatever it is, others go on)
                letter = poisoned(stream_id, new[:1], error)
                every = range(len(self._writers))
                return {n: _unread(letter) for n in every if n not in aside}
            failed = {
                number: _unread(poisoned(stream_id, new[:1], error))
                for number, error in fold.failed
            }
        taken = self._taker.take(stream_id, fold=fold, rows=new)
        fold.forget_states()
        self._folds[stream_id] = fold
        self._folds.move_to_end(stream_id)
        return {**taken, **failed}

    def _set_aside(self, stream_id: UUID) -> set[int]:
        return {n for n, ids in enumerate(self._quarantined) if stream_id in ids}


def _unread(letter: DeadLetter) -> Taken:
    """Give what comes of a stream that is set aside before anything new was taken."""
    return Taken(letter.stream_id, {}, {}, poison=letter)
