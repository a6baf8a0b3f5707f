"""A read model is built anew beside the one in use, compared, and put in its place."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from random import Random
from threading import Event, Thread

import psycopg
import pytest

from ksbs.application.ports import EventStore
from ksbs.application.projection import Row
from ksbs.domain.programme import Programme
from ksbs.readmodels import rebuild as rebuild_module
from ksbs.readmodels import runner
from ksbs.readmodels.building import Progress
from ksbs.readmodels.comparing import digests
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.places import rebuilding
from ksbs.readmodels.reader import Reader
from ksbs.readmodels.rebuild import AlreadyRebuilding, CannotSwap, Rebuild
from ksbs.readmodels.tables import Tables, connected
from ksbs.store.mapper import recorded
from tests.support.random_log import append, drawn, verified
from tests.support.read_model_digests import begin_anew
from tests.support.read_models import AREAS, READ_MODELS, SESSIONS
from tests.support.telling_log import Told, area

MARCH = date(2026, 3, 2)


def shouting(programme: Programme) -> Iterable[Row]:
    for row in AREAS.rows(programme):
        yield {**row, "title": str(row["title"]).upper()}


def records(told: Told) -> list[tuple[object, ...]]:
    query = "SELECT projection, position, equal, reason FROM ksbs_read.rebuilds"
    with psycopg.connect(told.dsn) as connection:
        return connection.execute(query + " ORDER BY number").fetchall()


def tamper(told: Told, statement: str) -> None:
    with psycopg.connect(told.dsn) as connection:
        connection.execute(statement.encode())


def test_equal_tables_take_the_place_of_those_in_use(told: Told) -> None:
    # given
    last = told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    told.keeper(AREAS).catch_up()
    progress: list[Progress] = []
    # when
    rebuilt = Rebuild(told.keeper(AREAS)).run(report=progress.append)
    # then
    assert rebuilt.compared.equal
    assert rebuilt.swapped
    assert rebuilt.events == progress[-1].done == progress[-1].total == 2
    assert told.current(AREAS, "title") == {("Ett",)}
    assert told.tables() == {"test_areas", "test_areas_history"}
    assert records(told) == [
        ("test_areas", last.position, None, "first build"),
        ("test_areas", last.position, True, None),
    ]


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("UPDATE ksbs_read.test_areas SET title = 'Fel'", "current"),
        ("DELETE FROM ksbs_read.test_areas", "current"),
        ("UPDATE ksbs_read.test_areas_history SET sys_to = 9", "history"),
        ("UPDATE ksbs_read.test_areas_history SET gone = true", "history"),
    ],
)
def test_tables_that_differ_are_shown_and_not_used_without_a_reason(
    told: Told, statement: str, part: str
) -> None:
    # given
    last = told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    told.keeper(AREAS).catch_up()
    tamper(told, statement)
    before = told.history(AREAS, "title"), told.current(AREAS, "title")
    # when
    refused = Rebuild(told.keeper(AREAS)).run()
    # then
    assert not refused.swapped
    assert set(refused.compared.only_rebuilt) == {part}
    assert all("Ett" in row for row in refused.compared.only_rebuilt[part])
    assert (told.history(AREAS, "title"), told.current(AREAS, "title")) == before
    assert told.tables() == {"test_areas", "test_areas_history"}
    # when
    used = Rebuild(told.keeper(AREAS)).run(reason="Somebody changed a row by hand.")
    # then
    assert used.swapped
    assert told.current(AREAS, "title") == {("Ett",)}
    assert told.history(AREAS, "title") == [(MARCH, last.position, None, False, "Ett")]
    assert records(told)[-1] == (
        "test_areas",
        last.position,
        False,
        "Somebody changed a row by hand.",
    )


def test_code_that_says_otherwise_shows_as_a_difference(told: Told) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    told.keeper(AREAS).catch_up()
    # when
    rebuilt = Rebuild(told.keeper(replace(AREAS, rows=shouting))).run()
    # then
    assert not rebuilt.swapped
    assert set(rebuilt.compared.only_live) == {"current", "history"}


def test_keepers_and_readers_go_on_while_rebuilds_follow_one_another(
    database: str, store: EventStore, reader: Reader, told: Told
) -> None:
    # given
    commands = drawn(Random(5), READ_MODELS, streams=6, commands=25)
    append(store, commands[:30])
    for projection in READ_MODELS:
        told.keeper(projection).catch_up()
    stop = Event()
    follower = Follower(database, READ_MODELS, decode=recorded)
    threads = [
        Thread(target=follower.follow, args=(stop,)),
        Thread(target=append, args=(store, commands[30:])),
    ]
    for thread in threads:
        thread.start()
    # when
    equal = []
    while threads[1].is_alive():
        for projection in READ_MODELS:
            equal.append(Rebuild(told.keeper(projection)).run().compared.equal)
            assert reader.current(projection)
    for projection in READ_MODELS:
        place = store.head().position
        assert reader.wait_until(projection, position=place, timeout=20)
    stop.set()
    threads[0].join()
    # then
    assert equal
    assert all(equal)
    assert verified(database, reader, READ_MODELS).wrong == 0


def test_only_one_session_rebuilds_a_read_model_at_a_time(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    told.keeper(AREAS).catch_up()
    with connected(told.dsn) as other, rebuilding(other, AREAS) as mine:
        assert mine
        # when / then
        monkeypatch.setattr(rebuild_module, "PATIENCE_SECONDS", 0.05)
        with pytest.raises(AlreadyRebuilding, match="wait for that to end"):
            Rebuild(told.keeper(AREAS)).run()
    assert Rebuild(told.keeper(AREAS)).run().swapped


def test_a_process_that_starts_and_clears_away_is_waited_for(told: Told) -> None:
    # given
    told.keeper(AREAS).catch_up()
    begun, ever = Event(), Event()
    with connected(told.dsn) as other:

        def clearing() -> None:
            with rebuilding(other, AREAS):
                begun.set()
                ever.wait(0.3)

        thread = Thread(target=clearing)
        thread.start()
        begun.wait()
        # when
        rebuilt = Rebuild(told.keeper(AREAS)).run()
        thread.join()
    # then
    assert rebuilt.swapped


def test_tables_that_stay_locked_are_left_as_they_are(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    told.keeper(AREAS).catch_up()
    monkeypatch.setattr(rebuild_module, "ATTEMPTS", 2)
    monkeypatch.setattr(rebuild_module, "LOCK_MILLISECONDS", 50)
    with psycopg.connect(told.dsn) as somebody:
        somebody.execute("SELECT * FROM ksbs_read.test_areas")
        # when / then
        with pytest.raises(CannotSwap):
            Rebuild(told.keeper(AREAS)).run()
    assert told.tables() == {"test_areas", "test_areas_history"}
    assert Rebuild(told.keeper(AREAS)).run().swapped


def test_digests_depend_on_the_log_alone(
    database: str, store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    append(store, drawn(Random(6), READ_MODELS, streams=12, commands=15))
    found = []
    # when: built at once, and batch by batch of two sizes in another time zone
    for name, batch, zone in (
        ("a", None, "UTC"),
        ("b", 3, "Asia/Tokyo"),
        ("c", 50, "UTC"),
    ):
        projection = replace(SESSIONS, name=name)
        with connected(database) as connection:
            keeper = runner.Runner(database, projection, decode=recorded)
            connection.execute(f"SET timezone = '{zone}'".encode())
            if batch is not None:
                monkeypatch.setattr(runner, "BATCH", batch)
                keeper.prepare(connection)
                begin_anew(connection, name)
            keeper.tend(connection)
            connection.execute("SET timezone = 'UTC'")
            found.append(digests(connection, Tables(projection)))
    # then
    assert found[0] == found[1] == found[2]
    assert found[0]["history"][0] > 20
