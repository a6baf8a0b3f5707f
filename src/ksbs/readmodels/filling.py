"""What streams come to in the tables of read models, folded here or in other processes."""

import gc
import os
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from uuid import UUID

from ksbs.domain.register import load_domain
from ksbs.readmodels import log
from ksbs.readmodels.lines import Lines
from ksbs.readmodels.tables import Connection, connected
from ksbs.readmodels.taking import DeadLetter, Taker

STREAMS_AT_ONCE = 50
"""Streams whose rows are written in one go: enough that the going costs little."""

SHARED_FROM = 50_000
"""Events from which on other processes help: they take a second to start."""

_SELDOM = (100_000, 20, 100)
"""New objects until the youngest are searched, and how much less often the older."""


@dataclass(slots=True)
class Filled:
    """What one read model shows of some streams, as lines of COPY."""

    history: str
    current: str
    letters: list[DeadLetter]


@dataclass(frozen=True, slots=True)
class Piece:
    """What all read models show of some streams, and how many events these have."""

    events: int
    filled: Sequence[Filled]


class Filling:
    """Folds streams from their beginnings for read models of one subject."""

    def __init__(self, taker: Taker) -> None:
        self._taker = taker
        self._lines = [Lines(projection) for projection in taker.projections]

    def piece(self, streams: Sequence[tuple[UUID, list[log.Row]]]) -> Piece:
        """Give what all read models show of streams."""
        history: list[list[str]] = [[] for _ in self._lines]
        current: list[list[str]] = [[] for _ in self._lines]
        letters: list[list[DeadLetter]] = [[] for _ in self._lines]
        for stream_id, rows in streams:
            fold = self._taker.beginning()
            taken = self._taker.take(stream_id, fold=fold, rows=rows)
            for number, each in taken.items():
                lines = self._lines[number]
                history[number] += lines.history(stream_id, each.believed.segments())
                current[number] += lines.current(stream_id, each.after)
                letters[number] += each.letters
        filled = [
            Filled("".join(h), "".join(c), told)
            for h, c, told in zip(history, current, letters, strict=True)
        ]
        return Piece(sum(len(rows) for _, rows in streams), filled)


def pieces(dsn: str, *, taker: Taker, upto: int, events: int) -> Iterator[Piece]:
    """Go through every stream of the read models' subject, up to a position.

    A long log is shared with a process for each further core. What is made comes in any
    order of streams.
    """
    with connected(dsn) as connection:
        ids = log.stream_ids(connection, about=taker.projections[0].about, upto=upto)
        firsts = range(0, len(ids), STREAMS_AT_ONCE)
        chunks = iter([ids[first : first + STREAMS_AT_ONCE] for first in firsts])
        here = _Hand(connection, Filling(taker))
        helpers = len(os.sched_getaffinity(0)) - 1
        with seldom_collecting():
            if events >= SHARED_FROM and helpers and _can_be_sent(taker):
                with _pool(dsn, taker, helpers=helpers) as pool:
                    yield from _shared(here, pool, chunks, upto=upto, ahead=2 * helpers)
            for chunk in chunks:
                yield here.piece(chunk, upto=upto)


def _shared(
    here: "_Hand",
    pool: Executor,
    chunks: Iterator[Sequence[UUID]],
    *,
    upto: int,
    ahead: int,
) -> Iterator[Piece]:
    """Let others fold a few chunks ahead, and fold here while none of them is done."""
    going: dict[Future[Piece], Sequence[UUID]] = {}
    while True:
        for chunk in islice(chunks, max(0, ahead - len(going))):
            try:
                going[pool.submit(_piece, chunk, upto)] = chunk
            except BrokenProcessPool:
                ahead = 0
                yield here.piece(chunk, upto=upto)
        mine = next(chunks, None)
        if mine is not None:
            yield here.piece(mine, upto=upto)
        elif not going:
            return
        patience = None if mine is None else 0
        for each in wait(going, timeout=patience, return_when=FIRST_COMPLETED).done:
            chunk = going.pop(each)
            if isinstance(each.exception(), BrokenProcessPool):
                # A helper was killed; what it had in hand is folded here, as is the rest.
                ahead = 0
                yield here.piece(chunk, upto=upto)
            else:
                yield each.result()


@contextmanager
def _pool(dsn: str, taker: Taker, *, helpers: int) -> Iterator[Executor]:
    pool = ProcessPoolExecutor(
        helpers,
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(dsn, taker),
    )
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _can_be_sent(taker: Taker) -> bool:
    """Tell whether another process can have it: functions made on the spot it cannot."""
    try:
        pickle.dumps(taker)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for garbage in circles less often: a fold makes much, and none in circles.

    Without this the search takes a third of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@dataclass(frozen=True, slots=True)
class _Hand:
    """What a process folds with."""

    connection: Connection
    filling: Filling

    def piece(self, ids: Sequence[UUID], *, upto: int) -> Piece:
        """Read streams, and give what all read models show of them."""
        streams = log.streams(self.connection, ids, upto=upto)
        return self.filling.piece(list(streams.items()))


_hands: list[_Hand] = []
"""The one of a process that helps."""
_open = ExitStack()
"""What that process has open; it ends with the process."""


def _begin(dsn: str, taker: Taker) -> None:
    """Make ready a process that helps."""
    _end_with_the_parent()
    load_domain()
    gc.set_threshold(*_SELDOM)
    connection = _open.enter_context(connected(dsn))
    _hands.append(_Hand(connection, Filling(taker)))


def _piece(ids: Sequence[UUID], upto: int) -> Piece:
    return _hands[0].piece(ids, upto=upto)


def _end_with_the_parent() -> None:
    """End when whoever asked for help is gone, however it went.

    A pool's processes wait for ever for the work of one that was killed.
    """
    parent = parent_process()
    if parent is not None:
        Thread(target=_ended, args=(parent,), daemon=True).start()


def _ended(parent: object) -> None:
    parent.join()  # type: ignore[attr-defined]  # the class has no public name
    os._exit(1)
