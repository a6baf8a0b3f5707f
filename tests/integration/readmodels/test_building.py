"""Building read models: one fold of the log for all, and processes that help."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from ksbs.application.ports import EventStore
from ksbs.application.projection import Row
from ksbs.domain.event import Entry
from ksbs.domain.programme import Programme
from ksbs.readmodels import filling
from ksbs.readmodels.comparing import digests
from ksbs.readmodels.filling import pieces
from ksbs.readmodels.log import Row as LogRow
from ksbs.readmodels.places import health
from ksbs.readmodels.reader import Reader
from ksbs.readmodels.rebuild import rebuild_all
from ksbs.readmodels.runner import Runner, prepare
from ksbs.readmodels.tables import Tables, connected
from ksbs.readmodels.taking import Taker
from ksbs.store.mapper import recorded
from projections import discover
from tests.support.random_log import append, drawn, verified
from tests.support.read_models import AREAS, READ_MODELS, SESSIONS

ROOT = Path(__file__).parents[3]
FEW = (discover()["programme_status"], *READ_MODELS)


def wait_for_one(going: Iterable[Future[filling.Piece]]) -> object:
    return wait(going, return_when=FIRST_COMPLETED)


@pytest.fixture
def filled(store: EventStore) -> EventStore:
    append(store, drawn(Random(9), FEW, streams=15, commands=12))
    return store


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another process help, however short the log and however few the cores."""
    monkeypatch.setattr(filling, "SHARED_FROM", 0)
    monkeypatch.setattr(filling, "STREAMS_AT_ONCE", 2)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


@pytest.mark.usefixtures("helped")
def test_what_another_process_folds_is_what_this_one_does(
    database: str, filled: EventStore, reader: Reader
) -> None:
    # given: kept bit by bit, by this process alone
    keepers = [Runner(database, each, decode=recorded) for each in FEW]
    for keeper in keepers:
        keeper.catch_up()
    # when
    rebuilt = list(rebuild_all(keepers))
    # then
    assert all(each.compared.equal and each.swapped for each in rebuilt)
    assert verified(database, reader, FEW).wrong == 0
    assert {each.events for each in rebuilt} == {filled.head().position}


def test_a_process_that_helps_folds_streams(database: str, filled: EventStore) -> None:
    # given
    stream_id = filled.following(0, category="programme")[0].stream_id
    with filling._pool(database, Taker(FEW, decode=recorded), helpers=1) as pool:
        # when
        helper = pool.submit(os.getpid).result(timeout=60)
        made = pool.submit(filling._piece, [stream_id], filled.head().position)
        # then
        assert helper != os.getpid()
        assert made.result(timeout=60).events == len(filled.stream(stream_id))


@pytest.mark.usefixtures("helped")
@pytest.mark.parametrize("helped_with", [0, 1, 2])
def test_a_build_goes_on_without_helpers_that_are_killed(
    database: str,
    filled: EventStore,
    monkeypatch: pytest.MonkeyPatch,
    helped_with: int,
) -> None:
    # given: in every round something is taken from a helper
    monkeypatch.setattr(filling, "STREAMS_AT_ONCE", 1)
    monkeypatch.setattr(filling, "wait", lambda going, **_: wait_for_one(going))
    upto, seen, made_here = filled.head().position, 0, [0]
    piece_here = filling._Hand.piece

    def counted(
        hand: filling._Hand, ids: Sequence[UUID], *, upto: int
    ) -> filling.Piece:
        made_here[0] += 1
        return piece_here(hand, ids, upto=upto)

    monkeypatch.setattr(filling._Hand, "piece", counted)
    # when
    made = pieces(database, taker=Taker(FEW, decode=recorded), upto=upto, events=upto)
    killed = False
    for number, piece in enumerate(made, start=1):
        seen += piece.events
        if number - made_here[0] == helped_with and not killed:
            for child in active_children():
                child.kill()
                child.join()
                killed = True
            # Until the pool has noticed.
            time.sleep(0.3)
    # then
    assert killed
    assert seen == upto


def test_the_log_is_folded_once_for_all(database: str, filled: EventStore) -> None:
    # given
    read: list[int] = []

    def counting(row: LogRow) -> Entry:
        read.append(row[2])
        return recorded(row)

    keepers = [Runner(database, each, decode=counting) for each in FEW]
    # when
    with connected(database) as connection:
        prepare(connection, keepers)
    built = len(read)
    list(rebuild_all(keepers))
    # then
    assert built == filled.head().position
    assert len(read) == 2 * built


def test_one_that_cannot_show_a_stream_leaves_the_others_whole(
    database: str, filled: EventStore
) -> None:
    # given
    assert filled.head().position

    def choking(programme: Programme) -> Iterable[Row]:
        rows = list(AREAS.rows(programme))
        if len(rows) > 1:
            raise ValueError
        return rows

    broken = replace(AREAS, name="test_choking", rows=choking)
    alone = Runner(database, SESSIONS, decode=recorded)
    alone.catch_up()
    with connected(database) as connection:
        expected = digests(connection, Tables(SESSIONS))
        connection.execute("DROP TABLE ksbs_read.test_sessions")
    # when
    keepers = [Runner(database, each, decode=recorded) for each in (broken, SESSIONS)]
    with connected(database) as connection:
        prepare(connection, keepers)
        found = digests(connection, Tables(SESSIONS))
    # then
    assert found == expected
    assert {ill.kind for ill in health(database, [broken.name])} == {"quarantine"}
    assert health(database, [SESSIONS.name]) == []


HELPING = """
import sys, time
from ksbs.domain.register import load_domain
from ksbs.readmodels import filling
from ksbs.readmodels.taking import Taker
from ksbs.store.mapper import recorded
from tests.support.read_models import READ_MODELS
import os
if __name__ == "__main__":
    load_domain()
    with filling._pool(sys.argv[1], Taker(READ_MODELS, decode=recorded), helpers=1) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(600)
"""


def test_a_helper_ends_with_the_process_it_helps(database: str, tmp_path: Path) -> None:
    # given
    script = tmp_path / "helping.py"
    script.write_text(HELPING)
    with subprocess.Popen(
        [sys.executable, str(script), database],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        helper = int(process.stdout.readline())
        # when
        process.send_signal(signal.SIGKILL)
        process.wait()
    # then
    for _ in range(100):
        if not alive(helper):
            break
        time.sleep(0.1)
    assert not alive(helper)


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1][:3]
    except (FileNotFoundError, ProcessLookupError):
        return False
