"""A rebuild beside tables that are broken, and while others write, keep or replace them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from threading import Event, Thread
from typing import Any

import psycopg
import pytest

from ksbs.readmodels import abreast, building
from ksbs.readmodels.comparing import Compared
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.places import health, try_keep
from ksbs.readmodels.reader import Reader
from ksbs.readmodels.rebuild import Rebuild
from ksbs.readmodels.runner import KeptByNewerVersion, Runner
from ksbs.readmodels.tables import Connection, connected
from ksbs.store.mapper import recorded
from tests.integration.readmodels.test_quarantine import POISON, choking
from tests.support.random_log import verified
from tests.support.read_models import AREAS, SESSIONS
from tests.support.telling_log import Told, area

MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 1)
BOTH = {"test_areas", "test_areas_history"}


def break_table(told: Told) -> None:
    with psycopg.connect(told.dsn) as connection:
        connection.execute("ALTER TABLE ksbs_read.test_areas_history DROP COLUMN title")


@contextmanager
def following(told: Told) -> Iterator[None]:
    stop = Event()
    follower = Follower(told.dsn, [AREAS], decode=recorded)
    thread = Thread(target=follower.follow, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


class Interrupted(Rebuild):
    """A rebuild during which something happens between comparison and swap."""

    def __init__(self, runner: Runner, happens: Callable[[], object]) -> None:
        super().__init__(runner)
        self.happens = happens

    def _compared(self, connection: Connection) -> Compared:
        compared = super()._compared(connection)
        self.happens()
        return compared


def test_tables_that_stopped_are_replaced_for_a_reason_while_somebody_keeps_them(
    told: Told, reader: Reader
) -> None:
    # given: a server goes on trying to write into a table that is broken
    stream = told.nominate(MARCH)
    told.keeper(AREAS).catch_up()
    break_table(told)
    with following(told):
        told.tell(stream, area(MARCH, title="Ett"))
        while not health(told.dsn, [AREAS.name]):
            pass
        # when
        refused = Rebuild(told.keeper(AREAS)).run()
        # then
        assert not refused.swapped
        assert refused.compared.hindrance == (
            "the tables in use have come no further than position 1: BadCopyFileFormat"
        )
        assert told.tables() == BOTH
        # when
        used = Rebuild(told.keeper(AREAS)).run(reason="A column was dropped by hand.")
        last = told.tell(stream, area(APRIL, title="Två"))
        # then: the server goes on with the new tables
        assert used.swapped
        assert reader.wait_until(AREAS, position=last.position, timeout=20)
    assert told.current(AREAS, "title") == {("Två",)}
    assert health(told.dsn, [AREAS.name]) == []
    assert verified(told.dsn, reader, [AREAS], cells=100).wrong == 0


def test_tables_that_nobody_can_bring_along_are_replaced_for_a_reason(
    told: Told,
) -> None:
    # given
    stream = told.nominate(MARCH)
    told.keeper(AREAS).catch_up()
    break_table(told)
    told.tell(stream, area(MARCH, title="Ett"))
    # when
    refused = Rebuild(told.keeper(AREAS)).run()
    used = Rebuild(told.keeper(AREAS)).run(reason="A column was dropped by hand.")
    # then
    assert (refused.swapped, used.swapped) == (False, True)
    assert refused.compared.hindrance is not None
    assert told.current(AREAS, "title") == {("Ett",)}


def test_tables_that_cannot_be_read_are_replaced_for_a_reason(told: Told) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    told.keeper(AREAS).catch_up()
    break_table(told)
    # when
    refused = Rebuild(told.keeper(AREAS)).run()
    used = Rebuild(told.keeper(AREAS)).run(reason="A column was dropped by hand.")
    # then
    assert (refused.swapped, used.swapped) == (False, True)
    assert refused.compared.hindrance == (
        "the tables in use cannot be read: UndefinedColumn"
    )
    assert [row[4] for row in told.history(AREAS, "title")] == ["Ett"]


def test_what_has_no_tables_is_built_with_one_fold_of_the_log(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    keepers, folds = [told.keeper(AREAS), told.keeper(SESSIONS)], list[int]()

    def counted(*parts: Any, **said: Any) -> int:
        folds.append(len(parts[1]))
        return building.build(*parts, **said)

    monkeypatch.setattr("ksbs.readmodels.runner.build", counted)
    # when
    abreast.build_lacking(keepers)
    abreast.build_lacking(keepers)
    # then
    assert folds == [2]
    assert [abreast.hindrance(each, position=2) for each in keepers] == [None, None]
    assert told.current(AREAS, "title") == {("Ett",)}


def test_what_cannot_be_built_is_told_of_by_itself(told: Told) -> None:
    # given tables that a view, which the build does not replace, stands in the way of
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    with psycopg.connect(told.dsn) as connection:
        connection.execute("CREATE VIEW ksbs_read.test_areas AS SELECT 1 AS one")
    keepers = [told.keeper(AREAS), told.keeper(SESSIONS)]
    # when
    abreast.build_lacking(keepers)
    areas, sessions = (abreast.hindrance(each, position=2) for each in keepers)
    # then
    assert areas is not None
    assert "have come no further than position 0" in areas
    assert sessions is None


def test_nobody_waits_for_ever_for_a_keeper_that_takes_nothing(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(abreast, "PATIENCE_SECONDS", 0.2)
    stream = told.nominate(MARCH)
    told.keeper(AREAS).catch_up()
    told.tell(stream, area(MARCH, title="Ett"))
    with connected(told.dsn) as other:
        assert try_keep(other, AREAS)
        # when
        refused = Rebuild(told.keeper(AREAS)).run()
    # then
    assert not refused.swapped
    assert refused.compared.hindrance == (
        "the tables in use have come no further than position 1: another session keeps"
        " them and has taken nothing for 0.2 seconds"
    )


def test_a_blank_reason_is_none(told: Told) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    told.keeper(AREAS).catch_up()
    with psycopg.connect(told.dsn) as connection:
        connection.execute("UPDATE ksbs_read.test_areas SET title = 'Fel'")
    # when
    rebuilt = Rebuild(told.keeper(AREAS)).run(reason=" \t")
    # then
    assert (rebuilt.swapped, rebuilt.reason) == (False, None)


def test_a_late_entry_between_comparison_and_swap_is_in_the_new_tables(
    told: Told, reader: Reader
) -> None:
    # given: a keeper that holds the programme folded in memory
    stream = told.nominate(MARCH)
    told.tell(stream, area(APRIL, title="Ett"))
    keeper = told.keeper(AREAS)
    keeper.catch_up()

    def late() -> None:
        told.tell(stream, area(MARCH, title="Sent"))
        keeper.catch_up()

    # when
    rebuilt = Interrupted(told.keeper(AREAS), late).run()
    late()
    # then
    assert rebuilt.swapped
    assert rebuilt.compared.position < rebuilt.position == 3
    assert told.current(AREAS, "title") == {("Ett",)}
    assert verified(told.dsn, reader, [AREAS], cells=300).wrong == 0


def test_poison_between_comparison_and_swap_is_set_aside_in_the_new_tables(
    told: Told,
) -> None:
    # given
    broken = replace(AREAS, rows=choking)
    ill, well = told.nominate(MARCH), told.nominate(MARCH)
    keeper = told.keeper(broken)
    keeper.catch_up()
    # when
    Interrupted(
        told.keeper(broken), lambda: told.tell(ill, area(MARCH, title=POISON))
    ).run()
    told.tell(ill, area(MARCH, title="Ett"))
    told.tell(well, area(MARCH, title="Två"))
    keeper.catch_up()
    # then
    assert told.current(AREAS, "title") == {("Två",)}
    (found,) = health(told.dsn, [AREAS.name])
    assert (found.kind, found.stream_id) == ("quarantine", ill)


@pytest.mark.parametrize("between", [False, True], ids=["before", "in between"])
def test_tables_of_a_newer_version_are_left_alone(told: Told, between: bool) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    told.keeper(AREAS).catch_up()
    newer = told.keeper(replace(AREAS, version=2))
    if not between:
        newer.catch_up()
    # when / then
    with pytest.raises(KeptByNewerVersion):
        Interrupted(told.keeper(AREAS), newer.catch_up).run()
    assert told.tables() == BOTH
    with psycopg.connect(told.dsn) as connection:
        query = "SELECT projection, version FROM ksbs_read.positions"
        assert connection.execute(query).fetchall() == [(AREAS.name, 2)]


def test_another_read_model_is_no_hindrance(told: Told) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    for projection in (AREAS, SESSIONS):
        told.keeper(projection).catch_up()
    with connected(told.dsn) as other:
        assert try_keep(other, SESSIONS)
        # when / then
        assert Rebuild(told.keeper(AREAS)).run().swapped
