"""Filling a demo: the same story once, however often and with whatever interruptions."""

import subprocess
import sys
from pathlib import Path

import pytest

from ksbs.demo import DemoRefused, is_filled
from tests.integration.demo.world import Filled, NewDemo

STOPS_AT = 1230

FILLS_AND_SAYS_HOW_FAR = """
import sys
from pathlib import Path
from ksbs.demo import DemoClock, fill
from ksbs.domain.register import load_domain
from ksbs.settings import Settings
from ksbs.store.event_store import open_event_store

load_domain()
clock = DemoClock()
with open_event_store(sys.argv[1], demo_clock=clock) as store:
    settings = Settings(home=Path(sys.argv[2]))
    fill(
        store,
        clock=clock,
        settings=settings,
        progress=lambda done, of: print(f"told {done}", flush=True),
    )
"""


def test_the_demo_holds_34_programmes_and_its_summary_counts_them(
    filled: Filled,
) -> None:
    # then
    assert filled.summary.programmes == len(filled.api.programmes()) == 34
    assert filled.summary.events == len(filled.api.events())
    assert filled.summary.events >= 2500
    assert filled.summary.school_units == 39
    assert filled.summary.refused == 9


def test_a_second_filling_changes_nothing(filled: Filled) -> None:
    # given
    before = filled.demo.store.head()

    # when
    again = filled.demo.fill()

    # then
    assert again == filled.summary
    assert filled.demo.store.head() == before


def test_a_filling_that_was_killed_goes_on_to_the_same_record(
    filled: Filled, new_demo: NewDemo
) -> None:
    with new_demo(1) as demo:
        # given
        _fill_and_kill(demo.dsn, home=demo.settings.home, at=STOPS_AT)
        assert demo.store.head().position >= STOPS_AT
        assert not is_filled(demo.store)

        # when
        summary = demo.fill()

        # then
        assert summary == filled.summary
        # The root is of every entry with its ids, days, moments and texts.
        assert demo.store.head() == filled.demo.store.head()
        with demo.reader() as api:
            moment = {"validAt": "2026-06-30", "knownAt": "2026-06-30"}
            assert api.programmes(**moment) == filled.api.programmes(**moment)


def test_another_seed_is_refused_and_told_how_to_start_anew(filled: Filled) -> None:
    # given
    before = filled.demo.store.head()

    # when
    with pytest.raises(DemoRefused, match="KSBS_HOME=") as refused:
        filled.demo.fill(seed=2)

    # then
    assert "seed 2" in str(refused.value)
    assert filled.demo.store.head() == before


def test_another_seed_gives_the_same_course_of_events_in_other_words(
    filled: Filled, new_demo: NewDemo
) -> None:
    with new_demo(2) as demo:
        # when
        summary = demo.fill(seed=2)

        # then
        assert summary.programmes == filled.summary.programmes
        assert summary.events == filled.summary.events
        with demo.reader() as api:
            assert api.statuses() == filled.api.statuses()
            first, second = (
                [goal["text"] for p in each.programmes() for goal in p["goals"]]
                for each in (filled.api, api)
            )
        assert len(first) == len(second)
        assert first != second


def test_the_story_cannot_go_on_once_others_have_written_to_an_interrupted_demo(
    new_demo: NewDemo,
) -> None:
    with new_demo(1) as demo:
        # given
        def stop(done: int, _of: int) -> None:
            if done == 40:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            demo.fill(progress=stop)
        before = demo.store.head().position
        with demo.reader() as api:
            api.register_a_person()
        assert demo.store.head().position == before + 2

        # when
        with pytest.raises(DemoRefused, match="interrupted"):
            demo.fill()

        # then
        assert demo.store.head().position == before + 2


def _fill_and_kill(dsn: str, *, home: Path, at: int) -> None:
    command = [sys.executable, "-c", FILLS_AND_SAYS_HOW_FAR, dsn, str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line == f"told {at}\n":
                process.kill()
                break
        else:
            pytest.fail("the process ended before it could be killed")
