import threading
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest

from bench.ours import PERSONS, Ours
from ksbs.application.ports import EventStore
from ksbs.domain.enrolment.nomination import SchoolNominated
from ksbs.domain.event import Change
from ksbs.domain.record.amendment import CorrectEntry
from ksbs.domain.words import Role
from ksbs.readmodels import runner
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.runner import Runner
from ksbs.store.mapper import recorded
from projections.programme_status import PROJECTION

SELECT = "SELECT programme_id, school_name, status FROM ksbs_read.programme_status"


def rows(dsn: str) -> dict[UUID, tuple[str, str]]:
    with psycopg.connect(dsn) as connection:
        return {row[0]: (row[1], row[2]) for row in connection.execute(SELECT)}


def position(dsn: str) -> int:
    query = "SELECT position FROM ksbs_read.positions WHERE projection = %s"
    with psycopg.connect(dsn) as connection:
        found = connection.execute(query, [PROJECTION.name]).fetchone()
        assert found is not None
        return int(found[0])


def test_a_read_model_catches_up_with_the_log(
    database: str, store: EventStore, ours: Ours
) -> None:
    # given
    first, second = ours.programme("01234567"), ours.programme("01234568")
    # when
    reached = Runner(database, PROJECTION, decode=recorded).catch_up()
    # then
    assert rows(database) == {
        first: ("Skolan 01234567", "analysing"),
        second: ("Skolan 01234568", "analysing"),
    }
    last = [e.position for e in store.following(0, category="programme")][-1]
    assert reached == position(database) == last


def test_catching_up_again_takes_only_what_is_new(
    database: str, store: EventStore, ours: Ours
) -> None:
    # given
    first = ours.programme("01234567")
    keeper = Runner(database, PROJECTION, decode=recorded)
    keeper.catch_up()
    # when
    correct_name(ours, store, first, "Norra skolan")
    keeper.catch_up()
    # then
    assert rows(database) == {first: ("Norra skolan", "analysing")}


def test_small_batches_give_the_same_rows(
    database: str, ours: Ours, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    programme_id = ours.programme("01234567")
    monkeypatch.setattr(runner, "BATCH", 3)
    # when
    Runner(database, PROJECTION, decode=recorded).catch_up()
    # then
    assert rows(database) == {programme_id: ("Skolan 01234567", "analysing")}


def test_another_version_starts_anew(database: str, ours: Ours) -> None:
    # given
    programme_id = ours.programme("01234567")
    Runner(database, PROJECTION, decode=recorded).catch_up()
    named = replace(
        PROJECTION,
        version=2,
        rows=lambda p: [{**row, "school_name": "ny"} for row in PROJECTION.rows(p)],
    )
    # when
    Runner(database, named, decode=recorded).catch_up()
    # then
    assert rows(database) == {programme_id: ("ny", "analysing")}


def test_several_runners_at_once_take_each_batch_once(
    database: str, ours: Ours, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(runner, "BATCH", 2)
    expected = {ours.programme(f"0123456{n}") for n in range(4)}
    threads = [
        threading.Thread(target=Runner(database, PROJECTION, decode=recorded).catch_up)
        for _ in range(3)
    ]
    # when
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # then
    assert set(rows(database)) == expected


def test_a_runner_follows_until_it_is_stopped(database: str, ours: Ours) -> None:
    # given
    stop = threading.Event()
    thread = threading.Thread(
        target=Follower(database, [PROJECTION], decode=recorded).follow, args=(stop,)
    )
    thread.start()
    # when
    programme_id = ours.programme("01234567")
    # then
    for _ in range(100):
        try:
            found = rows(database)
        except psycopg.errors.UndefinedTable:
            found = {}
        if found == {programme_id: ("Skolan 01234567", "analysing")}:
            break
        stop.wait(0.1)
    else:
        pytest.fail("the runner did not take the new entries within ten seconds")
    stop.set()
    thread.join(timeout=10)
    assert not thread.is_alive()


def correct_name(ours: Ours, store: EventStore, programme_id: UUID, name: str) -> None:
    nominated = store.stream(programme_id)[0]
    assert isinstance(nominated.event, SchoolNominated)
    change = Change(field="schoolName", old=nominated.event.school_name, new=name)
    ours.ask(
        CorrectEntry(
            target_event_id=nominated.event_id,
            changes=(change,),
            reason="Felskrivet.",
            found_by=PERSONS[Role.REGISTRAR],
        ),
        role=Role.REGISTRAR,
        programme_id=programme_id,
    )
