"""Where the story is not told: the log and the clock that it refuses."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ksbs.demo import DemoClock, DemoRefused, fill
from ksbs.domain.register import load_domain
from ksbs.settings import Settings
from tests.support.memory_store import MemoryStore

load_domain()


def test_a_machine_whose_clock_is_behind_the_story_is_told_so(tmp_path: Path) -> None:
    # given
    clock = DemoClock()
    clock.turn_to(datetime(2025, 1, 1, tzinfo=UTC))
    store = MemoryStore(clock)

    # when
    with pytest.raises(DemoRefused, match="clock of this machine"):
        fill(store, clock=clock, settings=Settings(home=tmp_path))

    # then
    assert store.log == []


def test_a_story_begun_with_one_seed_does_not_go_on_with_another(
    tmp_path: Path,
) -> None:
    # given
    clock, settings = DemoClock(), Settings(home=tmp_path)
    store = MemoryStore(clock)

    def stop(done: int, _of: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(store, clock=clock, settings=settings, seed=1, progress=stop)
    before = list(store.log)

    # when
    with pytest.raises(DemoRefused, match="seed 2"):
        fill(store, clock=clock, settings=settings, seed=2)

    # then
    assert store.log == before != []


def test_progress_counts_the_steps_up_to_the_last(tmp_path: Path) -> None:
    # given
    clock, settings = DemoClock(), Settings(home=tmp_path)
    heard: list[tuple[int, int]] = []

    def listen(done: int, of: int) -> None:
        heard.append((done, of))
        if done == 10:
            raise KeyboardInterrupt

    # when
    with pytest.raises(KeyboardInterrupt):
        fill(MemoryStore(clock), clock=clock, settings=settings, progress=listen)

    # then
    assert [done for done, _ in heard] == list(range(1, 11))
    assert {of for _, of in heard} == {of for _, of in heard[:1]}
    assert heard[0][1] > 400
